import type { TableColumnsType } from 'antd';
import { Link, useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { publishRanking } from '../generated/acts/station-ranking.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { Answer } from '../states/answer.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute, monthName } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { supervisionTexts } from './words.ts';

type Ranking = Schemas['StationRanking'];
type Ranked = Ranking['stations'][number];
type Unranked = Ranking['unranked'][number];

/** The ranking of a month: as it was published, or as it stands now. */
export default function RankingPage() {
  const t = useText(supervisionTexts);
  const spoken = useLanguage();
  const { month = '' } = useParams();
  const ranking = useThing('/v1/station-rankings/{month}', { month }, { shownIn: [['rankings']] });
  return (
    <Page title={ranking.data === undefined ? t('rankings') : t('rankingOf', { month: monthName(ranking.data.month, spoken) })}>
      <Answer of={ranking.query}>
        {(shown) => (
          <>
            <div className="acts">
              <ActButton offered={shown.publishedAt === undefined} act={publishRanking} thing={ranking} primary />
              <Link to="/station-rankings">{t('toRankings')}</Link>
            </div>
            <Head ranking={shown} />
            <Places stations={shown.stations} />
            <WithoutPlace unranked={shown.unranked} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Head({ ranking: { publishedAt, publishedBy, top, populationOn } }: { readonly ranking: Ranking }) {
  const t = useText(supervisionTexts);
  const spoken = useLanguage();
  const nameOf = useNames([publishedBy]);
  return (
    <Terms
      of={[
        [
          t('state'),
          <Tone key="state" tone={publishedAt ? 'good' : 'plain'}>
            {t(publishedAt ? 'published' : 'notPublished')}
          </Tone>,
        ],
        [t('publishedAt'), publishedAt && minute(publishedAt, spoken)],
        [t('publishedBy'), publishedBy && nameOf(publishedBy)],
        [t('top'), t('topOf', { n: top })],
        [t('populationOn'), populationOn],
      ]}
    />
  );
}

function Places({ stations }: { readonly stations: readonly Ranked[] }) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const spoken = useLanguage();
  const number = new Intl.NumberFormat(spoken === 'zh' ? 'zh-CN' : 'en-GB');
  const columns: TableColumnsType<Ranked> = [
    { title: t('rank'), key: 'rank', className: 'number', render: (_, { rank }) => rank },
    {
      title: t('station'),
      key: 'station',
      render: (_, { station, name }) => <PageLink to={`/stations/${station}`}>{name ?? station}</PageLink>,
    },
    { title: t('district'), key: 'district', render: (_, { district }) => district && words('district', district) },
    { title: t('filed'), key: 'filed', className: 'number', render: (_, { filed }) => filed },
    { title: t('residents'), key: 'residents', className: 'number', render: (_, { residents }) => number.format(residents) },
    { title: t('rate'), key: 'rate', className: 'number', render: (_, { rate }) => rate },
    { title: t('times'), key: 'times', className: 'number', render: (_, { times }) => times },
    {
      title: t('follows'),
      key: 'measure',
      render: (_, { measure }) => measure && <Tone tone="warn">{words('rankingMeasure', measure)}</Tone>,
    },
  ];
  return <WideTable<Ranked> name={t('rankings')} rowKey="station" rows={stations} columns={columns} />;
}

function WithoutPlace({ unranked }: { readonly unranked: readonly Unranked[] }) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const columns: TableColumnsType<Unranked> = [
    { title: t('station'), key: 'station', render: (_, { station, name }) => name ?? station },
    { title: t('district'), key: 'district', render: (_, { district }) => district && words('district', district) },
    { title: t('filed'), key: 'filed', className: 'number', render: (_, { filed }) => filed },
    { title: t('why'), key: 'why', render: (_, { why }) => words('unranked', why) },
  ];
  return (
    <section className="part" aria-label={t('unranked')}>
      <h2>{t('unranked')}</h2>
      {unranked.length === 0 ? (
        <p className="quiet">{t('noUnranked')}</p>
      ) : (
        <WideTable<Unranked> name={t('unranked')} rowKey="station" rows={unranked} columns={columns} />
      )}
    </section>
  );
}
