import type { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { BankGatewayEnv, UndeliverableEnv } from '../functions/bank-gateway/env.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { grantJournal, grantSecret } from './grants.ts';
import type { Queues } from './queues.ts';
import type { Stage } from './stages.ts';

interface BankGatewayProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly queues: Queues;
  readonly timeout: Duration;
  readonly undeliverableTimeout: Duration;
}

/** How many calls to banks run at once: a bank that hangs takes 8 seconds of one of them. */
const MAX_CONCURRENCY = 100;

/** So few messages at a time that one for an honest alarm, which is next in line, neither waits for ten others nor shares a processor with them. */
const BATCH = 3;

/** The functions that put orders to banks, and that note the orders which could not be put. */
export class BankGateway extends Construct {
  readonly push: CordonFunction<typeof BankGatewayEnv>;
  readonly undeliverable: CordonFunction<typeof UndeliverableEnv>;

  constructor(scope: Construct, id: string, { stage, data, queues, timeout, undeliverableTimeout }: BankGatewayProps) {
    super(scope, id);
    this.push = new CordonFunction(this, 'Push', {
      stage,
      entry: 'functions/bank-gateway/handler.ts',
      description: 'Pushes signed orders to banks, and notices to agencies',
      schema: BankGatewayEnv,
      environment: {
        TABLE_NAME: data.table.tableName,
        BANK_QUEUE_URL: queues.bank.queueUrl,
        SIGNING_KEY_SECRET_ARN: data.signingSecret.ref,
        ALLOW_LOOPBACK_ENDPOINTS: stage.allowLoopbackEndpoints ? 'true' : 'false',
      },
      timeout,
    });
    this.undeliverable = new CordonFunction(this, 'Undeliverable', {
      stage,
      entry: 'functions/bank-gateway/undeliverable.ts',
      description: 'Notes orders and notices that could not be delivered',
      schema: UndeliverableEnv,
      environment: { TABLE_NAME: data.table.tableName },
      timeout: undeliverableTimeout,
    });
    this.push.addEventSource(
      new SqsEventSource(queues.bank, { batchSize: BATCH, reportBatchItemFailures: true, maxConcurrency: MAX_CONCURRENCY }),
    );
    this.undeliverable.addEventSource(new SqsEventSource(queues.undeliverable, { batchSize: 10, reportBatchItemFailures: true }));
    grantJournal(this.push, data, { appends: true, finds: [] });
    grantSecret(this.push, data, data.signingSecret);
    grantJournal(this.undeliverable, data, { appends: true, finds: [] });
  }
}
