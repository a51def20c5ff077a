import * as z from 'zod';
import { OrderId } from '../../shared/kernel/ids.ts';

export const OfOrder = z.strictObject({ orderId: OrderId });

/** What every command on an order has in common. */
export const onOrder = { method: 'POST', tag: 'orders', params: OfOrder, ifMatch: true } as const;
