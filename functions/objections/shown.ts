import { decideAccess } from '../../shared/access/decide-access.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { Filing } from '../../shared/freezes/order/filing.ts';
import { wasAskedToStop } from '../../shared/freezes/order/given-instruction.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Call } from '../../shared/http/api-request.ts';
import type { Present } from '../../shared/http/command-on.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { objectionThing } from '../../shared/objections/kind.ts';
import type { Objection } from '../../shared/objections/model.ts';
import { objectionParts, type Reader } from '../../shared/objections/views.ts';
import { filingOfAlert } from '../lookups/cases.ts';
import { registeredNames } from '../lookups/registered-names.ts';
import type { ObjectionAnswer } from './answers.ts';
import { orderObjectedTo } from './order-view.ts';
import { textsOf } from './texts.ts';

/** The caller, as a reader of an objection that the policy lets them see. */
export function readerOf({ actor, context }: Call, objection: Objection): Reader {
  const access = decideAccess('objection.read', actor, objectionThing(objection));
  return {
    agency: actor.agency,
    shows: access.outcome === 'allowed' && access.fields === 'full' ? 'all' : 'person',
    now: context().now,
  };
}

/** The tag of what a reader of a part sees of the objection itself; undefined for those who see all, and so know the version. */
export function shownTag(objection: Objection, reader: Reader): string | undefined {
  return reader.shows === 'all' ? undefined : tagOf(undefined, objectionParts(objection, reader));
}

/** What stands around an objection. */
export interface Around {
  readonly order: Loaded<StopOrder, OrderFact> | undefined;
  /** The name of the agency that ordered. */
  readonly authority: string | undefined;
  readonly filing: Filing | undefined;
}

/** What stands around the objection now: the order, who ordered it, and the filing that it may rest on. */
export async function aroundOf({ order: objected }: Objection, journal: Journal): Promise<Around> {
  if (objected === undefined) return { order: undefined, authority: undefined, filing: undefined };
  const order = await journal.load(StopOrders, objected.orderId);
  const [authority, filed] = await Promise.all([
    authorityOf(objected, journal),
    order.state === undefined ? undefined : filingOfAlert(journal, order.state.alertId),
  ]);
  return { order, authority, filing: filed?.filing };
}

/** The name of the agency that ordered, as it is registered. */
export async function authorityOf({ agency }: Pick<StopOrder, 'agency'>, journal: Journal): Promise<string> {
  return (await registeredNames(journal, 'agency', [agency])).get(agency) ?? agency;
}

/** Whether the caller may know of the measure: a reader of the order, or its bank, once it was asked. */
export function mayKnow(actor: Actor, order: StopOrder): boolean {
  const thing = orderThing(order);
  const isReader = decideAccess('order.read', actor, thing).outcome === 'allowed';
  const isItsBank = decideAccess('bank-order.read', actor, thing).outcome === 'allowed';
  return isReader || (isItsBank && wasAskedToStop(order));
}

/**
 * The objection as this caller sees it, and its tag.
 *
 * @param order after the command
 */
export function viewOf(
  call: Call,
  { state, version }: Present<Objection>,
  { authority, filing }: Around,
  order: StopOrder | undefined,
): { readonly view: ObjectionAnswer; readonly tag: string } {
  const reader = readerOf(call, state);
  const isAll = reader.shows === 'all';
  // a decision, or its correction, tells the person whose measure it is
  const isTold = isAll || state.decision !== undefined || state.correction !== undefined;
  const isKnown = order !== undefined && authority !== undefined && (isTold || mayKnow(call.actor, order));
  const texts = textsOf(state, isKnown ? { order, authority } : undefined);
  const view = { ...objectionParts(state, reader), texts };
  const shown = shownTag(state, reader);
  if (shown !== undefined) return { view, tag: `${shown}.${hashOf(texts).slice(0, 8)}` };
  const all: ObjectionAnswer = {
    ...view,
    ...(order === undefined ? {} : { order: orderObjectedTo(order) }),
    ...(filing === undefined ? {} : { filing }),
    version,
  };
  return { view: all, tag: tagOf(version, all) };
}
