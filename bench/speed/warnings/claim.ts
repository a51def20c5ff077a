import * as z from 'zod';
import { WarningView } from '../../../shared/warnings/views.ts';
import type { LightClient } from '../light-client.ts';

const Next = z.looseObject({ warning: WarningView.optional() });
export type Claimed = z.infer<typeof WarningView>;

/** Asks for the next warning of an area. */
export async function claim(client: LightClient, clientId: string, area: object): Promise<Claimed | undefined> {
  return Next.parse(JSON.parse(await client.send(clientId, 'POST', '/v1/warnings/next', area))).warning;
}

/** Records a contact with the person of a warning that this client holds. */
export async function contact(client: LightClient, clientId: string, warningId: string, came: object): Promise<void> {
  await client.send(clientId, 'POST', `/v1/warnings/${warningId}/contacts`, came);
}

/** Counts warnings that were handed out twice: the same version of the same one. */
export function givenTwice(given: readonly Pick<Claimed, 'warningId' | 'version'>[]): number {
  return given.length - new Set(given.map(({ warningId, version }) => `${warningId} ${version}`)).size;
}
