import type { ClockSettings } from '../clock.ts';

/** The start data of a worker. */
export interface WorkerSetup {
  /** Absolute path of the bundle's module. */
  readonly modulePath: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  /** It comes after the other threads where processors are short. */
  readonly background: boolean;
  readonly clock: ClockSettings;
}

export interface InvokeMessage {
  readonly requestId: string;
  /** The event as JSON text: what a function gets has always been through JSON. */
  readonly event: string;
  /** Real milliseconds until the function is ended. */
  readonly timeoutMs: number;
}

/** The error a function ended with, as the cloud reports it. */
export interface FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken'; readonly failure: FunctionFailure }
  | { readonly kind: 'answer'; readonly payload: string }
  | { readonly kind: 'failure'; readonly failure: FunctionFailure };

/**
 * Where Node keeps compiled code, so that a bundle is compiled once and not in each worker. Node reads it as the worker starts; the worker
 * then takes it out of what the function sees.
 */
export const CODE_CACHE = 'NODE_COMPILE_CACHE';

/** The error of an event for which no instance was free: it has not been begun. */
export const THROTTLED = 'TooManyRequestsException';

/** A function that did not answer: it threw, ran out of time or memory, or could not be loaded. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly errorType: string;
  readonly errorMessage: string;

  constructor({ errorType, errorMessage }: FunctionFailure) {
    super(`${errorType}: ${errorMessage}`);
    this.errorType = errorType;
    this.errorMessage = errorMessage;
  }
}
