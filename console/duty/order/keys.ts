import type { QueryKey } from '@tanstack/react-query';
import { thingKey } from '../../acts/thing.ts';
import { historyKey } from '../../states/history.tsx';
import { questionsKey } from '../account/questions.ts';

/** Under which the gate of an order's freeze is kept. */
export const gateKey = (orderId: string): QueryKey => ['freeze-gate', orderId];

/** Under which the approvals that the person asked for are kept: forms choose from them, too. */
export const askedKey: QueryKey = ['choose', 'approvals', 'entries'];

/** Under which the screening of an order's account is kept. */
const screeningKey = (orderId: string): QueryKey => thingKey('/v1/orders/{orderId}/screening', { orderId });

/** What is read again when the screening of an order's account has changed: lists, the order that a finding lets go, its record. */
export const screeningShownIn = (orderId: string): readonly QueryKey[] => [
  ['screenings'],
  thingKey('/v1/orders/{orderId}', { orderId }),
  historyKey(orderId),
];

/** What is read again when the order has changed, beside the order itself. */
export const orderKeys = (orderId: string): readonly QueryKey[] => [
  gateKey(orderId),
  askedKey,
  ['money', orderId],
  screeningKey(orderId),
  questionsKey(orderId),
];
