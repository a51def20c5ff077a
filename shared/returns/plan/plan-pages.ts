import * as z from 'zod';
import type { StreamType } from '../../journal/stream.ts';
import { hashOf } from '../../kernel/canonical.ts';
import { chunks } from '../../kernel/chunks.ts';
import { ReturnClaimId, ReturnRoundId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { AccountOutcome, AccountOwnership, ClaimShare, PlannedPayment, type SharedOut } from '../../ownership/model.ts';

const ofRound = { returnId: ReturnRoundId };

/** A transfer to an account that a claim names and its statement does not show: it counts for nothing in the plan. */
export const UnshownTransfer = z.strictObject({ claimId: ReturnClaimId, fen: z.int().nonnegative(), at: UtcInstant });
export type UnshownTransfer = z.infer<typeof UnshownTransfer>;

/** Whose money is in an account, and which claims do not find their transfer there. */
export const AccountOfPlan = AccountOwnership.extend({ unshown: z.array(UnshownTransfer) });
export type AccountOfPlan = z.infer<typeof AccountOfPlan>;

/**
 * A page of a plan (分配方案): whose money is in some accounts, what becomes of the money of the accounts, what some claims get, or some
 * payments.
 */
export const PlanPage = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('accounts'), ...ofRound, accounts: z.array(AccountOfPlan) }),
  z.strictObject({ of: z.literal('outcomes'), ...ofRound, outcomes: z.array(AccountOutcome) }),
  z.strictObject({ of: z.literal('claims'), ...ofRound, claims: z.array(ClaimShare) }),
  z.strictObject({ of: z.literal('payments'), ...ofRound, payments: z.array(PlannedPayment) }),
]);
export type PlanPage = z.infer<typeof PlanPage>;

export const PlanPageFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('return-plan.written'), data: z.strictObject({ at: UtcInstant, page: PlanPage }) }),
]);
export type PlanPageFact = z.infer<typeof PlanPageFact>;

/** The pages of plans, by `planPageId`. A page is written before its plan is recorded; one of a plan that never was stays unread. */
export const PlanPages: StreamType<PlanPage, PlanPageFact> = {
  name: 'return-plan',
  schemaVersion: 4,
  state: PlanPage,
  fact: PlanPageFact,
  evolve: (_before, { data: { page } }) => page,
  index: () => ({ entries: {}, card: {} }),
  onlyState: true,
};

/** A page by what it says: its kind and the hash of its content. */
export const PageRef = z.strictObject({ of: z.enum(['accounts', 'claims', 'payments', 'outcomes']), sha256: z.string() });
export type PageRef = z.infer<typeof PageRef>;

export function pageRef(page: PlanPage): PageRef {
  return { of: page.of, sha256: hashOf(page) };
}

/** The key of a page. It follows from what the page says, so two computations at once never mix: the same content is the same page. */
export function planPageId(returnId: string, { sha256 }: Pick<PageRef, 'sha256'>): string {
  return `${returnId}.${sha256}`;
}

/** So many stand on a page, which stays one item of the table with the most lines named. */
const ON_PAGE = { accounts: 3, others: 500 } as const;

/** The pages that say whose money is in these accounts. */
export function accountPages(returnId: string, accounts: readonly AccountOfPlan[]): readonly PlanPage[] {
  return chunks(accounts, ON_PAGE.accounts).map((some) => ({ of: 'accounts', returnId, accounts: [...some] }));
}

/** The pages that say what becomes of the money: of the claims, of the payments, and one with the outcomes of all accounts. */
export function sharedPages(returnId: string, { accounts, claims, payments }: SharedOut): readonly PlanPage[] {
  return [
    ...chunks(claims, ON_PAGE.others).map((some): PlanPage => ({ of: 'claims', returnId, claims: [...some] })),
    ...chunks(payments, ON_PAGE.others).map((some): PlanPage => ({ of: 'payments', returnId, payments: [...some] })),
    { of: 'outcomes', returnId, outcomes: [...accounts] },
  ];
}
