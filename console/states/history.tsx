import { Button, type TableColumnsType } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { exactly } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { Loading } from './answer.tsx';
import { historyWords } from './history-words.ts';
import { List, useList } from './list.tsx';
import { useNames } from './names.ts';
import { Tone } from './tone.tsx';
import { WideTable } from './wide-table.tsx';

/** The words of all members come when the first fact is opened. */
const FactContent = lazy(() => import('./fact-content.tsx'));

type Entry = Schemas['AuditEntry'];

interface HistoryProps {
  /** The id of the thing, as `GET /v1/audit/{stream}` takes it. */
  readonly stream: string;
}

/** The key under which a history is kept: a page that is told of a change has it read again. */
export const historyKey = (stream: string) => ['audit', stream] as const;

/**
 * Who did what when on a thing (经办记录), and whether the chain of the records is whole. It is read when a person opens it: a look at the facts
 * of a case is itself recorded.
 */
export function History({ stream }: HistoryProps) {
  const [open, setOpen] = useState(false);
  const text = historyWords[useLanguage()];
  const id = useId();
  return (
    <section aria-label={text.title} className="part">
      <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? text.hide : text.show}
      </Button>
      <div id={id}>{open && <Facts stream={stream} />}</div>
    </section>
  );
}

function Facts({ stream }: HistoryProps) {
  const text = historyWords[useLanguage()];
  const facts = useList(
    historyKey(stream),
    (page) => contentOf(api.GET('/v1/audit/{stream}', { params: { path: { stream }, query: page } })),
    { refetchInterval: false },
  );
  return (
    <List of={facts} empty={text.empty}>
      {(items, pages) => (
        <>
          <Chain
            isWhole={pages.every(({ verified }) => verified)}
            withheld={items.some(({ hash }) => hash === undefined)}
            goesOn={facts.hasNextPage}
          />
          <FactTable entries={items} />
        </>
      )}
    </List>
  );
}

interface ChainProps {
  readonly isWhole: boolean;
  readonly withheld: boolean;
  readonly goesOn: boolean;
}

/** What the check of the chain found, and what it could not say. */
function Chain({ isWhole, withheld, goesOn }: ChainProps) {
  const text = historyWords[useLanguage()];
  return (
    <p role="status">
      <Tone tone={isWhole ? 'good' : 'bad'}>{isWhole ? text.intact : text.broken}</Tone>{' '}
      <span className="quiet">
        {withheld && text.withheld} {goesOn && text.more}
      </span>
    </p>
  );
}

function FactTable({ entries }: { readonly entries: readonly Entry[] }) {
  const language = useLanguage();
  const text = historyWords[language];
  const words = useWords();
  const nameOf = useNames(entries.map(({ by }) => by.agency));
  const columns: TableColumnsType<Entry> = [
    { title: text.number, key: 'seq', render: (_, { seq }) => seq, className: 'number' },
    { title: text.at, key: 'at', render: (_, { at }) => exactly(at, language), className: 'number' },
    { title: text.what, key: 'what', render: (_, { type }) => words('fact', type) },
    {
      title: text.by,
      key: 'by',
      render: (_, { by }) => (
        <>
          {by.agencyKind === 'system' ? words('agencyKind', by.agencyKind) : nameOf(by.agency)}{' '}
          <span className="quiet">{[...by.roles.map((role) => words('role', role)), by.subject].join(' · ')}</span>
        </>
      ),
    },
  ];
  return (
    <WideTable<Entry>
      name={text.title}
      rowKey="seq"
      rows={entries}
      columns={columns}
      expandable={{ expandedRowRender: (entry) => <Opened entry={entry} /> }}
    />
  );
}

function Opened({ entry }: { readonly entry: Entry }) {
  return (
    <Suspense fallback={<Loading />}>
      <FactContent entry={entry} />
    </Suspense>
  );
}
