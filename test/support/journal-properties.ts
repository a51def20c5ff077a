import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Append, Journal } from '../../shared/journal/journal.ts';
import { change, fresh, type Loaded, streamKey } from '../../shared/journal/stream.ts';
import { transact } from '../../shared/journal/transact.ts';
import { verifyChain } from '../../shared/journal/verify.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { commandOf, counted, Depots, freshId, Parcels, takenIn, weighed } from './journal-samples.ts';

/** What one of several writers does: which streams it appends how many facts to, and how long it thinks in between. */
const Write = fc.record({
  parcel: fc.nat({ max: 2 }),
  facts: fc.integer({ min: 1, max: 4 }),
  withDepot: fc.boolean(),
  thinks: fc.nat({ max: 5 }),
  repeats: fc.boolean(),
});
type Write = typeof Write extends fc.Arbitrary<infer W> ? W : never;

async function think(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
}

function beginOrGoOn<State, F extends Fact>(loaded: Loaded<State, F>, first: F, next: F, count: number) {
  const facts = Array.from({ length: count - 1 }, () => next);
  return change(loaded, loaded.version === 0 ? first : next, ...facts);
}

/** After any meeting of writers, each stream stays one gapless chain, and every command counts once. */
export function journalProperties(name: string, journal: () => Journal, numRuns: number): void {
  describe(name, () => {
    test('in any interleaving, versions have no gap, chains hold, and nothing is lost or doubled', {
      timeout: 120_000,
    }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(Write, { minLength: 1, maxLength: 8 }), async (writes) => {
          const ids = [freshId(), freshId(), freshId()];
          const depot = freshId();
          const outcomes = await Promise.all(writes.flatMap((write) => writeAll(journal(), ids, depot, write)));
          expect(outcomes.filter((outcome) => outcome === 'refused')).toEqual([]);
          for (const [at, id] of ids.entries()) {
            const expected = writes.filter(({ parcel }) => parcel === at).reduce((sum, { facts }) => sum + facts, 0);
            await expectChain(journal(), await journal().load(Parcels, id), expected);
          }
          const counts = writes.filter(({ withDepot }) => withDepot).length;
          const counted = await journal().load(Depots, depot);
          await expectChain(journal(), counted, counts);
          expect(counted.state?.parcels ?? 0).toBe(counts);
        }),
        { numRuns },
      );
    });

    test('the streams show exactly the appends that were told they were taken, without a second try', {
      timeout: 120_000,
    }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(Write, { minLength: 2, maxLength: 8 }), async (writes) => {
          const ids = [freshId(), freshId(), freshId()];
          const taken = new Map<string, number>();
          await Promise.all(
            writes.map(async ({ parcel, facts, thinks }) => {
              const id = ids[parcel] ?? '';
              const loaded = await journal().load(Parcels, id);
              await think(thinks);
              const append: Append = { command: commandOf(), changes: [beginOrGoOn(loaded, takenIn(), weighed(parcel), facts)] };
              if ((await journal().append(append)).outcome === 'appended') taken.set(id, (taken.get(id) ?? 0) + facts);
            }),
          );
          for (const id of ids) await expectChain(journal(), await journal().load(Parcels, id), taken.get(id) ?? 0);
        }),
        { numRuns },
      );
    });
  });
}

/** The write, and where it repeats, the same command once more at the same time. */
function writeAll(journal: Journal, ids: readonly string[], depot: string, write: Write): Promise<string>[] {
  const command = commandOf();
  const once = async (): Promise<string> => {
    // Contention is the point here, not how long it takes: the next attempt comes at once.
    const pause = async (): Promise<void> => think(write.thinks);
    for (;;) {
      const { outcome, ...rest } = await transact(
        journal,
        command,
        async () => {
          const parcel = await journal.load(Parcels, ids[write.parcel] ?? '');
          const loadedDepot = write.withDepot ? await journal.load(Depots, depot) : fresh(Depots, depot);
          await think(write.thinks);
          const changes = [beginOrGoOn(parcel, takenIn(), weighed(write.facts), write.facts)];
          return { kind: 'plan', changes: write.withDepot ? [...changes, change(loadedDepot, counted())] : changes };
        },
        { pause },
      );
      if (!('refusal' in rest && rest.refusal.code === 'BUSY')) return outcome;
    }
  };
  return write.repeats ? [once(), once()] : [once()];
}

async function expectChain<State, F extends Fact>(journal: Journal, loaded: Loaded<State, F>, length: number): Promise<void> {
  const { facts } = await journal.facts(streamKey(loaded.type.name, loaded.id), { limit: 100 });
  expect(loaded.version).toBe(length);
  expect(facts.map(({ seq }) => seq)).toEqual(Array.from({ length }, (_, at) => at + 1));
  expect(verifyChain(facts)).toEqual({ intact: true, lastHash: loaded.lastHash });
}
