import { setTimeout as sleep } from 'node:timers/promises';
import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe } from '../city-error.ts';
import type { Clock } from '../clock.ts';
import { FunctionError } from '../functions/protocol.ts';
import type { FunctionRuntime } from '../functions/runtime.ts';
import type { CityModel } from '../template/city-model.ts';
import type { FunctionModel } from '../template/functions.ts';
import type { QueueClient } from './queue-client.ts';

/** Sends things to functions, queues and workflows by ARN, without waiting for the result. */
export interface Destinations {
  sendToQueue(arn: string, body: string): Promise<void>;
  /** Delivers an event to the target of the ARN; resolves when it is done or given up by the target's own rules. */
  deliver(arn: string, event: unknown): Promise<void>;
}

interface DestinationOptions {
  readonly model: CityModel;
  readonly runtime: FunctionRuntime;
  readonly queues: QueueClient;
  readonly sfn: SFNClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  log(line: string): void;
}

/** Lambda waits one minute before the first retry of an asynchronous event and two before the second. */
const RETRY_PAUSES_MS = [60_000, 120_000];

export function createDestinations({
  model,
  runtime,
  queues: client,
  sfn,
  clock,
  signal,
  log,
}: DestinationOptions): Destinations {
  const functions = new Map(model.functions.map((one) => [one.arn, one]));
  const queues = new Map(model.queues.map((queue) => [queue.arn, queue]));

  const sendToQueue = async (arn: string, body: string): Promise<void> => {
    const queue = queues.get(arn);
    if (!queue) throw new Error(`There is no queue ${arn}`);
    await client.send(queue.url, body);
  };

  const invokeAsync = async (target: FunctionModel, event: unknown): Promise<void> => {
    const rules = target.asynchronously;
    const startedAt = clock.now();
    for (let attempts = 1; ; attempts += 1) {
      try {
        const answer = await runtime.invoke(target.arn, event, { caller: 'schedule' });
        if (rules.onSuccessArn !== undefined)
          await sendToQueue(rules.onSuccessArn, describeResult('Success', target, event, attempts, answer));
        return;
      } catch (error) {
        if (signal.aborted) return;
        log(`${target.name}: ${describe(error)}`);
        const tooOld = clock.now() - startedAt > rules.maximumEventAgeSeconds * 1000;
        if (attempts > rules.maximumRetryAttempts || tooOld) {
          const condition = tooOld ? 'EventAgeExceeded' : 'RetriesExhausted';
          const failure =
            error instanceof FunctionError ? { errorType: error.errorType, errorMessage: error.errorMessage } : null;
          if (rules.onFailureArn !== undefined)
            await sendToQueue(rules.onFailureArn, describeResult(condition, target, event, attempts, failure));
          return;
        }
        await sleep(clock.toReal(RETRY_PAUSES_MS[attempts - 1] ?? 0), undefined, { signal }).catch(() => undefined);
      }
    }
  };

  return {
    sendToQueue,
    deliver: async (arn, event) => {
      const target = functions.get(arn);
      if (target) return invokeAsync(target, event);
      if (queues.has(arn)) return sendToQueue(arn, JSON.stringify(event));
      await sfn.send(new StartExecutionCommand({ stateMachineArn: arn, input: JSON.stringify(event) }));
    },
  };
}

function describeResult(condition: string, target: FunctionModel, event: unknown, attempts: number, answer: unknown): string {
  return JSON.stringify({
    version: '1.0',
    requestContext: { functionArn: `${target.arn}:$LATEST`, condition, approximateInvokeCount: attempts },
    requestPayload: event,
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(condition !== 'Success' && { functionError: 'Unhandled' }),
    },
    responsePayload: answer,
  });
}
