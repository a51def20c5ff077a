import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Action } from '../../shared/access/policy.ts';
import { thingOfOrder } from '../../shared/bank-questions/kind.ts';
import { BlacklistEntry } from '../../shared/blacklist/entry/entry-model.ts';
import { entryThing } from '../../shared/blacklist/entry/kind.ts';
import type { Mark } from '../../shared/blacklist/mark/mark-model.ts';
import { leadThing } from '../../shared/campaigns/kind.ts';
import { Leads } from '../../shared/campaigns/lead/leads.ts';
import type { LeadSource } from '../../shared/campaigns/model.ts';
import { CasesOfAlerts } from '../../shared/cases/pointers.ts';
import { holdsCase } from '../../shared/cases/visibility.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { type Actor, districts } from '../../shared/kernel/context.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { AgencyId, AlertId, CaseId } from '../../shared/kernel/ids.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { alarmsOf, withAlarm } from '../lookups/alarm-references.ts';
import { findCase } from '../lookups/cases.ts';

const OfAlarm = { alertId: AlertId, district: z.enum(districts), agency: AgencyId };
const Orders = readOnly('order', z.object({ ...OfAlarm, account: z.object({ bankId: AgencyId }) }));
const ListedEntries = readOnly(
  'blacklist-entry',
  z.object({
    ...BlacklistEntry.pick({ district: true, mark: true }).shape,
    listedBy: z.object({ agency: AgencyId }),
    grounds: z.array(z.object({ evidence: z.array(z.object({ caseId: CaseId.optional() })) })),
  }),
);
const Statements = readOnly('statement', z.object({ ...OfAlarm, bankId: AgencyId }));

/** A source that is there and that the caller may see. */
export interface FoundSource {
  /** The case that leads from it count for. */
  readonly caseId?: string;
  /** The alarm of an order or a statement. */
  readonly alertId?: string;
  /** What an entry of the blacklist lists. */
  readonly mark?: Mark;
}

/**
 * A source, if it is there and the caller may see it. A case must be the caller's own: a share of it is not for campaigns.
 *
 * @returns undefined otherwise
 */
export async function findSource(journal: Journal, source: LeadSource, actor: Actor): Promise<FoundSource | undefined> {
  switch (source.kind) {
    case 'case': {
      const found = await findCase(journal, source.caseId);
      return found !== undefined && holdsCase(found.fraudCase, actor) ? { caseId: found.fraudCase.caseId } : undefined;
    }
    case 'order': {
      const { state } = await journal.load(Orders, source.orderId);
      return state && ofAlarm(journal, actor, { action: 'order.read', thing: orderThing(state), alertId: state.alertId });
    }
    case 'statement': {
      const { state } = await journal.load(Statements, source.statementId);
      return state && ofAlarm(journal, actor, { action: 'statement.read', thing: thingOfOrder(state), alertId: state.alertId });
    }
    case 'blacklist': {
      const { state } = await journal.load(ListedEntries, source.entry);
      if (state === undefined || decideAccess('blacklist.read', actor, entryThing(state)).outcome !== 'allowed') return undefined;
      const caseId = await ownCaseIn(state.grounds, journal, actor);
      return { mark: state.mark, ...defined({ caseId }) };
    }
    case 'lead': {
      const { state } = await journal.load(Leads, source.leadId);
      if (state === undefined || decideAccess('lead.steer', actor, leadThing(state)).outcome !== 'allowed') return undefined;
      const [caseId] = state.caseIds;
      return caseId === undefined ? {} : { caseId };
    }
    default:
      return {};
  }
}

/** The first case of the caller on which a listing rests. */
async function ownCaseIn(
  grounds: readonly { readonly evidence: readonly { readonly caseId?: string | undefined }[] }[],
  journal: Journal,
  actor: Actor,
): Promise<string | undefined> {
  const caseIds = new Set(grounds.flatMap(({ evidence }) => evidence.flatMap(({ caseId }) => caseId ?? [])));
  const found = await Promise.all([...caseIds].map((caseId) => findCase(journal, caseId)));
  return found.find((one) => one !== undefined && holdsCase(one.fraudCase, actor))?.fraudCase.caseId;
}

/** What was asked of a bank in an alarm: its readers read it, and it counts for the case of the alarm. */
async function ofAlarm(
  journal: Journal,
  actor: Actor,
  { action, thing, alertId }: { readonly action: Action; readonly thing: Thing; readonly alertId: string },
): Promise<FoundSource | undefined> {
  const [alarms, pointer] = await Promise.all([alarmsOf(journal, [alertId]), journal.load(CasesOfAlerts, alertId)]);
  if (decideAccess(action, actor, withAlarm(thing, alarms.get(alertId))).outcome !== 'allowed') return undefined;
  const belongs = pointer.state?.caseId;
  const caseId = belongs === undefined ? undefined : (await findCase(journal, belongs))?.fraudCase.caseId;
  return { alertId, ...(caseId === undefined ? {} : { caseId }) };
}
