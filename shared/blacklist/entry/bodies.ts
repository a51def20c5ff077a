import * as z from 'zod';
import { paperNumber, prose, text } from '../../kernel/people.ts';
import { Instant } from '../../kernel/time.ts';
import { Mark } from '../mark/mark-model.ts';
import { Evidence, tellingWays } from './entry-model.ts';
import { Ground } from './grounds.ts';

const reason = prose(1_000);

/** Put a mark on the blacklist (列入黑名单). */
export const ListMark = z.strictObject({
  mark: Mark,
  ground: Ground,
  evidence: z.array(Evidence).min(1).max(10),
  reason,
});
export type ListMark = z.infer<typeof ListMark>;

export const RenewEntry = z.strictObject({ reason });
export type RenewEntry = z.infer<typeof RenewEntry>;

export const DelistEntry = z.strictObject({ reason });
export type DelistEntry = z.infer<typeof DelistEntry>;

/** Record that the person concerned was told (告知), or why not. */
export const TellPerson = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('told'),
    toldAt: Instant,
    how: z.enum(tellingWays),
    paper: paperNumber(64).describe('The number of the written notice.'),
  }),
  z.strictObject({ outcome: z.literal('not-told'), reason }),
]);
export type TellPerson = z.infer<typeof TellPerson>;

/** Record an appeal of the person concerned. */
export const AppealEntry = z.strictObject({ appellant: text(64), text: prose(4_000), receivedAt: Instant });
export type AppealEntry = z.infer<typeof AppealEntry>;

export const DecideAppeal = z.strictObject({
  outcome: z.enum(['upheld', 'rejected']).describe('`upheld`: the mark is taken off the list by the same command.'),
  reason,
});
export type DecideAppeal = z.infer<typeof DecideAppeal>;
