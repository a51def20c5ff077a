import './duty.css';
import { useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useThing } from '../acts/thing.ts';
import { api, type Schemas } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { contentOf } from '../api/problem.ts';
import { MoneyWay } from '../money/money-way.tsx';
import { Answer } from '../states/answer.tsx';
import { cityTimeOf } from '../states/city-clock.ts';
import { History } from '../states/history.tsx';
import { entriesOf, useList } from '../states/list.tsx';
import { More } from '../states/more.tsx';
import { Page } from '../states/page.tsx';
import { ordersThatWake } from '../waking/attention.ts';
import { useWakingOrders } from '../waking/open-board.ts';
import { moment } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { AlarmActs } from './alarm-acts.tsx';
import { AlarmFacts, Standing } from './alarm-facts.tsx';
import { OrderTable } from './order-table.tsx';
import { StopHere } from './stop-here.tsx';
import { dutyTexts } from './words.ts';

/** The board of an alarm: every order of every tier, kept fresh while a person looks; and what can be done with the alarm. */
export default function BoardPage() {
  const { t } = useTranslation();
  const { alertId = '' } = useParams();
  const queries = useQueryClient();
  const ready = useLive(`alert:${alertId}`, () => void queries.invalidateQueries({ queryKey: ['board', alertId] }));
  const board = useList(
    ['board', alertId],
    (page) => contentOf(api.GET('/v1/alerts/{alertId}/board', { params: { path: { alertId }, query: page } })),
    { enabled: ready, refetchInterval: false },
  );
  const alarm = useThing('/v1/alerts/{alertId}', { alertId }, { shownIn: [['board', alertId]] });
  const { data } = board;
  const shown = data?.pages[0]?.alert;
  useReadAgain(JSON.stringify(shown), alarm.refetch);
  useWakingOrders(useMemo(() => ordersThatWake(entriesOf({ data })), [data]));
  return (
    <Page title={shown === undefined ? t('alarm') : t('board', { reference: shown.reference })}>
      <Answer of={board}>
        {({ pages }) =>
          pages[0] && (
            <>
              <AlarmActs alarm={alarm} board={pages[0]} />
              <StopHere alertId={alertId} alarm={alarm} isOpen={pages[0].standing.total === 0} />
              <Board pages={pages} readAt={board.dataUpdatedAt} />
              <More {...board} />
              {pages[0].items[0] && (
                <MoneyWay
                  source={{ orderId: pages[0].items[0].orderId }}
                  hrefOf={(orderId) => `/orders/${orderId}`}
                  readAt={board.dataUpdatedAt}
                />
              )}
              <AlarmFacts board={pages[0]} />
              <History stream={alertId} />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

/** The alarm itself, with what may be done with it, is read again only when the board says that it has changed. */
function useReadAgain(shown: string | undefined, refetch: () => Promise<unknown>): void {
  const before = useRef(shown);
  useEffect(() => {
    if (before.current !== undefined && before.current !== shown) void refetch();
    before.current = shown;
  }, [shown, refetch]);
}

/** Whether an order waits for an officer, by the rule of the API that counts them above. */
const isMine = ({ waitsOn }: Schemas['BoardOrder']): boolean => waitsOn === 'police';

interface BoardProps {
  readonly pages: readonly Schemas['AlertBoard'][];
  readonly readAt: number;
}

function Board({ pages, readAt }: BoardProps) {
  const { t } = useTranslation();
  const say = useText(dutyTexts);
  const language = useLanguage();
  const [query, setQuery] = useSearchParams();
  const [first] = pages;
  if (first === undefined) return null;
  const needsMe = query.get('needs') === 'me';
  const orders = pages.flatMap(({ items }) => items);
  const shown = needsMe ? orders.filter(isMine) : orders;
  return (
    <>
      <Standing standing={first.standing} />
      <p className="quiet" role="status">
        {t('updated', { at: moment(cityTimeOf(readAt), language) })}
      </p>
      {orders.length === 0 ? (
        <p>{t('emptyOrders')}</p>
      ) : (
        <>
          <div className="filters">
            <Checkbox
              checked={needsMe}
              onChange={({ target }) => setQuery(target.checked ? { needs: 'me' } : {}, { replace: true })}
            >
              {say('needsMe')} ({first.standing.waitingForPolice})
            </Checkbox>
          </div>
          <OrderTable orders={shown} readAt={readAt} name={t('orders')} marked={query.get('order') ?? undefined} />
        </>
      )}
    </>
  );
}
