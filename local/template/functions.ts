import { existsSync } from 'node:fs';
import * as z from 'zod';
import { CityError } from '../city-error.ts';
import { attributeOf, meaninglessHere, propertiesOf, type ResolvedResource, whereIs } from './resource.ts';

const Destination = z.strictObject({ Destination: z.string() });

const FunctionProperties = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs'),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).default({ Variables: {} }),
  Timeout: z.coerce.number().int().positive().default(3),
  MemorySize: z.coerce.number().int().positive().default(128),
  ReservedConcurrentExecutions: z.coerce.number().int().positive().optional(),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
  Description: meaninglessHere,
  Architectures: meaninglessHere,
  EphemeralStorage: meaninglessHere,
  KmsKeyArn: meaninglessHere,
  LoggingConfig: meaninglessHere,
  RecursiveLoop: meaninglessHere,
  Role: meaninglessHere,
  RuntimeManagementConfig: meaninglessHere,
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
  TracingConfig: meaninglessHere,
});

const InvokeConfigProperties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.coerce.number().int().min(0).max(2).default(2),
  MaximumEventAgeInSeconds: z.coerce.number().int().default(21_600),
  DestinationConfig: z.strictObject({ OnFailure: Destination.optional(), OnSuccess: Destination.optional() }).default({}),
});

/** The rules for an event that was handed to a function without waiting for its answer. */
export interface AsyncRules {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly onFailureArn?: string;
  readonly onSuccessArn?: string;
}

/** A function as bundled, with its own environment. */
export interface FunctionModel {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** The folder of the bundle. */
  readonly codeDirectory: string;
  /** `file.export`, such as `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly reservedConcurrency?: number;
  /** Its tag `urgency` says that no stop and no caller waits for it. */
  readonly background: boolean;
  readonly asynchronously: AsyncRules;
}

/** Functions, each with the rules for its asynchronous invocations. */
export function readFunctions(functions: readonly ResolvedResource[], configs: readonly ResolvedResource[]): FunctionModel[] {
  const rules = new Map(
    configs.map((config) => propertiesOf(config, InvokeConfigProperties)).map((config) => [config.FunctionName, config]),
  );
  return functions.map((resource) => {
    const properties = propertiesOf(resource, FunctionProperties);
    const arn = attributeOf(resource, 'Arn');
    const config = rules.get(resource.name) ?? rules.get(arn);
    const onFailureArn = config?.DestinationConfig.OnFailure?.Destination ?? properties.DeadLetterConfig?.TargetArn;
    const onSuccessArn = config?.DestinationConfig.OnSuccess?.Destination;
    return {
      logicalId: resource.logicalId,
      name: resource.name,
      arn,
      codeDirectory: findCode(resource, properties.Code.S3Key),
      handler: properties.Handler,
      environment: properties.Environment.Variables,
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      ...(properties.ReservedConcurrentExecutions !== undefined && {
        reservedConcurrency: properties.ReservedConcurrentExecutions,
      }),
      background: properties.Tags.some(({ Key, Value }) => Key === 'urgency' && Value === 'background'),
      asynchronously: {
        maximumRetryAttempts: config?.MaximumRetryAttempts ?? 2,
        maximumEventAgeSeconds: config?.MaximumEventAgeInSeconds ?? 21_600,
        ...(onFailureArn !== undefined && { onFailureArn }),
        ...(onSuccessArn !== undefined && { onSuccessArn }),
      },
    };
  });
}

function findCode(resource: ResolvedResource, key: string): string {
  const directory = resource.stack.stack.assets.get(key.replace(/\.zip$/, ''));
  if (directory === undefined || !existsSync(directory))
    throw new CityError(`${whereIs(resource)}: its code (asset ${key}) is not in the cloud assembly`);
  return directory;
}
