import { hashOf } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { endpointFault, endpointRules } from './endpoint.ts';
import { keyRules, readKeySet } from './key-set.ts';
import type { Bank, BankFact, RegisterBank } from './model.ts';

/** The bank that is registered, and how its registration came. */
export interface Registration {
  readonly bankId: string;
  /** Whether the city's administrator registers it. */
  readonly byAdministrator?: boolean;
  /** Local runtime only: an endpoint on this host is allowed. */
  readonly allowLoopback: boolean;
  /** The JWS under which the bank sent it, with the bytes it signed, kept as evidence. */
  readonly signature?: string | undefined;
}

/**
 * Registers a bank, or replaces its registration. Keys that it leaves out stay: only `null` switches signing off. The same registration
 * again changes nothing. Cordon keeps the endpoint in the URL parser's spelling, the one that it checked.
 *
 * @returns `bank.registered`, or ENDPOINT_NOT_ALLOWED, KEY_SET_INVALID with the place and the rule, or BANK_MODE_NOT_YOURS
 */
export function registerBank(
  current: Bank | undefined,
  input: RegisterBank,
  { bankId, allowLoopback, signature, byAdministrator = false }: Registration,
  { now }: Context,
): Decision<BankFact> {
  const mode = current === undefined ? 'testing' : (current.mode ?? 'live');
  if (input.mode !== undefined && input.mode !== mode && (current !== undefined || !byAdministrator))
    return refuse('BANK_MODE_NOT_YOURS', { path: '/mode', rule: 'must be absent, or as it is', mode });
  const fault = input.endpoint === undefined ? undefined : endpointFault(input.endpoint, { allowLoopback });
  if (fault !== undefined) return refuse('ENDPOINT_NOT_ALLOWED', { path: '/endpoint', rule: endpointRules[fault] });
  const keys = input.jwks === undefined || input.jwks === null ? undefined : readKeySet(input.jwks.keys);
  if (keys !== undefined && !('kind' in keys))
    return refuse('KEY_SET_INVALID', { path: `/jwks/keys/${keys.key}`, rule: keyRules[keys.rule] });
  const wanted = wantedOf(current, input);
  if (current !== undefined && sameRegistration(current, wanted)) return accept();
  const data = { ...wanted, mode: input.mode ?? mode, bankId, registeredAt: now, signature };
  return accept({ type: 'bank.registered', data });
}

/**
 * Whether the bank must sign with a current key: it has keys, and the registration would change anything that protects it, name and duty
 * phone included. So a stolen token alone changes nothing.
 */
export function needsSignature(current: Bank | undefined, input: RegisterBank): boolean {
  return current?.jwks !== undefined && !sameRegistration(current, wantedOf(current, input));
}

/** The members of a registration that are compared: not the mode, which the administrator switches. */
type Registered = Omit<Bank, 'bankId' | 'registeredAt' | 'mode'>;

function sameRegistration(current: Bank, wanted: Registered): boolean {
  const { bankId: _, registeredAt: __, mode: ___, ...registered } = current;
  return hashOf(inOneSpelling(registered)) === hashOf(wanted);
}

/** The registration to keep: the one sent, with the registered keys and algorithm if it leaves them out. */
function wantedOf(
  current: Bank | undefined,
  { jwks, pushAlgorithm = current?.pushAlgorithm, mode: _, ...input }: RegisterBank,
): Registered {
  const keys = jwks === undefined ? current?.jwks : jwks;
  return inOneSpelling({
    ...input,
    ...(keys === undefined || keys === null ? {} : { jwks: keys }),
    ...(pushAlgorithm === undefined ? {} : { pushAlgorithm }),
  });
}

/** The endpoint as the URL parser spells it, and the usable keys: Cordon keeps these, and compares registrations by them. */
function inOneSpelling({
  endpoint,
  jwks,
  ...input
}: Omit<RegisterBank, 'jwks' | 'mode'> & { readonly jwks?: KeysSent | undefined }): Registered {
  const read = jwks === undefined ? undefined : readKeySet(jwks.keys);
  return {
    ...input,
    ...(endpoint === undefined ? {} : { endpoint: URL.parse(endpoint)?.href ?? endpoint }),
    ...(read === undefined ? {} : { jwks: { keys: 'kind' in read ? read.keys : [] } }),
  };
}

type KeysSent = NonNullable<RegisterBank['jwks'] | Bank['jwks']>;

/** The keys of a registration that Cordon passes over, by their place, with the rule that each breaks. */
export function ignoredKeys({ jwks }: RegisterBank): readonly { readonly key: number; readonly rule: string }[] {
  const read = jwks === undefined || jwks === null ? undefined : readKeySet(jwks.keys);
  return read === undefined || !('kind' in read) ? [] : read.ignored.map(({ key, rule }) => ({ key, rule: keyRules[rule] }));
}
