import { endpointFault, endpointRules } from '../banks/endpoint.ts';
import { keyRules, readKeySet } from '../banks/key-set.ts';
import { hashOf } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import type { Channel, ChannelFact, RegisterChannel } from './channel-model.ts';

/** The provider, and how its registration came. */
interface Registration {
  readonly provider: string;
  /** Local runtime only: an endpoint on this host is allowed. */
  readonly allowLoopback: boolean;
  /** The JWS under which the provider sent it, kept as evidence. */
  readonly signature?: string | undefined;
}

/**
 * Registers a provider, or replaces its registration. Keys that it leaves out stay. The same again changes nothing.
 *
 * @returns `channel.registered`, or ENDPOINT_NOT_ALLOWED, KEY_SET_INVALID with the place and the rule
 */
export function registerChannel(
  current: Channel | undefined,
  { endpoint, jwks, ...input }: RegisterChannel,
  { provider, allowLoopback, signature }: Registration,
  { now }: Context,
): Decision<ChannelFact> {
  const fault = endpoint === undefined ? undefined : endpointFault(endpoint, { allowLoopback });
  if (fault !== undefined) return refuse('ENDPOINT_NOT_ALLOWED', { path: '/endpoint', rule: endpointRules[fault] });
  const read = jwks === undefined ? undefined : readKeySet(jwks.keys);
  if (read !== undefined && !('kind' in read))
    return refuse('KEY_SET_INVALID', { path: `/jwks/keys/${read.key}`, rule: keyRules[read.rule] });
  const keys = read === undefined ? current?.jwks : { keys: read.keys };
  const wanted = { ...input, provider, ...defined({ endpoint, jwks: keys }) };
  const { registeredAt: _, ...before } = current ?? { registeredAt: '' };
  if (hashOf(before) === hashOf(wanted)) return accept();
  return accept({ type: 'channel.registered', data: { at: now, ...wanted, ...defined({ signature }) } });
}
