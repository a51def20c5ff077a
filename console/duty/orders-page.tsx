import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { contentOf } from '../api/problem.ts';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { OrderTable } from './order-table.tsx';

type Mark = Schemas['BoardOrder']['marks'][number];
type AttentionOrder = Schemas['AttentionOrder'];

/** The orders that need an eye now, the overdue first. */
export default function OrdersPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const ready = useLive('orders', () => void queries.invalidateQueries({ queryKey: ['orders'] }));
  const [query] = useSearchParams();
  const summary = useQuery({
    queryKey: ['orders', 'summary'],
    enabled: ready,
    queryFn: () => contentOf(api.GET('/v1/orders/summary')),
  });
  const marks = marksIn(summary.data);
  const mark = marks.find((one) => one === query.get('mark'));
  const orders = useList(
    ['orders', 'list', mark],
    (page) => contentOf(api.GET('/v1/orders', { params: { query: { ...(mark !== undefined && { mark }), ...page } } })),
    { enabled: ready, refetchInterval: false },
  );
  return (
    <Page title={t('todo')}>
      {summary.data && <Marks summary={summary.data} chosen={mark} />}
      <List of={orders} empty={t('emptyTodo')}>
        {(items) => <Attention orders={items} readAt={orders.dataUpdatedAt} />}
      </List>
    </Page>
  );
}

/** The reasons that there are orders for; the API names them. */
function marksIn(summary: Schemas['AttentionSummary'] | undefined): readonly Mark[] {
  const isMark = (name: string): name is Mark => summary !== undefined && Object.hasOwn(summary.marks, name);
  return Object.keys(summary?.marks ?? {}).filter(isMark);
}

interface MarksProps {
  readonly summary: Schemas['AttentionSummary'];
  readonly chosen: Mark | undefined;
}

function Marks({ summary, chosen }: MarksProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [, setQuery] = useSearchParams();
  const choices = [
    { mark: undefined, text: t('allMarks'), count: summary.total },
    ...marksIn(summary).map((mark) => ({ mark, text: words('orderMark', mark), count: summary.marks[mark] ?? 0 })),
  ];
  return (
    <fieldset className="filters">
      <legend className="unseen">{t('filter')}</legend>
      {choices.map(({ mark, text, count }) => (
        <Button
          key={mark ?? ''}
          aria-pressed={mark === chosen}
          type={mark === chosen ? 'primary' : 'default'}
          onClick={() => setQuery(mark === undefined ? {} : { mark })}
        >
          {text} {count}
        </Button>
      ))}
    </fieldset>
  );
}

function Attention({ orders, readAt }: { readonly orders: readonly AttentionOrder[]; readonly readAt: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const alarm = {
    title: t('alarm'),
    key: 'alarm',
    render: (_: unknown, { alertId, alertReference, orderId }: AttentionOrder) => (
      <Link to={`/alerts/${alertId}?order=${orderId}`}>{alertReference ?? alertId}</Link>
    ),
  };
  const neededAt = {
    title: t('neededAt'),
    key: 'neededAt',
    className: 'number',
    render: (_: unknown, order: AttentionOrder) => moment(order.neededAt, language),
  };
  return <OrderTable orders={orders} readAt={readAt} name={t('todo')} first={[alarm, neededAt]} />;
}
