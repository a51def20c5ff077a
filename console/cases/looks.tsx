import type { TableColumnsType } from 'antd';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { operations } from '../generated/api.ts';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { Rows } from './section.tsx';
import { Parts } from './shared-cases.tsx';
import { caseKey } from './use-case.ts';
import { caseTexts } from './words.ts';

type Look = operations['listCaseReads']['responses'][200]['content']['application/json']['items'][number];

/** Which agencies looked at the case, at what, on what ground: for those who answer for it. */
export default function Looks({ caseId }: { readonly caseId: string }) {
  const t = useText(caseTexts);
  const looks = useList(
    [...caseKey(caseId), 'looks'],
    (page) => contentOf(api.GET('/v1/cases/{caseId}/reads', { params: { path: { caseId }, query: page } })),
    { refetchInterval: false },
  );
  return (
    <List of={looks} empty={t('emptyLooks')}>
      {(items) => <LookTable looks={items} />}
    </List>
  );
}

function LookTable({ looks }: { readonly looks: readonly Look[] }) {
  const t = useText(caseTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(looks.map(({ agency }) => agency));
  const rows = looks.map((look, n) => ({ ...look, key: String(n) }));
  const columns: TableColumnsType<(typeof rows)[number]> = [
    { title: t('at'), key: 'at', render: (_, { at }) => moment(at, language), className: 'number' },
    { title: t('by'), key: 'by', render: (_, { agency }) => nameOf(agency) },
    { title: t('person'), key: 'person', render: (_, { subject }) => subject },
    {
      title: t('looked'),
      key: 'what',
      render: (_, { what, as }) => [words('lookedAt', what), as && words('openedAs', as)].filter(Boolean).join(' · '),
    },
    { title: t('parts'), key: 'parts', render: (_, { parts }) => <Parts parts={parts} /> },
    {
      title: t('ground'),
      key: 'ground',
      render: (_, { ground, grants }) => [words('lookGround', ground), ...grants.map(({ purpose }) => purpose)].join(' · '),
    },
  ];
  return <Rows name={t('looks')} rowKey="key" rows={rows} columns={columns} empty={t('emptyLooks')} />;
}
