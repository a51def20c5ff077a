import type { QueryKey } from '@tanstack/react-query';

/** Under which the gate of an order's freeze is kept. */
export const gateKey = (orderId: string): QueryKey => ['freeze-gate', orderId];

/** Under which the approvals that the person asked for are kept: forms choose from them, too. */
export const askedKey: QueryKey = ['choose', 'approvals', 'entries'];

/** What is read again when the order has changed, beside the order itself. */
export const orderKeys = (orderId: string): readonly QueryKey[] => [gateKey(orderId), askedKey, ['money', orderId]];
