import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import { keyedHash } from '../kernel/canonical.ts';
import { fact } from '../kernel/fact.ts';
import { AlertId } from '../kernel/ids.ts';
import { plainPhone, plainText } from '../kernel/plain-text.ts';
import { isPlaceholder } from '../kernel/reference.ts';
import { UtcInstant } from '../kernel/time.ts';
import { Alert, NamedAlert, namedAlert } from './model.ts';

/** The marks that tell one victim from another. A name does not: many people share one. */
export const victimMarks = ['idNumber', 'phone'] as const;
export type VictimMark = (typeof victimMarks)[number];

/** An alarm that names the victim, with the members that decide who may see the alarm. It holds no data of the victim. */
const NamingAlarm = NamedAlert.extend({ formerDistricts: Alert.shape.formerDistricts });
export type NamingAlarm = z.infer<typeof NamingAlarm>;

/**
 * The alarms that name a victim (被害人), under one mark of the victim. Its id is the keyed hash of the mark; the record does not hold the
 * mark itself.
 */
const VictimRecord = z.strictObject({ alarms: z.array(NamingAlarm) });
export type VictimRecord = z.infer<typeof VictimRecord>;

export const VictimFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('victim.named'), data: NamingAlarm.extend({ at: UtcInstant }) }),
  fact('victim.unnamed', { alertId: AlertId }),
]);
export type VictimFact = z.infer<typeof VictimFact>;

/** The alarms of victims, by the keyed hash of a mark. They are only loaded by that key, so no index has them. */
export const Victims: StreamType<VictimRecord, VictimFact> = {
  name: 'victim',
  schemaVersion: 1,
  state: VictimRecord,
  fact: VictimFact,
  evolve: (before, { type, data }) => {
    const others = (before?.alarms ?? []).filter(({ alertId }) => alertId !== data.alertId);
    if (type === 'victim.unnamed') return { alarms: others };
    const { at: _, ...alarm } = data;
    return { alarms: [...others, alarm] };
  },
  index: () => ({ entries: {}, card: {} }),
};

/** So many alarms are kept of one mark. A number that more alarms have is a hotline's or a made-up one, and identifies no person. */
export const MAX_ALARMS = 40;

/**
 * The ids under which the alarms of a victim are kept, one for each mark that the alarm gives, in any spelling. A placeholder (`0`,
 * `00000000`) is not a mark.
 *
 * @param secret the data key: marks are people's data
 */
export function victimKeys(secret: string, { idNumber = '', phone = '' }: Alert['victim']): ReadonlyMap<string, VictimMark> {
  const marks: Readonly<Record<VictimMark, string>> = { idNumber: plainText(idNumber), phone: plainPhone(phone) };
  return new Map(
    victimMarks.flatMap((mark) => (isPlaceholder(marks[mark]) ? [] : [[keyedHash(secret, `${mark}#${marks[mark]}`), mark]])),
  );
}

/**
 * Notes that the alarm names the victim, and in which district it is. No fact if that is noted already, or if the mark has as many alarms as
 * are kept.
 *
 * @param at when it is noted, ISO 8601 UTC
 */
export function nameVictim(record: VictimRecord | undefined, alert: Alert, at = alert.recordedAt): readonly VictimFact[] {
  const { alarms = [] } = record ?? {};
  const { formerDistricts } = alert;
  const noted = alarms.find(({ alertId }) => alertId === alert.alertId);
  if (noted === undefined ? alarms.length >= MAX_ALARMS : noted.district === alert.district) return [];
  const former = formerDistricts === undefined ? {} : { formerDistricts };
  return [{ type: 'victim.named', data: { at, ...namedAlert(alert), ...former } }];
}

/**
 * Takes back that the alarm names the victim: the report had another person's number, or was no report at all. No fact if it is not noted.
 *
 * @param at ISO 8601 UTC
 */
export function unnameVictim(
  record: VictimRecord | undefined,
  { alertId }: Pick<Alert, 'alertId'>,
  at: string,
): readonly VictimFact[] {
  const isNoted = record?.alarms.some((alarm) => alarm.alertId === alertId) === true;
  return isNoted ? [{ type: 'victim.unnamed', data: { at, alertId } }] : [];
}

/** Another alarm that names the same victim, and the marks that say so. */
export interface SameVictim extends NamingAlarm {
  readonly by: VictimMark[];
}

/** Every other alarm that names the victim, each once. @param records of the victim, mark by mark */
export function othersOf(
  alertId: string,
  records: readonly { readonly mark: VictimMark; readonly state: { readonly alarms: readonly NamingAlarm[] } | undefined }[],
): readonly SameVictim[] {
  const others = new Map<string, SameVictim>();
  for (const { mark, state } of records) {
    for (const alarm of state?.alarms ?? []) {
      const before = others.get(alarm.alertId)?.by ?? [];
      if (alarm.alertId !== alertId) others.set(alarm.alertId, { ...alarm, by: [...before, mark] });
    }
  }
  return [...others.values()];
}
