import { lazy } from 'react';
import { Navigate } from 'react-router';
import { useMe } from './me.ts';

const Orders = lazy(() => import('../duty/orders-page.tsx'));

/** The first page: what needs the person now. Readers of orders see these, all others their inbox. */
export function HomePage() {
  const { data } = useMe();
  const readsOrders = data?.may.some(({ action }) => action === 'order.list');
  return readsOrders === true ? <Orders /> : <Navigate replace to="/inbox" />;
}
