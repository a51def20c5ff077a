import { seedBanks } from '../../local/seed/agencies.ts';
import { createUndo } from '../../local/undo.ts';
import { type CityProcess, startCityProcess, temporaryFolder } from './city-process.ts';
import { type FakeBanks, openFakeBanks } from './fake-banks.ts';
import { type LightClient, openLightClient } from './light-client.ts';

/** A city in a process of its own, and all who call it or are called by it in this one. */
export interface World {
  readonly city: CityProcess;
  readonly client: LightClient;
  readonly banks: FakeBanks;
  /** The city's time; ISO 8601. */
  now(): string;
  /** Resident memory when it had just opened. */
  readonly bytesAtStart: number;
  close(): Promise<void>;
}

/** Opens a city with an empty data folder, whose banks are all at one endpoint here. */
export async function openWorld(): Promise<World> {
  const undo = createUndo();
  try {
    const folder = temporaryFolder();
    undo.add(folder.remove);
    const banks = await openFakeBanks();
    undo.add(banks.close);
    const city = await startCityProcess({ dataDir: folder.path });
    undo.add(city.stop);
    const bytesAtStart = city.use().residentBytes;
    const client = openLightClient(city.endpoints);
    undo.add(client.close);
    await pointBanks(client, banks);
    return { city, client, banks, now: () => new Date().toISOString(), bytesAtStart, close: undo.run };
  } catch (error) {
    await undo.run();
    throw error;
  }
}

/** Registers the endpoint here for every bank of the seed. */
export async function pointBanks(client: LightClient, banks: FakeBanks): Promise<void> {
  const registrations = seedBanks.map(({ bankId, name, dutyPhone }) =>
    client.send(bankId, 'PUT', `/v1/banks/${bankId}`, { name, dutyPhone, endpoint: banks.urlOf(bankId) }),
  );
  await Promise.all(registrations);
}
