import type { TableColumnsType } from 'antd';
import { useNames } from '../states/names.ts';
import { Terms } from '../states/terms.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { fieldWord } from '../words/fields.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Warning } from './model.ts';
import { warningTexts } from './words.ts';

type Attempt = Warning['attempts'][number];
type Clue = Warning['clues'][number];

interface WarningProps {
  readonly data: Warning;
}

/** What was tried so far, the last first. */
export function Attempts({ data: { attempts, moreAttempts } }: WarningProps) {
  const t = useText(warningTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(attempts.map(({ by }) => by.agency));
  const columns: TableColumnsType<Attempt> = [
    { title: t('at'), key: 'at', className: 'number', render: (_, { at }) => moment(at, language) },
    {
      title: t('means'),
      key: 'means',
      render: (_, { means, level }) => `${words('warningMeans', means)} · ${words('warningLevel', level)}`,
    },
    { title: t('outcome'), key: 'outcome', render: (_, { outcome }) => words('warningOutcome', outcome) },
    { title: t('by'), key: 'by', render: (_, { by }) => [by.name, nameOf(by.agency)].filter(Boolean).join(' · ') },
    {
      title: t('note'),
      key: 'note',
      render: (_, { note, checklist }) => (
        <>
          {note}
          {checklist !== undefined && <Checklist of={checklist} />}
        </>
      ),
    },
  ];
  return (
    <section className="part" aria-label={t('attempts')}>
      <h2>{t('attempts')}</h2>
      {moreAttempts !== undefined && <p className="quiet">{t('moreAttempts', { n: moreAttempts })}</p>}
      {attempts.length === 0 ? (
        <p className="quiet">{t('noAttempts')}</p>
      ) : (
        <WideTable<Attempt>
          name={t('attempts')}
          rowKey={({ number }) => String(number)}
          rows={attempts.toReversed()}
          columns={columns}
        />
      )}
    </section>
  );
}

/** What was looked at on a visit, what was offered, what the person said. */
function Checklist({ of }: { readonly of: NonNullable<Attempt['checklist']> }) {
  const t = useText(warningTexts);
  const language = useLanguage();
  const { why, toWhom, whatFor, ...looks } = of;
  const word = (name: string): string => fieldWord('recordContact', `/checklist/${name}`, name, language);
  const done = Object.entries(looks).flatMap(([name, isDone]) => (isDone ? [word(name)] : []));
  return (
    <Terms
      className="facts within"
      of={[
        [t('looked'), done.join(' · ')],
        [word('why'), why],
        [word('toWhom'), toWhom],
        [word('whatFor'), whatFor],
      ]}
    />
  );
}

/** What the sources saw, and why the warning has its grade. */
export function Clues({ data: { clues, moreClues, gradedByHand } }: WarningProps) {
  const t = useText(warningTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(clues.map(({ by }) => by));
  const columns: TableColumnsType<Clue> = [
    { title: t('seen'), key: 'seen', className: 'number', render: (_, { seenAt }) => moment(seenAt, language) },
    { title: t('source'), key: 'source', render: (_, { source }) => words('warningSource', source) },
    { title: t('risk'), key: 'risk', className: 'number', render: (_, { risk }) => risk },
    {
      title: t('signals'),
      key: 'signals',
      render: (_, { signals }) => signals.map((signal) => words('warningSignal', signal)).join(' · '),
    },
    { title: t('fraudType'), key: 'fraudType', render: (_, { fraudType }) => fraudType },
    { title: t('number'), key: 'number', render: (_, { sourceRef }) => sourceRef },
    { title: t('by'), key: 'by', render: (_, { by }) => nameOf(by) },
  ];
  return (
    <section className="part" aria-label={t('clues')}>
      <h2>{t('clues')}</h2>
      {gradedByHand !== undefined && (
        <p>
          {t('gradedByHand', {
            from: words('warningGrade', gradedByHand.from),
            to: words('warningGrade', gradedByHand.to),
            at: moment(gradedByHand.at, language),
          })}{' '}
          {gradedByHand.reason}
        </p>
      )}
      {moreClues !== undefined && <p className="quiet">{t('moreClues', { n: moreClues })}</p>}
      <WideTable<Clue>
        name={t('clues')}
        rowKey={({ source, sourceRef }) => `${source} ${sourceRef}`}
        rows={clues.toReversed()}
        columns={columns}
      />
    </section>
  );
}
