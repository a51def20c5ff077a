import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { AlertId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { prose, TwoOfficers, text } from '../kernel/people.ts';
import { Instant } from '../kernel/time.ts';
import { alertSources, type NotTaken, UNSTATED, Victim, withdrawalCodes } from './model.ts';

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
  fraudType: text(64).default(UNSTATED),
  lossFen: Fen,
  summary: prose(4_000).default(''),
});
export type RaiseAlert = z.infer<typeof RaiseAlert>;

/** An alarm as Cordon takes it, with the members that it could not take. */
export interface AlarmTaken extends RaiseAlert {
  readonly notTaken?: NotTaken[] | undefined;
}

const reason = prose(200);

/** Give the alarm to the district that has jurisdiction (移送管辖). */
export const HandOverAlert = z.strictObject({ to: z.enum(districts), reason });
export type HandOverAlert = z.infer<typeof HandOverAlert>;

const { name, idNumber, phone } = Victim.shape;

/**
 * What a report said wrongly, as it should have said it. The clock, the source and the district are no part of it: `receivedAt` is T0 of every
 * order, and a hand-over changes the district.
 */
export const CorrectAlert = z
  .strictObject({
    victim: z
      .strictObject({
        name: name.unwrap().nullable(),
        idNumber: idNumber.unwrap().nullable(),
        phone: phone.unwrap().nullable(),
      })
      .partial()
      .describe('The members named here are put right; null takes one away. The others stay.'),
    fraudType: RaiseAlert.shape.fraudType.unwrap(),
    lossFen: RaiseAlert.shape.lossFen,
    summary: RaiseAlert.shape.summary.unwrap(),
  })
  .partial()
  .extend({ reason })
  .refine(({ reason: _, ...changes }) => Object.keys(changes).length > 0, 'must name what is to be corrected');
export type CorrectAlert = z.infer<typeof CorrectAlert>;

const WithdrawalReason = z.strictObject({ code: z.enum(withdrawalCodes), text: prose(200) });

/** Take the alarm back (撤销警情). Two officers sign if orders are to end: banks act on their word. */
export const WithdrawAlert = z.discriminatedUnion('orders', [
  z.strictObject({ reason: WithdrawalReason, orders: z.literal('leave').describe('Every order goes on as it is.') }),
  z.strictObject({
    reason: WithdrawalReason,
    orders: z.literal('end').describe('Stops that no bank has answered are recalled, and stopped accounts are released.'),
    officers: TwoOfficers,
  }),
]);
export type WithdrawAlert = z.infer<typeof WithdrawAlert>;

/** Say that the alarm is the same as an older one (重复警情). */
export const JoinAlert = z.strictObject({ of: AlertId.describe('The older alarm, which stands for both from now on.') });
export type JoinAlert = z.infer<typeof JoinAlert>;
