import type { Journal } from '../../shared/journal/journal.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { AccountOutcome } from '../../shared/ownership/model.ts';
import { type AccountOfPlan, type PageRef, type PlanPage, PlanPages, planPageId } from '../../shared/returns/plan/plan-pages.ts';
import { PlanRuns } from '../../shared/returns/plan/plan-run.ts';
import type { RoundPlan } from '../../shared/returns/round/round-model.ts';

/** A page of accounts as it is shown: each account with what becomes of its money. */
interface AccountsPage {
  readonly of: 'accounts';
  readonly returnId: string;
  readonly accounts: { readonly ownership: AccountOfPlan; readonly outcome: AccountOutcome }[];
}

/** A page as it is shown. */
export type ShownPage = AccountsPage | Extract<PlanPage, { readonly of: 'claims' | 'payments' }>;

/** The pages of the plan of a round, by what they say. @throws Error if the computation of a recorded plan is not there */
export async function pagesOfPlan(journal: Journal, { planRunId }: Pick<RoundPlan, 'planRunId'>): Promise<readonly PageRef[]> {
  const { state } = await journal.load(PlanRuns, planRunId);
  return state?.pages ?? impossible('a plan without its computation');
}

/** @throws Error if the page was noted and is not there */
export async function planPage(journal: Journal, returnId: string, ref: PageRef): Promise<PlanPage> {
  const { state } = await journal.load(PlanPages, planPageId(returnId, ref));
  return state ?? impossible('a plan without one of its pages');
}

/** A page of the plan of a round as it is shown, from 1. @throws Error if a recorded plan lacks it */
export async function pageOfPlan(
  journal: Journal,
  returnId: string,
  plan: Pick<RoundPlan, 'planRunId'>,
  page: number,
): Promise<ShownPage> {
  const refs = await pagesOfPlan(journal, plan);
  const numbered = refs.filter(({ of }) => of !== 'outcomes');
  const outcomes = refs.filter(({ of }) => of === 'outcomes');
  const ref = numbered[page - 1] ?? impossible('a plan without one of its pages');
  const content = await planPage(journal, returnId, ref);
  if (content.of === 'outcomes') impossible('a page that is another kind than it was noted as');
  if (content.of !== 'accounts') return content;
  const told = await Promise.all(outcomes.map((one) => planPage(journal, returnId, one)));
  const byId = new Map(told.flatMap((one) => (one.of === 'outcomes' ? one.outcomes : [])).map((one) => [one.accountId, one]));
  const accounts = content.accounts.map((ownership) => ({
    ownership,
    outcome: byId.get(ownership.accountId) ?? impossible('an account of a plan without what becomes of its money'),
  }));
  return { of: 'accounts', returnId, accounts };
}
