import type { FactOf } from '../facts.ts';
import type { Reaction } from '../reaction.ts';

/** Starts the computation under the run's id, so that it starts once. */
export const startPlanWorkflow: Reaction<FactOf<'return-plan-run.started'>> = {
  name: 'startPlanWorkflow',
  does: 'starts the workflow `return-plan`, named by the run; one that exists already is success',
  react: async ({ fact }, { planWorkflow }) => {
    const { planRunId } = fact.data;
    await planWorkflow.start(planRunId, { planRunId });
  },
};
