import * as z from 'zod';
import { Unread } from '../../freezes/bank-answer/outflows/model.ts';
import { OrderedAccount } from '../../freezes/model.ts';
import { districts } from '../../kernel/context.ts';
import { AgencyId, AlertId, HolderRequestId, InstructionId, OrderId } from '../../kernel/ids.ts';
import { IdNumber, Officer, Phone, prose, text } from '../../kernel/people.ts';
import { InstantOfOthers, UtcInstant } from '../../kernel/time.ts';
import { OpeningOutlet } from '../../outlets/outlet-model.ts';
import { DeclinedAt, Signed } from '../question/model.ts';

/** The most accounts of a holder that an answer names. */
export const MAX_HELD = 100;
/** So many further answers are kept. */
export const MAX_OTHER_ANSWERS = 5;

const { accountKind: Kind, accountNumber: Number_ } = OrderedAccount.shape;

/** Who holds an account (户主), and the holder's other accounts at the same bank. */
export const HolderAnswer = z
  .strictObject({
    holder: z.strictObject({
      name: text(128),
      idNumber: IdNumber.optional(),
      phone: Phone.optional(),
      accountKind: Kind.unwrap(),
    }),
    accounts: z
      .array(
        z.strictObject({
          accountNumber: Number_.unwrap(),
          accountKind: Kind.unwrap(),
          openedAt: InstantOfOthers.optional(),
          remark: text(200).optional().describe('State, branch, kind of card: in the words of the bank.'),
        }),
      )
      .max(MAX_HELD)
      .default([])
      .describe("The holder's other accounts at your bank."),
    openedAt: OpeningOutlet.optional().describe('The outlet (网点) where the account of the order was opened.'),
    remark: prose(500).optional(),
  })
  .meta({ id: 'HolderAnswer' });

export type HolderAnswer = z.infer<typeof HolderAnswer>;

/** The same with an outlet of any form: one that cannot be read is kept as it came, and refuses nothing. */
export const HolderBody = z.strictObject({ ...HolderAnswer.shape, openedAt: z.unknown().optional() });

/** Where such a question stands. */
export const holderStatuses = ['requested', 'answered', 'declined'] as const;
export type HolderStatus = (typeof holderStatuses)[number];

/** The question whose account it is (查询户主), and its answer. */
export const HolderRequest = z.strictObject({
  holderRequestId: HolderRequestId,
  orderId: OrderId,
  alertId: AlertId,
  district: z.enum(districts),
  /** The police agency that answers for the order. */
  agency: AgencyId,
  bankId: AgencyId,
  instructionId: InstructionId,
  reason: z.string(),
  officers: z.array(Officer),
  requestedAt: UtcInstant,
  dueAt: UtcInstant,
  status: z.enum(holderStatuses),
  /** Why the bank cannot answer; absent again once it does. */
  declined: DeclinedAt.optional(),
  answer: HolderAnswer.optional(),
  /** What of the answer could not be read. */
  unread: Unread.optional(),
  answeredAt: UtcInstant.optional(),
  /** What the bank said differently later; the first answer counts. */
  others: z.array(z.strictObject({ at: UtcInstant, answer: HolderAnswer })),
});
export type HolderRequest = z.infer<typeof HolderRequest>;

/** Ask the bank of an order who holds its account. */
export const RequestHolder = z.strictObject(Signed);
export type RequestHolder = z.infer<typeof RequestHolder>;
