import * as z from 'zod';
import { AgencyId } from '../kernel/ids.ts';
import { Phone, text } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';

/** A public key with which a bank signs, or a set of them (RFC 7517). Checked by `shared/banks/register-bank.ts`: public, and strong enough. */
export const KeySet = z.strictObject({
  keys: z
    .array(z.record(z.string().max(64), z.unknown()))
    .min(1)
    .max(8),
});

/** What a bank, or the city's administrator for it, registers. It replaces what was registered before. */
export const RegisterBank = z.strictObject({
  name: text(128),
  /** Where orders are pushed to. Without one the bank pulls. */
  endpoint: z.url().max(512).optional(),
  /** Answered day and night. */
  dutyPhone: Phone,
  /** If given, every answer of the bank must be signed with one of these keys. */
  jwks: KeySet.optional(),
});
export type RegisterBank = z.infer<typeof RegisterBank>;

/** A bank or payment institution that can be reached for stop-payment. */
export const Bank = RegisterBank.extend({ bankId: AgencyId, registeredAt: UtcInstant });
export type Bank = z.infer<typeof Bank>;

export const BankFact = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('bank.registered'), data: Bank })]);
export type BankFact = z.infer<typeof BankFact>;

/** The circuit breaker of a bank's endpoint. Closed: pushes go out. Open: they wait, and the bank may pull. */
export const Circuit = z.strictObject({
  bankId: AgencyId,
  failures: z.int().nonnegative(),
  openUntil: UtcInstant.optional(),
});
export type Circuit = z.infer<typeof Circuit>;

const At = z.strictObject({ bankId: AgencyId, at: UtcInstant });
export const CircuitFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('circuit.failed'), data: At }),
  z.strictObject({ type: z.literal('circuit.opened'), data: At.extend({ openUntil: UtcInstant }) }),
  z.strictObject({ type: z.literal('circuit.closed'), data: At }),
]);
export type CircuitFact = z.infer<typeof CircuitFact>;
