import { DaysLeft } from '../states/days-left.tsx';
import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { minute, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Documents } from './documents.tsx';
import type { Objection } from './model.ts';
import { objectionTexts } from './words.ts';

interface RulingsProps {
  readonly data: Objection;
  readonly readAt: number;
}

/** What became of it: the decision, the supervision by the procuratorate, and what the police did on its demand. */
export function Rulings({ data: { decision, supervision, correction, bankRefusals = [] }, readAt }: RulingsProps) {
  const t = useText(objectionTexts);
  return (
    <>
      {decision !== undefined && <Ruling title={t('decision')} ruling={decision} />}
      {supervision !== undefined && <Supervision supervision={supervision} readAt={readAt} />}
      {correction !== undefined && <Ruling title={t('correction')} ruling={correction} />}
      {bankRefusals.map((refusal) => (
        <Refusal key={refusal.refusedAt} refusal={refusal} />
      ))}
    </>
  );
}

/** What the bank declined of a ruling, and whether officers ordered it again. */
function Refusal({ refusal }: { readonly refusal: NonNullable<Objection['bankRefusals']>[number] }) {
  const t = useText(objectionTexts);
  const words = useWords();
  const language = useLanguage();
  const { refusedAt, instruction, code, again } = refusal;
  const nameOf = useNames([again?.by.agency]);
  return (
    <section className="part" aria-label={t('bankRefused')}>
      <h2>{t('bankRefused')}</h2>
      <Terms
        of={[
          [t('instruction'), words('instruction', instruction)],
          [t('bankSays'), <Tone key="code" tone="bad">{`${code} · ${words('resultCode', code)}`}</Tone>],
          [t('at'), minute(refusedAt, language)],
          [
            t('orderedAgain'),
            again === undefined
              ? t('notOrderedAgain')
              : [minute(again.at, language), nameOf(again.by.agency), again.by.name, again.reason].filter(Boolean).join(' · '),
          ],
        ]}
      />
    </section>
  );
}

function Ruling({ title, ruling }: { readonly title: string; readonly ruling: NonNullable<Objection['decision']> }) {
  const t = useText(objectionTexts);
  const words = useWords();
  const language = useLanguage();
  const { outcome, reason, narrowedToFen, officers = [], by, at, approval } = ruling;
  const nameOf = useNames([by?.agency]);
  return (
    <section className="part" aria-label={title}>
      <h2>{title}</h2>
      <Terms
        of={[
          [t('outcome'), <Tone key="outcome">{words('objectionOutcome', outcome)}</Tone>],
          [t('reason'), reason],
          [t('narrowed'), narrowedToFen !== undefined && money(narrowedToFen, language)],
          [t('approval'), approval && `${approval.name} · ${minute(approval.approvedAt, language)}`],
          [t('officers'), officers.map(({ name, badge }) => `${name} ${badge}`).join(' · ')],
          [t('at'), [minute(at, language), by && nameOf(by.agency), by?.name].filter(Boolean).join(' · ')],
        ]}
      />
    </section>
  );
}

interface SupervisionProps {
  readonly supervision: NonNullable<Objection['supervision']>;
  readonly readAt: number;
}

function Supervision({ supervision, readAt }: SupervisionProps) {
  const t = useText(objectionTexts);
  const words = useWords();
  const language = useLanguage();
  const { of, requestedAt, requestedBy, reason, documents, dueAt, answer, response } = supervision;
  const nameOf = useNames([requestedBy.agency, answer?.by?.agency, response?.by?.agency]);
  const by = (at: string, who: { readonly agency: string; readonly name?: string } | undefined) =>
    [minute(at, language), who && nameOf(who.agency), who?.name].filter(Boolean).join(' · ');
  return (
    <section className="part" aria-label={t('supervision')}>
      <h2>{t('supervision')}</h2>
      <Terms
        of={[
          [t('procuratorateOf'), of && words('place', of)],
          [t('requested'), by(requestedAt, requestedBy)],
          [t('reason'), reason],
          [t('documents'), documents.length > 0 && <Documents of={documents} />],
          [t('due'), answer === undefined && <DaysLeft until={dueAt} readAt={readAt} />],
        ]}
      />
      {answer !== undefined && (
        <Terms
          of={[
            [t('procuratorateAnswer'), words('supervisionAnswer', answer.answer)],
            [t('demand'), answer.demand],
            [t('reason'), answer.reason],
            [t('at'), by(answer.at, answer.by)],
            [
              t('responseDue'),
              answer.dueAt !== undefined && response === undefined && <DaysLeft until={answer.dueAt} readAt={readAt} />,
            ],
          ]}
        />
      )}
      {response !== undefined && (
        <Terms
          of={[
            [t('response'), words('correctionOutcome', response.outcome)],
            [t('reason'), response.reason],
            [t('at'), by(response.at, response.by)],
          ]}
        />
      )}
    </section>
  );
}
