import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { DaysLeft } from '../states/days-left.tsx';
import { DistrictChoice, useDistrictAsked } from '../states/district-choice.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { regionNoticeTexts } from './words.ts';

type Entry = Schemas['RegionNoticeEntry'];

/** The notices that are to be sent or acknowledged, what is due first (`/region-notices`). */
export default function NoticesPage() {
  const t = useText(regionNoticeTexts);
  const asked = useDistrictAsked();
  const notices = useList(['region-notices', asked], (page) =>
    contentOf(api.GET('/v1/region-notices', { params: { query: { ...asked, ...page } } })),
  );
  return (
    <Page title={t('notices')}>
      <div className="filters">
        <DistrictChoice />
      </div>
      <List of={notices} empty={t('none')}>
        {(items) => <Notices entries={items} readAt={notices.dataUpdatedAt} />}
      </List>
    </Page>
  );
}

function Notices({ entries, readAt }: { readonly entries: readonly Entry[]; readonly readAt: number }) {
  const t = useText(regionNoticeTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(entries.map(({ agency }) => agency));
  const columns: TableColumnsType<Entry> = [
    {
      title: t('region'),
      key: 'region',
      render: (_, { noticeId, region }) => <Link to={`/region-notices/${noticeId}`}>{t('regionOf', region)}</Link>,
    },
    { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('regionNoticeState', status)}</Tone> },
    { title: t('due'), key: 'due', render: (_, { dueAt }) => dueAt && <DaysLeft until={dueAt} readAt={readAt} /> },
    {
      title: t('frozen'),
      key: 'frozen',
      render: (_, { frozen }) => t('frozenOf', { accounts: frozen.accounts, sum: money(frozen.fen, language) }),
    },
    { title: t('case'), key: 'case', render: (_, { caseId }) => caseId && <ThingLink kind="case" id={caseId} /> },
    { title: t('alarm'), key: 'alarm', render: (_, { alertId }) => <ThingLink kind="alert" id={alertId} /> },
    { title: t('agency'), key: 'agency', render: (_, { agency }) => nameOf(agency) },
    { title: t('district'), key: 'district', render: (_, { district }) => words('district', district) },
  ];
  return <WideTable<Entry> name={t('notices')} rowKey="noticeId" rows={entries} columns={columns} />;
}
