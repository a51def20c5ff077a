import { createServer } from 'node:http';
import * as z from 'zod';
import { closeServer, listen } from '../../local/engines/aws-json.ts';

const Pushed = z.looseObject({ orderId: z.string(), accountNumber: z.string().optional() });

/** The first push for an account, and when it had come in (`performance.now()`). */
export interface Arrival {
  readonly orderId: string;
  readonly at: number;
}

/** The endpoint of every bank: it takes all that is pushed and tells those who wait for it. */
export interface FakeBanks {
  urlOf(bankId: string): string;
  /** Resolves with the first push for this account; to be called before the order can be there. */
  arrival(accountNumber: string): Promise<Arrival>;
  /** How many accounts orders have come for. */
  arrived(): number;
  close(): Promise<void>;
}

const LONGEST_MS = 300_000;

export async function openFakeBanks(): Promise<FakeBanks> {
  const waiting = new Map<string, (arrival: Arrival) => void>();
  const seen = new Set<string>();
  const take = (text: string, at: number): void => {
    const { orderId, accountNumber } = Pushed.safeParse(JSON.parse(text)).data ?? {};
    if (orderId === undefined || accountNumber === undefined || seen.has(accountNumber)) return;
    seen.add(accountNumber);
    waiting.get(accountNumber)?.({ orderId, at });
    waiting.delete(accountNumber);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const at = performance.now();
      response.writeHead(202).end();
      take(Buffer.concat(chunks).toString('utf8'), at);
    });
  });
  const port = await listen(server, 0);
  return {
    urlOf: (bankId) => `http://127.0.0.1:${port}/${bankId}`,
    arrival: (accountNumber) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('An order did not come to its bank within five minutes')), LONGEST_MS);
        timer.unref();
        waiting.set(accountNumber, (arrival) => {
          clearTimeout(timer);
          resolve(arrival);
        });
      }),
    arrived: () => seen.size,
    close: () => closeServer(server),
  };
}
