import { endpointFault, endpointRules } from '../banks/endpoint.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { classOf } from './entries.ts';
import { type Notice, noticeClasses, type RegisterWebhook, type Webhook, type WebhookFact } from './model.ts';

/**
 * Registers the acting agency's webhook, or replaces it. The same registration again changes nothing.
 *
 * @param allowLoopback local runtime only: an endpoint on this host is allowed
 * @returns `webhook.registered`, or ENDPOINT_NOT_ALLOWED with the rule, as for a bank's endpoint
 */
export function registerWebhook(
  current: Webhook | undefined,
  { endpoint, classes: asked }: RegisterWebhook,
  { allowLoopback }: { readonly allowLoopback: boolean },
  { now, actor: { agency, agencyKind, district } }: Context,
): Decision<WebhookFact> {
  const fault = endpoint === undefined ? undefined : endpointFault(endpoint, { allowLoopback });
  if (fault !== undefined) return refuse('ENDPOINT_NOT_ALLOWED', { path: '/endpoint', rule: endpointRules[fault] });
  // all classes is what a webhook gets that names none
  const wanted = noticeClasses.filter((one) => asked?.includes(one));
  const classes = wanted.length === 0 || wanted.length === noticeClasses.length ? undefined : wanted;
  const same =
    current !== undefined &&
    current.endpoint === endpoint &&
    current.agencyKind === agencyKind &&
    current.district === district &&
    current.classes?.join() === classes?.join();
  if (same) return accept();
  const place = district === undefined ? {} : { district };
  return accept({
    type: 'webhook.registered',
    data: { agency, agencyKind, ...place, registeredAt: now, ...defined({ endpoint, classes }) },
  });
}

/** Whether a webhook gets a notice of this class. */
export function isPushed({ classes }: Pick<Webhook, 'classes'>, notice: Pick<Notice, 'class'>): boolean {
  return classes === undefined || classes.includes(classOf(notice));
}
