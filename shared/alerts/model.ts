import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { IdNumber, Phone, text } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';

/** The kind of fraud of an alarm whose report says none. */
export const UNSTATED = 'unstated';

export const alertSources = ['victim-report', 'warning', 'bank-report'] as const;

/** The defrauded person (被害人), as far as is known when the alarm comes. Only the police see it, never a bank. */
export const Victim = z.strictObject({
  name: text(64).optional(),
  /** Identity document number. */
  idNumber: IdNumber.optional(),
  phone: Phone.optional(),
});

/** A member of a report that Cordon could not take: its place, the rule it breaks, and its value, for the officer who asks again. */
export const NotTaken = z.strictObject({ path: z.string(), rule: z.string(), asSent: z.string().optional() });
export type NotTaken = z.infer<typeof NotTaken>;

/** 1 is the gravest. */
export const alertGrades = [1, 2, 3, 4] as const;
export const AlertGrade = z.literal(alertGrades);
export type AlertGrade = z.infer<typeof AlertGrade>;

/** An alarm as it was raised (接警): a person is being defrauded, and the money clock runs. */
export const RaisedAlert = z.strictObject({
  alertId: AlertId,
  /** Short reference for the phone: district, Beijing day, six characters of the id, e.g. `HD-261122-7K3Q9M`. It never changes. */
  reference: z.string(),
  source: z.enum(alertSources),
  sourceRef: z.string(),
  receivedAt: UtcInstant,
  recordedAt: UtcInstant,
  /** `receivedAt` plus the policy's 30 minutes. */
  slaDueAt: UtcInstant,
  district: z.enum(districts),
  raisedBy: AgencyId,
  /** The district of the police who took it for another district. */
  raisedFrom: z.enum(districts).optional(),
  grade: AlertGrade,
  victim: Victim,
  fraudType: z.string(),
  lossFen: Fen,
  summary: z.string(),
  /** The members of the report that could not be taken; absent if all were. */
  notTaken: z.array(NotTaken).optional(),
});
export type RaisedAlert = z.infer<typeof RaisedAlert>;

/** `open`: police work on it · `withdrawn`: it was none, or is over · `duplicate`: another alarm stands for it. */
export const alertStatuses = ['open', 'withdrawn', 'duplicate'] as const;
export type AlertStatus = (typeof alertStatuses)[number];

/** An alarm as another thing names it, with the members that decide who may see it. Nothing of its victim. */
export const NamedAlert = z.strictObject({
  alertId: AlertId,
  reference: z.string(),
  district: z.enum(districts),
  raisedBy: AgencyId,
});
export type NamedAlert = z.infer<typeof NamedAlert>;

/** Why an alarm is taken back: by a code for the figures. The words beside it say more. */
export const withdrawalCodes = [
  'false-alarm',
  'not-fraud',
  'taken-back-by-victim',
  'entered-by-mistake',
  'test',
  'other',
] as const;

/** What becomes of the orders of a withdrawn alarm: they stay as they are, or Cordon takes each back, or has its bank let go. */
export const ordersThen = ['leave', 'end'] as const;

/** The last time that the alarm went to another district (移送管辖). */
export const HandedOver = z.strictObject({
  at: UtcInstant,
  by: AgencyId,
  from: z.enum(districts),
  to: z.enum(districts),
  reason: z.string(),
});

export const Withdrawal = z.strictObject({
  at: UtcInstant,
  by: AgencyId,
  code: z.enum(withdrawalCodes),
  text: z.string(),
  orders: z.enum(ordersThen),
});

/** An alarm (接警) with what has become of it since. The members behind those of `RaisedAlert` are absent until something has. */
export const Alert = z.strictObject({
  ...RaisedAlert.shape,
  /** Absent in states of releases that knew only open alarms. */
  status: z.enum(alertStatuses).optional(),
  handedOver: HandedOver.optional(),
  /** Every district that had it before. Their police go on reading it. */
  formerDistricts: z.array(z.enum(districts)).optional(),
  /** How often the report was put right. */
  corrections: z.int().positive().optional(),
  correctedAt: UtcInstant.optional(),
  withdrawal: Withdrawal.optional(),
  /** The older alarm that stands for this duplicate. */
  joinedTo: NamedAlert.optional(),
  /** The younger alarms that this one stands for. */
  duplicates: z.array(NamedAlert).optional(),
});
export type Alert = z.infer<typeof Alert>;

/** The status of an alarm, also of one that an earlier release wrote. */
export function statusOf({ status = 'open' }: Pick<Alert, 'status'>): AlertStatus {
  return status;
}

/** The alarm as another thing names it. */
export function namedAlert({ alertId, reference, district, raisedBy }: NamedAlert): NamedAlert {
  return { alertId, reference, district, raisedBy };
}

/** The place of a source's own number: it points to the alert it became, so the same report twice is one alert. */
export const SourceReference = z.strictObject({ alertId: AlertId });
export type SourceReference = z.infer<typeof SourceReference>;
export const SourceReferenceFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('alert-source.taken'), data: SourceReference }),
]);
export type SourceReferenceFact = z.infer<typeof SourceReferenceFact>;
