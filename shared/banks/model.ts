import * as z from 'zod';
import { AgencyId } from '../kernel/ids.ts';
import { Phone, text } from '../kernel/people.ts';
import { Region } from '../kernel/region.ts';
import { UtcInstant } from '../kernel/time.ts';

/** No control characters and no halves of characters: Cordon could keep them, but neither compare nor show them. */
const isClean = (value: string): boolean => /^[^\p{Cc}\p{Cs}]*$/u.test(value);
const cleanText = (max: number) => z.string().max(max).refine(isClean, 'must not contain control characters');

/** A member of a key: text, or a list of texts. */
const KeyMember = z.union([cleanText(2_048), z.array(cleanText(64)).max(8)]);

/** A key as a bank's system publishes it, with all its members: certificates, hints of other standards. */
const SentKey = z.record(z.string(), z.unknown());
export type SentKey = z.infer<typeof SentKey>;

/** A key set as it is sent (RFC 7517): `readKeySet` (key-set.ts) takes the keys out of it that can be used. */
export const SentKeySet = z
  .looseObject({ keys: z.array(SentKey).min(1).max(32) })
  .describe('A JSON Web Key Set (RFC 7517): public keys, at least one of them usable. Unknown members and keys are passed over.');

/** The public keys with which a bank signs, as Cordon keeps them. */
export const KeySet = z.strictObject({
  keys: z
    .array(z.record(cleanText(64), KeyMember))
    .min(1)
    .max(8),
});

/** The most characters of an endpoint. */
export const MAX_ENDPOINT = 512;

/** The algorithms with which Cordon can sign its pushes: Ed25519, or P-256 with SHA-256. */
export const pushAlgorithms = ['EdDSA', 'ES256'] as const;
export const PushAlgorithm = z.enum(pushAlgorithms);
export type PushAlgorithm = z.infer<typeof PushAlgorithm>;

/** Whether orders may be pushed to a bank. `testing`: its connection is not proved yet; it pulls, and officers telephone. */
export const bankModes = ['testing', 'live'] as const;
export const BankMode = z.enum(bankModes);
export type BankMode = z.infer<typeof BankMode>;

/**
 * What a bank, or the city's administrator for it, registers. It replaces the earlier registration, except keys and algorithm that it
 * leaves out.
 */
export const RegisterBank = z.strictObject({
  name: text(128),
  /** Where orders are pushed to. Without one the bank pulls. */
  endpoint: z
    .url()
    .max(MAX_ENDPOINT)
    .refine((url) => /^[^\p{Cc}\p{Cs}\s]*$/u.test(url), 'must be a valid url')
    .optional(),
  /** Answered day and night. */
  dutyPhone: Phone,
  region: Region.optional().describe(
    'The prefecture where it keeps its accounts. Absent: Beijing. Police give written notice there once they froze many accounts.',
  ),
  jwks: SentKeySet.nullable()
    .optional()
    .describe(
      'With keys, the bank must sign everything that it sends about orders and frauds with one of them, and also every change of its registration. Absent: the keys stay as they are. `null` takes them away, and must be signed with one of them.',
    ),
  pushAlgorithm: PushAlgorithm.optional().describe(
    'With which algorithm Cordon signs what it pushes to the bank. Absent: it stays as it is, `EdDSA` from the start.',
  ),
  mode: BankMode.optional().describe(
    "Only for the city's administrator, and only if the bank is not registered yet: `live` for a bank whose connection was proved elsewhere. A bank that registers itself starts in `testing`. Later: `PUT /v1/banks/{bankId}/mode`.",
  ),
});
export type RegisterBank = z.infer<typeof RegisterBank>;

/** A bank or payment institution that can be reached for stop-payment. A bank without a mode, recorded before there were modes, is live. */
export const Bank = RegisterBank.extend({
  jwks: KeySet.optional(),
  bankId: AgencyId,
  registeredAt: UtcInstant,
  mode: BankMode.optional(),
});
export type Bank = z.infer<typeof Bank>;

export const BankFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('bank.registered'),
    /** `signature` is the JWS under which the bank sent it, if it had to sign, with the bytes it signed: kept as evidence. */
    data: Bank.extend({ signature: z.string().optional() }),
  }),
  z.strictObject({
    type: z.literal('bank.mode-switched'),
    data: z.strictObject({ bankId: AgencyId, at: UtcInstant, mode: BankMode, reason: z.string() }),
  }),
]);
export type BankFact = z.infer<typeof BankFact>;

/** Switch a bank live, once it has passed its tests, or back. */
export const SwitchMode = z.strictObject({ mode: BankMode, reason: text(500) });
export type SwitchMode = z.infer<typeof SwitchMode>;

/** The endpoint for the bank's orders, if there is one: Cordon pushes nothing to a bank whose connection is not proved. */
export function pushedTo(bank: Pick<Bank, 'endpoint' | 'mode'> | undefined): string | undefined {
  return bank?.mode === 'testing' ? undefined : bank?.endpoint;
}

/**
 * The circuit breaker of an endpoint. `bankId` is the bank, or the agency that has the webhook: they share one space of ids. Closed: pushes
 * go out. Open: they wait, and the bank may pull.
 */
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
