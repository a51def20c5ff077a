import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { CaseId, OrderId, PlanRunId, ReturnRoundId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { PlanFailure } from './plan-failure.ts';
import { PageRef } from './plan-pages.ts';

export const planRunStatuses = ['computing', 'done', 'failed'] as const;
export type PlanRunStatus = (typeof planRunStatuses)[number];

/** A computation of the plan of a round, some accounts at a time. */
export const PlanRun = z.strictObject({
  planRunId: PlanRunId,
  returnId: ReturnRoundId,
  caseId: CaseId,
  status: z.enum(planRunStatuses),
  startedAt: UtcInstant,
  /** How often accounts and claims of the round had changed. */
  changes: z.int().nonnegative(),
  /** The accounts of the round, by their orders, in their order. */
  accounts: z.array(OrderId),
  /** Of how many of them it is computed whose money they have. */
  computed: z.int().nonnegative(),
  /** The pages so far. At the end: the pages that are read by number, accounts first. */
  pages: z.array(PageRef),
  ended: z.strictObject({ at: UtcInstant, failure: PlanFailure.optional() }).optional(),
});
export type PlanRun = z.infer<typeof PlanRun>;

export const PlanRunFact = z.discriminatedUnion('type', [
  fact(
    'return-plan-run.started',
    PlanRun.pick({ planRunId: true, returnId: true, caseId: true, changes: true, accounts: true }).shape,
  ),
  fact('return-plan-run.paged', { accounts: z.int().positive(), pages: z.array(PageRef) }),
  fact('return-plan-run.completed', { pages: z.array(PageRef) }),
  fact('return-plan-run.failed', { failure: PlanFailure }),
]);
export type PlanRunFact = z.infer<typeof PlanRunFact>;
export type PlanRunFactType = PlanRunFact['type'];
