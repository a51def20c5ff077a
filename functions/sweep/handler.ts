import type { Context } from 'aws-lambda';
import { createMeter } from '../platform/meter.ts';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { SweepEnv } from './env.ts';
import { type Swept, sweep, watchCalendar } from './sweep.ts';

/** The time left for the answer once it begins no further stream. */
const RESERVE_MS = 5_000;

const platform = once(() => createPlatform(SweepEnv.parse(process.env).TABLE_NAME));

const meter = once(() => createMeter('sweep'));

/** Scheduled each minute. */
export const handler = (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<Swept> => {
  watchCalendar(platform(), meter());
  return sweep(platform(), () => context.getRemainingTimeInMillis() > RESERVE_MS);
};
