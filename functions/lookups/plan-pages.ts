import type { Journal } from '../../shared/journal/journal.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { type PlanPage, PlanPages, planPageId } from '../../shared/returns/plan/plan-pages.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';

/** A page of the plan of a round, from 1. @throws Error if a recorded plan lacks it */
export async function pageOfPlan(
  journal: Journal,
  returnId: string,
  plan: NonNullable<ReturnRound['plan']>,
  page: number,
): Promise<PlanPage> {
  const { state } = await journal.load(PlanPages, planPageId(returnId, plan, page));
  return state ?? impossible('a plan without one of its pages');
}
