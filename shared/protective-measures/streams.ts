import { dueShard, inAttention } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { evolveProtection } from './evolve-protection.ts';
import { ProtectedPlace, ProtectiveMeasure } from './model.ts';
import { nextMoment } from './protect.ts';
import { ProtectedPlaceFact, ProtectionFact } from './protection-facts.ts';

/** Protective measures by their id; found by their district while they stand, what ends first, and by when their term ends. */
export const ProtectiveMeasures: StreamType<ProtectiveMeasure, ProtectionFact> = {
  name: 'protective-measure',
  schemaVersion: 1,
  state: ProtectiveMeasure,
  fact: ProtectionFact,
  evolve: evolveProtection,
  index: (measure) => {
    const { protectionId, district, until, status } = measure;
    const moment = nextMoment(measure);
    return {
      entries:
        moment === undefined
          ? {}
          : { attention: inAttention('protective-measure', district, until, protectionId), due: dueShard(protectionId, moment) },
      card: { protectionId, status },
    };
  },
};

/** The measure on an account, by the keyed hash of the account, so that one stands at a time. */
export const ProtectedPlaces: StreamType<ProtectedPlace, ProtectedPlaceFact> = {
  name: 'protected-place',
  schemaVersion: 1,
  state: ProtectedPlace,
  fact: ProtectedPlaceFact,
  onlyState: true,
  evolve: (_before, { data: { protectionId } }) => ({ protectionId }),
  index: () => ({ entries: {}, card: {} }),
};
