import { startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { startProviders } from '../../../local/providers/start-providers.ts';
import { providerTempers } from '../../../local/providers/tempers.ts';
import { SeedClient, seedClients } from '../../../local/seed/agencies.ts';
import type { Undo } from '../../../local/undo.ts';
import { type MeteredCity, openMeteredCity } from '../../cost/metered-city.ts';
import { temporaryFolder } from '../city-process.ts';
import { type LightClient, openLightClient } from '../light-client.ts';
import { openRecorder, type Recorder } from '../recorder.ts';
import { openTableWriter, type TableWriter } from '../table-writer.ts';
import { DISTRICT, isStock } from './stock.ts';

/** A city whose clock can skip, in this process, with two simulated providers that answer at once. */
export interface WarningCity {
  readonly city: MeteredCity;
  readonly client: LightClient;
  readonly recorder: Recorder;
  readonly table: TableWriter;
  /** Twenty people of one sub-bureau. */
  readonly desks: readonly string[];
}

const desks = Array.from({ length: 20 }, (_, n) => `desk-${DISTRICT}-${String(n + 1).padStart(2, '0')}`);

/** They are systems for the issuer, so that each of them has a token, and a lease, of its own. */
const deskClients = desks.map((clientId) =>
  SeedClient.parse({
    ...{ clientId, clientSecret: `${clientId}-local-secret`, agency: `police-${DISTRICT}`, agencyKind: 'police' },
    ...{ district: DISTRICT, roles: ['officer'], name: clientId },
  }),
);

/** Providers time their answers by a clock that runs, and this one skips. */
const quickTempers = Object.fromEntries(Object.entries(providerTempers).map(([id, temper]) => [id, { ...temper, after: 0 }]));

export async function openWarningCity(undo: Undo, signal: AbortSignal): Promise<WarningCity> {
  const folder = temporaryFolder();
  undo.add(folder.remove);
  const engine = await startDynamoDb({ dataDir: folder.path });
  undo.add(engine.stop);
  const recorder = await openRecorder(engine.endpoint, isStock);
  undo.add(recorder.close);
  const city = await openMeteredCity(signal, recorder.endpoint, [...seedClients, ...deskClients]);
  undo.add(city.close);
  const providers = await startProviders({ ...city.open, tempers: quickTempers });
  undo.add(providers.stop);
  const client = openLightClient(city.open);
  undo.add(client.close);
  const table = openTableWriter(engine.endpoint, String(recorder.table()['TableName']));
  undo.add(table.close);
  await city.settle();
  return { city, client, recorder, table, desks };
}
