import * as z from 'zod';
import { paperNumber, writtenNumber } from '../../kernel/people.ts';
import { plainNumber } from '../../kernel/plain-number.ts';
import { Instant } from '../../kernel/time.ts';

/** The filing of the case (立案); no account may be frozen without it. */
export const Filing = z.strictObject({
  caseNumber: paperNumber(64),
  filedAt: Instant,
  /** Number of the filing-decision document (立案决定书). */
  decisionNumber: writtenNumber(64),
});
export type Filing = z.infer<typeof Filing>;

/** Whether two name the same filing; the typing of the numbers does not count. */
export function sameFiling(one: Filing, other: Filing): boolean {
  return (
    plainNumber(one.caseNumber) === plainNumber(other.caseNumber) &&
    plainNumber(one.decisionNumber) === plainNumber(other.decisionNumber) &&
    one.filedAt === other.filedAt
  );
}
