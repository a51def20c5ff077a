import * as z from 'zod';
import { refusalCodes } from '#refusals';
import { Needed } from '../../shared/approvals/model.ts';
import { Filing } from '../../shared/freezes/order/filing.ts';
import { heightReasons } from '../../shared/freezes/order/freeze-gates.ts';
import { freezeConditions } from '../../shared/freezes/order/instruction-kinds.ts';
import { ApprovalId } from '../../shared/kernel/ids.ts';
import { PositiveFen } from '../../shared/kernel/money.ts';

/** The freeze that a caller has in mind: how high it must be approved follows from its sum. */
export const FreezeGateQuery = z.strictObject({
  amountFen: z
    .string()
    .regex(/^[0-9]{1,13}$/, 'must be a sum in fen')
    .transform(Number)
    .pipe(PositiveFen)
    .optional()
    .meta({
      description: 'The sum to freeze; absent: the whole account.',
      // It travels as text; to a client it is a number.
      override: ({ jsonSchema }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: 'integer', minimum: 1 });
      },
    }),
  major: z.literal('true').optional().meta({ description: 'A major or complex case.' }),
  outsideFilingId: ApprovalId.optional().meta({ description: 'As in the freeze.' }),
  approvalId: ApprovalId.optional().meta({ description: 'The approval that the freeze would name.' }),
});

const FreezesCounted = z.strictObject({ accounts: z.int().nonnegative(), whole: z.int().nonnegative() });

/** How a condition stands: it is met, it is missing, or the freeze itself has to bring it. */
const conditionStands = ['met', 'missing', 'with-act'] as const;

/** The gate of a freeze, condition by condition. */
export const FreezeGate = z
  .strictObject({
    open: z.boolean().describe('Nothing is missing but what the freeze itself brings.'),
    waitsInLine: z.boolean().describe('Another order has frozen the account: the freeze would wait in line.'),
    needed: z
      .strictObject({
        ...Needed.pick({ level: true, legalReview: true }).shape,
        because: z.array(z.enum(heightReasons)).describe('Why it is the head of the prefecture who decides; empty otherwise.'),
      })
      .describe('The approval that a freeze of this extent needs.'),
    freezes: z
      .strictObject({ inCase: FreezesCounted, atOnce: FreezesCounted })
      .describe('How many accounts of the case were frozen before: in all, and at once (within `freeze.at-once` of the policy).'),
    filing: Filing.optional().describe('The filing on record that it would rest on.'),
    conditions: z
      .array(
        z.strictObject({
          condition: z.enum(freezeConditions),
          stands: z
            .enum(conditionStands)
            .describe('`met` · `missing`: for the reason in `code` · `with-act`: the body of the freeze has to bring it.'),
          code: z.enum(refusalCodes).optional().describe('With which a freeze would be refused now.'),
          detail: z.record(z.string(), z.unknown()).optional().describe('What the refusal says beside its code.'),
        }),
      )
      .describe('In the order in which a freeze is refused for them.'),
  })
  .meta({ id: 'FreezeGate' });
export type Stands = (typeof conditionStands)[number];
