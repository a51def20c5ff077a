import type { PlanWorkflowStep } from '../../shared/returns/plan/plan-contract.ts';

/** A run of the workflow `return-plan` on its good path: its function is asked until it says that there is nothing to do. */
export async function computeToEnd(task: (input: unknown) => Promise<PlanWorkflowStep>, planRunId: string): Promise<void> {
  let next: PlanWorkflowStep['next'] = 'compute';
  while (next === 'compute') ({ next } = await task({ planRunId, do: 'compute' }));
}
