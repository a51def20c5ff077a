import { CityError } from '../city-error.ts';
import type { BucketModel } from '../engines/object-store.ts';
import { type ApiModel, readApi } from './api.ts';
import { readAssembly } from './assembly.ts';
import { readBucket } from './buckets.ts';
import { type FunctionModel, readFunctions } from './functions.ts';
import type { Deployment } from './references.ts';
import { createResolvers } from './resolver.ts';
import { type ResolvedResource, resolveResources, whereIs } from './resource.ts';
import { type QueueModel, readQueue, readSecret, readTable, type SecretModel, type TableModel } from './storage.ts';
import { type MappingModel, readMapping, readSchedule, type ScheduleModel } from './triggers.ts';
import { readStateMachine, type StateMachineModel } from './workflows.ts';

/** The whole template, resolved and checked: the local city is built from it. */
export interface CityModel {
  readonly tables: readonly TableModel[];
  readonly queues: readonly QueueModel[];
  readonly buckets: readonly BucketModel[];
  readonly secrets: readonly SecretModel[];
  readonly functions: readonly FunctionModel[];
  readonly mappings: readonly MappingModel[];
  readonly schedules: readonly ScheduleModel[];
  readonly stateMachines: readonly StateMachineModel[];
  readonly api: ApiModel;
}

/**
 * Reads the cloud assembly in `directory` as one city.
 * @throws CityError naming the part that the local city does not know or that is wrong
 */
export function readCity(directory: string, deployment: Deployment): CityModel {
  const resources = resolveResources(createResolvers(readAssembly(directory), deployment));
  const ofType = (...types: string[]) => resources.filter(({ type }) => types.includes(type));
  const model: CityModel = {
    tables: ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(readTable),
    queues: ofType('AWS::SQS::Queue').map(readQueue),
    buckets: ofType('AWS::S3::Bucket').map(readBucket),
    secrets: ofType('AWS::SecretsManager::Secret').map(readSecret),
    functions: readFunctions(ofType('AWS::Lambda::Function'), ofType('AWS::Lambda::EventInvokeConfig')),
    mappings: ofType('AWS::Lambda::EventSourceMapping').flatMap((resource) => readMapping(resource) ?? []),
    schedules: ofType('AWS::Scheduler::Schedule', 'AWS::Events::Rule').flatMap(readSchedule),
    stateMachines: ofType('AWS::StepFunctions::StateMachine').map(readStateMachine),
    api: readApi(resources),
  };
  checkNames(resources);
  checkTargets(model);
  return model;
}

/** Two resources of one type and name would be one thing here and a failed deployment in the cloud. */
function checkNames(resources: readonly ResolvedResource[]): void {
  const seen = new Map<string, ResolvedResource>();
  for (const resource of resources) {
    const key = `${resource.type} ${resource.name}`;
    const before = seen.get(key);
    if (before && resource.type !== 'AWS::ApiGatewayV2::Stage') {
      throw new CityError(`${whereIs(resource)} has the same name as ${whereIs(before)}: ${resource.name}`);
    }
    seen.set(key, resource);
  }
}

/** Each trigger and destination must lead to something that exists. */
function checkTargets(model: CityModel): void {
  const functions = new Set(model.functions.flatMap(({ name, arn }) => [name, arn]));
  const queues = new Set(model.queues.map(({ arn }) => arn));
  const sources = new Set([
    ...queues,
    ...model.tables.filter((table) => table.StreamSpecification).map(({ streamArn }) => streamArn),
  ]);
  const machines = new Set(model.stateMachines.map(({ arn }) => arn));
  const need = (holds: boolean, from: string, to: string): void => {
    if (!holds) throw new CityError(`${from}: leads to ${to}, which the local city does not have`);
  };
  for (const mapping of model.mappings) {
    need(functions.has(mapping.functionName), mapping.id, mapping.functionName);
    need(sources.has(mapping.sourceArn), mapping.id, mapping.sourceArn);
    if (mapping.onFailureArn !== undefined) need(queues.has(mapping.onFailureArn), mapping.id, mapping.onFailureArn);
  }
  for (const { name, targetArn, deadLetterArn } of model.schedules) {
    need(functions.has(targetArn) || queues.has(targetArn) || machines.has(targetArn), name, targetArn);
    if (deadLetterArn !== undefined) need(queues.has(deadLetterArn), name, deadLetterArn);
  }
  for (const { name, tells } of model.buckets) for (const arn of tells) need(queues.has(arn), name, arn);
  for (const { routeKey, functionArn } of model.api.routes) need(functions.has(functionArn), routeKey, functionArn);
  for (const { name, asynchronously } of model.functions) {
    for (const arn of [asynchronously.onFailureArn, asynchronously.onSuccessArn])
      if (arn !== undefined) need(queues.has(arn), name, arn);
  }
}
