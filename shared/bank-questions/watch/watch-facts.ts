import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { Officer } from '../../kernel/people.ts';
import { Declined } from '../question/model.ts';
import { Watch, WatchLine, watchEnds } from './model.ts';

/** Everything that can happen to a watch. `at` is when it was recorded. The lines stand in items of their own. */
export const WatchFact = z.discriminatedUnion('type', [
  fact('watch.begun', {
    ...Watch.pick({ watchId: true, orderId: true, alertId: true, district: true, agency: true, bankId: true }).shape,
    ...Watch.pick({ instructionId: true, reason: true, officers: true, until: true }).shape,
  }),
  fact('watch.lines-told', {
    /** Their ids, which follow from what they say. */
    lines: z.array(z.string()),
    followedLines: z.int().nonnegative(),
    /** The JWS under which the bank told them, with the bytes it signed. */
    signature: z.string().optional(),
  }),
  fact('watch.declined', Declined.shape),
  /** The bank, which had said that it cannot, watches it after all. */
  fact('watch.taken-up', {}),
  fact('watch.ended', {
    by: z.enum(watchEnds),
    reason: z.string().optional(),
    officers: z.array(Officer).optional(),
  }),
]);
export type WatchFact = z.infer<typeof WatchFact>;
export type WatchFactType = WatchFact['type'];

export const WatchLineFact = z.discriminatedUnion('type', [fact('watch-line.kept', { line: WatchLine })]);
export type WatchLineFact = z.infer<typeof WatchLineFact>;
