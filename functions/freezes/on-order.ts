import * as z from 'zod';
import { OrderId } from '../../shared/kernel/ids.ts';

export const OfOrder = z.strictObject({ orderId: OrderId });

/** The common parts of every command on an order. */
export const onOrder = { method: 'POST', tag: 'orders', params: OfOrder, ifMatch: true } as const;
