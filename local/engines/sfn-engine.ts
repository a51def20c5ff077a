import type { Clock } from '../clock.ts';
import type { Usage } from '../usage/usage.ts';
import type { MachineDefinition } from './sfn-definition.ts';
import type { ExecutionStore } from './sfn-store.ts';
import { callAt } from './timer.ts';

/** The ways of the workflows to the rest of the city. */
export interface Integrations {
  /** Runs a function to its end; rejects with `{ errorType, errorMessage }` as Lambda reports a failed invocation. */
  invokeFunction(functionArnOrName: string, payload: unknown): Promise<unknown>;
  sendMessage(message: OutgoingMessage): Promise<{ messageId: string }>;
  readonly usage?: Usage | undefined;
}

interface OutgoingMessage {
  readonly queueUrl: string;
  readonly body: string;
  readonly messageGroupId?: string;
  /** Message attributes in the SDK's shape. */
  readonly attributes?: Readonly<Record<string, { readonly DataType: string; readonly StringValue?: string }>>;
}

/** The shared data of the parts of the workflow engine. */
export interface Engine extends Integrations {
  readonly store: ExecutionStore;
  readonly clock: Clock;
  definition(hash: string): MachineDefinition;
  /** The running executions; aborting the signal ends the loop of one without touching the saved data. */
  readonly live: Map<string, AbortController>;
  /** Tasks that wait for an answer: called when the token's row has changed. */
  readonly wakers: Map<string, () => void>;
}

/** Counts a step as the cloud bills it: a state entered, or tried again. */
export function countTransition({ usage }: Engine, machineArn: string, state: string): void {
  usage?.count('states.transitions', 1, nameOf(machineArn), state);
}

export function countExecution({ usage }: Engine, machineArn: string): void {
  usage?.count('states.executions', 1, nameOf(machineArn));
}

const nameOf = (machineArn: string): string => machineArn.slice(machineArn.lastIndexOf(':') + 1);

/** Largest input or output of a state, in bytes, as in AWS. */
export const MAX_PAYLOAD_BYTES = 256 * 1024;

/** An execution's loop was told to end. */
class Stopped extends Error {}

/** Waits for the promise unless the signal comes first. @throws Stopped */
export function unlessStopped<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new Stopped());
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Waits until the scaled clock has reached `at`. @throws Stopped */
export function sleepUntil(clock: Clock, at: number, signal: AbortSignal): Promise<void> {
  let cancel = (): void => undefined;
  const due = new Promise<void>((resolve) => {
    cancel = callAt(clock, at, resolve);
  });
  return unlessStopped(signal, due).finally(() => cancel());
}
