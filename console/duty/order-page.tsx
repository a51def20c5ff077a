import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { Answer } from '../states/answer.tsx';
import { Page } from '../states/page.tsx';

/** An order by its id alone, as an inbox or a search names it: it stands on the board of its alarm. */
export default function OrderPage() {
  const { t } = useTranslation();
  const { orderId = '' } = useParams();
  const order = useQuery({
    queryKey: ['order', orderId],
    queryFn: () => contentOf(api.GET('/v1/orders/{orderId}', { params: { path: { orderId } } })),
  });
  return (
    <Page title={t('orders')}>
      <Answer of={order}>{({ alertId }) => <Navigate replace to={`/alerts/${alertId}?order=${orderId}`} />}</Answer>
    </Page>
  );
}
