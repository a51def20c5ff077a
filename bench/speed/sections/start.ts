import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createUndo, type Undo } from '../../../local/undo.ts';
import { type BundleTimes, bundleTimes } from '../bundles.ts';
import { startCityProcess, temporaryFolder } from '../city-process.ts';
import type { Measured } from '../figures.ts';
import { calm, carry, type Section } from '../run.ts';
import type { World } from '../world.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const MEGABYTE = 2 ** 20;
/** What a city is made of. */
const sources = [
  'infra',
  'functions',
  'shared',
  'workflows',
  'local',
  'console',
  'docs/openapi.yaml',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const FEW = 1_000;
const MANY = 10_000;

/** From the start of a city until it is open; its memory; the size of each function, and how long it loads. */
export const start: Section = async (run) => {
  const undo = createUndo();
  run.undo.add(undo.run);
  try {
    const { cold, again, bundles } = await starts(undo);
    const world = await run.world();
    const memory = (name: string, bytes: number): Measured => ({ name, value: bytes / MEGABYTE, unit: 'MB' });
    const after = async (orders: number): Promise<Measured> =>
      memory(`memory after ${orders} orders`, await bytesAfter(world, orders));
    return [
      { name: 'ready, no template and no data', value: cold, unit: 's' },
      { name: 'ready, template known, no data', value: world.city.readyMs / 1_000, unit: 's' },
      { name: 'ready again, with the data of the last time', value: again, unit: 's' },
      memory('memory when ready', world.bytesAtStart),
      await after(FEW),
      ...(run.options.long ? [await after(MANY)] : []),
      ...bundles.flatMap(linesOf),
    ];
  } finally {
    await undo.run();
  }
};

/** Starts a city twice, in a copy of the sources: the user's own cdk.out stays as it is. Seconds. */
async function starts(undo: Undo): Promise<{ cold: number; again: number; bundles: readonly BundleTimes[] }> {
  const folder = temporaryFolder();
  undo.add(folder.remove);
  const [copy, dataDir] = [join(folder.path, 'copy'), join(folder.path, 'data')];
  mkdirSync(copy);
  for (const source of sources) cpSync(join(root, source), join(copy, source), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const once = async (): Promise<number> => {
    const city = await startCityProcess({ dataDir, root: copy });
    undo.add(city.stop);
    await city.stop();
    return city.readyMs / 1_000;
  };
  const cold = await once();
  const again = await once();
  return { cold, again, bundles: await bundleTimes(join(copy, 'cdk.out'), folder.path) };
}

/** Resident memory once so many orders have been at their banks. */
async function bytesAfter(world: World, orders: number): Promise<number> {
  const missing = orders - world.banks.arrived();
  if (missing > 0) await carry(world, missing);
  await calm(world);
  return world.city.use().residentBytes;
}

function linesOf({ name, kilobytes, ms }: BundleTimes): readonly Measured[] {
  return [
    { name: `size of ${name}`, value: kilobytes, unit: 'KB' },
    { name: `loading of ${name}`, value: ms, unit: 'ms to load' },
  ];
}
