import { hashOf } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { endpointFault, endpointRules } from './endpoint.ts';
import { keyRules, keySetFault } from './key-set.ts';
import { type Bank, type BankFact, RegisterBank } from './model.ts';

/** How a registration came. */
export interface Registration {
  /** Local runtime only: an endpoint on this host is allowed. */
  readonly allowLoopback: boolean;
  /** The JWS under which the bank sent it, with the bytes it signed, kept as evidence. */
  readonly signature?: string | undefined;
}

/**
 * Registers a bank, or replaces what is registered of it. The same registration again changes nothing. The endpoint is kept in the
 * URL parser's spelling, the one that was checked.
 *
 * @returns `bank.registered`, or ENDPOINT_NOT_ALLOWED, KEY_SET_INVALID with the place and the rule
 */
export function registerBank(
  current: Bank | undefined,
  bankId: string,
  input: RegisterBank,
  { allowLoopback, signature }: Registration,
  { now }: Context,
): Decision<BankFact> {
  const fault = input.endpoint === undefined ? undefined : endpointFault(input.endpoint, { allowLoopback });
  if (fault !== undefined) return refuse('ENDPOINT_NOT_ALLOWED', { path: '/endpoint', rule: endpointRules[fault] });
  const badKey = input.jwks === undefined ? undefined : keySetFault(input.jwks);
  if (badKey !== undefined) return refuse('KEY_SET_INVALID', { path: `/jwks/keys/${badKey.key}`, rule: keyRules[badKey.rule] });
  const wanted = inOneSpelling(input);
  if (current !== undefined && hashOf(RegisterBank.strip().parse(current)) === hashOf(wanted)) return accept();
  return accept({ type: 'bank.registered', data: { ...wanted, bankId, registeredAt: now, signature } });
}

/**
 * Whether the bank must prove with a current key that it is the bank: where it has keys, and the registration would change where
 * orders go or whose word is taken for the bank's. A stolen token alone moves neither.
 */
export function needsSignature(current: Bank | undefined, input: RegisterBank): boolean {
  if (current?.jwks === undefined) return false;
  const reach = ({ endpoint, jwks }: Pick<RegisterBank, 'endpoint' | 'jwks'>): string => hashOf({ endpoint, jwks });
  return reach(inOneSpelling(current)) !== reach(inOneSpelling(input));
}

function inOneSpelling(input: RegisterBank): RegisterBank {
  return input.endpoint === undefined ? input : { ...input, endpoint: URL.parse(input.endpoint)?.href ?? input.endpoint };
}
