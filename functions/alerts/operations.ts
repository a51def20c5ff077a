import { AlertCard } from '../../shared/alerts/answers.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { alertView } from '../../shared/alerts/views.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { secondsSince } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { withOrders } from '../lookups/orders-so-far.ts';
import { notTakenOf, takingAlarm } from '../lookups/take-alarm.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { monthOf, pageOfIndex } from '../platform/paging.ts';
import { knownVictim } from './known-victim.ts';
import type { alertRoutes } from './routes.ts';

type TakenAndRead = Pick<typeof alertRoutes, 'raiseAlert' | 'getAlert' | 'listAlerts'>;

/** Alarms are taken and read. */
export const alertOperations: Operations<TakenAndRead, ApiTools> = {
  raiseAlert: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const attempt = takingAlarm(tools, request.body, request.context(), async (status, alert, others) => {
      const known = await knownVictim(tools, others, request.actor);
      return request.answer(status, { ...alertView(alert), ...notTakenOf(alert), known });
    });
    return carryOut(request, tools.journal, attempt);
  },

  getAlert: async (request, { journal }) => {
    const { state: alert, version } = await journal.load(Alerts, request.params.alertId);
    if (alert === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(alertThing(alert));
    return access.kind === 'refusal' ? access : request.answer(200, alertView(alert), version);
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
      entries.map(({ formerDistricts = [], ...entry }) => ({ ...entry, alarmAt: entry.receivedAt, alsoIn: formerDistricts })),
      now,
    );
    const told = items.map(({ alarmAt, alsoIn: _, ...entry }) => ({
      ...entry,
      riskGrade: entry.grade,
      openSeconds: secondsSince(alarmAt, now),
    }));
    return request.answer(200, { items: told, ...page.next });
  },
};
