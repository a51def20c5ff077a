import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { IdNumber, Phone, prose, text } from '../kernel/people.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';

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

/** The body of an alert that a caller raises. */
export const RaiseAlert = z.strictObject({
  source: z.enum(alertSources),
  sourceRef: text(128).describe(
    "The source's own number for it. The same number from the same agency, in any spelling, is the same alarm: the first is answered again, or `SOURCE_REF_USED` if it says otherwise. A placeholder (`-`, `0`, `N/A`) is no number: each report under it is an alarm of its own.",
  ),
  /** When the alarm came in; the 30-minute clock starts here. */
  receivedAt: Instant,
  district: z.enum(districts),
  victim: Victim.default({}),
  fraudType: text(64).default('unstated'),
  lossFen: Fen,
  summary: prose(4_000).default(''),
});
export type RaiseAlert = z.infer<typeof RaiseAlert>;

/** An alarm as Cordon takes it, with the members that it could not take. */
export interface AlarmTaken extends RaiseAlert {
  readonly notTaken?: NotTaken[] | undefined;
}

/** 1 is the gravest. */
export const AlertGrade = z.literal([1, 2, 3, 4]);
export type AlertGrade = z.infer<typeof AlertGrade>;

/** An alarm (接警): a person is being defrauded, and the money clock runs. */
export const Alert = z.strictObject({
  alertId: AlertId,
  /** Short reference for the phone: district, Beijing day, six characters of the id, e.g. `HD-261122-7K3Q9M`. */
  reference: z.string(),
  source: z.enum(alertSources),
  sourceRef: z.string(),
  receivedAt: UtcInstant,
  recordedAt: UtcInstant,
  /** `receivedAt` plus the policy's 30 minutes. */
  slaDueAt: UtcInstant,
  district: z.enum(districts),
  raisedBy: AgencyId,
  grade: AlertGrade,
  victim: Victim,
  fraudType: z.string(),
  lossFen: Fen,
  summary: z.string(),
  /** The members of the report that could not be taken; absent if all were. */
  notTaken: z.array(NotTaken).optional(),
});
export type Alert = z.infer<typeof Alert>;

export const AlertFact = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('alert.raised'), data: Alert })]);
export type AlertFact = z.infer<typeof AlertFact>;

/** The place of a source's own number: it points to the alert it became, so the same report twice is one alert. */
export const SourceReference = z.strictObject({ alertId: AlertId });
export type SourceReference = z.infer<typeof SourceReference>;
export const SourceReferenceFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('alert-source.taken'), data: SourceReference }),
]);
export type SourceReferenceFact = z.infer<typeof SourceReferenceFact>;
