import { join } from 'node:path';
import type { City } from './city.ts';

/** What to know of a city that has just opened: where it is, and tokens to try it with. */
export function welcome(city: City): string {
  const lines = [
    '',
    'Cordon is open.',
    '',
    `  API        ${city.api}/v1   (what there is: ${city.api}/docs)`,
    `  Issuer     ${city.issuer}`,
    `  Endpoints  ${join(city.dataDir, 'endpoints.json')}   (every client with its secret)`,
    `  Logs       ${join(city.dataDir, 'logs')}`,
    `  Clock      ${new Date(city.clock.now()).toISOString()}, one minute lasts ${trim(60 / city.clock.speed)} s`,
  ];
  if (city.resumedExecutions > 0) lines.push(`  Resumed    ${city.resumedExecutions} running workflow(s) of the last run`);
  return `${lines.join('\n')}\n`;
}

/** Tokens of one client of each kind of agency, ready to paste. */
export async function readyTokens(city: City): Promise<string> {
  const kinds = [...new Set(city.clients.map(({ agencyKind }) => agencyKind))];
  const chosen = kinds.flatMap((kind) => city.clients.find(({ agencyKind }) => agencyKind === kind) ?? []);
  const tokens = await Promise.all(
    chosen.map(async ({ clientId, agencyKind }) => `${agencyKind} (${clientId}):\n${await city.issueToken(clientId)}\n`),
  );
  return `Tokens, for the header 'Authorization: Bearer …':\n\n${tokens.join('\n')}`;
}

function trim(seconds: number): string {
  return String(Number(seconds.toFixed(2)));
}
