import type { IndexView, StreamType } from '../journal/stream.ts';
import { impossible } from '../kernel/impossible.ts';
import { evolveOutlet } from './evolve-outlet.ts';
import { byCount, monthOfOutlet, openingOfOutlet, outletsOfDistrictKey, outletsOfMonthKey, outletsOfOwnerKey } from './keys.ts';
import { OutletMonth, outletMonthId } from './model.ts';
import { LinkedPhone, LinkedPhoneFact, Opening, OpeningFact } from './opening-model.ts';
import { OutletFact } from './outlet-facts.ts';

/** Months of outlets by outlet and month; found by the month, its district and its owner, the most accounts first, and by the outlet. */
export const OutletMonths: StreamType<OutletMonth, OutletFact> = {
  name: 'outlet',
  schemaVersion: 1,
  state: OutletMonth,
  fact: OutletFact,
  evolve: evolveOutlet,
  index: indexMonth,
};

function indexMonth({ outletId, month, owner, district, count, status }: OutletMonth): IndexView {
  const listed =
    count === 0
      ? {}
      : {
          listing: byCount(outletsOfMonthKey(month), count, outletId),
          inbox: byCount(outletsOfOwnerKey(owner, month), count, outletId),
          ...(district === undefined ? {} : { attention: byCount(outletsOfDistrictKey(district, month), count, outletId) }),
        };
  return {
    entries: { ...listed, file: monthOfOutlet(outletId, month) },
    card: { monthId: outletMonthId(outletId, month), owner, district, status },
  };
}

/** Accounts and phone cards by the keyed hash of their number; those that count are found by outlet and month. */
export const Openings: StreamType<Opening, OpeningFact> = {
  name: 'opening',
  schemaVersion: 1,
  state: Opening,
  fact: OpeningFact,
  factsWithin: true,
  evolve: (before, fact) => {
    switch (fact.type) {
      case 'opening.told': {
        const { key, kind, told } = fact.data;
        return { linkedBy: [], ...before, key, kind, told };
      }
      case 'opening.linked': {
        const { key, kind, linkedBy } = fact.data;
        return { ...before, key, kind, linkedBy };
      }
      case 'opening.counted': {
        const { outletId, month } = fact.data;
        return { ...(before ?? unknown()), countedIn: { outletId, month } };
      }
      case 'opening.taken-off': {
        const { countedIn: _, ...rest } = before ?? unknown();
        return rest;
      }
    }
  },
  index: ({ key, kind, countedIn }) => ({
    entries: countedIn === undefined ? {} : { file: openingOfOutlet(countedIn.outletId, countedIn.month, key) },
    card: { kind },
  }),
};

function unknown(): never {
  return impossible('what was not told nor linked is not counted');
}

/** Persons of cases whose phone is linked to fraud, by the id of the entry. */
export const LinkedPhones: StreamType<LinkedPhone, LinkedPhoneFact> = {
  name: 'linked-phone',
  schemaVersion: 1,
  state: LinkedPhone,
  fact: LinkedPhoneFact,
  onlyState: true,
  evolve: (_before, { data: { key } }) => (key === undefined ? {} : { key }),
  index: () => ({ entries: {}, card: {} }),
};
