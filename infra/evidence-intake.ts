import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { EvidenceIntakeEnv } from '../functions/evidence-intake/env.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { INTAKE_TIMEOUT } from './evidence-bucket.ts';
import { grantEvidence, grantJournal, grantSend } from './grants.ts';
import type { Stage } from './stages.ts';

/** A flood of uploads must not take the capacity that stops need; a file may wait. */
const MAX_CONCURRENCY = 5;
/** Longer than a scanner takes for the largest file. */
const SCAN_TIME = Duration.minutes(15);
const MAX_RECEIVES = 5;

/** The function that looks at each file of evidence that arrived: size, hash, type by content, and the scanner. */
export function createEvidenceIntake(
  scope: Stack,
  { stage, data }: { readonly stage: Stage; readonly data: DataStack },
): CordonFunction<typeof EvidenceIntakeEnv> {
  const scans = stage.scanner === 'queue' ? createScans(scope) : undefined;
  const intake = new CordonFunction(scope, 'EvidenceIntake', {
    stage,
    entry: 'functions/evidence-intake/handler.ts',
    description: 'Looks at files of evidence that arrived: size, hash, type by content, malware',
    schema: EvidenceIntakeEnv,
    environment: {
      TABLE_NAME: data.table.tableName,
      ...data.evidence.environment,
      SCANNER: stage.scanner,
      SCAN_QUEUE_URL: scans?.queueUrl ?? '',
    },
    timeout: INTAKE_TIMEOUT,
  });
  intake.addEventSource(
    new SqsEventSource(data.evidence.arrivals, { batchSize: 5, reportBatchItemFailures: true, maxConcurrency: MAX_CONCURRENCY }),
  );
  grantJournal(intake, data, { appends: true, finds: [] });
  grantEvidence(intake, data, 'looks');
  if (scans !== undefined) grantSend(intake, scans);
  return intake;
}

/** The work of the scanner, which is not Cordon's: who runs it gives it the right to this queue, to the bucket and to the queue of answers. */
function createScans(scope: Stack): Queue {
  const secured = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) } as const;
  const parked = new Queue(scope, 'ScansParked', secured);
  const scans = new Queue(scope, 'Scans', {
    ...secured,
    visibilityTimeout: SCAN_TIME,
    deadLetterQueue: { queue: parked, maxReceiveCount: MAX_RECEIVES },
  });
  new CfnOutput(scope, 'ScanQueueUrl', { value: scans.queueUrl, description: 'Where a virus scanner takes its work from' });
  return scans;
}
