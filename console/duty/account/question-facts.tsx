import type { Schemas } from '../../api/client.ts';
import { ThingLink } from '../../jobs/thing-link.tsx';
import { useNames } from '../../states/names.ts';
import { type TermLine, Terms } from '../../states/terms.tsx';
import { Tone } from '../../states/tone.tsx';
import { moment } from '../../words/format.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { accountTexts } from './words.ts';

interface Asked {
  readonly orderId: string;
  readonly bankId: string;
  readonly reason: string;
  readonly officers: readonly Schemas['Officer'][];
  readonly requestedAt: string;
  readonly dueAt?: string;
  readonly question?: Schemas['QuestionStanding'];
}

interface QuestionFactsProps {
  readonly asked: Asked;
  /** What this kind of question has beside. */
  readonly more: readonly TermLine[];
}

/** What every question to a bank has: its order and bank, who signed it and why, until when the answer is due, and how it stands. */
export function QuestionFacts({
  asked: { orderId, bankId, reason, officers, requestedAt, dueAt, question },
  more,
}: QuestionFactsProps) {
  const t = useText(accountTexts);
  const language = useLanguage();
  const nameOf = useNames([bankId]);
  return (
    <Terms
      of={[
        [t('toOrder'), <ThingLink key="order" kind="order" id={orderId} />],
        [t('bank'), nameOf(bankId)],
        ...more,
        [t('question'), question && <Standing key="question" question={question} />],
        [t('asked'), moment(requestedAt, language)],
        [t('due'), dueAt && moment(dueAt, language)],
        [t('reason'), reason],
        [t('officers'), officers.map(({ name, badge }) => `${name} ${badge}`).join(' · ')],
      ]}
    />
  );
}

/** How the question to the bank stands: what people have to know if its answer does not come. */
function Standing({ question }: { readonly question: Schemas['QuestionStanding'] }) {
  const t = useText(accountTexts);
  const words = useWords();
  const language = useLanguage();
  const { state, remindedAt, overdueAt, declined, undeliverable } = question;
  return (
    <>
      <Tone tone={state === 'answered' ? 'good' : 'plain'}>{words('questionState', state)}</Tone>
      {declined !== undefined && (
        <div>
          <Tone tone="bad">{t('declined')}</Tone> {declined.code} {words('resultCode', declined.code)} {declined.remark}
        </div>
      )}
      {undeliverable === true && (
        <div>
          <Tone tone="bad">{t('undeliverable')}</Tone>
        </div>
      )}
      {remindedAt !== undefined && (
        <div className="quiet">
          {t('reminded')} {moment(remindedAt, language)}
        </div>
      )}
      {overdueAt !== undefined && (
        <div>
          <Tone tone="warn">{t('overdue')}</Tone> {moment(overdueAt, language)}
        </div>
      )}
    </>
  );
}
