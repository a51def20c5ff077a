import { lifecycle } from '../../kernel/lifecycle.ts';
import type { ImpactFactType, ImpactRun } from './impact-model.ts';

/** `new` is the state before the first fact; the journal never saves a run in it. */
type ImpactState = 'new' | ImpactRun['status'];
type ImpactCommand = 'start' | 'plan' | 'count' | 'complete' | 'fail';

/** The life of a count. A failed count is not carried on: another is started. */
export const impactLifecycle = lifecycle<ImpactState, ImpactCommand, ImpactFactType>(
  'impact',
  'new',
  {
    new: { start: ['started', 'impact.started'] },
    started: { plan: ['counting', 'impact.planned'], fail: ['failed', 'impact.failed'] },
    counting: {
      count: ['counting', 'impact.page-counted'],
      complete: ['done', 'impact.completed'],
      fail: ['failed', 'impact.failed'],
    },
    done: {},
    failed: {},
  },
  'PROPOSAL_STATE_FORBIDS',
);
