import * as z from 'zod';
import { InstructionId } from '../../kernel/ids.ts';
import { Fen } from '../../kernel/money.ts';
import { prose } from '../../kernel/people.ts';
import { InstantOfOthers } from '../../kernel/time.ts';
import { OpeningOutlet } from '../../outlets/outlet-model.ts';
import { Outflow, type OutflowLine, type Unread } from './outflows/model.ts';
import { ResultCode, resultCodes } from './result-codes.ts';

/*
 * What banks send, apart from what is kept: a function that only reads orders does without these forms, and their bundles are near the limit.
 */

/** Contradictions in a result, by the field that must be corrected. */
function contradictionsIn(result: {
  readonly code: ResultCode;
  readonly effectiveAt?: string | undefined;
  readonly expiresAt?: string | undefined;
  readonly balanceBeforeFen?: number | undefined;
  readonly stoppedFen?: number | undefined;
}): readonly (readonly [field: string, rule: string])[] {
  const { code, effectiveAt, expiresAt, balanceBeforeFen, stoppedFen = 0 } = result;
  const { class: resultClass } = resultCodes[code];
  const executed = resultClass === 'stopped' || resultClass === 'partly';
  const rules: readonly (readonly [broken: boolean, field: string, rule: string])[] = [
    [executed && effectiveAt === undefined, 'effectiveAt', 'is required with codes 0000 and 1200'],
    [
      effectiveAt !== undefined && expiresAt !== undefined && expiresAt <= effectiveAt,
      'expiresAt',
      'must be later than effectiveAt',
    ],
    [balanceBeforeFen !== undefined && stoppedFen > balanceBeforeFen, 'balanceBeforeFen', 'must not be less than stoppedFen'],
    [
      !executed && resultClass !== 'already' && stoppedFen > 0,
      'stoppedFen',
      'must be 0 or absent with a code that says nothing was stopped',
    ],
  ];
  return rules.flatMap(([broken, field, rule]) => (broken ? [[field, rule] as const] : []));
}

/** The instruction that a receipt or a result is about. */
const Question = InstructionId.optional().describe(
  'Which instruction this is about: its `instructionId`, as pushed and pulled. Without it: the stop. Required once the bank was given another instruction.',
);

/** A bank's business result (业务结果) of an instruction. Only this stops the clock. */
export const BankResult = z
  .strictObject({
    instructionId: Question,
    code: ResultCode,
    effectiveAt: InstantOfOthers.optional().describe('When the bank executed. Required with 0000 and 1200.'),
    balanceBeforeFen: Fen.optional().describe(
      'What was on the account before. Give it, with `stoppedFen`, when a stop is executed.',
    ),
    stoppedFen: Fen.optional().describe(
      'What is held now. Required with 0000 and 1200 in answer to a stop, and never more than `balanceBeforeFen`; 0 or absent with every code that says nothing was stopped (classes fix, papers, retry, final).',
    ),
    expiresAt: InstantOfOthers.optional().describe(
      'When the bank will release by itself, if it says so; later than `effectiveAt`. An end later than the lawful one counts for nothing, and is a dispute.',
    ),
    openedAt: OpeningOutlet.optional().describe(
      'The outlet (网点) where the account was opened, if you know it. One that Cordon cannot read never delays the result.',
    ),
    remark: prose(500).optional(),
    outflows: z
      .array(Outflow)
      .default([])
      .describe(
        'Where the money went on to. With any code, Cordon follows each outflow to an account to the next bank at once. It keeps a line that it cannot read as it came; the line never delays the result, and the answer names it.',
      ),
  })
  .check((context) => {
    for (const [field, message] of contradictionsIn(context.value)) {
      context.issues.push({ code: 'custom', path: [field], message, input: undefined });
    }
  });
export type BankResult = z.infer<typeof BankResult>;

/** A result as Cordon takes it: its readable parts, and the unreadable ones. */
export interface TakenResult extends Omit<BankResult, 'outflows'> {
  readonly outflows: readonly OutflowLine[];
  readonly unread?: Unread | undefined;
}

/** What a bank tells of an order beside its result: more outflows, at any time. */
export const TellOutflows = z.strictObject({
  outflows: z
    .array(Outflow)
    .min(1)
    .describe('Each line once: a transfer that was told before is known, in any spelling of its account or serial.'),
  remark: prose(500).optional(),
});

/** Outflows as they are taken. */
export interface ToldOutflows extends Pick<TakenResult, 'outflows' | 'remark' | 'unread' | 'openedAt'> {}

export const BankReceipt = z.strictObject({ instructionId: Question, receivedAt: InstantOfOthers });
export type BankReceipt = z.infer<typeof BankReceipt>;
