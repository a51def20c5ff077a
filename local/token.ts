/** `npm run --silent token -- <client>`: a token of one client of the city that runs, alone on its line, for scripts and curl. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { fetchToken } from './client.ts';

const Endpoints = z.object({
  tokenEndpoint: z.string(),
  clients: z.array(z.object({ clientId: z.string(), clientSecret: z.string() })),
});

/** @throws Error with one line that tells the next step */
async function tokenOf(args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({ args: [...args], options: { data: { type: 'string' } }, allowPositionals: true });
  const file = join(resolve(values.data ?? '.cordon'), 'endpoints.json');
  const { tokenEndpoint, clients } = readEndpoints(file);
  const [clientId] = positionals;
  const client = clients.find((one) => one.clientId === clientId);
  if (client === undefined) {
    const known = clients.map((one) => one.clientId).join(' ');
    throw new Error(`${clientId === undefined ? 'Name a client' : `There is no client ${clientId}`}: ${known}`);
  }
  return (await fetchToken(tokenEndpoint, client)).access_token;
}

function readEndpoints(file: string): z.infer<typeof Endpoints> {
  try {
    return Endpoints.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Error(`No city keeps its data here (${file}): start one with npm start, or say which with --data DIR`);
  }
}

try {
  process.stdout.write(`${await tokenOf(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
