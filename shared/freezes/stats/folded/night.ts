import * as z from 'zod';
import type { StreamType } from '../../../journal/stream.ts';
import { beijingDay, plusDays } from '../../../kernel/beijing.ts';
import type { Context } from '../../../kernel/context.ts';
import { StoredDay } from '../../../kernel/day.ts';
import { accept, type Decision } from '../../../kernel/decision.ts';
import { fact } from '../../../kernel/fact.ts';
import { plus } from '../../../kernel/time.ts';

/** How far figures are folded: every change of a day up to `through`, and every day up to it, is in the figures of its month. */
const FiguresNight = z.strictObject({ through: StoredDay });
export type FiguresNight = z.infer<typeof FiguresNight>;

export const FiguresNightFact = z.discriminatedUnion('type', [fact('figures-night.folded', { through: StoredDay })]);
export type FiguresNightFact = z.infer<typeof FiguresNightFact>;

export const FiguresNights: StreamType<FiguresNight, FiguresNightFact> = {
  name: 'figures-night',
  schemaVersion: 1,
  state: FiguresNight,
  fact: FiguresNightFact,
  onlyState: true,
  evolve: (_, { data: { through } }) => ({ through }),
  index: () => ({ entries: {}, card: {} }),
};

/** There is one, for all districts. */
export const FIGURES_NIGHT = 'city';

/** How many days are folded at once, and how many are looked back on when nothing was folded before. */
export const FIRST_LOOK = 31;

type Knowing = Pick<Context, 'now' | 'policy'>;

/** The days that are to be folded next, from the first to the last; undefined if yesterday is folded. After an outage they are many. */
export function daysToFold(
  night: FiguresNight | undefined,
  { now, policy }: Knowing,
): { readonly from: string; readonly through: string } | undefined {
  const yesterday = plusDays(beijingDay(plus(now, -policy.amount('figures.settle', now))), -1);
  if (night !== undefined && night.through >= yesterday) return undefined;
  const before = night?.through ?? plusDays(yesterday, -FIRST_LOOK);
  const most = plusDays(before, FIRST_LOOK);
  return { from: plusDays(before, 1), through: most < yesterday ? most : yesterday };
}

/** Every month up to this day is folded. */
export function closeNight(
  night: FiguresNight | undefined,
  through: string,
  { now }: Pick<Context, 'now'>,
): Decision<FiguresNightFact> {
  if (night !== undefined && night.through >= through) return accept();
  return accept({ type: 'figures-night.folded', data: { at: now, through } });
}
