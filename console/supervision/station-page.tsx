import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { Link, useParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Bars, colours } from '../charts/bars.tsx';
import { PageLink } from '../jobs/page-link.tsx';
import { Answer } from '../states/answer.tsx';
import { Page } from '../states/page.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { monthName } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { supervisionTexts } from './words.ts';

type Entry = Schemas['StationRankingEntry'];
type Placed = Entry & { readonly place: NonNullable<Entry['place']> };

/** So many months are looked back on. */
const MONTHS = 24;

/** A station over the months: its place in each published ranking, the last first. */
export default function StationPage() {
  const t = useText(supervisionTexts);
  const { stationId = '' } = useParams();
  const history = useQuery({
    queryKey: ['rankings', 'of', stationId],
    queryFn: () => contentOf(api.GET('/v1/station-rankings', { params: { query: { station: stationId, limit: MONTHS } } })),
    select: ({ items }) => items.filter((one): one is Placed => one.place !== undefined),
  });
  const name = history.data?.[0]?.place.name ?? stationId;
  return (
    <Page title={t('stationOf', { name })}>
      <div className="acts">
        <PageLink to="/stations" otherwise={null}>
          {t('toStations')}
        </PageLink>
        <Link to="/station-rankings">{t('toRankings')}</Link>
      </div>
      <Answer of={history} empty={{ when: (months) => months.length === 0, text: t('noHistory') }}>
        {(months) => <Months months={months} />}
      </Answer>
    </Page>
  );
}

function Months({ months }: { readonly months: readonly Placed[] }) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const spoken = useLanguage();
  const columns: TableColumnsType<Placed> = [
    {
      title: t('month'),
      key: 'month',
      render: (_, { month }) => <Link to={`/station-rankings/${month}`}>{monthName(month, spoken)}</Link>,
    },
    { title: t('rank'), key: 'rank', className: 'number', render: (_, { place }) => place.rank },
    { title: t('filed'), key: 'filed', className: 'number', render: (_, { place }) => place.filed },
    { title: t('rate'), key: 'rate', className: 'number', render: (_, { place }) => place.rate },
    { title: t('follows'), key: 'measure', render: (_, { place }) => place.measure && words('rankingMeasure', place.measure) },
  ];
  const bars = months.toReversed().map(({ month, place }) => ({ key: month, label: month, values: [place.rate] }));
  return (
    <section className="part" aria-label={t('history')}>
      <h2>{t('history')}</h2>
      <Bars name={t('historyChart')} series={[{ name: t('rate'), colour: colours.strong }]} bars={bars} />
      <WideTable<Placed> name={t('history')} rowKey="month" rows={months} columns={columns} />
    </section>
  );
}
