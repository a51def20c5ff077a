import { EventEmitter } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { openCityClock } from './city-clock.ts';
import { CityError, describe, isPortInUse, portTaken } from './city-error.ts';
import { type Log, openLog } from './city-log.ts';
import type { Clock } from './clock.ts';
import { ensureTable, startDynamoDb } from './engines/dynamodb.ts';
import { type IdentityEngine, startIdentity } from './engines/identity.ts';
import { type ObjectsEngine, startObjects } from './engines/objects.ts';
import { startSecrets } from './engines/secrets.ts';
import { ensureQueues, startSqs } from './engines/sqs.ts';
import { type StepFunctionsEngine, startStepFunctions } from './engines/step-functions.ts';
import { callOperation, createQueueClient, type QueueClient } from './events/queue-client.ts';
import { startSources } from './events/sources.ts';
import { createFunctionRuntime, type FunctionRuntime, type ServiceEndpoints } from './functions/runtime.ts';
import { startApi } from './http/server.ts';
import { writeJson } from './json-file.ts';
import { ownerOnly } from './owner-only.ts';
import { tryLock } from './process-lock.ts';
import { type SeedClient, seedClients, seedPeople } from './seed/agencies.ts';
import { type CityModel, readCity } from './template/city-model.ts';
import { place } from './template/place.ts';
import { createUndo, type Undo } from './undo.ts';
import { meterDynamoDb } from './usage/meter-dynamodb.ts';
import type { Usage } from './usage/usage.ts';

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
  /** The systems that the issuer knows; those of the seed without it. */
  readonly systems?: readonly SeedClient[];
  /** Counts what the cloud would bill; without it nothing is counted. */
  readonly usage?: Usage;
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
  /** How many bytes of objects the store has taken and given. */
  readonly transferred: ObjectsEngine['transferred'];
  /** How many workflows of an earlier run were carried on. */
  readonly resumedExecutions: number;
  readonly log: Log;
  issueToken(clientId: string): Promise<string>;
  /** Stops everything in order; the next start carries on the work under way. */
  stop(): Promise<void>;
}

const AUDIENCE = 'cordon';
const client = { region: place.region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/**
 * Starts the city that the template describes, from the data of its last run if there are any.
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

/** The base of everything else. */
interface Ground {
  readonly options: CityOptions;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly undo: Undo;
}

async function build(options: CityOptions, undo: Undo): Promise<City> {
  const dataDir = resolve(options.dataDir);
  ownerOnly(dataDir);
  undo.add(lockDataDirectory(dataDir));
  const log = openLog(join(dataDir, 'logs'));
  const { clock, stop: stopClock } = openCityClock(dataDir, options.speed);
  undo.add(stopClock);
  const ground: Ground = { options, dataDir, clock, log, undo };
  const identity = await openIdentity(ground);
  const works = await openWorks(ground, identity.issuer);
  const { model, runtime, engines, objects } = works;
  await startEventSources(ground, works);
  const resumedExecutions = await works.workflows.resume();

  const api = await startApi({ api: model.api, runtime, clock, port: options.port, usage: options.usage, log });
  undo.add(api.stop);
  const { issuer, tokenEndpoint, issueToken } = identity;
  const clients = systemsOf(options).map(toClient);
  await options.seed?.({ api: api.url, tokenEndpoint, clients });
  const endpoints = { api: api.url, issuer, tokenEndpoint, clients };
  const endpointsFile = join(dataDir, 'endpoints.json');
  writeJson(endpointsFile, endpoints);
  undo.add(() => rmSync(endpointsFile, { force: true }));
  log(`The city is open: API ${api.url}, issuer ${issuer}, ${resumedExecutions} workflow(s) carried on`);
  const { transferred } = objects;
  return { ...endpoints, clock, dataDir, model, engines, transferred, resumedExecutions, log, issueToken, stop: undo.run };
}

async function openIdentity({ options, dataDir, undo }: Ground): Promise<IdentityEngine> {
  const port = options.port === 0 ? 0 : options.port + 1;
  try {
    const identity = await startIdentity({ port, dataDir, audience: AUDIENCE, agencies: systemsOf(options), people: seedPeople });
    undo.add(identity.stop);
    return identity;
  } catch (error) {
    throw isPortInUse(error) ? portTaken(port, 'identity server') : error;
  }
}

/** The template, the engines with its content, and its functions. */
interface Works {
  readonly model: CityModel;
  readonly engines: ServiceEndpoints;
  readonly runtime: FunctionRuntime;
  readonly workflows: StepFunctionsEngine;
  readonly objects: ObjectsEngine;
  readonly queues: QueueClient;
  /** Emits `stir` when a function has ended, which may have written to a table. */
  readonly writes: EventEmitter;
}

async function openWorks({ options, dataDir, clock, undo }: Ground, issuer: string): Promise<Works> {
  const { usage } = options;
  const dynamodb = await startDynamoDb({ dataDir, ...(options.dynamoDbEndpoint && { endpoint: options.dynamoDbEndpoint }) });
  undo.add(dynamodb.stop);
  const meter = usage && (await meterDynamoDb(dynamodb.endpoint, usage));
  if (meter) undo.add(meter.stop);
  const sqs = await startSqs({ dataDir, clock, usage });
  undo.add(sqs.stop);
  const queues = createQueueClient(callOperation(sqs.operations));
  const writes = new EventEmitter();
  const parameters = { IssuerUrl: issuer, TokenAudience: AUDIENCE };
  const model = readCity(options.assembly, { parameters, queueEndpoint: sqs.endpoint });
  const secrets = await startSecrets({ dataDir, secrets: model.secrets, usage });
  undo.add(secrets.stop);

  const objects = await startObjects({
    ...{ dataDir, clock, buckets: model.buckets },
    tell: async (queueArn, event) => {
      const url = model.queues.find(({ arn }) => arn === queueArn)?.url;
      if (url !== undefined) await queues.send(url, JSON.stringify(event));
    },
  });
  undo.add(objects.stop);

  let workflows: StepFunctionsEngine | undefined;
  const engines = (): ServiceEndpoints => ({
    DYNAMODB: dynamodb.endpoint,
    SQS: sqs.endpoint,
    SFN: workflows?.endpoint ?? '',
    SECRETS_MANAGER: secrets.endpoint,
    S3: objects.endpoint,
  });
  const logDirectory = join(dataDir, 'logs');
  // A city that counts looks at its streams ten times a second and no more often, so that relays take records together as in the cloud.
  const answered = (): void => {
    if (usage === undefined) writes.emit('stir');
  };
  const runtime = createFunctionRuntime({
    ...{ functions: model.functions, clock, logDirectory, usage, answered },
    endpoints: (functionName) => ({ ...engines(), ...(meter && { DYNAMODB: meter.endpointFor(functionName) }) }),
  });
  undo.add(runtime.stop);
  workflows = await startStepFunctions({
    dataDir,
    clock,
    usage,
    invokeFunction: (nameOrArn, payload) => runtime.invoke(nameOrArn, payload, { caller: 'workflow' }),
    sendMessage: (message) => sendMessage(queues, model, message),
  });
  undo.add(workflows.stop);

  await Promise.all(model.tables.map((table) => ensureTable(dynamodb.endpoint, table)));
  await ensureQueues(sqs.endpoint, model.queues);
  for (const machine of model.stateMachines) await workflows.ensureStateMachine(machine);
  return { model, engines: engines(), runtime, workflows, objects, queues, writes };
}

async function startEventSources(
  { options, clock, dataDir, log, undo }: Ground,
  { model, engines, runtime, workflows, queues, writes }: Works,
): Promise<void> {
  const sfn = new SFNClient({ ...client, endpoint: engines.SFN });
  undo.add(() => sfn.destroy());
  const { usage } = options;
  const sources = await startSources({
    model,
    runtime,
    queues,
    writes,
    sfn,
    clock,
    dataDir,
    usage,
    log,
    dynamoDbEndpoint: engines.DYNAMODB,
  });
  undo.add(() =>
    sources.stop(async () => {
      // Workflows stop before the functions do, so that no workflow takes the end for a failure.
      await workflows.stop();
      await runtime.stop();
    }),
  );
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

/** Sends the messages of a workflow. A workflow begun in an earlier run may know the queue by that run's port, so its name decides. */
function sendMessage(
  queues: QueueClient,
  model: CityModel,
  { queueUrl, body, messageGroupId }: Message,
): Promise<{ messageId: string }> {
  const name = queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
  const QueueUrl = model.queues.find((queue) => queue.name === name)?.url ?? queueUrl;
  return queues.send(QueueUrl, body, messageGroupId);
}

function systemsOf({ systems = seedClients }: CityOptions): readonly SeedClient[] {
  return systems;
}

function toClient(client: SeedClient): CityClient {
  const { clientId, clientSecret, agency, agencyKind, district, roles } = client;
  return { clientId, clientSecret, agency, agencyKind, ...(district !== undefined && { district }), roles };
}
