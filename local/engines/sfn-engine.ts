import type { Clock } from '../clock.ts';
import type { MachineDefinition } from './sfn-definition.ts';
import type { ExecutionStore } from './sfn-store.ts';
import { callAt } from './timer.ts';

/** The ways of the workflows to the rest of the city. */
export interface Integrations {
  /** Runs a function to its end; rejects with `{ errorType, errorMessage }` as Lambda reports a failed invocation. */
  invokeFunction(functionArnOrName: string, payload: unknown): Promise<unknown>;
  sendMessage(message: OutgoingMessage): Promise<{ messageId: string }>;
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
