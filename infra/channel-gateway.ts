import type { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { ChannelGatewayEnv } from '../functions/channel-gateway/env.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { grantJournal, grantSecret } from './grants.ts';
import type { Queues } from './queues.ts';
import type { Stage } from './stages.ts';

interface ChannelGatewayProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly queues: Queues;
  readonly timeout: Duration;
}

const BATCH = 10;
/** Providers take so many at a time; warnings must not take the capacity that stops need. */
const MAX_CONCURRENCY = 10;

/** The function that gives messages and calls to providers. It has a queue of its own, so that a flood of warnings delays no order to a bank. */
export function createChannelGateway(
  scope: Construct,
  { stage, data, queues, timeout }: ChannelGatewayProps,
): CordonFunction<typeof ChannelGatewayEnv> {
  const gateway = new CordonFunction(scope, 'ChannelGateway', {
    stage,
    entry: 'functions/channel-gateway/handler.ts',
    description: 'Gives messages and calls of warnings to providers',
    schema: ChannelGatewayEnv,
    environment: {
      TABLE_NAME: data.table.tableName,
      CHANNEL_QUEUE_URL: queues.channels.queueUrl,
      SIGNING_KEY_SECRET_ARN: data.signingSecret.ref,
      ALLOW_LOOPBACK_ENDPOINTS: stage.allowLoopbackEndpoints ? 'true' : 'false',
    },
    timeout,
    background: true,
  });
  gateway.addEventSource(
    new SqsEventSource(queues.channels, { batchSize: BATCH, reportBatchItemFailures: true, maxConcurrency: MAX_CONCURRENCY }),
  );
  grantJournal(gateway, data, { appends: true, finds: ['listing'] });
  grantSecret(gateway, data, data.signingSecret);
  return gateway;
}
