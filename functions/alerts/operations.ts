import { decideAccess } from '../../shared/access/decide-access.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import type { SameVictim } from '../../shared/alerts/victim.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { secondsSince } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { casesOfAlarms } from '../lookups/known-cases.ts';
import { withOrders } from '../lookups/orders-so-far.ts';
import { notTakenOf, takingAlarm } from '../lookups/take-alarm.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { monthOf, pageOfIndex } from '../platform/paging.ts';
import type { Platform } from '../platform/platform.ts';
import type { KnownVictim } from './routes.ts';
import { AlertCard, type alertRoutes } from './routes.ts';

export const alertOperations: Operations<typeof alertRoutes, ApiTools> = {
  raiseAlert: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const attempt = takingAlarm(tools, request.body, request.context(), async (status, alert, others) => {
      const known = await knownVictim(tools, others, request.actor);
      return request.answer(status, { ...graded(alert), ...notTakenOf(alert), known });
    });
    return carryOut(request, tools.journal, attempt);
  },

  getAlert: async (request, { journal }) => {
    const { state: alert, version } = await journal.load(Alerts, request.params.alertId);
    if (alert === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(alertThing(alert));
    return access.kind === 'refusal' ? access : request.answer(200, graded(alert), version);
  },

  listAlerts: async (request, tools) => {
    const part = monthOf(request);
    if (part.kind === 'refusal') return part;
    const page = await pageOfIndex(request, tools, {
      index: 'listing',
      pk: listingKey('alert', part.district, part.month),
      newestFirst: true,
    });
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const entries = page.cards.map(({ card }) => parseTolerantly(AlertCard, card));
    const items = await withOrders(
      tools.journal,
      part,
      entries.map((entry) => ({ ...entry, alarmAt: entry.receivedAt })),
      now,
    );
    const told = items.map(({ alarmAt, ...entry }) => ({ ...graded(entry), openSeconds: secondsSince(alarmAt, now) }));
    return request.answer(200, { items: told, ...page.next });
  },
};

/** With its grade also under the name `riskGrade`. */
function graded<A extends { readonly grade: 1 | 2 | 3 | 4 }>(alert: A): A & { readonly riskGrade: A['grade'] } {
  return { ...alert, riskGrade: alert.grade };
}

/**
 * The other alarms of the victim of an alarm, with their cases, as far as the officer may see them. For all others the answer says only
 * that the victim is known elsewhere.
 */
async function knownVictim(platform: Platform, others: readonly SameVictim[], actor: Actor): Promise<KnownVictim[]> {
  const told = others.filter((alarm) => decideAccess('alert.read', actor, alertThing(alarm)).outcome === 'allowed');
  const cases = await casesOfAlarms(platform, told, actor);
  const alarms = told.map(({ alertId, reference, district, by }): KnownVictim => {
    const fraudCase = cases.get(alertId);
    return { alertId, reference, district, by, ...(fraudCase === undefined ? {} : { case: fraudCase }) };
  });
  return told.length < others.length ? [...alarms, { elsewhere: true }] : alarms;
}
