import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { type Thing, useThing } from '../../acts/thing.ts';
import type { Schemas } from '../../api/client.ts';
import { useLive } from '../../api/live.ts';
import { MoneyWay } from '../../money/money-way.tsx';
import { Answer } from '../../states/answer.tsx';
import { cityTimeOf } from '../../states/city-clock.ts';
import { History, historyKey } from '../../states/history.tsx';
import { useNames } from '../../states/names.ts';
import { Page } from '../../states/page.tsx';
import { moment } from '../../words/format.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { FreezeGate } from './freeze-gate.tsx';
import { orderKeys } from './keys.ts';
import { OrderActs } from './order-acts.tsx';
import { OrderAnswers } from './order-answers.tsx';
import { OrderApprovals } from './order-approvals.tsx';
import { OrderClocks } from './order-clocks.tsx';
import { OrderFacts, OrderSums } from './order-facts.tsx';
import { OrderLinks } from './order-links.tsx';
import { OrderOutflows } from './order-outflows.tsx';
import { OrderPapers } from './order-papers.tsx';
import { OrderPhone } from './order-phone.tsx';
import { OrderQuestions } from './order-questions.tsx';
import { OrderScreening } from './order-screening.tsx';
import { OrderTaken } from './order-taken.tsx';
import { orderTexts } from './words.ts';

type Order = Schemas['StopOrder'];

/** A stop order with all that was done to it, and all that can be done now (`/orders/:orderId`). */
export default function OrderPage() {
  const { orderId = '' } = useParams();
  const t = useText(orderTexts);
  const order = useThing('/v1/orders/{orderId}', { orderId }, { shownIn: orderKeys(orderId) });
  const { data } = order;
  const nameOf = useNames([data?.alertId]);
  return (
    <Page title={data === undefined ? t('order') : t('title', { reference: nameOf(data.alertId) })}>
      <Answer of={order.query}>
        {(shown) => (
          <>
            <Live key={shown.alertId} alertId={shown.alertId} orderId={orderId} refetch={order.refetch} />
            <Content order={order} data={shown} />
          </>
        )}
      </Answer>
    </Page>
  );
}

interface LiveProps {
  readonly alertId: string;
  readonly orderId: string;
  refetch(): Promise<unknown>;
}

/** The order is told of with its alarm: what is known of it is read again when anything there changed. */
function Live({ alertId, orderId, refetch }: LiveProps) {
  const queries = useQueryClient();
  useLive(`alert:${alertId}`, () => {
    void refetch();
    for (const queryKey of orderKeys(orderId)) void queries.invalidateQueries({ queryKey });
    void queries.invalidateQueries({ queryKey: historyKey(orderId) });
  });
  return null;
}

interface ContentProps {
  readonly order: Thing<Order>;
  readonly data: Order;
}

function Content({ order, data }: ContentProps) {
  const t = useText(orderTexts);
  const { updatedAt: readAt } = order;
  const language = useLanguage();
  return (
    <>
      <p>
        <Link to={`/alerts/${data.alertId}?order=${data.orderId}`}>{t('board')}</Link>{' '}
        <span className="quiet" role="status">
          {t('updated', { at: moment(cityTimeOf(readAt), language) })}
        </span>
      </p>
      <OrderSums order={data} readAt={readAt} />
      <OrderTaken order={order} data={data} />
      <OrderActs order={order} data={data} />
      <OrderPhone order={order} data={data} />
      <FreezeGate order={order} data={data} />
      <OrderScreening order={data} />
      <OrderFacts order={data} />
      <OrderClocks order={data} />
      <OrderAnswers order={data} />
      <OrderOutflows order={order} data={data} />
      <OrderQuestions order={order} data={data} />
      <MoneyWay source={{ orderId: data.orderId }} hrefOf={(orderId) => `/orders/${orderId}`} />
      <OrderPapers order={data} />
      <OrderLinks order={data} />
      <OrderApprovals order={data} />
      <History stream={data.orderId} />
    </>
  );
}
