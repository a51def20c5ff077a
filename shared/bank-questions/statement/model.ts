import * as z from 'zod';
import { outflowMembers, Unread } from '../../freezes/bank-answer/outflows/model.ts';
import { districts } from '../../kernel/context.ts';
import { AgencyId, AlertId, InstructionId, OrderId, StatementId } from '../../kernel/ids.ts';
import { PositiveFen } from '../../kernel/money.ts';
import { Officer, prose, text } from '../../kernel/people.ts';
import { InstantOfOthers, UtcInstant } from '../../kernel/time.ts';
import { DeclinedAt } from '../question/model.ts';

/** The most lines of a page, and of a statement. */
export const MAX_PAGE_LINES = 1_000;
export const MAX_STATEMENT_LINES = 50_000;
/** The most pages of a statement: ten times as many as full pages take. */
export const MAX_PAGES = 500;
/** The most bytes of a page: it is kept as it came, in one item of the table. */
export const MAX_PAGE_BYTES = 320 * 1024;
/** So many other versions of pages are kept, and so many lines that do not add up are named; of more the number is kept. */
export const MAX_CONTESTED = 20;
export const MAX_FAULTS = 20;
/** So many lines are followed by one command. */
export const MAX_FOLLOWED = 50;

/** Whether a line brought money into the account, or took it out. */
export const lineDirections = ['in', 'out'] as const;
export type LineDirection = (typeof lineDirections)[number];

/** A balance, in fen: below zero where the account is overdrawn. */
const Balance = z.int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** The other account of a line, as far as the bank knows it. */
const Counterparty = z.strictObject({
  bankId: AgencyId.optional(),
  accountName: outflowMembers.accountName,
  accountNumber: outflowMembers.accountNumber.optional(),
});

/** Every member that a line may have beside its place. */
export const lineMembers = {
  serial: text(64).describe("The bank's serial of the line. A placeholder (`-`, `0`) names no line."),
  at: InstantOfOthers,
  direction: z.enum(lineDirections),
  amountFen: PositiveFen,
  balanceFen: Balance.describe('The balance after the line; below zero if the account is overdrawn.'),
  counterparty: Counterparty.optional(),
  channel: text(64).optional().describe('Counter, machine, telephone, net: in the words of the bank.'),
  remark: prose(500).optional(),
};

/** The readable part of a line: of each member that is there. */
export const LineMembers = z.strictObject({ ...lineMembers, counterparty: Counterparty }).partial();

/** Where a line stands in its statement: the page, and its place there, from 1. */
export const LinePlace = z.strictObject({ page: z.int().positive(), line: z.int().positive() });
export type LinePlace = z.infer<typeof LinePlace>;

/** A line as it is read: its place, its readable members, and what of it could not be read. */
export const StatementLine = z
  .strictObject({ ...LinePlace.shape, ...LineMembers.shape, at: UtcInstant.optional(), unread: Unread.optional() })
  .meta({ id: 'StatementLine' });
export type StatementLine = z.infer<typeof StatementLine>;

/** A page as it is kept: the very text that the bank sent, so that its signature can be checked, and read from it each time. */
export const StatementPage = z.strictObject({
  statementId: StatementId,
  page: z.int().positive(),
  at: UtcInstant,
  /** Of the content, whatever its spaces and the order of its members. */
  hash: z.string(),
  body: z.string(),
  /** The detached JWS under which the bank sent it, if it had to sign. */
  signature: z.string().optional(),
  /** It came after another content of the page, and counts for nothing. */
  contests: z.literal(true).optional(),
});
export type StatementPage = z.infer<typeof StatementPage>;

/** Where a statement stands: no page yet, some pages, all pages, and what the sums of its lines say; or the bank said that it cannot. */
export const statementStatuses = ['requested', 'arriving', 'complete', 'consistent', 'inconsistent', 'declined'] as const;
export type StatementStatus = (typeof statementStatuses)[number];

/** Why a line does not add up: its sum, or a member without which it cannot be checked. */
export const balanceRules = ['does-not-add-up', 'unreadable'] as const;

/** A line that does not add up with the one before. */
export const BalanceFault = z.strictObject({
  ...LinePlace.shape,
  serial: z.string().optional(),
  rule: z.enum(balanceRules),
  expectedFen: Balance.optional().describe('The balance that the line before and the sum of this one give.'),
  statedFen: Balance.optional().describe('The balance that the line has.'),
});
export type BalanceFault = z.infer<typeof BalanceFault>;

/** What the check of the balances found. */
export const BalanceCheck = z.strictObject({
  checkedAt: UtcInstant,
  faults: z.array(BalanceFault).describe('The first lines that do not add up, 20 at most.'),
  faultsInAll: z.int().nonnegative(),
});
export type BalanceCheck = z.infer<typeof BalanceCheck>;

/** A statement (账户交易明细) that police asked for: the lines of an account in a period. The lines stand in its pages. */
export const Statement = z.strictObject({
  statementId: StatementId,
  orderId: OrderId,
  alertId: AlertId,
  district: z.enum(districts),
  /** The police agency that answers for the order. */
  agency: AgencyId,
  bankId: AgencyId,
  /** The question to the bank. */
  instructionId: InstructionId,
  from: UtcInstant,
  to: UtcInstant,
  reason: z.string(),
  officers: z.array(Officer),
  requestedAt: UtcInstant,
  dueAt: UtcInstant,
  status: z.enum(statementStatuses),
  /** The pages that came, in their order. */
  pages: z.array(z.int().positive()),
  /** The number of the last page, once it came. */
  lastPage: z.int().positive().optional(),
  lines: z.int().nonnegative(),
  /** How many lines have a part that could not be read. */
  unreadLines: z.int().nonnegative(),
  /** Pages of which the bank sent another content later. */
  contested: z.array(z.strictObject({ page: z.int().positive(), at: UtcInstant, hash: z.string() })),
  /** Why the bank cannot tell it, or not all of it; absent again once it tells more. */
  declined: DeclinedAt.optional(),
  completedAt: UtcInstant.optional(),
  check: BalanceCheck.optional(),
  /** How many lines officers had followed. */
  followedLines: z.int().nonnegative(),
});
export type Statement = z.infer<typeof Statement>;

/** The sum of a line with its sign: what it changes in the account. */
export function signedFen({ direction, amountFen }: Pick<StatementLine, 'direction' | 'amountFen'>): number | undefined {
  if (direction === undefined || amountFen === undefined) return undefined;
  return direction === 'in' ? amountFen : -amountFen;
}
