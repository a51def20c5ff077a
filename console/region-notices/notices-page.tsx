import { useInfiniteQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { Answer } from '../states/answer.tsx';
import { DaysLeft } from '../states/days-left.tsx';
import { DistrictChoice, useDistrictAsked } from '../states/district-choice.tsx';
import { More } from '../states/more.tsx';
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

const READ_EVERY_MS = 30_000;

/** The notices that are to be sent or acknowledged, what is due first (`/region-notices`). */
export default function NoticesPage() {
  const t = useText(regionNoticeTexts);
  const asked = useDistrictAsked();
  const notices = useInfiniteQuery({
    queryKey: ['region-notices', asked],
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const query = { ...asked, ...(pageParam !== '' && { cursor: pageParam }) };
      return contentOf(api.GET('/v1/region-notices', { params: { query } }));
    },
    getNextPageParam: ({ next }) => next,
    refetchInterval: READ_EVERY_MS,
  });
  return (
    <Page title={t('notices')}>
      <div className="filters">
        <DistrictChoice />
      </div>
      <Answer
        of={notices}
        empty={{
          when: ({ pages }) => pages.every(({ items, next }) => items.length === 0 && next === undefined),
          text: t('none'),
        }}
      >
        {({ pages }) => (
          <>
            <Notices entries={pages.flatMap(({ items }) => items)} readAt={notices.dataUpdatedAt} />
            <More {...notices} />
          </>
        )}
      </Answer>
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
