import type { TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { publishRanking } from '../generated/acts/station-ranking.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute, monthName } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { supervisionTexts } from './words.ts';

type Entry = Schemas['StationRankingEntry'];

/** The months, with the ranking of each: published or as it stands. */
export default function RankingsPage() {
  const t = useText(supervisionTexts);
  const navigate = useNavigate();
  const rankings = useList(
    ['rankings', 'list'],
    (page) => contentOf(api.GET('/v1/station-rankings', { params: { query: page } })),
    { refetchInterval: false },
  );
  return (
    <Page title={t('rankings')}>
      <div className="acts">
        <ActButton act={publishRanking} onDone={({ month }) => void navigate(`/station-rankings/${month}`)} />
        <PageLink to="/stations" otherwise={null}>
          {t('toStations')}
        </PageLink>
      </div>
      <List of={rankings} empty={t('noRankings')}>
        {(items) => <RankingTable rankings={items} />}
      </List>
    </Page>
  );
}

function RankingTable({ rankings }: { readonly rankings: readonly Entry[] }) {
  const t = useText(supervisionTexts);
  const spoken = useLanguage();
  const nameOf = useNames(rankings.map(({ publishedBy }) => publishedBy));
  const columns: TableColumnsType<Entry> = [
    {
      title: t('month'),
      key: 'month',
      render: (_, { month }) => <Link to={`/station-rankings/${month}`}>{monthName(month, spoken)}</Link>,
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, { published }) => (
        <Tone tone={published ? 'good' : 'plain'}>{t(published ? 'published' : 'notPublished')}</Tone>
      ),
    },
    {
      title: t('publishedAt'),
      key: 'at',
      className: 'number',
      render: (_, { publishedAt }) => publishedAt && minute(publishedAt, spoken),
    },
    { title: t('publishedBy'), key: 'by', render: (_, { publishedBy }) => publishedBy && nameOf(publishedBy) },
    { title: t('stationsCount'), key: 'stations', className: 'number', render: (_, { stations }) => stations },
    { title: t('top'), key: 'top', render: (_, { top }) => top !== undefined && t('topOf', { n: top }) },
  ];
  return <WideTable<Entry> name={t('rankings')} rowKey="month" rows={rankings} columns={columns} />;
}
