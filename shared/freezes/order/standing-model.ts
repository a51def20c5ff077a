import * as z from 'zod';
import { Fen } from '../../kernel/money.ts';

/** The figures of several orders together; sums in fen. */
export const OrdersStanding = z.strictObject({
  waiting: z.int().nonnegative().describe("The bank's result of the stop is still awaited."),
  waitingForBank: z
    .int()
    .nonnegative()
    .describe('The bank must answer next: it has a stop, or a later instruction, and has not answered yet.'),
  waitingForPolice: z
    .int()
    .nonnegative()
    .describe(
      'An officer must act next: the bank sent the order back, another order holds the account, the bank was silent for a day or must be telephoned, its term ends soon or is over until an officer has dealt with that (`settle`), its turn in a line came with no stop left, or outflows are held for a decision.',
    ),
  breached: z
    .int()
    .nonnegative()
    .describe(
      'The bank was asked within the 30 minutes, and they passed without its answer, or it answered after them. A correction, and an order opened after the deadline, are no breach of their bank: `breachedNotByBank`.',
    ),
  breachedNotByBank: z.int().nonnegative(),
  stoppedFen: Fen.describe('What banks say they stopped; later changes do not count.'),
  heldFen: Fen.describe('What banks hold now: a release, or the end of a term, takes it away again.'),
});
