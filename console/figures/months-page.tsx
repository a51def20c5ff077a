import type { TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { publishFigureMonth } from '../generated/acts/figures.ts';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute, monthName } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { figureTexts } from './words.ts';

type Entry = Schemas['PublishedMonthEntry'];

/** The months whose figures are published, the newest first. */
export default function MonthsPage() {
  const t = useText(figureTexts);
  const navigate = useNavigate();
  const months = useList(['figure-months'], (page) => contentOf(api.GET('/v1/stats/months', { params: { query: page } })), {
    refetchInterval: false,
  });
  return (
    <Page title={t('months')}>
      <div className="acts">
        <ActButton act={publishFigureMonth} onDone={({ month }) => void navigate(`/figures/months/${month}`)} />
      </div>
      <List of={months} empty={t('noMonths')}>
        {(items) => <MonthTable months={items} />}
      </List>
    </Page>
  );
}

function MonthTable({ months }: { readonly months: readonly Entry[] }) {
  const t = useText(figureTexts);
  const spoken = useLanguage();
  const nameOf = useNames(months.map(({ publishedBy }) => publishedBy));
  const columns: TableColumnsType<Entry> = [
    {
      title: t('month'),
      key: 'month',
      render: (_, { month }) => <Link to={`/figures/months/${month}`}>{monthName(month, spoken)}</Link>,
    },
    { title: t('edition'), key: 'edition', render: (_, { edition }) => t('editionOf', { n: edition }) },
    { title: t('publishedAt'), key: 'at', className: 'number', render: (_, { publishedAt }) => minute(publishedAt, spoken) },
    { title: t('publishedBy'), key: 'by', render: (_, { publishedBy }) => nameOf(publishedBy) },
  ];
  return <WideTable<Entry> name={t('months')} rowKey="month" rows={months} columns={columns} />;
}
