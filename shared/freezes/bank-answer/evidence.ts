import * as z from 'zod';
import { Fen } from '../../kernel/money.ts';
import { Officer, Phone, TwoOfficers, text } from '../../kernel/people.ts';
import { Instant, UtcInstant } from '../../kernel/time.ts';

/** A telephone call in which a bank gave its answer: the person, the number and the time; and the two officers who heard it. */
export const PhoneCall = z.strictObject({
  spokenWith: z.strictObject({ name: text(64), phone: Phone }),
  at: Instant,
  officers: TwoOfficers,
});
export type PhoneCall = z.infer<typeof PhoneCall>;

/** The call as Cordon keeps it with the answer, and the parts of the bank's word that its written answer is compared with. */
export const AnswerByPhone = z.strictObject({
  call: z.strictObject({ ...PhoneCall.shape, at: UtcInstant, officers: z.array(Officer) }),
  effectiveAt: UtcInstant.optional(),
  stoppedFen: Fen.optional(),
});

/** By what an answer of a bank can be proved. */
export interface Evidence {
  /** The JWS under which the bank sent it, with the bytes it signed. */
  readonly signature?: string | undefined;
  /** The call in which the bank gave it, where officers entered it. */
  readonly call?: PhoneCall | undefined;
}
