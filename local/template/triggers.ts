import * as z from 'zod';
import { CityError } from '../city-error.ts';
import { meaninglessHere, propertiesOf, type ResolvedResource, whereIs } from './resource.ts';

const count = z.coerce.number().int();
const MappingProperties = z.strictObject({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: count.min(1).optional(),
  MaximumBatchingWindowInSeconds: count.min(0).max(300).default(0),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) }).default({ Filters: [] }),
  ScalingConfig: z.strictObject({ MaximumConcurrency: count.min(2).max(1000) }).optional(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
  MaximumRetryAttempts: count.min(-1).default(-1),
  MaximumRecordAgeInSeconds: count.min(-1).default(-1),
  BisectBatchOnFunctionError: z.boolean().default(false),
  ParallelizationFactor: count.min(1).max(10).default(1),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).optional() }).default({}),
  TumblingWindowInSeconds: z.literal(0).optional(),
  MetricsConfig: meaninglessHere,
  KmsKeyArn: meaninglessHere,
  Tags: meaninglessHere,
});

/** A trigger that calls a function with batches from a queue or a table's stream. Durations in seconds, -1 for 'without end'. */
export interface MappingModel {
  readonly id: string;
  readonly functionName: string;
  readonly sourceArn: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly reportsItemFailures: boolean;
  /** Patterns as JSON text; an event passes when one of them fits, or when there is none. */
  readonly filters: readonly string[];
  readonly maximumConcurrency?: number;
  readonly maximumRetryAttempts: number;
  readonly maximumRecordAgeSeconds: number;
  readonly bisectOnError: boolean;
  readonly parallelizationFactor: number;
  readonly onFailureArn?: string;
}

/** The mapping, or undefined for one that is switched off. */
export function readMapping(resource: ResolvedResource): MappingModel | undefined {
  const properties = propertiesOf(resource, MappingProperties);
  if (!properties.Enabled) return undefined;
  const fromQueue = properties.EventSourceArn.split(':')[2] === 'sqs';
  if (!fromQueue && properties.StartingPosition === undefined)
    throw new CityError(`${whereIs(resource)}: a stream needs a StartingPosition`);
  const batchSize = properties.BatchSize ?? (fromQueue ? 10 : 100);
  if (fromQueue && batchSize > 10 && properties.MaximumBatchingWindowInSeconds === 0) {
    throw new CityError(`${whereIs(resource)}: a BatchSize over 10 needs a MaximumBatchingWindowInSeconds`);
  }
  const onFailureArn = properties.DestinationConfig.OnFailure?.Destination;
  return {
    id: resource.name,
    functionName: properties.FunctionName,
    sourceArn: properties.EventSourceArn,
    batchSize,
    batchingWindowSeconds: properties.MaximumBatchingWindowInSeconds,
    reportsItemFailures: properties.FunctionResponseTypes.length > 0,
    filters: properties.FilterCriteria.Filters.map(({ Pattern }) => Pattern),
    ...(properties.ScalingConfig && { maximumConcurrency: properties.ScalingConfig.MaximumConcurrency }),
    maximumRetryAttempts: properties.MaximumRetryAttempts,
    maximumRecordAgeSeconds: properties.MaximumRecordAgeInSeconds,
    bisectOnError: properties.BisectBatchOnFunctionError,
    parallelizationFactor: properties.ParallelizationFactor,
    ...(onFailureArn !== undefined && { onFailureArn }),
  };
}

const RetryPolicy = z.object({ MaximumRetryAttempts: count.optional(), MaximumEventAgeInSeconds: count.optional() });
const DeadLetter = z.object({ Arn: z.string().optional() });
const ScheduleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  GroupName: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  FlexibleTimeWindow: meaninglessHere,
  KmsKeyArn: meaninglessHere,
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: meaninglessHere,
    Input: z.string().optional(),
    RetryPolicy: RetryPolicy.optional(),
    DeadLetterConfig: DeadLetter.optional(),
  }),
});
const RuleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  ScheduleExpression: z.string(),
  State: z.string().default('ENABLED'),
  Targets: z.array(
    z.strictObject({
      Id: z.string(),
      Arn: z.string(),
      RoleArn: meaninglessHere,
      Input: z.string().optional(),
      RetryPolicy: RetryPolicy.optional(),
      DeadLetterConfig: DeadLetter.optional(),
    }),
  ),
  Tags: meaninglessHere,
});

/** A repeated schedule. */
export interface ScheduleModel {
  readonly name: string;
  /** `rate(…)` or `cron(…)`. */
  readonly expression: string;
  readonly timezone: string;
  readonly targetArn: string;
  /** JSON text; absent: an EventBridge 'Scheduled Event'. */
  readonly input?: string;
  readonly deadLetterArn?: string;
}

export function readSchedule(resource: ResolvedResource): ScheduleModel[] {
  if (resource.type === 'AWS::Scheduler::Schedule') {
    const { ScheduleExpression, ScheduleExpressionTimezone, State, Target } = propertiesOf(resource, ScheduleProperties);
    return State === 'ENABLED' ? [toSchedule(resource.name, ScheduleExpression, ScheduleExpressionTimezone, Target)] : [];
  }
  const { ScheduleExpression, State, Targets } = propertiesOf(resource, RuleProperties);
  if (State === 'DISABLED') return [];
  return Targets.map((target) => toSchedule(`${resource.name}-${target.Id}`, ScheduleExpression, 'UTC', target));
}

type Target = z.infer<typeof ScheduleProperties>['Target'];

function toSchedule(name: string, expression: string, timezone: string, target: Target): ScheduleModel {
  const deadLetterArn = target.DeadLetterConfig?.Arn;
  return {
    name,
    expression,
    timezone,
    targetArn: target.Arn,
    ...(target.Input !== undefined && { input: target.Input }),
    ...(deadLetterArn !== undefined && { deadLetterArn }),
  };
}
