import { join, resolve } from 'node:path';
import type { City } from './city.ts';
import { seedPeople } from './seed/agencies.ts';

/** The facts about a city that has just opened: its addresses. */
export function welcome(city: City): string {
  const lines = [
    '',
    'Cordon is open.',
    '',
    `  Console    ${city.api}/console   (who may sign in: below)`,
    `  API        ${city.api}/v1   (what there is: ${city.api}/docs)`,
    `  Issuer     ${city.issuer}`,
    `  Endpoints  ${join(city.dataDir, 'endpoints.json')}   (every client with its secret)`,
    `  Logs       ${join(city.dataDir, 'logs')}`,
    `  Clock      ${new Date(city.clock.now()).toISOString()}, one minute lasts ${trim(60 / city.clock.speed)} s`,
  ];
  if (city.resumedExecutions > 0) lines.push(`  Resumed    ${city.resumedExecutions} running workflow(s) of the last run`);
  return `${lines.join('\n')}\n`;
}

/** Who can call the API: one client of each kind of agency, and how to get a token of any. */
export function whoMayCall(city: City): string {
  const kinds = [...new Set(city.clients.map(({ agencyKind }) => agencyKind))];
  const chosen = kinds.flatMap((kind) => city.clients.find(({ agencyKind }) => agencyKind === kind) ?? []);
  const data = city.dataDir === resolve('.cordon') ? '' : ` --data ${city.dataDir}`;
  return [
    `A token, for the header 'Authorization: Bearer …':  npm run --silent token -- police-haidian${data}`,
    ...chosen.map(({ clientId, agencyKind }) => `  ${agencyKind.padEnd(14)} ${clientId}`),
    `All ${city.clients.length} clients are in endpoints.json.`,
    '',
    `People open ${city.api}/console and sign in; each password is the user name and '-local':`,
    ...seedPeople.map(({ username, agency, roles }) => `  ${username.padEnd(6)} ${agency.padEnd(22)} ${roles.join(', ')}`),
  ].join('\n');
}

function trim(seconds: number): string {
  return String(Number(seconds.toFixed(2)));
}
