import { AlertCard } from '../../shared/alerts/answers.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { type AlertStatus, alertGrades, alertStatuses } from '../../shared/alerts/model.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { alertView } from '../../shared/alerts/views.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { listingKey, raisedElsewhereKey } from '../../shared/journal/keys.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { secondsSince } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { withOrders } from '../lookups/orders-so-far.ts';
import { notTakenOf, takingAlarm } from '../lookups/take-alarm.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import {
  cardsWith,
  type DatedAsked,
  type DatedList,
  datedAsked,
  datedCount,
  datedPage,
  ownIf,
  tallied,
} from '../platform/dated-page.ts';
import type { Partition } from '../platform/partitions-page.ts';
import { knownVictim } from './known-victim.ts';
import type { alertRoutes } from './routes.ts';

type TakenAndRead = Pick<typeof alertRoutes, 'raiseAlert' | 'getAlert' | 'listAlerts' | 'getAlertsSummary'>;

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
    const asked = datedAsked(request);
    if (asked.kind === 'refusal') return asked;
    const page = await datedPage(request, tools, asked.period, listOf(request, asked));
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const entries = page.cards.map(({ card }) => parseTolerantly(AlertCard, card));
    const items = await withOrders(
      tools.journal,
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

  getAlertsSummary: async (request, tools) => {
    const asked = datedAsked(request);
    if (asked.kind === 'refusal') return asked;
    const { cards, more } = await datedCount(tools, asked.period, listOf(request, asked));
    const alarms = cards.map(({ card }) => parseTolerantly(AlertCard, card));
    const open = alarms.filter(({ status }) => status === 'open');
    return request.answer(200, {
      ...{ total: alarms.length, more },
      statuses: tallied(alertStatuses, alarms, 'status'),
      grades: tallied(alertGrades, alarms, 'grade'),
      lossFen: open.reduce((sum, { lossFen }) => sum + lossFen, 0),
    });
  },
};

type ListCall = Parameters<typeof ownIf>[0] & {
  readonly query: {
    readonly district?: string | undefined;
    readonly status?: AlertStatus | undefined;
    readonly grade?: string | undefined;
  };
};

function listOf(request: ListCall, { districts }: DatedAsked): DatedList {
  const { actor, query } = request;
  const elsewhere: Partition = { index: 'attention', pk: raisedElsewhereKey(actor.agency) };
  // the list of the whole city has them already
  const isBeside = query.mine === 'true' && query.district === undefined && actor.district !== undefined;
  const grade = alertGrades.find((one) => String(one) === query.grade);
  return {
    pksOf: (month) => districts.map((district) => listingKey('alert', district, month)),
    always: isBeside ? [elsewhere] : [],
    keep: cardsWith(AlertCard, { raisedBy: ownIf(request), status: query.status, grade }),
  };
}
