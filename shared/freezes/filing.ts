import * as z from 'zod';
import { paperNumber, writtenNumber } from '../kernel/people.ts';
import { Instant } from '../kernel/time.ts';

/** The filing of the case (立案), without which nothing may be frozen. */
export const Filing = z.strictObject({
  caseNumber: paperNumber(64),
  filedAt: Instant,
  /** Number of the filing-decision document (立案决定书). */
  decisionNumber: writtenNumber(64),
});
export type Filing = z.infer<typeof Filing>;
