import * as z from 'zod';
import { byReference } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { fact } from '../kernel/fact.ts';
import { AlertId, ObjectionId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { objectionOfAlarm } from './keys.ts';

/** Where an objection is found besides its lists, which take all the indexes of its own state: by its reference, and by the alarm of its order. */
export const ObjectionPlace = z.strictObject({
  objectionId: ObjectionId,
  reference: z.string(),
  raisedAt: UtcInstant,
  alertId: AlertId.optional(),
});
export type ObjectionPlace = z.infer<typeof ObjectionPlace>;

export const ObjectionPlaceFact = z.discriminatedUnion('type', [fact('objection-place.kept', { place: ObjectionPlace })]);
export type ObjectionPlaceFact = z.infer<typeof ObjectionPlaceFact>;

/** The places of objections, by their ids. */
export const ObjectionPlaces: StreamType<ObjectionPlace, ObjectionPlaceFact> = {
  name: 'objection-place',
  schemaVersion: 1,
  state: ObjectionPlace,
  fact: ObjectionPlaceFact,
  evolve: (_before, { data }) => data.place,
  index: ({ objectionId, reference, raisedAt, alertId }) => ({
    entries: {
      inbox: byReference(reference, objectionId),
      ...defined({ file: alertId === undefined ? undefined : objectionOfAlarm(alertId, raisedAt, objectionId) }),
    },
    card: { objectionId },
  }),
  onlyState: true,
};

/** Keeps where an objection is found. No fact the second time. */
export function keepPlace(before: ObjectionPlace | undefined, place: ObjectionPlace, at: string): Decision<ObjectionPlaceFact> {
  return before === undefined ? accept({ type: 'objection-place.kept', data: { at, place } }) : accept();
}
