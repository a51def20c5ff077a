import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { deadline, moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type Entry, isAwaited } from './model.ts';
import { texts } from './words.ts';

interface EntryTableProps {
  readonly entries: readonly Entry[];
  /** What the table is about, for screen readers. */
  readonly name: string;
}

/** Consultations, with what each waits for. */
export function EntryTable({ entries, name }: EntryTableProps) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(entries.map(({ convener }) => convener));
  const columns: TableColumnsType<Entry> = [
    {
      title: t('reference'),
      key: 'reference',
      render: (_, { consultationId, reference }) => <Link to={`/consultations/${consultationId}`}>{reference}</Link>,
    },
    { title: t('title'), key: 'title', render: (_, { title }) => title },
    { title: t('awaits'), key: 'awaits', render: (_, { awaits }) => <Awaits awaits={awaits} /> },
    { title: t('overdueHead'), key: 'overdue', render: (_, entry) => <Overdue entry={entry} /> },
    {
      title: t('nextAt'),
      key: 'nextAt',
      className: 'number',
      render: (_, { nextAt }) => (nextAt === undefined ? t('noOverdue') : deadline(nextAt, language)),
    },
    { title: t('state'), key: 'state', render: (_, { state }) => words('consultationState', state) },
    { title: t('ourAnswer'), key: 'answer', render: (_, { answer }) => words('invitationAnswer', answer) },
    { title: t('kind'), key: 'kind', render: (_, { kind }) => words('consultationKind', kind) },
    { title: t('convener'), key: 'convener', render: (_, { convener }) => nameOf(convener) },
    { title: t('touchedAt'), key: 'touchedAt', className: 'number', render: (_, entry) => moment(entry.touchedAt, language) },
  ];
  return <WideTable<Entry> name={name} rowKey="consultationId" rows={entries} columns={columns} />;
}

function Awaits({ awaits }: Pick<Entry, 'awaits'>) {
  const t = useText(texts);
  if (!isAwaited(awaits)) return <span className="quiet">{t('awaitsNone')}</span>;
  const { answer, opinions, evidence, actions, clocks } = awaits;
  return (
    <>
      {answer && <Tone tone="warn">{t('awaitsAnswer')}</Tone>}
      {opinions > 0 && <Tone tone="warn">{t('awaitsOpinions', { n: opinions })}</Tone>}
      {evidence > 0 && <Tone tone="warn">{t('awaitsEvidence', { n: evidence })}</Tone>}
      {actions > 0 && <Tone tone="warn">{t('awaitsActions', { n: actions })}</Tone>}
      {clocks > 0 && <Tone tone="bad">{t('awaitsClocks', { n: clocks })}</Tone>}
    </>
  );
}

function Overdue({ entry: { overdue, overdueSince } }: { readonly entry: Entry }) {
  const t = useText(texts);
  const language = useLanguage();
  if (overdue === 0) return <span className="quiet">{t('noOverdue')}</span>;
  return (
    <Tone tone="bad">
      {t('overdue', { n: overdue, since: overdueSince === undefined ? '' : deadline(overdueSince, language) })}
    </Tone>
  );
}
