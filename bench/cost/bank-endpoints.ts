import { createServer } from 'node:http';
import * as z from 'zod';
import { closeServer, listen } from '../../local/engines/aws-json.ts';

const Pushed = z.looseObject({ orderId: z.string(), instruction: z.string(), accountNumber: z.string().optional() });
export type Pushed = z.infer<typeof Pushed>;

/** The banks' own endpoints: they take every push and remember it. */
export interface BankEndpoints {
  urlOf(bankId: string): string;
  /** What was pushed to the bank for this account, if anything was. */
  pushedFor(bankId: string, accountNumber: string): Pushed | undefined;
  close(): Promise<void>;
}

export async function openBankEndpoints(): Promise<BankEndpoints> {
  const pushes = new Map<string, Pushed>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const pushed = Pushed.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8'))).data;
      if (pushed?.accountNumber !== undefined) pushes.set(`${request.url?.slice(1)} ${pushed.accountNumber}`, pushed);
      response.writeHead(202).end();
    });
  });
  const port = await listen(server, 0);
  return {
    urlOf: (bankId) => `http://127.0.0.1:${port}/${bankId}`,
    pushedFor: (bankId, accountNumber) => pushes.get(`${bankId} ${accountNumber}`),
    close: () => closeServer(server),
  };
}
