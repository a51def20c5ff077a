import type { TableColumnsType } from 'antd';
import type { ActThing } from '../acts/thing.ts';
import { useOwnAgency } from '../states/me.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { inForce, type Opinion, standing, standsTo, type Whole } from './model.ts';
import { OpinionForm } from './opinion-form.tsx';
import { Part } from './part.tsx';
import { QuestionText } from './question-text.tsx';
import { texts } from './words.ts';

interface QuestionsProps {
  readonly of: Whole;
  readonly thing: ActThing;
}

/** Each question with the opinions of the agencies, and the form for the own one. */
export function Questions({ of, thing }: QuestionsProps) {
  const t = useText(texts);
  return (
    <Part id="questions" title={t('questions')}>
      {of.questions.map((question, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a question has no id: its place is its number
        <section key={i} className="question" aria-label={t('questionN', { n: i + 1 })}>
          <QuestionText question={question} n={i + 1} />
          <Said of={of} n={i + 1} />
          <OpinionForm of={of} thing={thing} n={i + 1} question={question} />
        </section>
      ))}
    </Part>
  );
}

/** What the agencies said on a question, with what differs from the own opinion, and from the finding. */
function Said({ of: { opinions, conclusion, parties }, n }: { readonly of: Whole; readonly n: number }) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const mine = useOwnAgency();
  const nameOf = useNames(parties.map(({ agency }) => agency));
  const said = inForce(opinions, n);
  const own = standing(opinions, n, mine);
  const finding = conclusion?.findings.find(({ question }) => question === n);
  if (said.length === 0) return <p className="quiet">{t('noOpinions')}</p>;
  const columns: TableColumnsType<Opinion> = [
    {
      title: t('agency'),
      key: 'agency',
      render: (_, { by }) => (
        <>
          {nameOf(by.agency)} {by.agency === mine && <Tone>{t('us')}</Tone>}
        </>
      ),
    },
    {
      title: t('position'),
      key: 'position',
      render: (_, opinion) => (
        <>
          <strong>{words('position', opinion.position)}</strong>{' '}
          <Mark opinion={opinion} own={own} standing={standsTo(finding, opinion.n)} />
        </>
      ),
    },
    { title: t('grounds'), key: 'text', render: (_, { text }) => <p className="prose">{text}</p> },
    { title: t('onVersion'), key: 'version', render: (_, opinion) => <OnVersion opinion={opinion} /> },
    { title: t('signedAt'), key: 'at', className: 'number', render: (_, { at }) => moment(at, language) },
  ];
  return <WideTable<Opinion> name={t('opinionsOn', { n })} rowKey="n" rows={said} columns={columns} />;
}

interface MarkProps {
  readonly opinion: Opinion;
  readonly own: Opinion | undefined;
  readonly standing: 'dissents' | 'reserved' | undefined;
}

/** Once concluded: what the conclusion names as dissent; before: what differs from the reader's own agency. */
function Mark({ opinion, own, standing: how }: MarkProps) {
  const t = useText(texts);
  if (how !== undefined) return <Tone tone={how === 'dissents' ? 'bad' : 'warn'}>{t(how)}</Tone>;
  if (own === undefined || own.position === opinion.position) return null;
  return <Tone tone="warn">{t('differs')}</Tone>;
}

/** The bundle that the author had read, and the exhibits of which they had opened files. */
export function OnVersion({
  opinion: { bundleVersion, outdated, opened },
}: {
  readonly opinion: Pick<Opinion, 'bundleVersion' | 'outdated' | 'opened'>;
}) {
  const t = useText(texts);
  return (
    <>
      {bundleVersion === 0 ? t('noBundleYet') : t('version', { n: bundleVersion })}{' '}
      {outdated && <Tone tone="warn">{t('isOutdated')}</Tone>}
      {bundleVersion > 0 && opened !== undefined && (
        <div className="quiet">{opened.length === 0 ? t('openedNone') : `${t('openedBy')} ${opened.join(', ')}`}</div>
      )}
    </>
  );
}
