import * as z from 'zod';
import { factsOfAlert } from '../journal/keys.ts';
import { kindOfStream, type StreamType } from '../journal/stream.ts';
import { hashOf } from '../kernel/canonical.ts';
import { AlertId, CaseId } from '../kernel/ids.ts';
import { plainNumber } from '../kernel/plain-number.ts';
import { UtcInstant } from '../kernel/time.ts';

/**
 * The case that an alarm belongs to; none after it left one. The same append writes it and the case, so that an alarm is never in two
 * cases; it stays when cases are merged.
 */
const CaseOfAlert = z.strictObject({ alertId: AlertId, caseId: CaseId.optional() });
export type CaseOfAlert = z.infer<typeof CaseOfAlert>;

const Belonging = z.strictObject({ at: UtcInstant, alertId: AlertId, caseId: CaseId });

export const CaseOfAlertFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('case-of-alert.joined'),
    data: Belonging.extend({
      /** The keyed hashes under which the alarms of its victim are kept (`Victims`): a reaction then needs no key. */
      victims: z.array(z.string()).optional(),
    }),
  }),
  z.strictObject({ type: z.literal('case-of-alert.left'), data: Belonging }),
]);
export type CaseOfAlertFact = z.infer<typeof CaseOfAlertFact>;

/**
 * The cases of alarms, by the alarm's id. Their facts stand with those of the alarm, so that who watches it learns of its case. Who may know of
 * the case is another question, see `alert-watch.ts`.
 */
export const CasesOfAlerts: StreamType<CaseOfAlert, CaseOfAlertFact> = {
  name: 'case-of-alert',
  schemaVersion: 2,
  state: CaseOfAlert,
  fact: CaseOfAlertFact,
  evolve: (_before, { type, data: { alertId, caseId } }) => (type === 'case-of-alert.joined' ? { alertId, caseId } : { alertId }),
  index: () => ({ entries: {}, card: {} }),
  factsFile: ({ alertId }) => factsOfAlert(alertId),
};

/** Whether a fact of this stream says that an alarm joined a case or left one. The case's own facts say the same. */
export function saysCaseOfAlert(stream: string): boolean {
  return kindOfStream(stream) === CasesOfAlerts.name;
}

/** The place of a filing's number, so that no two cases are filed under one. */
const CaseNumber = z.strictObject({ caseId: CaseId });
export type CaseNumber = z.infer<typeof CaseNumber>;

export const CaseNumberFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('case-number.taken'), data: z.strictObject({ at: UtcInstant, caseId: CaseId }) }),
]);
export type CaseNumberFact = z.infer<typeof CaseNumberFact>;

/** The places of filing numbers, by `caseNumberKey`. */
export const CaseNumbers: StreamType<CaseNumber, CaseNumberFact> = {
  name: 'case-number',
  schemaVersion: 1,
  state: CaseNumber,
  fact: CaseNumberFact,
  evolve: (_before, { data: { caseId } }) => ({ caseId }),
  index: () => ({ entries: {}, card: {} }),
};

/** The id of the place of a filing's number, in any spelling. Hashed, because such numbers are free text of another system. */
export function caseNumberKey(caseNumber: string): string {
  return hashOf({ caseNumber: plainNumber(caseNumber) });
}
