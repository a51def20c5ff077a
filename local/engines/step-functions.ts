import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { type AwsJsonServer, serveAwsJson } from './aws-json.ts';
import { type MachineDefinition, readDefinition } from './sfn-definition.ts';
import type { Engine, Integrations } from './sfn-engine.ts';
import { executionOperations } from './sfn-operations.ts';
import { queryOperations } from './sfn-queries.ts';
import { carryOn } from './sfn-run.ts';
import { type ExecutionStore, openExecutionStore } from './sfn-store.ts';

interface StateMachineModel {
  readonly arn: string;
  readonly name: string;
  /** The Amazon States Language definition, as JSON text or object. */
  readonly definition: unknown;
  readonly type: 'STANDARD' | 'EXPRESS';
}

export interface StepFunctionsEngine {
  readonly endpoint: string;
  /**
   * Creates the state machine or gives it a new definition; executions that run keep theirs.
   * @throws an error naming the state and the resource or feature that the engine does not have.
   */
  ensureStateMachine(machine: StateMachineModel): Promise<void>;
  /** Carries on every execution that was running when the process ended. @returns how many. */
  resume(): Promise<number>;
  /** Stops working; the next `resume` carries on what runs. */
  stop(): Promise<void>;
}

/**
 * Starts the workflow engine: the SDK's protocol in front, states evaluated by `aws-local-stepfunctions`, time on the scaled clock, and in
 * SQLite everything that an execution needs to go on after `kill -9`.
 */
export async function startStepFunctions(
  options: { dataDir: string; clock: Clock } & Integrations,
): Promise<StepFunctionsEngine> {
  const store = openExecutionStore(join(options.dataDir, 'step-functions.sqlite'), options.clock.now);
  const engine: Engine = {
    store,
    clock: options.clock,
    definition: definitionCache(store),
    invokeFunction: options.invokeFunction,
    sendMessage: options.sendMessage,
    usage: options.usage,
    live: new Map(),
    wakers: new Map(),
  };
  const operations = { ...executionOperations(engine), ...queryOperations(engine) };
  const server = await serveAwsJson(operations, join(options.dataDir, 'step-functions.port'));
  return {
    endpoint: server.endpoint,
    ensureStateMachine: async ({ arn, name, definition, type }) => {
      const { hash, text } = readDefinition(name, definition);
      store.saveMachine({ arn, name, type, hash }, text);
    },
    resume: async () => {
      const waiting = store.running().filter(({ arn }) => !engine.live.has(arn));
      for (const { arn } of waiting) carryOn(engine, arn);
      return waiting.length;
    },
    stop: () => stop(engine, server),
  };
}

async function stop(engine: Engine, server: AwsJsonServer): Promise<void> {
  for (const execution of engine.live.values()) execution.abort();
  engine.live.clear();
  await server.stop();
  engine.store.close();
}

/** Executions keep the definition they were started with, by its hash, even when the machine has a newer one. */
function definitionCache(store: ExecutionStore): (hash: string) => MachineDefinition {
  const known = new Map<string, MachineDefinition>();
  return (hash) => {
    const definition = known.get(hash) ?? readDefinition('of a running execution', store.definition(hash));
    known.set(hash, definition);
    return definition;
  };
}
