import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Journal } from '../../shared/journal/journal.ts';
import { stateAt } from '../../shared/journal/state-at.ts';
import { change, fresh, type StreamType, streamKey } from '../../shared/journal/stream.ts';
import { verifyChain } from '../../shared/journal/verify.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { allFacts, commandOf, freshId, Parcel, type ParcelFact, Parcels, takeIn, takenIn, weighed } from './journal-samples.ts';

const LabelledParcel = Parcel.extend({ labels: z.array(z.string()).optional() });
type LabelledParcel = z.infer<typeof LabelledParcel>;
const Labelled = z.strictObject({ type: z.literal('parcel.labelled'), data: z.strictObject({ label: z.string() }) });
type LabelledFact = ParcelFact | z.infer<typeof Labelled>;

/** Parcels in the release of tomorrow: they have labels, and a fact that puts one on. */
const Tomorrow: StreamType<LabelledParcel, LabelledFact> = {
  ...Parcels,
  state: LabelledParcel,
  fact: z.union([Parcels.fact, Labelled]),
  evolve: (parcel, fact) => {
    if (fact.type !== 'parcel.labelled') return { ...parcel, ...Parcels.evolve(parcel && Parcel.strip().parse(parcel), fact) };
    const known = LabelledParcel.parse(parcel);
    return { ...known, labels: [...(known.labels ?? []), fact.data.label] };
  },
  factLog: () => undefined,
};

const labelled = (label: string): LabelledFact => ({ type: 'parcel.labelled', data: { label } });

/** The release before and the one after run beside this one, and what they write is read here. */
export function releases(journal: () => Journal): void {
  const append = async <State, F extends Fact>(type: StreamType<State, F>, id: string, fact: F): Promise<void> => {
    const loaded = await journal().load(type, id);
    const appended = await journal().append({ command: commandOf(), changes: [change(loaded, fact)] });
    expect(appended.outcome).toBe('appended');
  };

  test('a member of tomorrow is passed over by readers, and is still there after this release has appended', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn('north', 500));
    await append(Tomorrow, id, labelled('fragile'));
    const loaded = await journal().load(Parcels, id);
    expect(loaded).toMatchObject({ version: 2, state: { depot: 'north', grams: 500, waits: true } });
    expect(loaded.state).not.toHaveProperty('labels');
    await append(Parcels, id, weighed(480));
    await append(Parcels, id, weighed(470));
    expect((await journal().load(Tomorrow, id)).state).toMatchObject({ grams: 470, labels: ['fragile'] });
    expect((await journal().loadMany(Parcels, [id]))[0]?.state).toEqual({ depot: 'north', grams: 470, waits: true });
  });

  test('a fact of tomorrow stays in its chain, and a state made from facts does without it', async () => {
    const id = freshId();
    await takeIn(journal(), id, takenIn('north', 500));
    await append(Tomorrow, id, labelled('fragile'));
    await append(Parcels, id, weighed(480));
    await append(Parcels, id, weighed(470));
    const facts = await allFacts(journal(), id);
    expect(facts.map(({ type }) => type)).toEqual(['parcel.taken-in', 'parcel.labelled', 'parcel.weighed', 'parcel.weighed']);
    expect(verifyChain(facts)).toMatchObject({ intact: true });
    expect(await stateAt(journal(), Parcels, id, 3)).toEqual({ depot: 'north', grams: 480, waits: true });
    expect(await stateAt(journal(), Tomorrow, id, 3)).toMatchObject({ grams: 480, labels: ['fragile'] });
  });

  test('a later version that only has more members is read, one that is other in a known member is refused', async () => {
    const [readable, other] = [freshId(), freshId()];
    await append({ ...Tomorrow, schemaVersion: 3 }, readable, takenIn('north', 500));
    await append({ ...Tomorrow, schemaVersion: 3 }, readable, labelled('fragile'));
    expect((await journal().load(Parcels, readable)).state?.grams).toBe(500);
    const byWords: StreamType<LabelledParcel, LabelledFact> = {
      ...Tomorrow,
      schemaVersion: 3,
      evolve: (parcel, fact) => Object.assign(Tomorrow.evolve(parcel, fact), { waits: 'yes' }),
    };
    await append(byWords, other, takenIn('north', 500));
    await expect(journal().load(Parcels, other)).rejects.toThrow(
      `the state of ${streamKey('parcel', other)} at version 1 has schema 3; this release knows 2`,
    );
  });

  test('a state of an earlier version is taken up to this one, and one of this version is left as it is', async () => {
    const id = freshId();
    const Heavy = z.strictObject({ kilograms: z.number() });
    const Yesterday: StreamType<z.infer<typeof Heavy>, ParcelFact> = {
      ...{ name: 'parcel', schemaVersion: 1, state: Heavy, fact: Parcels.fact },
      evolve: () => ({ kilograms: 0.5 }),
      index: () => ({ entries: {}, card: {} }),
    };
    await journal().append({ command: commandOf(), changes: [change(fresh(Yesterday, id), takenIn('north', 500))] });
    const seen: number[] = [];
    const Today: typeof Parcels = {
      ...Parcels,
      upcast: (state, from) => {
        seen.push(from);
        return { depot: 'unknown', grams: Heavy.parse(state).kilograms * 1_000, waits: true };
      },
    };
    expect((await journal().load(Today, id)).state).toEqual({ depot: 'unknown', grams: 500, waits: true });
    await append(Today, id, weighed(480));
    expect((await journal().load(Today, id)).state).toEqual({ depot: 'unknown', grams: 480, waits: true });
    expect(seen).toEqual([1, 1]);
    await expect(journal().load(Yesterday, id)).rejects.toThrow('has schema 2; this release knows 1');
  });
}
