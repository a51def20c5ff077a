import { describe, expect, test } from 'vitest';
import { stateAt } from '../../shared/journal/state-at.ts';
import { change } from '../../shared/journal/stream.ts';
import { commandOf, Parcels, takeIn, takenIn, weighed } from '../support/journal-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';

const WEIGHED = 240;

/** A parcel that was weighed time and again: more facts than one page of them holds. */
async function parcel() {
  const journal = createMemoryJournal();
  await takeIn(journal, 'p', takenIn('north', 0));
  for (let grams = 1; grams <= WEIGHED; grams += 40) {
    const loaded = await journal.load(Parcels, 'p');
    const [first = weighed(grams), ...rest] = Array.from({ length: 40 }, (_, i) => weighed(grams + i));
    await journal.append({ command: commandOf(), changes: [change(loaded, first, ...rest)] });
  }
  return journal;
}

describe('the state as it was with a fact', () => {
  test.each([1, 2, 100, 101, 205, WEIGHED, WEIGHED + 1])('%i is made of the facts up to there', async (seq) => {
    expect(await stateAt(await parcel(), Parcels, 'p', seq)).toEqual({ depot: 'north', grams: seq - 1, waits: true });
  });

  test('is none before the first, and is an error for a fact that does not exist', async () => {
    const journal = await parcel();
    expect(await stateAt(journal, Parcels, 'p', 0)).toBeUndefined();
    await expect(stateAt(journal, Parcels, 'p', WEIGHED + 2)).rejects.toThrow('fewer facts');
  });
});
