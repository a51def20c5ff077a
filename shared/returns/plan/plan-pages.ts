import * as z from 'zod';
import type { StreamType } from '../../journal/stream.ts';
import { hashOf } from '../../kernel/canonical.ts';
import { chunks } from '../../kernel/chunks.ts';
import { ReturnRoundId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { AccountOutcome, AccountOwnership, ClaimShare, PlannedPayment, type SharedOut } from '../../ownership/model.ts';
import type { ComputedPlan } from '../round/decide-plan.ts';
import type { RoundPlan } from '../round/round-model.ts';

const place = { returnId: ReturnRoundId, version: z.int().positive(), page: z.int().positive() };

/** A page of a plan (分配方案): whose money is in some accounts and what becomes of it, what some claims get, or some payments. */
export const PlanPage = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('accounts'),
    ...place,
    accounts: z.array(z.strictObject({ ownership: AccountOwnership, outcome: AccountOutcome })),
  }),
  z.strictObject({ of: z.literal('claims'), ...place, claims: z.array(ClaimShare) }),
  z.strictObject({ of: z.literal('payments'), ...place, payments: z.array(PlannedPayment) }),
]);
export type PlanPage = z.infer<typeof PlanPage>;

export const PlanPageFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('return-plan.written'), data: z.strictObject({ at: UtcInstant, page: PlanPage }) }),
]);
export type PlanPageFact = z.infer<typeof PlanPageFact>;

/** The pages of plans, by `planPageId`. A page is written before its plan is recorded; one that was not recorded is written again. */
export const PlanPages: StreamType<PlanPage, PlanPageFact> = {
  name: 'return-plan',
  schemaVersion: 1,
  state: PlanPage,
  fact: PlanPageFact,
  evolve: (_before, { data: { page } }) => page,
  index: () => ({ entries: {}, card: {} }),
  onlyState: true,
};

/** The key of a page. It follows from what the plan says, so two that are computed at once never mix: the same content is the same page. */
export function planPageId(returnId: string, { version, sha256 }: Pick<RoundPlan, 'version' | 'sha256'>, page: number): string {
  return `${returnId}.${version}.${sha256.slice(0, 32)}.${page}`;
}

/** So many stand on a page, which stays one item of the table with the most lines named. */
const ON_PAGE = { accounts: 3, claims: 500, payments: 500 } as const;

/** What a plan comes to, and its pages. */
export interface WrittenPlan {
  readonly plan: ComputedPlan;
  readonly pages: readonly PlanPage[];
}

/**
 * The plan of a round on its pages.
 *
 * @param changes of the round, on which it rests
 */
export function writtenPlan(
  { returnId, version, changes }: { readonly returnId: string; readonly version: number; readonly changes: number },
  ownership: readonly AccountOwnership[],
  { accounts: outcomes, claims, payments, poolFen }: SharedOut,
): WrittenPlan {
  const byId = new Map(outcomes.map((outcome) => [outcome.accountId, outcome]));
  const accounts = ownership.flatMap((one) => {
    const outcome = byId.get(one.accountId);
    return outcome === undefined ? [] : [{ ownership: one, outcome }];
  });
  const contents = [
    ...chunks(accounts, ON_PAGE.accounts).map((some) => ({ of: 'accounts' as const, accounts: [...some] })),
    ...chunks(claims, ON_PAGE.claims).map((some) => ({ of: 'claims' as const, claims: [...some] })),
    ...chunks(payments, ON_PAGE.payments).map((some) => ({ of: 'payments' as const, payments: [...some] })),
  ];
  const sumOf = (fenOf: (outcome: AccountOutcome) => number) => outcomes.reduce((sum, outcome) => sum + fenOf(outcome), 0);
  return {
    pages: contents.map((content, at) => ({ ...content, returnId, version, page: at + 1 })),
    plan: {
      ...{ changes, pages: contents.length, sha256: hashOf(contents), poolFen },
      paidFen: sumOf(({ paidFen }) => paidFen),
      setAsideFen: sumOf(({ setAsideFen }) => setAsideFen),
      remainderFen: sumOf(({ remainderFen }) => remainderFen),
      ...{ claims: claims.length, payments: payments.length },
      proRata: payments.some(({ rule }) => rule === 'pro-rata'),
    },
  };
}
