import { decideAccess } from '../../shared/access/decide-access.ts';
import { knownBy } from '../../shared/access/policy.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { collisionThing } from '../../shared/blacklist/collision/kind.ts';
import { entryThing } from '../../shared/blacklist/entry/kind.ts';
import { campaignThing, leadThing } from '../../shared/campaigns/kind.ts';
import { readNoted } from '../../shared/cases/case-reads.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import type { CasePart } from '../../shared/cases/model.ts';
import { holdsCase, partsVisible } from '../../shared/cases/visibility.ts';
import { consultationThing } from '../../shared/consultations/kind.ts';
import { plainMark, plainName } from '../../shared/finding/marks.ts';
import type { Found, FoundKind, SearchMark } from '../../shared/finding/model.ts';
import type { Sought } from '../../shared/finding/question.ts';
import { orderThing, requestThing } from '../../shared/freezes/kinds.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { AnyLoaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { plainNumber } from '../../shared/kernel/plain-number.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { listedCaseThing } from '../../shared/listed-cases/kind.ts';
import { objectionThing } from '../../shared/objections/kind.ts';
import { returnThing } from '../../shared/returns/kind.ts';
import { warningThing } from '../../shared/warnings/kind.ts';
import { alarmsOf, withAlarm } from '../lookups/alarm-references.ts';
import type { NotedLook } from '../lookups/case-looks.ts';
import { findCasesAs } from '../lookups/cases.ts';
import {
  type SeenAlert,
  SeenAlerts,
  type SeenCampaign,
  SeenCampaigns,
  type SeenCase,
  SeenCases,
  type SeenCollision,
  SeenCollisions,
  type SeenConsultation,
  SeenConsultations,
  SeenEntries,
  type SeenEntry,
  type SeenLead,
  SeenLeads,
  type SeenListing,
  SeenListings,
  type SeenObjection,
  SeenObjections,
  type SeenOrder,
  SeenOrders,
  type SeenRequest,
  SeenRequests,
  type SeenRound,
  SeenRounds,
  type SeenWarning,
  SeenWarnings,
} from '../lookups/seen-things.ts';

/** A thing as a search sees it: what is told of it, what decides that, and the marks that this caller may find it by. */
export interface Sight {
  readonly told: Omit<Found, 'by'>;
  readonly thing: Thing;
  readonly gives: readonly Given[];
  /** The look to be recorded if the caller finds it by these marks. */
  readonly look?: (marks: readonly SearchMark[]) => NotedLook | undefined;
}

/** A mark of a person, an account or a filing, as the thing has it. */
interface Given {
  readonly by: SearchMark;
  readonly value: string;
  /** The person of a case. */
  readonly item?: string;
}

/** The caller and the moment of a search. */
export type Asking = Pick<Context, 'now' | 'actor'>;

/** Why a thing is found: the first of the marks that were looked for, with the person that gives it, and all of them. */
export interface Match {
  readonly first: { readonly by: SearchMark; readonly item: string | undefined };
  readonly by: SearchMark[];
}

/** Why the thing is found by what was looked for; undefined if it has none of it, or the caller may not see that it has. */
export function matchOf({ gives }: Sight, sought: readonly Sought[]): Match | undefined {
  const matches = sought.flatMap((one) => {
    const given = gives.find((mark) => mark.by === one.by && isSaid(one, mark.value));
    return given === undefined ? [] : [{ by: one.by, item: given.item }];
  });
  const [first] = matches;
  return first === undefined ? undefined : { first, by: [...new Set(matches.map(({ by }) => by))] };
}

function isSaid(sought: Sought, value: string): boolean {
  switch (sought.by) {
    case 'id':
    case 'reference':
      // a thing that is found by its own name needs no other mark
      return false;
    case 'case-number':
      return plainNumber(value) === sought.plain;
    case 'name':
      return plainName(value).startsWith(sought.plain);
    default:
      return plainMark(sought.by, value) === sought.plain;
  }
}

/**
 * The things with these ids that the caller may read, by the ids asked for: one read of their kind, one more for each merger of cases, and
 * one of the alarms of orders and requests.
 */
export async function sightsOf(
  journal: Journal,
  kind: FoundKind,
  ids: readonly string[],
  asking: Asking,
): Promise<ReadonlyMap<string, Sight>> {
  const seen = await read[kind](journal, ids, asking);
  return new Map([...seen].filter(([, { thing }]) => decideAccess(readBy(kind), asking.actor, thing).outcome === 'allowed'));
}

/** The action that lets a caller know a thing of this kind. */
export function readBy(kind: FoundKind) {
  return knownBy[kind === 'return-round' ? 'return' : kind];
}

type Read = (journal: Journal, ids: readonly string[], asking: Asking) => Promise<ReadonlyMap<string, Sight>>;

const read: Readonly<Record<FoundKind, Read>> = {
  alert: async (journal, ids) => sights(await journal.loadMany(SeenAlerts, ids), alertSight),
  'freeze-request': async (journal, ids) => ofAlarms(journal, await journal.loadMany(SeenRequests, ids), requestSight),
  order: async (journal, ids) => ofAlarms(journal, await journal.loadMany(SeenOrders, ids), orderSight),
  consultation: async (journal, ids) => sights(await journal.loadMany(SeenConsultations, ids), consultationSight),
  'listed-case': async (journal, ids) => sights(await journal.loadMany(SeenListings, ids), listingSight),
  'return-round': async (journal, ids) => sights(await journal.loadMany(SeenRounds, ids), roundSight),
  warning: async (journal, ids) => sights(await journal.loadMany(SeenWarnings, ids), warningSight),
  'blacklist-entry': async (journal, ids) => sights(await journal.loadMany(SeenEntries, ids), entrySight),
  collision: async (journal, ids) => sights(await journal.loadMany(SeenCollisions, ids), collisionSight),
  campaign: async (journal, ids) => sights(await journal.loadMany(SeenCampaigns, ids), campaignSight),
  lead: async (journal, ids) => sights(await journal.loadMany(SeenLeads, ids), leadSight),
  objection: async (journal, ids, asking) =>
    sights(await journal.loadMany(SeenObjections, ids), (objection) => objectionSight(objection, asking)),
  case: async (journal, ids, asking) => {
    const { files, found } = await findCasesAs(SeenCases, journal, ids);
    const loaded = new Map(found.map((one) => [one.fraudCase.caseId, one.loaded]));
    return new Map([...files].map(([asked, fraudCase]) => [asked, caseSight(fraudCase, loaded.get(fraudCase.caseId), asking)]));
  },
};

function sights<State>(
  loaded: readonly { readonly id: string; readonly state: State | undefined }[],
  sight: (state: State) => Sight,
): ReadonlyMap<string, Sight> {
  return new Map(loaded.flatMap(({ id, state }) => (state === undefined ? [] : [[id, sight(state)] as const])));
}

/** Things of alarms, which have no reference of their own, and which the readers of their alarm read too. */
async function ofAlarms<State extends { readonly alertId: string }>(
  journal: Journal,
  loaded: readonly { readonly id: string; readonly state: State | undefined }[],
  sight: (state: State) => Sight,
): Promise<ReadonlyMap<string, Sight>> {
  // a look at no order costs the reads of one at a hidden order
  const alarms = await alarmsOf(
    journal,
    loaded.map(({ id, state }) => state?.alertId ?? id),
  );
  return sights(loaded, (state) => {
    const { told, thing, ...rest } = sight(state);
    const alarm = alarms.get(state.alertId);
    return { ...rest, told: { ...told, reference: alarm?.reference ?? '' }, thing: withAlarm(thing, alarm) };
  });
}

function given(by: SearchMark, value: string | undefined, item?: string): readonly Given[] {
  return value === undefined ? [] : [{ by, value, ...(item === undefined ? {} : { item }) }];
}

function alertSight(alert: SeenAlert): Sight {
  const { alertId: id, reference, district, receivedAt: since, victim } = alert;
  const told = { kind: 'alert', id, reference, district, since } as const;
  const gives = [...given('phone', victim.phone), ...given('id-number', victim.idNumber), ...given('name', victim.name)];
  return { told, thing: alertThing(alert), gives };
}

function requestSight(request: SeenRequest): Sight {
  const { requestId: id, alertId, district, requestedAt: since } = request;
  const told = { kind: 'freeze-request', id, reference: '', district, since, alertId } as const;
  return { told, thing: requestThing(request), gives: [] };
}

function orderSight(order: SeenOrder): Sight {
  const { orderId: id, alertId, district, status: state, requestedAt: since, account } = order;
  const { bankId, accountName, accountNumber } = account;
  const told = { kind: 'order', id, reference: '', district, state, since, alertId, bankId } as const;
  const gives = [...given('account-number', accountNumber), ...given('name', accountName)];
  return { told, thing: orderThing(order), gives };
}

function consultationSight(consultation: SeenConsultation): Sight {
  const { consultationId: id, reference, status: state, convenedAt: since } = consultation;
  const told = { kind: 'consultation', id, reference, state, since } as const;
  return { told, thing: consultationThing(consultation), gives: [] };
}

function listingSight(listing: SeenListing): Sight {
  const { listedCaseId: id, reference, district, status: state, beganAt: since } = listing;
  const told = { kind: 'listed-case', id, reference, district, state, since } as const;
  return { told, thing: listedCaseThing(listing), gives: [] };
}

function roundSight(round: SeenRound): Sight {
  const { returnId: id, reference, district, status: state, openedAt: since } = round;
  return { told: { kind: 'return-round', id, reference, district, state, since }, thing: returnThing(round), gives: [] };
}

function warningSight(warning: SeenWarning): Sight {
  const { warningId: id, reference, district, status: state, receivedAt: since, person } = warning;
  const gives = [...given('phone', person.phone), ...given('id-number', person.idNumber)];
  return { told: { kind: 'warning', id, reference, district, state, since }, thing: warningThing(warning), gives };
}

/** Nothing of the mark: a reader of the entry sees it there. */
function entrySight(entry: SeenEntry): Sight {
  const { entryId: id, reference, district, status: state, listedAt: since } = entry;
  const told = { kind: 'blacklist-entry', id, reference, ...defined({ district }), state, since } as const;
  return { told, thing: entryThing(entry), gives: [] };
}

function collisionSight(collision: SeenCollision): Sight {
  const { collisionId: id, alertId, reference, district, status: state, foundAt: since } = collision;
  return {
    told: { kind: 'collision', id, alertId, reference, district, state, since },
    thing: collisionThing(collision),
    gives: [],
  };
}

function campaignSight(campaign: SeenCampaign): Sight {
  const { campaignId: id, reference, status: state, openedAt: since } = campaign;
  return { told: { kind: 'campaign', id, reference, state, since }, thing: campaignThing(campaign), gives: [] };
}

function leadSight(lead: SeenLead): Sight {
  const { leadId: id, reference, status: state, raisedAt: since } = lead;
  return { told: { kind: 'lead', id, reference, state, since }, thing: leadThing(lead), gives: [] };
}

/** An office that raised it may not know which police hold the account, or at which bank. */
function objectionSight(objection: SeenObjection, { actor }: Asking): Sight {
  const { objectionId: id, reference, status: state, raisedAt: since, order, bankId } = objection;
  const thing = objectionThing(objection);
  const access = decideAccess('objection.read', actor, thing);
  const isAll = access.outcome === 'allowed' && access.fields === 'full';
  const further = isAll ? defined({ district: order?.district, bankId }) : {};
  return { told: { kind: 'objection', id, reference, state, since, ...further }, thing, gives: [] };
}

/** The part of a case that tells that it has such a mark. */
const partOf: Readonly<Partial<Record<SearchMark, CasePart>>> = {
  'case-number': 'filing',
  phone: 'persons',
  'id-number': 'persons',
  name: 'persons',
};

/** A case, which its readers see in part: an agency with a share finds it by its people only if they are shared. Each such find is a look, and is recorded. */
function caseSight(fraudCase: SeenCase, loaded: AnyLoaded | undefined, { actor, now }: Asking): Sight {
  const { caseId: id, reference, district, status: state, openedAt: since, filing, absorbed, persons } = fraudCase;
  const told = { kind: 'case', id, reference, district, state, since } as const;
  const numbers = [filing, ...absorbed.map((one) => one.filing)].flatMap((one) => given('case-number', one?.caseNumber));
  const people = persons.flatMap(({ itemId, phone, idNumber, name }) => [
    ...given('phone', phone, itemId),
    ...given('id-number', idNumber, itemId),
    ...given('name', name, itemId),
  ]);
  const parts = partsVisible(fraudCase, actor, now);
  const shown = [...numbers, ...people].filter(({ by }) => {
    const part = partOf[by];
    return part !== undefined && parts.includes(part);
  });
  return {
    told,
    thing: caseThing(fraudCase, now),
    gives: shown,
    look: (marks) => {
      const looked = [...new Set(marks.flatMap((mark) => partOf[mark] ?? []))];
      if (loaded === undefined || holdsCase(fraudCase, actor)) return undefined;
      return { loaded, read: readNoted(fraudCase, { what: 'search', parts: looked }, { actor, now }) };
    },
  };
}
