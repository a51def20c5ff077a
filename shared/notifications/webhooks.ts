import { endpointFault, endpointRules } from '../banks/endpoint.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { RegisterWebhook, Webhook, WebhookFact } from './model.ts';

/**
 * Registers the acting agency's webhook, or replaces it. The same registration again changes nothing.
 *
 * @param allowLoopback local runtime only: an endpoint on this host is allowed
 * @returns `webhook.registered`, or ENDPOINT_NOT_ALLOWED with the rule, as for a bank's endpoint
 */
export function registerWebhook(
  current: Webhook | undefined,
  { endpoint }: RegisterWebhook,
  { allowLoopback }: { readonly allowLoopback: boolean },
  { now, actor: { agency, agencyKind, district } }: Context,
): Decision<WebhookFact> {
  const fault = endpoint === undefined ? undefined : endpointFault(endpoint, { allowLoopback });
  if (fault !== undefined) return refuse('ENDPOINT_NOT_ALLOWED', { path: '/endpoint', rule: endpointRules[fault] });
  const same =
    current !== undefined && current.endpoint === endpoint && current.agencyKind === agencyKind && current.district === district;
  if (same) return accept();
  const place = district === undefined ? {} : { district };
  return accept({
    type: 'webhook.registered',
    data: { agency, agencyKind, ...place, registeredAt: now, ...(endpoint === undefined ? {} : { endpoint }) },
  });
}
