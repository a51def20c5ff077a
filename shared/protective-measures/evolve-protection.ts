import { evolver } from '../kernel/evolver.ts';
import type { ProtectionStatus, ProtectiveMeasure } from './model.ts';
import { MAX_JOINED } from './protect.ts';
import type { ProtectionFact } from './protection-facts.ts';
import { protectionLifecycle } from './protection-lifecycle.ts';

/** The measure after a fact. */
export const evolveProtection = evolver<ProtectionStatus, ProtectiveMeasure, ProtectionFact, 'protective-measure.requested'>(
  protectionLifecycle,
  {
    births: {
      'protective-measure.requested': ({ at, ...asked }) => ({
        ...asked,
        ...{ requestedAt: at, touchedAt: at, prolonged: [], joined: [], joinedNotKept: 0 },
      }),
    },
    steps: {
      'protective-measure.joined': (measure, joined) =>
        measure.joined.length < MAX_JOINED
          ? { ...measure, joined: [...measure.joined, joined] }
          : { ...measure, joinedNotKept: measure.joinedNotKept + 1 },
      'protective-measure.put-in-force': ({ declined: _, ...measure }, { at }) => ({ ...measure, inForceAt: at }),
      'protective-measure.declined': (measure, declined) => ({ ...measure, declined }),
      'protective-measure.prolonged': (measure, { at, consent, until, by, instructionId }) => ({
        ...measure,
        firstUntil: measure.firstUntil ?? measure.until,
        ...{ until, instructionId, prolonged: [...measure.prolonged, { at, consent, until, by, instructionId }] },
      }),
      'protective-measure.prolonging-declined': (measure, { instructionId, until, ...declined }) => ({
        ...measure,
        until,
        prolonged: measure.prolonged.map((one) => (one.instructionId === instructionId ? { ...one, declined } : one)),
      }),
      'protective-measure.prolonging-done': (measure, { instructionId, until }) => ({
        ...measure,
        until,
        prolonged: measure.prolonged.map(({ declined, ...one }) =>
          declined === undefined || one.instructionId === instructionId ? one : { ...one, declined },
        ),
      }),
      'protective-measure.lift-ordered': (measure, lift) => ({ ...measure, lift }),
      'protective-measure.lift-refused': (measure, liftRefused) => ({ ...measure, liftRefused }),
      'protective-measure.lifted': ({ liftRefused: _, ...measure }, { at }) => ({ ...measure, endedAt: at }),
      'protective-measure.expired': (measure, { at }) => ({ ...measure, endedAt: at }),
    },
    always: (after, { data }) => ({ ...after, touchedAt: data.at }),
  },
);
