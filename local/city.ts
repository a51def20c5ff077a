import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { openCityClock } from './city-clock.ts';
import { CityError, describe, isPortInUse } from './city-error.ts';
import { type Log, openLog } from './city-log.ts';
import type { Clock } from './clock.ts';
import { ensureTable, startDynamoDb } from './engines/dynamodb.ts';
import { startIdentity } from './engines/identity.ts';
import { startSecrets } from './engines/secrets.ts';
import { ensureQueues, startSqs } from './engines/sqs.ts';
import { type StepFunctionsEngine, startStepFunctions } from './engines/step-functions.ts';
import { createDestinations, type Destinations } from './events/destinations.ts';
import { startQueueSource } from './events/queue-source.ts';
import { startSchedule } from './events/scheduler.ts';
import { type EventSource, startStreamSource } from './events/stream-source.ts';
import { createFunctionRuntime, type FunctionRuntime, type ServiceEndpoints } from './functions/runtime.ts';
import { startApi } from './http/server.ts';
import { writeJson } from './json-file.ts';
import { tryLock } from './process-lock.ts';
import { seedClients, seedPeople } from './seed/agencies.ts';
import { type CityModel, readCity } from './template/city-model.ts';
import { place } from './template/place.ts';

export interface CityOptions {
  /** The cloud assembly to run, such as `cdk.out`. */
  readonly assembly: string;
  /** Where everything is kept; one process at a time. */
  readonly dataDir: string;
  /** Port of the API, the identity server taking the next one; 0 for any two free ports. */
  readonly port: number;
  /** How many scaled minutes pass in a real one. */
  readonly speed: number;
  /** Fills the city over its own API before it says that it is ready. */
  readonly seed?: (city: Pick<City, 'api' | 'tokenEndpoint' | 'clients'>) => Promise<void>;
  /** A DynamoDB server to use instead of the embedded one. */
  readonly dynamoDbEndpoint?: string;
}

/** A client of the city's API, as `endpoints.json` lists it. */
export interface CityClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly agency: string;
  readonly agencyKind: string;
  readonly district?: string;
  readonly roles: readonly string[];
}

/** The running city. */
export interface City {
  readonly api: string;
  readonly issuer: string;
  readonly tokenEndpoint: string;
  readonly clients: readonly CityClient[];
  readonly clock: Clock;
  readonly dataDir: string;
  readonly model: CityModel;
  /** Where each engine answers the SDK. */
  readonly engines: ServiceEndpoints;
  /** How many workflows of an earlier run were carried on. */
  readonly resumedExecutions: number;
  readonly log: Log;
  issueToken(clientId: string): Promise<string>;
  /** Stops everything in order; what is under way is carried on by the next start. */
  stop(): Promise<void>;
}

const AUDIENCE = 'cordon';
/** How long, in real time, work under way may take to end by itself when the city stops. */
const DRAIN_MS = 3_000;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Starts the city that the template describes, from the data of its last run where there is any.
 * @throws CityError or an engine's error, one line either way, with nothing left running
 */
export async function startCity(options: CityOptions): Promise<City> {
  const undo = createUndo();
  try {
    return await build(options, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

async function build(options: CityOptions, undo: Undo): Promise<City> {
  const dataDir = resolve(options.dataDir);
  undo.add(lockDataDirectory(dataDir));
  const log = openLog(join(dataDir, 'logs'));
  const { clock, stop: stopClock } = openCityClock(dataDir, options.speed);
  undo.add(stopClock);

  const identityPort = options.port === 0 ? 0 : options.port + 1;
  const identity = await startIdentity({
    port: identityPort,
    dataDir,
    audience: AUDIENCE,
    agencies: seedClients,
    people: seedPeople,
  }).catch((error: unknown) => {
    throw isPortInUse(error)
      ? new CityError(`Port ${identityPort} is in use; the identity server needs the one after --port`)
      : error;
  });
  undo.add(identity.stop);
  const dynamodb = await startDynamoDb({ dataDir, ...(options.dynamoDbEndpoint && { endpoint: options.dynamoDbEndpoint }) });
  undo.add(dynamodb.stop);
  const queues = await startSqs({ dataDir, clock });
  undo.add(queues.stop);

  const model = readCity(options.assembly, {
    parameters: { IssuerUrl: identity.issuer, TokenAudience: AUDIENCE },
    queueEndpoint: queues.endpoint,
  });
  const secrets = await startSecrets({ dataDir, secrets: model.secrets });
  undo.add(secrets.stop);

  const sqs = new SQSClient({ endpoint: queues.endpoint, region: place.region, credentials });
  undo.add(() => sqs.destroy());
  let workflows: StepFunctionsEngine | undefined;
  const engines = (): ServiceEndpoints => ({
    DYNAMODB: dynamodb.endpoint,
    SQS: queues.endpoint,
    SFN: workflows?.endpoint ?? '',
    SECRETS_MANAGER: secrets.endpoint,
  });
  const runtime = createFunctionRuntime({
    functions: model.functions,
    clock,
    logDirectory: join(dataDir, 'logs'),
    endpoints: engines,
  });
  undo.add(runtime.stop);
  workflows = await startStepFunctions({
    dataDir,
    clock,
    invokeFunction: (nameOrArn, payload) => runtime.invoke(nameOrArn, payload),
    sendMessage: (message) => sendMessage(sqs, model, message),
  });
  undo.add(workflows.stop);

  await Promise.all(model.tables.map((table) => ensureTable(dynamodb.endpoint, table)));
  await ensureQueues(queues.endpoint, model.queues);
  for (const machine of model.stateMachines) await workflows.ensureStateMachine(machine);

  const sfn = new SFNClient({ endpoint: workflows.endpoint, region: place.region, credentials });
  undo.add(() => sfn.destroy());
  const stopping = new AbortController();
  const destinations = createDestinations({ model, runtime, sqs, sfn, clock, signal: stopping.signal, log });
  const sources = await startSources({
    model,
    runtime,
    sqs,
    clock,
    dataDir,
    log,
    destinations,
    dynamoDbEndpoint: dynamodb.endpoint,
  });
  undo.add(() => drain(sources, stopping, workflows, runtime));
  const resumedExecutions = await workflows.resume();

  const api = await startApi({ api: model.api, runtime, clock, port: options.port, log });
  undo.add(api.stop);
  const clients = seedClients.map(toClient);
  await options.seed?.({ api: api.url, tokenEndpoint: identity.tokenEndpoint, clients });
  const endpoints = { api: api.url, issuer: identity.issuer, tokenEndpoint: identity.tokenEndpoint, clients };
  const endpointsFile = join(dataDir, 'endpoints.json');
  writeJson(endpointsFile, endpoints);
  undo.add(() => rmSync(endpointsFile, { force: true }));
  log(`The city is open: API ${api.url}, issuer ${identity.issuer}, ${resumedExecutions} workflow(s) carried on`);
  return {
    ...endpoints,
    clock,
    dataDir,
    model,
    engines: engines(),
    resumedExecutions,
    log,
    issueToken: identity.issueToken,
    stop: undo.run,
  };
}

function lockDataDirectory(dataDir: string): () => void {
  let lock: ReturnType<typeof tryLock>;
  try {
    lock = tryLock(join(dataDir, 'city.lock'));
  } catch (error) {
    throw new CityError(`The data folder ${dataDir} cannot be used: ${describe(error)}`);
  }
  if (!lock.held) throw new CityError(`The data folder ${dataDir} is in use by process ${lock.pid}`);
  return lock.release;
}

interface Message {
  readonly queueUrl: string;
  readonly body: string;
  readonly messageGroupId?: string;
}

/** Sends what a workflow sends. A workflow begun in an earlier run may know the queue by that run's port, so its name decides. */
async function sendMessage(
  sqs: SQSClient,
  model: CityModel,
  { queueUrl, body, messageGroupId }: Message,
): Promise<{ messageId: string }> {
  const name = queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
  const QueueUrl = model.queues.find((queue) => queue.name === name)?.url ?? queueUrl;
  const sent = await sqs.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: body,
      ...(messageGroupId !== undefined && { MessageGroupId: messageGroupId }),
    }),
  );
  return { messageId: sent.MessageId ?? '' };
}

interface SourceServices {
  readonly model: CityModel;
  readonly runtime: FunctionRuntime;
  readonly sqs: SQSClient;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly destinations: Destinations;
  readonly dynamoDbEndpoint: string;
  readonly log: Log;
}

/** Everything that calls functions by itself: queues, streams and schedules. */
async function startSources(services: SourceServices): Promise<EventSource[]> {
  const { model, runtime, sqs: client, clock, log, destinations } = services;
  const sources: EventSource[] = [];
  for (const mapping of model.mappings) {
    const invoke = (event: unknown): Promise<unknown> => runtime.invoke(mapping.functionName, event);
    const queue = model.queues.find(({ arn }) => arn === mapping.sourceArn);
    const table = model.tables.find(({ streamArn }) => streamArn === mapping.sourceArn);
    if (queue) sources.push(startQueueSource({ mapping, queue, client, clock, invoke, log }));
    if (table) {
      const checkpointFile = join(services.dataDir, 'checkpoints', `${mapping.id}.json`);
      const source = { mapping, tableName: table.TableName, endpoint: services.dynamoDbEndpoint, checkpointFile };
      sources.push(await startStreamSource({ ...source, clock, invoke, log, sendTo: destinations.sendToQueue }));
    }
  }
  for (const schedule of model.schedules) sources.push(startSchedule(schedule, clock, destinations, log));
  return sources;
}

/** Lets work under way end, but not for ever; workflows stop before the functions do, so that none of them takes the end for a failure. */
async function drain(
  sources: readonly EventSource[],
  stopping: AbortController,
  workflows: StepFunctionsEngine | undefined,
  runtime: FunctionRuntime,
): Promise<void> {
  stopping.abort();
  const ended = Promise.all(sources.map((source) => source.stop()));
  const done = new AbortController();
  await Promise.race([ended, sleep(DRAIN_MS, undefined, { signal: done.signal }).catch(() => undefined)]);
  done.abort();
  await workflows?.stop();
  await runtime.stop();
  await ended;
}

function toClient(client: (typeof seedClients)[number]): CityClient {
  const { clientId, clientSecret, agency, agencyKind, district, roles } = client;
  return { clientId, clientSecret, agency, agencyKind, ...(district !== undefined && { district }), roles };
}

interface Undo {
  add(step: () => void | Promise<void>): void;
  /** Runs the steps, the last first, each once; a step that fails does not keep the others from running. */
  run(): Promise<void>;
}

function createUndo(): Undo {
  const steps: (() => void | Promise<void>)[] = [];
  let running: Promise<void> | undefined;
  const run = async (step: () => void | Promise<void>): Promise<void> => step();
  const all = async (): Promise<void> => {
    for (let step = steps.pop(); step; step = steps.pop()) await run(step).catch(() => undefined);
  };
  return {
    add: (step) => steps.push(step),
    run: () => {
      running ??= all();
      return running;
    },
  };
}
