import * as z from 'zod';
import { fact } from '../kernel/fact.ts';
import { AgencyId } from '../kernel/ids.ts';
import { Officer } from '../kernel/people.ts';
import { AlertGrade, HandedOver, NamedAlert, RaisedAlert, Withdrawal } from './model.ts';

/** What a correction says anew. */
const Corrected = RaisedAlert.pick({ victim: true, fraudType: true, lossFen: true, summary: true }).partial();
export type Corrected = z.infer<typeof Corrected>;

const { at: _at, ...handedOver } = HandedOver.shape;
const { at: _when, ...withdrawal } = Withdrawal.shape;

/** Everything that can happen to an alarm. `at` is when it was recorded, `by` the agency that acted. */
export const AlertFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('alert.raised'), data: RaisedAlert }),
  fact('alert.handed-over', handedOver),
  fact('alert.corrected', {
    by: AgencyId,
    reason: z.string(),
    changes: Corrected,
    /** The places of the report (JSON pointers) that were put right. */
    places: z.array(z.string()),
    grade: AlertGrade,
  }),
  fact('alert.withdrawn', {
    ...withdrawal,
    /** Those who signed for the end of the orders. */
    officers: z.array(Officer).optional(),
  }),
  /** It became the duplicate of an older alarm, or that one joined another, or changed its district. */
  fact('alert.joined', { by: AgencyId, to: NamedAlert }),
  /** It stands for these younger alarms as well. */
  fact('alert.duplicates-taken', { by: AgencyId, duplicates: z.array(NamedAlert) }),
]);
export type AlertFact = z.infer<typeof AlertFact>;
export type AlertFactType = AlertFact['type'];
export type AlertDataOf<T extends AlertFactType> = Extract<AlertFact, { type: T }>['data'];
