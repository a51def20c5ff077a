import { lifecycle } from '../../kernel/lifecycle.ts';
import type { PlanRunFactType, PlanRunStatus } from './plan-run-model.ts';

/** `new` is the state before the first fact; the journal never saves a run in it. */
type PlanRunState = 'new' | PlanRunStatus;
type PlanRunCommand = 'start' | 'page' | 'complete' | 'fail';

/** The life of a computation. One that failed is not carried on: police ask for another. */
export const planRunLifecycle = lifecycle<PlanRunState, PlanRunCommand, PlanRunFactType>(
  'return-plan-run',
  'new',
  {
    new: { start: ['computing', 'return-plan-run.started'] },
    computing: {
      page: ['computing', 'return-plan-run.paged'],
      complete: ['done', 'return-plan-run.completed'],
      fail: ['failed', 'return-plan-run.failed'],
    },
    done: {},
    failed: {},
  },
  'RETURN_STATE_FORBIDS',
);
