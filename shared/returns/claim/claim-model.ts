import * as z from 'zod';
import { OrderedAccount } from '../../freezes/model.ts';
import { districts } from '../../kernel/context.ts';
import { AgencyId, CaseId, OrderId, ReturnClaimId, ReturnPaymentId, ReturnRoundId } from '../../kernel/ids.ts';
import { Fen, PositiveFen } from '../../kernel/money.ts';
import { IdNumber, Person, Phone, prose, Sha256, text, writtenNumber } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';

/** Where a claim stands: it counts in every round of its case, or it was withdrawn. */
export const claimStatuses = ['standing', 'withdrawn'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** The most transfers, and the most papers, of one claim. One append writes the claim and each of its transfers (at most 40 streams). */
export const claimLimits = { transfers: 30, proof: 20 } as const;

/** The account that money is paid to. */
export const PayTo = z.strictObject({
  bankId: AgencyId,
  accountName: text(128),
  accountNumber: OrderedAccount.shape.accountNumber.unwrap(),
});
export type PayTo = z.infer<typeof PayTo>;

/** A person who acts for the victim, with the paper that says so (授权委托书). */
export const Agent = z.strictObject({
  name: text(64),
  idNumber: IdNumber,
  authority: z.strictObject({ number: writtenNumber(64), sha256: Sha256.optional() }),
});

/** A transfer of the victim, as an order of the case has it, and how much of it is claimed. */
export const ClaimedSum = z.strictObject({
  orderId: OrderId,
  transfer: z.int().nonnegative().default(0).describe('Place of the transfer among those of the order, from 0.'),
  amountFen: PositiveFen,
});
export type ClaimedSum = z.infer<typeof ClaimedSum>;

const Victim = z.strictObject({ name: text(64), idNumber: IdNumber, phone: Phone.optional() });

/** A victim's claim for return (被害人申报): the loss that is proved, the transfers that brought it to accounts of the case, where it is to go. */
export const MakeClaim = z.strictObject({
  victim: Victim,
  lossFen: PositiveFen.describe('The loss that is proved: no more than what is claimed of the transfers.'),
  elsewhereFen: Fen.default(0).describe('What the victim got back elsewhere.'),
  proof: z
    .array(z.strictObject({ title: text(100), number: writtenNumber(64).optional(), sha256: Sha256.optional() }))
    .min(1)
    .max(claimLimits.proof),
  transfers: z.array(ClaimedSum).min(1).max(claimLimits.transfers),
  payTo: PayTo,
  agent: Agent.optional().describe("Required if the payee is not the victim: the agent's authority."),
});
export type MakeClaim = z.infer<typeof MakeClaim>;

/** Another account of the victim, if the first cannot receive. */
export const CorrectPayee = MakeClaim.pick({ payTo: true, agent: true }).extend({ reason: prose(500) });
export type CorrectPayee = z.infer<typeof CorrectPayee>;

export const WithdrawClaim = z.strictObject({ reason: prose(500) });
export type WithdrawClaim = z.infer<typeof WithdrawClaim>;

/** Why a share waits: money that a court disposes of, a co-owner, a dispute. */
export const holdGrounds = ['court-money', 'co-owner', 'dispute'] as const;
export const HoldClaim = z.strictObject({ ground: z.enum(holdGrounds), reason: prose(500) });
export type HoldClaim = z.infer<typeof HoldClaim>;
export const FreeClaim = z.strictObject({ reason: prose(500) });
export type FreeClaim = z.infer<typeof FreeClaim>;

/** What one round paid on a claim. */
export const PaidInRound = z.strictObject({ returnId: ReturnRoundId, orderId: OrderId, fen: PositiveFen, at: UtcInstant });

/** A claim. Personal data; for the police of the case alone. */
export const ReturnClaim = z.strictObject({
  ...MakeClaim.shape,
  elsewhereFen: Fen,
  transfers: z.array(ClaimedSum.extend({ transfer: z.int().nonnegative() })),
  claimId: ReturnClaimId,
  status: z.enum(claimStatuses),
  caseId: CaseId,
  /** The round in which it was made; it counts in every later one, too. */
  returnId: ReturnRoundId,
  district: z.enum(districts),
  agency: AgencyId,
  madeAt: UtcInstant,
  madeBy: Person,
  /** The share is computed and not paid while this is so. */
  hold: HoldClaim.extend({ at: UtcInstant }).optional(),
  disputed: z
    .array(ReturnPaymentId)
    .optional()
    .describe(
      'Payments on which the bank contradicts its word. Nothing more is paid on the claim before police have settled each.',
    ),
  paid: z.array(PaidInRound),
  withdrawn: z.strictObject({ at: UtcInstant, reason: z.string() }).optional(),
});
export type ReturnClaim = z.infer<typeof ReturnClaim>;

/** What the victim got back: elsewhere, and in earlier rounds. */
export function gotBack({ elsewhereFen, paid }: Pick<ReturnClaim, 'elsewhereFen' | 'paid'>): number {
  return paid.reduce((sum, { fen }) => sum + fen, elsewhereFen);
}

/** Why a share that is in dispute waits, as its police read it. */
const IN_DISPUTE = '银行对返还划拨的答复前后矛盾，须核实是否已经划拨';

/** Why nothing is paid on the claim now: police hold it, or a bank contradicts its word on a payment; undefined if it may be paid. */
export function waitsFor({ hold, disputed = [] }: Pick<ReturnClaim, 'hold' | 'disputed'>): HoldClaim | undefined {
  if (hold !== undefined) return { ground: hold.ground, reason: hold.reason };
  return disputed.length > 0 ? { ground: 'dispute', reason: IN_DISPUTE } : undefined;
}
