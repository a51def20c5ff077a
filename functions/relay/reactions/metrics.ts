import type { MetricName } from '../../platform/meter.ts';
import type { FactOf } from '../facts.ts';
import type { Reaction } from '../reaction.ts';

/** Counts the fact under this name. A fact that comes twice counts twice; the statistics have the exact figures. */
export function count(name: MetricName): Reaction {
  return {
    name: `count${name}`,
    does: `counts the metric \`${name}\``,
    react: async (_, { meter }) => meter.count(name),
  };
}

/** The headline figure: the bank's result within 30 minutes of the alarm, or after. */
export const countStop: Reaction<FactOf<'order.stopped'>> = {
  name: 'countStop',
  does: 'counts the metric `StoppedInTime` or `StoppedLate`',
  react: async ({ fact }, { meter }) => meter.count(fact.data.answer.late ? 'StoppedLate' : 'StoppedInTime'),
};
