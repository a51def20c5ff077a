import { hashOf } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { endpointFault, endpointRules } from './endpoint.ts';
import { keyRules, keySetFault } from './key-set.ts';
import { type Bank, type BankFact, RegisterBank } from './model.ts';

/**
 * Registers a bank, or replaces what is registered of it. The same registration again changes nothing.
 *
 * @param allowLoopback local runtime only: an endpoint on this host is allowed
 * @returns `bank.registered`, or ENDPOINT_NOT_ALLOWED, KEY_SET_INVALID with the place and the rule
 */
export function registerBank(
  current: Bank | undefined,
  bankId: string,
  input: RegisterBank,
  { allowLoopback }: { readonly allowLoopback: boolean },
  { now }: Context,
): Decision<BankFact> {
  const fault = input.endpoint === undefined ? undefined : endpointFault(input.endpoint, { allowLoopback });
  if (fault !== undefined) return refuse('ENDPOINT_NOT_ALLOWED', { path: '/endpoint', rule: endpointRules[fault] });
  const badKey = input.jwks === undefined ? undefined : keySetFault(input.jwks);
  if (badKey !== undefined) return refuse('KEY_SET_INVALID', { path: `/jwks/keys/${badKey.key}`, rule: keyRules[badKey.rule] });
  if (current !== undefined && hashOf(RegisterBank.strip().parse(current)) === hashOf(input)) return accept();
  return accept({ type: 'bank.registered', data: { ...input, bankId, registeredAt: now } satisfies Bank });
}
