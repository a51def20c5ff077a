import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId, AlertId, WarningId } from '../kernel/ids.ts';
import { Person } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';
import {
  Attempt,
  ChannelMeans,
  Closing,
  Clue,
  Lease,
  Loss,
  Means,
  Rung,
  WarnedPerson,
  Warning,
  WarningGrade,
  WarningLevel,
} from './warning-model.ts';

const ByPerson = { by: Person, reason: z.string() };

/** Everything that can happen to a warning. `at` is when it was recorded; `rung` is where it stands from then on. */
export const WarningFact = z.discriminatedUnion('type', [
  fact('warning.received', {
    ...Warning.pick({ warningId: true, reference: true, district: true, station: true, community: true, grade: true }).shape,
    ...Warning.pick({ person: true, fraudType: true, raisedBy: true }).shape,
    clue: Clue,
    rung: Rung,
  }),
  /** A later clue of the same person. It may raise the grade; it never moves the clock. */
  fact('warning.joined', {
    clue: Clue,
    grade: WarningGrade.optional(),
    person: WarnedPerson.omit({ phone: true }).optional(),
    rung: Rung.optional(),
  }),
  fact('warning.graded', { ...ByPerson, from: WarningGrade, to: WarningGrade, rung: Rung.optional() }),
  /** A message is to go out. */
  fact('warning.message-asked', { rung: Rung }),
  fact('warning.message-sent', { number: z.int().positive(), means: ChannelMeans, sentBy: AgencyId }),
  /** The provider said what became of a message. */
  fact('warning.message-answered', { attempt: Attempt, rung: Rung.optional() }),
  /** No provider said in time what became of a message: it counts as one that did not arrive. */
  fact('warning.message-lost', { number: z.int().positive(), means: ChannelMeans, rung: Rung }),
  fact('warning.taken', { lease: Lease.omit({ takenAt: true }) }),
  fact('warning.lease-renewed', { until: UtcInstant }),
  fact('warning.given-back', { reason: z.string().optional() }),
  fact('warning.lease-lapsed', { agency: AgencyId, subject: z.string() }),
  /** A person contacted the person who is warned, or tried to. */
  fact('warning.contacted', { attempt: Attempt, rung: Rung.optional() }),
  /** The level did not contact the person in time: the next level up goes on. */
  fact('warning.climbed', { from: WarningLevel, rung: Rung }),
  /** The city has not contacted the person in time. */
  fact('warning.fell-overdue', { dueAt: UtcInstant, rung: Rung }),
  fact('warning.moved', {
    ...ByPerson,
    from: z.strictObject({ district: z.enum(districts), level: WarningLevel }),
    district: z.enum(districts),
    station: z.string().optional(),
    community: AgencyId.optional(),
    rung: Rung,
  }),
  fact('warning.closed', {
    outcome: Closing,
    means: Means.optional(),
    reason: z.string().optional(),
    by: Person.optional(),
    into: WarningId.optional(),
  }),
  /** The money was gone: an alarm was raised in the same append. */
  fact('warning.alarm-raised', { alertId: AlertId }),
  /** An alarm of the same person came within the policy's days: the warning did not prevent it. */
  fact('warning.ended-in-loss', { loss: Loss }),
  /** That alarm was none, or of another person. */
  fact('warning.loss-withdrawn', { alertId: AlertId }),
]);
export type WarningFact = z.infer<typeof WarningFact>;
export type WarningFactType = WarningFact['type'];
