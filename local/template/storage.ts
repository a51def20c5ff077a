import * as z from 'zod';
import { attributeOf, meaninglessHere, propertiesOf, type ResolvedResource } from './resource.ts';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const Projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});
const Index = z
  .strictObject({
    IndexName: z.string(),
    KeySchema,
    Projection,
    ContributorInsightsSpecification: meaninglessHere,
    OnDemandThroughput: meaninglessHere,
    WarmThroughput: meaninglessHere,
    WriteOnDemandThroughputSettings: meaninglessHere,
    ReadOnDemandThroughputSettings: meaninglessHere,
  })
  .transform(({ IndexName, KeySchema: keys, Projection: projection }) => ({
    IndexName,
    KeySchema: keys,
    Projection: projection,
  }));

const TableProperties = z.strictObject({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']) })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
  Replicas: meaninglessHere,
  SSESpecification: meaninglessHere,
  PointInTimeRecoverySpecification: meaninglessHere,
  ContributorInsightsSpecification: meaninglessHere,
  DeletionProtectionEnabled: meaninglessHere,
  WriteOnDemandThroughputSettings: meaninglessHere,
  OnDemandThroughput: meaninglessHere,
  WarmThroughput: meaninglessHere,
  TableClass: meaninglessHere,
  Tags: meaninglessHere,
});

export type TableIndex = z.infer<typeof Index>;

/** A table as the database engine is asked to create it. */
export interface TableModel {
  readonly arn: string;
  /** The ARN by which the template's triggers know the stream; the engine has its own. */
  readonly streamArn: string;
  readonly TableName: string;
  readonly AttributeDefinitions: z.infer<typeof TableProperties>['AttributeDefinitions'];
  readonly KeySchema: z.infer<typeof KeySchema>;
  readonly BillingMode: 'PAY_PER_REQUEST';
  readonly GlobalSecondaryIndexes?: TableIndex[];
  readonly LocalSecondaryIndexes?: TableIndex[];
  readonly StreamSpecification?: {
    readonly StreamEnabled: true;
    readonly StreamViewType: 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY';
  };
  readonly ttlAttribute?: string;
}

export function readTable(resource: ResolvedResource): TableModel {
  const { StreamSpecification: stream, TimeToLiveSpecification: ttl, ...properties } = propertiesOf(resource, TableProperties);
  return {
    arn: attributeOf(resource, 'Arn'),
    streamArn: attributeOf(resource, 'StreamArn'),
    TableName: resource.name,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    BillingMode: properties.BillingMode,
    ...(properties.GlobalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes }),
    ...(properties.LocalSecondaryIndexes.length > 0 && { LocalSecondaryIndexes: properties.LocalSecondaryIndexes }),
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }),
    ...(ttl?.Enabled && ttl.AttributeName !== undefined && { ttlAttribute: ttl.AttributeName }),
  };
}

const wholeNumber = z.coerce.number().int().min(0);
const QueueProperties = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: wholeNumber.default(30),
  DelaySeconds: wholeNumber.optional(),
  MessageRetentionPeriod: wholeNumber.optional(),
  MaximumMessageSize: wholeNumber.optional(),
  ReceiveMessageWaitTimeSeconds: wholeNumber.optional(),
  FifoQueue: z.boolean().optional(),
  ContentBasedDeduplication: z.boolean().optional(),
  DeduplicationScope: z.string().optional(),
  FifoThroughputLimit: z.string().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: wholeNumber }).optional(),
  RedriveAllowPolicy: z.unknown().optional(),
  KmsMasterKeyId: meaninglessHere,
  KmsDataKeyReusePeriodSeconds: meaninglessHere,
  SqsManagedSseEnabled: meaninglessHere,
  Tags: meaninglessHere,
});

/** A queue with the attributes that `CreateQueue` takes. */
export interface QueueModel {
  readonly arn: string;
  readonly url: string;
  readonly name: string;
  readonly visibilityTimeoutSeconds: number;
  readonly attributes: Record<string, string>;
}

const keptFromTheEngine = new Set([
  'QueueName',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
  'Tags',
]);

export function readQueue(resource: ResolvedResource): QueueModel {
  const properties = propertiesOf(resource, QueueProperties);
  const attributes = Object.entries(properties)
    .filter(([key, value]) => value !== undefined && !keptFromTheEngine.has(key))
    .map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
  return {
    arn: attributeOf(resource, 'Arn'),
    url: attributeOf(resource, 'Ref'),
    name: resource.name,
    visibilityTimeoutSeconds: properties.VisibilityTimeout,
    attributes: Object.fromEntries(attributes),
  };
}

const GenerateSecretString = z.strictObject({
  PasswordLength: z.number().exactOptional(),
  ExcludeCharacters: z.string().exactOptional(),
  ExcludeLowercase: z.boolean().exactOptional(),
  ExcludeNumbers: z.boolean().exactOptional(),
  ExcludePunctuation: z.boolean().exactOptional(),
  ExcludeUppercase: z.boolean().exactOptional(),
  IncludeSpace: z.boolean().exactOptional(),
  RequireEachIncludedType: z.boolean().exactOptional(),
  SecretStringTemplate: z.string().exactOptional(),
  GenerateStringKey: z.string().exactOptional(),
});

const SecretProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  /** A secret with a value in the template would not be a secret; only generated ones are accepted. */
  GenerateSecretString: GenerateSecretString,
  KmsKeyId: meaninglessHere,
  ReplicaRegions: meaninglessHere,
  Tags: meaninglessHere,
});

export interface SecretModel {
  readonly arn: string;
  readonly name: string;
  readonly generate: z.infer<typeof GenerateSecretString>;
}

export function readSecret(resource: ResolvedResource): SecretModel {
  const { GenerateSecretString: generate } = propertiesOf(resource, SecretProperties);
  return { arn: attributeOf(resource, 'Ref'), name: resource.name, generate };
}
