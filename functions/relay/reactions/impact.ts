import type { FactOf } from '../facts.ts';
import type { Reaction } from '../reaction.ts';

/** Starts the count under the run's id, so that it starts once. */
export const startImpactWorkflow: Reaction<FactOf<'impact.started'>> = {
  name: 'startImpactWorkflow',
  does: 'starts the workflow `standard-impact`, named by the run; one that exists already is success',
  react: async ({ fact }, { impactWorkflow }) => {
    const { runId } = fact.data;
    await impactWorkflow.start(runId, { runId });
  },
};
