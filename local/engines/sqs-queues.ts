import { createHash } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { AwsError } from './aws-json.ts';
import type { QueueState, QueueStore } from './sqs-store.ts';

export const ACCOUNT = '000000000000';
const REGION = 'us-east-1';
export const MAX_BATCH = 10;

const Url = z.object({ QueueUrl: z.string() });
export const MessageAttributes = z.record(z.string(), z.unknown());
export const Seconds = z.number().int().min(0);
export const Names = z.array(z.string()).default([]);

/** The base of all operations. */
export interface Queues {
  readonly store: QueueStore;
  readonly clock: Clock;
  /** How long, in real milliseconds, a consumer has at least for the messages it received. */
  readonly minimumWorkMs: number;
  /** Emits a queue's name when something in it may have become visible. */
  readonly arrivals: EventEmitter;
  endpoint: string;
}

/** Parses an operation's input; the error tells field and rule, as the service does. */
export function request<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new AwsError('InvalidParameterValue', problems);
}

/** Only the last segment of a queue's URL or ARN says which one it is: hosts and ports change between runs. */
export function queueName(queues: Queues, input: unknown): string {
  const name = request(Url, input).QueueUrl.split(/[/:]/).at(-1) ?? '';
  existing(queues, name);
  return name;
}

export function existing(queues: Queues, name: string): QueueState {
  const queue = queues.store.queue(name);
  if (!queue) throw new AwsError('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
  return queue;
}

export function urlOf(queues: Queues, name: string): string {
  return `${queues.endpoint}/${ACCOUNT}/${name}`;
}

export function arnOf(name: string): string {
  return `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
}

export function chosen<T>(all: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  const everything = names.includes('All') || names.includes('.*');
  return Object.fromEntries(Object.entries(all).filter(([name]) => everything || names.includes(name)));
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
