import { lifecycle } from '../../kernel/lifecycle.ts';
import type { MeasureFactType } from './measure-facts.ts';
import type { MeasureStatus } from './measure-model.ts';

/** `new` is the state before the first fact; the journal never saves a measure in it. */
export type MeasureState = 'new' | MeasureStatus;

/** The commands on a measure: of the issuer, the agency that the measure is on, or the clock. */
export type MeasureCommand = 'notify' | 'interview' | 'warn' | 'handIn' | 'accept' | 'remind' | 'noteOverdue' | 'lift';

/** While a correction is awaited. */
function awaiting<State extends 'noticed' | 'interviewed' | 'warned'>(state: State) {
  return {
    handIn: [state, 'regional-measure.evidence-submitted'],
    remind: [state, 'regional-measure.reminded'],
    noteOverdue: [state, 'regional-measure.fell-overdue'],
  } as const;
}

/**
 * 整改通知、联合约谈、挂牌警示. Each step can be the first, and is taken once. An accepted correction closes a notice or an interview, but a warning
 * hangs until it is lifted, and is lifted only once the correction is accepted.
 */
export const measureLifecycle = lifecycle<MeasureState, MeasureCommand, MeasureFactType>(
  'regional-measure',
  'new',
  {
    new: {
      notify: ['noticed', 'regional-measure.notice-issued'],
      interview: ['interviewed', 'regional-measure.interview-called'],
      warn: ['warned', 'regional-measure.warning-posted'],
    },
    noticed: {
      ...awaiting('noticed'),
      interview: ['interviewed', 'regional-measure.interview-called'],
      accept: ['corrected', 'regional-measure.correction-accepted'],
      lift: ['lifted', 'regional-measure.lifted'],
    },
    interviewed: {
      ...awaiting('interviewed'),
      warn: ['warned', 'regional-measure.warning-posted'],
      accept: ['corrected', 'regional-measure.correction-accepted'],
      lift: ['lifted', 'regional-measure.lifted'],
    },
    warned: {
      ...awaiting('warned'),
      accept: ['correction-accepted', 'regional-measure.correction-accepted'],
    },
    'correction-accepted': { lift: ['lifted', 'regional-measure.lifted'] },
    corrected: {},
    lifted: {},
  },
  'MEASURE_STATE_FORBIDS',
);
