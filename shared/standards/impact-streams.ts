import type { StreamType } from '../journal/stream.ts';
import { addCounts, emptyCount } from './impact.ts';
import { impactLifecycle } from './impact-lifecycle.ts';
import { ImpactFact, ImpactRun } from './impact-model.ts';

/** Counts of what proposals would change, by their id. They are found through their proposal. */
export const ImpactRuns: StreamType<ImpactRun, ImpactFact> = {
  name: 'impact',
  schemaVersion: 3,
  state: ImpactRun,
  fact: ImpactFact,
  evolve: evolveImpact,
  index: () => ({ entries: {}, card: {} }),
};

function evolveImpact(before: ImpactRun | undefined, { type, data }: ImpactFact): ImpactRun {
  if (type === 'impact.started') {
    const empty = { baseline: {}, partitions: [], position: { partition: 0 }, pages: 0, counts: {}, flipFacts: {}, seq: 1 };
    return { ...data, ...empty, status: 'started' };
  }
  if (before === undefined) throw new Error(`${type} is not a fact that a run is born with`);
  const status = impactLifecycle.after(before.status, type);
  if (status === undefined || status === 'new') throw new Error(`${type} does not follow on ${before.status}`);
  const run: ImpactRun = { ...before, status, seq: before.seq + 1 };
  switch (type) {
    case 'impact.planned':
      return { ...run, movedAt: data.at, baseline: data.baseline, partitions: data.partitions };
    case 'impact.page-counted': {
      const { district, looked, withoutStandard, transitions, flips, next, page } = data;
      const counted = addCounts(run.counts[district] ?? emptyCount, {
        looked,
        flips: flips.length,
        withoutStandard,
        transitions,
      });
      const named = flips.length === 0 ? [] : [{ seq: run.seq, flips: flips.length }];
      const flipFacts = { ...run.flipFacts, [district]: [...(run.flipFacts[district] ?? []), ...named] };
      const counts = { ...run.counts, [district]: counted };
      return { ...run, movedAt: data.at, position: next, pages: page, counts, flipFacts };
    }
    case 'impact.completed':
    case 'impact.failed':
      return { ...run, endedAt: data.at };
  }
}
