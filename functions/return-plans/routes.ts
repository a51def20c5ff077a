import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { ReturnRoundId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { roundLifecycle } from '../../shared/returns/round/round-lifecycle.ts';
import { ReturnRoundView } from '../../shared/returns/views.ts';

/** Computing a plan reads all lines of a case's accounts, so it has a function of its own, with the memory and the time for it. */
export const returnPlanRoutes = defineRoutes({
  computeReturnPlan: {
    method: 'POST',
    path: '/v1/returns/{returnId}/plan',
    summary: 'Compute the plan: whose money is frozen in each account, by the lines of the banks, and what each victim gets',
    tag: 'returns',
    access: { action: 'return.work' },
    params: z.strictObject({ returnId: ReturnRoundId }),
    ifMatch: true,
    during: statesFor(roundLifecycle, 'plan'),
    answers: { 200: ReturnRoundView },
    refusals: ['RETURN_STATE_FORBIDS', 'RETURN_PLAN_CHANGED', 'RETURN_STATEMENT_MISSING', 'RETURN_STATEMENT_UNREADABLE'],
  },
});
