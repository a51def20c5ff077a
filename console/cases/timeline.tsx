import type { TableColumnsType } from 'antd';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { operations } from '../generated/api.ts';
import { History } from '../states/history.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Rows } from './section.tsx';
import { caseKey } from './use-case.ts';
import { caseTexts } from './words.ts';

type Entry = operations['getCaseTimeline']['responses'][200]['content']['application/json']['items'][number];

/** What happened in a case, its alarms, requests and orders, in the order of time; a look by another agency is recorded. */
export default function Timeline({ caseId }: { readonly caseId: string }) {
  const t = useText(caseTexts);
  const timeline = useList(
    [...caseKey(caseId), 'timeline'],
    (page) => contentOf(api.GET('/v1/cases/{caseId}/timeline', { params: { path: { caseId }, query: page } })),
    { refetchInterval: false, refetchOnWindowFocus: false },
  );
  return (
    <>
      <List of={timeline} empty={t('emptyTimeline')}>
        {(items) => <Entries entries={items} />}
      </List>
      <History stream={caseId} />
    </>
  );
}

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(entries.flatMap(({ by, of }) => [by, idOf(of)]));
  // Two entries of one moment may be alike: their place tells them apart.
  const rows = entries.map((entry, n) => ({ ...entry, key: String(n) }));
  const columns: TableColumnsType<(typeof rows)[number]> = [
    { title: t('at'), key: 'at', render: (_, { at }) => moment(at, language), className: 'number' },
    { title: t('what'), key: 'what', render: (_, { type }) => words('fact', type) },
    { title: t('of'), key: 'of', render: (_, { of }) => nameOf(idOf(of)) },
    { title: t('by'), key: 'by', render: (_, { by }) => nameOf(by) },
  ];
  return <Rows name={t('timeline')} rowKey="key" rows={rows} columns={columns} empty={t('emptyTimeline')} />;
}

/** The id in the key of a stream, as in `case#cas_…`. */
const idOf = (stream: string): string => stream.slice(stream.indexOf('#') + 1);
