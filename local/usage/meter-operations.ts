import * as z from 'zod';
import type { Operation } from '../engines/aws-json.ts';
import type { Measures, Usage } from './usage.ts';

type Operations = Readonly<Record<string, Operation>>;
type QueueRequest = Measures['sqs.requests'][1];

/** The cloud counts a request to a queue once for each 64 KB that it carries. */
const CHUNK_BYTES = 64 * 1024;

const QUEUE_OPERATIONS: ReadonlyMap<string, QueueRequest> = new Map([
  ['SendMessage', 'send'],
  ['SendMessageBatch', 'send'],
  ['ReceiveMessage', 'receive'],
  ['DeleteMessage', 'delete'],
  ['DeleteMessageBatch', 'delete'],
  ['ChangeMessageVisibility', 'visibility'],
  ['ChangeMessageVisibilityBatch', 'visibility'],
]);

const QueueInput = z.looseObject({ QueueUrl: z.string() });
const Received = z.looseObject({ Messages: z.array(z.looseObject({ Body: z.string() })).default([]) });

/** The operations of the queue engine, counted by queue. Without a meter, the operations themselves. */
export function meterQueues(operations: Operations, usage: Usage | undefined): Operations {
  if (usage === undefined) return operations;
  return afterEach(operations, (operation, input, output) => {
    const kind = QUEUE_OPERATIONS.get(operation);
    const url = QueueInput.safeParse(input).data?.QueueUrl;
    if (kind === undefined || url === undefined) return;
    const queue = url.slice(url.lastIndexOf('/') + 1);
    if (kind === 'receive') {
      const { Messages } = Received.parse(output ?? {});
      usage.count('sqs.requests', chunks(Messages), queue, Messages.length === 0 ? 'empty-receive' : 'receive');
      return;
    }
    const requests = kind === 'send' ? chunks(input) : 1;
    usage.count('sqs.requests', requests, queue, kind);
    if (kind === 'send' && JSON.stringify(input).includes('"MessageGroupId"')) usage.count('sqs.grouped-sends', requests, queue);
  });
}

/** The operations of Secrets Manager, counted. Without a meter, the operations themselves. */
export function meterSecrets(operations: Operations, usage: Usage | undefined): Operations {
  if (usage === undefined) return operations;
  return afterEach(operations, (operation) => usage.count('secrets.requests', 1, operation));
}

/** Tells of each call, once it is answered; of one that failed without an output. */
function afterEach(operations: Operations, tell: (operation: string, input: unknown, output?: unknown) => void): Operations {
  const metered = Object.entries(operations).map(([name, run]): [string, Operation] => [
    name,
    async (input) => {
      try {
        const output = await run(input);
        tell(name, input, output);
        return output;
      } catch (error) {
        tell(name, input);
        throw error;
      }
    },
  ]);
  return Object.fromEntries(metered);
}

function chunks(payload: unknown): number {
  return Math.max(1, Math.ceil(Buffer.byteLength(JSON.stringify(payload) ?? '') / CHUNK_BYTES));
}
