import * as z from 'zod';
import { Declined } from '../bank-questions/question/model.ts';
import { StatementLine } from '../bank-questions/statement/model.ts';
import { UtcInstant } from '../kernel/time.ts';

/** Of a line, what tells whether the balances add up. */
export const LineOfTest = StatementLine.pick({ page: true, line: true, direction: true, amountFen: true, balanceFen: true });

/** What a bank told of the question of a test. Nothing of it is about a real account. */
export const ToldOfTest = z.discriminatedUnion('word', [
  z.strictObject({ word: z.literal('done'), paidAt: UtcInstant.optional() }),
  z.strictObject({ word: z.literal('declined'), ...Declined.shape }),
  z.strictObject({ word: z.literal('holder'), hash: z.string() }),
  z.strictObject({
    ...{ word: z.literal('page'), page: z.int().positive(), last: z.boolean(), hash: z.string() },
    ...{ lines: z.array(LineOfTest), unread: z.int().nonnegative() },
  }),
  z.strictObject({ word: z.literal('lines'), lines: z.int().nonnegative(), unread: z.int().nonnegative() }),
]);
export type ToldOfTest = z.infer<typeof ToldOfTest>;

/** What a bank said so far of the question of its test, in the order in which it said it. */
export const TestAnswers = z.array(z.strictObject({ at: UtcInstant, told: ToldOfTest, contradicts: z.literal(true).optional() }));
