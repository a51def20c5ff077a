import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type CorsRule,
  HttpMethods,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { policyRows } from '../shared/policy/values.ts';
import { acknowledge } from './acknowledge.ts';
import type { Stage } from './stages.ts';

interface EvidenceBucketProps {
  readonly stage: Stage;
  readonly encryptionKey: Key;
  readonly removalPolicy: RemovalPolicy;
}

/** The function behind the queue reads the first bytes of a file and has it scanned. */
export const INTAKE_TIMEOUT = Duration.seconds(60);
const VISIBILITY_FACTOR = 6;
const LONGEST_RETENTION = Duration.days(14);
const MAX_RECEIVES = 5;

/** The headers that a page must be allowed to send, and to read, to upload a file and to open one. */
const sentHeaders = ['content-type', 'x-amz-checksum-sha256', 'if-none-match', 'x-cordon-opening', 'range'];
const readHeaders = ['content-disposition', 'content-length', 'content-range', 'etag'];

/**
 * The bucket of evidence: every version kept, and locked for as long as the policy says; encrypted with the key of all data; closed to all but
 * signed requests over TLS. What arrives is told to a queue, which stands here because the bucket names it.
 */
export class EvidenceBucket extends Construct {
  readonly bucket: Bucket;
  /** What arrived, what is to be looked for, and what the scanner says. */
  readonly arrivals: Queue;
  /** What the function behind it could not take. */
  readonly parked: Queue;
  /** The variables of every function that uses the bucket. */
  readonly environment: { readonly EVIDENCE_BUCKET: string; readonly EVIDENCE_BUCKET_HOST: string };

  constructor(scope: Construct, id: string, { stage, encryptionKey, removalPolicy }: EvidenceBucketProps) {
    super(scope, id);
    const secured = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;
    this.parked = new Queue(this, 'Parked', { ...secured, retentionPeriod: LONGEST_RETENTION });
    this.arrivals = new Queue(this, 'Arrivals', {
      ...secured,
      retentionPeriod: LONGEST_RETENTION,
      visibilityTimeout: Duration.seconds(INTAKE_TIMEOUT.toSeconds() * VISIBILITY_FACTOR),
      deadLetterQueue: { queue: this.parked, maxReceiveCount: MAX_RECEIVES },
    });
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention[stage.evidenceLock](Duration.days(lockedDays())),
      encryption: BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      lifecycleRules: [{ id: 'ForgetPartsOfUploads', abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      cors: corsOf(stage),
      removalPolicy,
    });
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'Each opening is a fact of the journal before a link goes out, with the person; a log of addresses would hold signed links.',
    });
    this.tellArrivals();
    this.environment = {
      EVIDENCE_BUCKET: this.bucket.bucketName,
      EVIDENCE_BUCKET_HOST: this.bucket.bucketRegionalDomainName,
    };
  }

  /** As properties of the bucket itself: the construct would set them with a function of its own. The account stands for the bucket, whose name is not known before the queue. */
  private tellArrivals(): void {
    this.arrivals.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.arrivals.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error('The bucket is no bucket of CloudFormation');
    resource.notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: this.arrivals.queueArn }],
    };
    // the store tries the queue out when its events are set up
    this.bucket.node.addDependency(this.arrivals);
  }
}

/** The days of the lock, as the policy has them now. */
function lockedDays(): number {
  const rows = policyRows['evidence-file.locked'];
  return rows[rows.length - 1]?.value ?? rows[0].value;
}

function corsOf({ consoleOrigins = [] }: Stage): CorsRule[] {
  if (consoleOrigins.length === 0) return [];
  return [
    {
      allowedOrigins: [...consoleOrigins],
      allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
      allowedHeaders: sentHeaders,
      exposedHeaders: readHeaders,
      maxAge: 3600,
    },
  ];
}
