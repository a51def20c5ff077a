import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { Declined } from '../question/model.ts';
import { HolderAnswer, HolderRequest } from './model.ts';

const Told = {
  answer: HolderAnswer,
  /** The JWS under which the bank sent it, with the bytes it signed. */
  signature: z.string().optional(),
};

/** Everything that can happen to the question whose account it is. `at` is when it was recorded. */
export const HolderRequestFact = z.discriminatedUnion('type', [
  fact('holder-request.asked', {
    ...HolderRequest.pick({ holderRequestId: true, orderId: true, alertId: true, district: true, agency: true }).shape,
    ...HolderRequest.pick({ bankId: true, instructionId: true, reason: true, officers: true, dueAt: true }).shape,
  }),
  fact('holder-request.answered', { ...Told, unread: HolderRequest.shape.unread }),
  fact('holder-request.declined', Declined.shape),
  fact('holder-request.contested', Told),
]);
export type HolderRequestFact = z.infer<typeof HolderRequestFact>;
export type HolderRequestFactType = HolderRequestFact['type'];
