import type { StreamType } from '../../journal/stream.ts';
import { evolver } from '../../kernel/evolver.ts';
import { addCounts, emptyCount } from './impact.ts';
import { impactLifecycle } from './impact-lifecycle.ts';
import { ImpactFact, ImpactRun } from './impact-model.ts';

const evolveImpact = evolver<ImpactRun['status'], ImpactRun, ImpactFact, 'impact.started'>(impactLifecycle, {
  births: {
    'impact.started': (data) => ({
      ...data,
      ...{ baseline: {}, partitions: [], position: { partition: 0 }, pages: 0, counts: {}, flipFacts: {}, seq: 1 },
    }),
  },
  steps: {
    'impact.planned': (run, { at, baseline, partitions }) => ({ ...run, movedAt: at, baseline, partitions }),
    'impact.page-counted': (run, { at, district, looked, withoutStandard, transitions, flips, next, page }) => {
      const counted = addCounts(run.counts[district] ?? emptyCount, {
        looked,
        flips: flips.length,
        withoutStandard,
        transitions,
      });
      const named = flips.length === 0 ? [] : [{ seq: run.seq + 1, flips: flips.length }];
      const flipFacts = { ...run.flipFacts, [district]: [...(run.flipFacts[district] ?? []), ...named] };
      const counts = { ...run.counts, [district]: counted };
      return { ...run, movedAt: at, position: next, pages: page, counts, flipFacts };
    },
    'impact.completed': (run, { at }) => ({ ...run, endedAt: at }),
    'impact.failed': (run, { at }) => ({ ...run, endedAt: at }),
  },
  always: (after, _fact, before) => ({ ...after, seq: before.seq + 1 }),
});

/** Counts of what proposals would change, by their id. They are found through their proposal. */
export const ImpactRuns: StreamType<ImpactRun, ImpactFact> = {
  name: 'impact',
  schemaVersion: 3,
  state: ImpactRun,
  fact: ImpactFact,
  evolve: evolveImpact,
  index: () => ({ entries: {}, card: {} }),
};
