import type { Context } from 'aws-lambda';
import { createMeter } from '../platform/meter.ts';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { countWarnings } from './count-warnings.ts';
import { SweepEnv } from './env.ts';
import { foldFigures } from './fold-figures.ts';
import { type Swept, sweep, watchCalendar } from './sweep.ts';

/** The time left for the answer once it begins no further stream. */
const RESERVE_MS = 5_000;

const platform = once(() => createPlatform(SweepEnv.parse(process.env).TABLE_NAME));

const meter = once(() => createMeter('sweep'));

/** Scheduled each minute. */
export const handler = async (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<Swept> => {
  watchCalendar(platform(), meter());
  const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
  const swept = await sweep(platform(), hasTime);
  // terms come first: figures can wait for the next run
  while (hasTime() && (await foldFigures(platform(), hasTime)) !== undefined);
  if (hasTime()) await countWarnings(platform(), hasTime);
  return swept;
};
