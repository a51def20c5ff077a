import * as z from 'zod';
import type { Agency } from '../../shared/agencies/model.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { grantsInForce } from '../../shared/cases/visibility.ts';
import type { FindEntry, Naming } from '../../shared/finding/entry.ts';
import type { FindMessage } from '../../shared/finding/message.ts';
import { districtsOf, needsOwnEntry, scopeOfAgency, scopeOfDistrict } from '../../shared/finding/scope.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { AnyLoaded, Loaded } from '../../shared/journal/stream.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import { type District, districts } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { OrderId } from '../../shared/kernel/ids.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { withAlarm } from '../lookups/alarm-references.ts';
import { cardsOfAlert } from '../lookups/orders-of-alert.ts';
import { type SeenAlert, SeenAlerts, type SeenCase, SeenCases, type SeenOrder, SeenOrders } from '../lookups/seen-things.ts';

/** As many streams as one read takes. */
const MAX_READ = 100;

/** What a thing names now, and which searches find it. */
export interface NamingThing extends Pick<FindEntry, 'kind' | 'id'> {
  /** What is looked at in it: the thing itself, or persons of a case, also some who have left it. */
  readonly items: readonly string[];
  readonly namings: readonly Naming[];
  /** The scopes that may know it. */
  readonly known: readonly string[];
  /** The scopes that may have known it. */
  readonly scopes: readonly string[];
}

/** Some of the things that a message is about. */
export interface NamingThings {
  readonly things: readonly NamingThing[];
  /** What they follow from, as it was read: if it has changed since, they are to be looked at again. */
  readonly from: AnyLoaded;
}

/**
 * The things that a message is about, some at a time: an alarm that changed districts takes its orders along, and a case that was merged the
 * one that it went on in.
 */
export async function* namingThings(journal: Journal, message: FindMessage, now: string): AsyncGenerator<NamingThings> {
  switch (message.kind) {
    case 'alert': {
      const from = await journal.load(SeenAlerts, message.id);
      if (from.state === undefined) return;
      yield { from, things: [await ofAlert(journal, from.state)] };
      if (!isShared(from.state)) return;
      for await (const things of ofOrders(journal, from.state)) yield { from, things };
      return;
    }
    case 'order': {
      const { state: order } = await journal.load(SeenOrders, message.id);
      if (order === undefined) return;
      const from = await journal.load(SeenAlerts, order.alertId);
      yield { from, things: [ofOrder(order, from.state, await registeredOf(journal, [order.agency]))] };
      return;
    }
    case 'case': {
      for (let id: string | undefined = message.id; id !== undefined; ) {
        const from: Loaded<SeenCase, Fact> = await journal.load(SeenCases, id);
        if (from.state === undefined) return;
        yield { from, things: [await ofCase(journal, from.state, message, now)] };
        id = from.state.mergedInto;
      }
    }
  }
}

/** Whether police of more than one district read the alarm, or did. */
function isShared({ formerDistricts = [], joinedTo, duplicates = [] }: SeenAlert): boolean {
  return formerDistricts.length > 0 || joinedTo !== undefined || duplicates.length > 0;
}

/** The scopes of a thing of an alarm. An alarm that it is joined with may have been of any district. */
function scopesFor(alert: SeenAlert | undefined, thing: Thing, agencies: readonly string[], registered: Registered) {
  const known = scopesOf(registered, districtsOf(thing), agencies);
  const before = alert !== undefined && isShared(alert) ? districts.map(scopeOfDistrict) : [];
  return { known, scopes: [...before, ...agencies.map(scopeOfAgency)] };
}

async function ofAlert(journal: Journal, alert: SeenAlert): Promise<NamingThing> {
  const { alertId: id, source, raisedBy, receivedAt, victim } = alert;
  const thing = alertThing(alert);
  // a bank that reported it does not look for it; the register of victims has the other marks
  const bank = source === 'bank-report' ? raisedBy : undefined;
  const agencies = (thing.agencies ?? []).filter((agency) => agency !== bank);
  return {
    ...{ kind: 'alert', id, items: [id], namings: [{ since: receivedAt, name: victim.name }] },
    ...scopesFor(alert, thing, agencies, await registeredOf(journal, agencies)),
  };
}

const OrderCard = z.object({ orderId: OrderId });

/** The orders of an alarm, a hundred at a time. */
async function* ofOrders(journal: Journal, alert: SeenAlert): AsyncGenerator<readonly NamingThing[]> {
  const cards = await cardsOfAlert(journal, alert.alertId, OrderCard);
  for (const some of chunks(cards, MAX_READ)) {
    const loaded = await loadAll(
      journal,
      SeenOrders,
      some.map(({ orderId }) => orderId),
    );
    const orders = loaded.flatMap(({ state }) => state ?? []);
    const registered = await registeredOf(
      journal,
      orders.map(({ agency }) => agency),
    );
    yield orders.map((order) => ofOrder(order, alert, registered));
  }
}

/** Police who read its alarm find an order, too. */
function ofOrder(order: SeenOrder, alert: SeenAlert | undefined, registered: Registered): NamingThing {
  const { orderId: id, agency, requestedAt, account } = order;
  const { accountName: name, accountNumber } = account;
  const number = accountNumber === undefined ? undefined : { mark: 'account-number' as const, value: accountNumber };
  const thing = withAlarm(orderThing(order), alert);
  return {
    ...{ kind: 'order', id, items: [id], namings: [{ since: requestedAt, name, number }] },
    ...scopesFor(alert, thing, [agency], registered),
  };
}

/** A case that was merged into another names none of them: the case that it was merged into enters its people. */
async function ofCase(
  journal: Journal,
  fraudCase: SeenCase,
  { item, agency: only }: FindMessage,
  now: string,
): Promise<NamingThing> {
  const { caseId: id, mergedInto, district, agencies, grants } = fraudCase;
  const persons = fraudCase.persons.filter(({ itemId }) => item === undefined || itemId === item);
  const granted = grantsInForce(fraudCase, now).filter(({ parts }) => parts.includes('persons'));
  const isAsked = (scope: string) => only === undefined || scope === scopeOfAgency(only);
  const receivers = [...agencies, ...granted.map((grant) => grant.agency)];
  const known = scopesOf(await registeredOf(journal, receivers), [district], receivers);
  const ever = [...agencies, ...grants.map(({ agency }) => agency), ...(only === undefined ? [] : [only])];
  return {
    ...{ kind: 'case', id, items: item === undefined ? persons.map(({ itemId }) => itemId) : [item] },
    known: known.filter(isAsked),
    scopes: [scopeOfDistrict(district), ...ever.map(scopeOfAgency)].filter(isAsked),
    namings: (mergedInto === undefined ? persons : []).map(({ itemId, addedAt, name, phone, idNumber }) => ({
      ...{ item: itemId, since: addedAt, name, phone },
      number: idNumber === undefined ? undefined : { mark: 'id-number', value: idNumber },
    })),
  };
}

/** What the register of agencies says of these. */
type Registered = ReadonlyMap<string, Agency>;

async function registeredOf(journal: Journal, agencies: readonly string[]): Promise<Registered> {
  const loaded = await loadAll(journal, Agencies, [...new Set(agencies)]);
  return new Map(loaded.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state] as const])));
}

/** The police of the districts, and the agencies whose people are not police of one of them. */
function scopesOf(registered: Registered, found: readonly District[], agencies: readonly string[]): readonly string[] {
  const own = [...new Set(agencies)].filter((agency) => needsOwnEntry(registered.get(agency), found));
  return [...found.map(scopeOfDistrict), ...own.map(scopeOfAgency)];
}
