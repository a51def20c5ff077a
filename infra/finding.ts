import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { FindingEnv } from '../functions/finding/env.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { grantJournal, grantSecret } from './grants.ts';
import type { Queues } from './queues.ts';
import type { Stage } from './stages.ts';

interface FindingProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly queues: Queues;
  readonly timeout: Duration;
}

/** Few at a time: a flood of alarms must not take the capacity that stops need, and a search may know of it a minute later. */
const MAX_CONCURRENCY = 5;

/** The function that enters what things name where searches find it. The relay of coordination tells it; it alone of the two has the data key. */
export function createFinding(
  scope: Construct,
  { stage, data, queues, timeout }: FindingProps,
): CordonFunction<typeof FindingEnv> {
  const finding = new CordonFunction(scope, 'Finding', {
    stage,
    entry: 'functions/finding/handler.ts',
    description: 'Enters the people and accounts that things name where searches find them',
    schema: FindingEnv,
    environment: { TABLE_NAME: data.table.tableName, DATA_KEY_SECRET_ARN: data.dataSecret.ref },
    timeout,
    background: true,
  });
  finding.addEventSource(
    new SqsEventSource(queues.finds, {
      batchSize: 10,
      // the messages of one click come together
      maxBatchingWindow: Duration.seconds(1),
      reportBatchItemFailures: true,
      maxConcurrency: MAX_CONCURRENCY,
    }),
  );
  grantJournal(finding, data, { appends: true, finds: ['file', 'listing'] });
  grantSecret(finding, data, data.dataSecret);
  return finding;
}
