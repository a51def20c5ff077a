import { Duration, type Stack } from 'aws-cdk-lib';
import { StopOrderEnv } from '../functions/stop-order/env.ts';
import { SweepEnv } from '../functions/sweep/env.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { grantJournal } from './grants.ts';
import type { Stage } from './stages.ts';

interface DeadlineProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

/** The workflow's task: shorter than the task's own timeout, so that the workflow hears of it before it gives up. */
export function createAdvance(scope: Stack, { stage, data }: DeadlineProps): CordonFunction<typeof StopOrderEnv> {
  const advance = new CordonFunction(scope, 'Advance', {
    stage,
    entry: 'functions/stop-order/handler.ts',
    description: 'Notes what is due on an order and says what to wait for next',
    schema: StopOrderEnv,
    environment: { TABLE_NAME: data.table.tableName },
    timeout: Duration.seconds(20),
  });
  grantJournal(advance, data, { appends: true, finds: [] });
  return advance;
}

/**
 * Finds the things that are due and not noted, in any context: by the calendar, or because a workflow was lost. It comes again in a minute,
 * so a failed run is not repeated.
 */
export function createSweep(scope: Stack, { stage, data }: DeadlineProps): CordonFunction<typeof SweepEnv> {
  const sweep = new CordonFunction(scope, 'Sweep', {
    stage,
    entry: 'functions/sweep/handler.ts',
    description: 'Notes what is due by the calendar, and what a lost workflow left undone; folds figures at night',
    schema: SweepEnv,
    environment: { TABLE_NAME: data.table.tableName },
    timeout: Duration.seconds(55),
    // it holds what time does to each kind of thing, and no stop and no caller waits for it
    background: true,
  });
  sweep.configureAsyncInvoke({ retryAttempts: 0 });
  grantJournal(sweep, data, { appends: true, finds: ['due', 'listing'] });
  return sweep;
}
