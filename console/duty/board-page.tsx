import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import { api, type Schemas } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { contentOf } from '../api/problem.ts';
import { correctAlert, withdrawAlert } from '../generated/acts/alerts.ts';
import { Answer } from '../states/answer.tsx';
import { History } from '../states/history.tsx';
import { More } from '../states/more.tsx';
import { Page } from '../states/page.tsx';
import { moment } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { AlarmFacts, Standing } from './alarm-facts.tsx';
import { OrderTable } from './order-table.tsx';

/** The board of an alarm: every order of every tier, kept fresh while a person looks. */
export default function BoardPage() {
  const { t } = useTranslation();
  const { alertId = '' } = useParams();
  const queries = useQueryClient();
  const ready = useLive(`alert:${alertId}`, () => void queries.invalidateQueries({ queryKey: ['board', alertId] }));
  const board = useInfiniteQuery({
    queryKey: ['board', alertId],
    enabled: ready,
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const query = pageParam === '' ? {} : { cursor: pageParam };
      return contentOf(api.GET('/v1/alerts/{alertId}/board', { params: { path: { alertId }, query } }));
    },
    getNextPageParam: ({ next }) => next,
  });
  const reference = board.data?.pages[0]?.alert.reference;
  return (
    <Page title={reference === undefined ? t('alarm') : t('board', { reference })}>
      <Answer of={board}>
        {({ pages }) => (
          <>
            <AlarmActs alertId={alertId} />
            <Board pages={pages} readAt={board.dataUpdatedAt} />
            <More {...board} />
            <History stream={alertId} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** What can be done with the alarm as a whole. */
function AlarmActs({ alertId }: { readonly alertId: string }) {
  const alarm = useThing('/v1/alerts/{alertId}', { alertId }, { shownIn: [['board', alertId]] });
  if (alarm.data === undefined) return null;
  const { victim, fraudType, lossFen, summary } = alarm.data;
  return (
    <div className="acts">
      <ActButton
        act={correctAlert}
        thing={alarm}
        initial={{ victim, fraudType, lossFen, summary }}
        open={['/victim']}
        changesOnly
      />
      <ActButton act={withdrawAlert} thing={alarm} danger />
    </div>
  );
}

interface BoardProps {
  readonly pages: readonly Schemas['AlertBoard'][];
  readonly readAt: number;
}

function Board({ pages, readAt }: BoardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [query] = useSearchParams();
  const [first] = pages;
  if (first === undefined) return null;
  const orders = pages.flatMap(({ items }) => items);
  return (
    <>
      <Standing standing={first.standing} />
      <AlarmFacts board={first} />
      <p className="quiet" role="status">
        {t('updated', { at: moment(new Date(readAt).toISOString(), language) })}
      </p>
      {orders.length === 0 ? (
        <p>{t('emptyOrders')}</p>
      ) : (
        <OrderTable orders={orders} readAt={readAt} name={t('orders')} marked={query.get('order') ?? undefined} />
      )}
    </>
  );
}
