import { useQueryClient } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { recordStation } from '../generated/acts/station-ranking.ts';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { supervisionTexts } from './words.ts';

type Entry = Schemas['StationEntry'];

/** The police stations that are ranked, and how many people live in the area of each. */
export default function StationsPage() {
  const t = useText(supervisionTexts);
  const queries = useQueryClient();
  const readAgain = () => void queries.invalidateQueries({ queryKey: ['stations'] });
  const stations = useList(['stations', 'list'], (page) => contentOf(api.GET('/v1/stations', { params: { query: page } })), {
    refetchInterval: false,
  });
  return (
    <Page title={t('stations')}>
      <div className="acts">
        <ActButton act={recordStation} onlyNew={t('stationKnown')} onDone={readAgain} />
        <Link to="/station-rankings">{t('toRankings')}</Link>
      </div>
      <List of={stations} empty={t('noStations')}>
        {(items) => <StationTable stations={items} readAgain={readAgain} />}
      </List>
    </Page>
  );
}

interface StationTableProps {
  readonly stations: readonly Entry[];
  readAgain(): void;
}

function StationTable({ stations, readAgain }: StationTableProps) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const spoken = useLanguage();
  const number = new Intl.NumberFormat(spoken === 'zh' ? 'zh-CN' : 'en-GB');
  const columns: TableColumnsType<Entry> = [
    {
      title: t('station'),
      key: 'station',
      render: (_, { stationId, name }) => <Link to={`/stations/${stationId}`}>{name}</Link>,
    },
    { title: t('stationId'), key: 'id', render: (_, { stationId }) => stationId },
    { title: t('district'), key: 'district', render: (_, { district }) => words('district', district) },
    { title: t('residents'), key: 'residents', className: 'number', render: (_, { residents }) => number.format(residents) },
    { title: t('inForceFrom'), key: 'from', className: 'number', render: (_, { from }) => from },
    {
      title: <span className="unseen">{t('toStations')}</span>,
      key: 'acts',
      render: (_, { stationId, name, district, residents }) => (
        <ActButton
          act={recordStation}
          params={{ stationId }}
          initial={{ name, district, residents }}
          size="small"
          onDone={readAgain}
        />
      ),
    },
  ];
  return <WideTable<Entry> name={t('stations')} rowKey="stationId" rows={stations} columns={columns} />;
}
