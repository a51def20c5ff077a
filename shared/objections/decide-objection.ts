import { sameOfficerTwice } from '../freezes/officers.ts';
import type { StopOrder } from '../freezes/order/stop-order.ts';
import type { Actor, Context } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, type Fact, type Refusal, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import type { Officer } from '../kernel/people.ts';
import { objectionReference } from '../kernel/phone-reference.ts';
import type { AssignObjection, DecideObjection, OrderAgain, RaiseObjection, WithdrawObjection } from './bodies.ts';
import { carriesRuling, isCarriedOut } from './carried-out.ts';
import { earlierTerm, reviewerTold, termOf } from './deadlines.ts';
import {
  type BankRefusal,
  type By,
  MOST_OF_A_KIND,
  type ObjectedOrder,
  type Objection,
  type Ruling,
  type Submission,
} from './model.ts';
import type { ObjectionFact } from './objection-facts.ts';
import { objectionLifecycle } from './objection-lifecycle.ts';
import { type OpenObjectionsFact, type OpenObjectionsState, roomRefusal } from './open-objections.ts';
import { hasOrdered, type Orderers, signingOrderer } from './orderers.ts';

/** The facts of an objection, and of its place among the open ones. */
export type ObjectionFacts = ObjectionFact | OpenObjectionsFact;

/** A ruling for the person leads to facts of the order, or the order refuses it. */
export interface Lifted {
  readonly kind: 'lifted';
  /** The bank holds nothing for the order: no answer of it is awaited. */
  readonly done: boolean;
}

/** What is looked up for a new objection. */
export interface Raising {
  /** Of the person who raises it, as the token gives it. */
  readonly name: string;
  /** The order that it is about, if Cordon knows it and the caller may raise one for it. */
  readonly order: ObjectedOrder | undefined;
  /** The bank that the caller named. */
  readonly bankId: string | undefined;
  readonly openUnder: string;
  readonly objector: string;
  readonly open: OpenObjectionsState | undefined;
  /** The open objection of the same person there. */
  readonly same: Objection | undefined;
}

/**
 * Raises an objection for a person (提出异议), or joins the one that the same person has open there: then the earlier term holds.
 *
 * @returns `objection.raised`, or `objection.joined`; or OBJECTION_FULL
 */
export function raiseObjection(input: RaiseObjection, known: Raising, context: Context): Created<ObjectionFacts> {
  const { now, newId, actor } = context;
  const { name, order, bankId, openUnder, objector, open, same } = known;
  const term = termOf(input.livelihood !== undefined, context);
  const submission = submitted(input, { actor, name });
  if (same !== undefined) return joinObjection(same, submission, term, context);
  const full = roomRefusal(open);
  if (full !== undefined) return full;
  const objectionId = newId('obj');
  const reference = objectionReference(now, objectionId);
  const raised = { objectionId, reference, openUnder, objector, ...(order === undefined ? {} : { order }) };
  const atBank = order?.bankId ?? bankId;
  return create<ObjectionFacts>(
    objectionId,
    {
      type: 'objection.raised',
      data: { at: now, ...raised, ...(atBank === undefined ? {} : { bankId: atBank }), ...term, submission },
    },
    { type: 'open-objections.begun', data: { at: now, objectionId, objector } },
  );
}

function joinObjection(
  same: Objection,
  submission: Omit<Submission, 'at'>,
  term: ReturnType<typeof termOf>,
  { now }: Context,
): Created<ObjectionFacts> {
  if (same.submissions.length >= MOST_OF_A_KIND) return refuse('OBJECTION_FULL');
  const { dueAt, remindAt, escalateAt, provisional } = same;
  const before = { dueAt, remindAt, escalateAt, ...(provisional === undefined ? {} : { provisional }) };
  const data = { at: now, ...earlierTerm(before, term), submission };
  return create<ObjectionFacts>(same.objectionId, { type: 'objection.joined', data });
}

function submitted(
  { by, channel, grounds, documents, livelihood }: RaiseObjection,
  raising: { readonly actor: Actor; readonly name: string },
): Omit<Submission, 'at'> {
  return {
    ...{ raisedBy: byOf(raising), channel, by, grounds, documents },
    ...(livelihood === undefined ? {} : { livelihood }),
  };
}

/** The actor as a fact names them. */
export function byOf({ actor, name }: { readonly actor: Actor; readonly name: string }): By {
  const { agency, agencyKind, district, subject } = actor;
  return { agency, agencyKind, subject, name, ...(district === undefined ? {} : { district }) };
}

/**
 * Assigns it to a reviewer (指定审查): another agency, or a person who had no part in ordering the measure.
 *
 * @returns `objection.assigned`, or OBJECTION_STATE_FORBIDS, OBJECTION_REVIEWER_INVOLVED
 */
export function assignObjection(
  objection: Objection,
  { reviewer }: AssignObjection,
  { name, orderers }: Pick<Deciding, 'name' | 'orderers'>,
  { now, actor }: Context,
): Decision<ObjectionFact> {
  const forbidden = objectionLifecycle.refusal(objection.status, 'assign');
  if (forbidden !== undefined) return forbidden;
  const { agency, person } = reviewer;
  if (person === undefined && agency === objection.order?.agency)
    return refuse('OBJECTION_REVIEWER_INVOLVED', { paths: ['/reviewer'] });
  if (person !== undefined && orderers !== undefined && hasOrdered({ agency, subject: person }, orderers))
    return refuse('OBJECTION_REVIEWER_INVOLVED', { paths: ['/reviewer/person'] });
  return accept({ type: 'objection.assigned', data: { at: now, reviewer, by: byOf({ actor, name }) } });
}

/** What is looked up for a decision. */
export interface Deciding {
  /** Of the person who decides, as the token gives it. */
  readonly name: string;
  /** Who ordered the measure; undefined if there is no order. */
  readonly orderers: Orderers | undefined;
  /** What a ruling for the person leads to at the order, or why the order does not take it. */
  readonly lifted: Lifted | Refusal<Fact>;
  /** The approval that opened the gate of the ruling, if one was named. */
  readonly approval: Ruling['approval'];
}

/**
 * Decides on it (审查决定). What is upheld has the bank let go (telecom fraud law, art. 20: lifted at once): the facts of the order stand in the
 * same append, and need no approval unless the policy asks for one. The bank's answer closes the objection; an order that ended before leaves nothing to do.
 *
 * @returns the facts of the objection; or OBJECTION_STATE_FORBIDS, OBJECTION_REVIEWER_NOT_A_PERSON, OBJECTION_REVIEWER_INVOLVED,
 *   OBJECTION_OF_OTHER_REVIEWER, SAME_OFFICER_TWICE, why the order does not take it
 */
export function decideObjection(
  objection: Objection,
  { outcome, reason, narrowedToFen, officers }: DecideObjection,
  known: Deciding,
  context: Context,
): Decision<ObjectionFacts> {
  const command = outcome === 'rejected' ? 'reject' : 'uphold';
  const refusal =
    objectionLifecycle.refusal(objection.status, command) ??
    reviewerRefusal(objection, known, context.actor) ??
    signingRefusal(officers, known.orderers);
  if (refusal !== undefined) return refusal;
  const ruling = rulingOf({ outcome, reason, narrowedToFen, officers }, known, context);
  if (outcome !== 'rejected') return ruled(objection, { type: 'objection.upheld', ruling }, known, context);
  return accept<ObjectionFacts>(
    { type: 'objection.rejected', data: { at: context.now, ruling } },
    { type: 'open-objections.ended', data: { at: context.now, objectionId: objection.objectionId } },
  );
}

/** A ruling by the actor. */
export function rulingOf(
  { outcome, reason, narrowedToFen, officers }: Omit<DecideObjection, 'approvalId'>,
  { name, approval }: Pick<Deciding, 'name' | 'approval'>,
  { actor }: Pick<Context, 'actor'>,
): Ruling {
  return { outcome, reason, officers, by: byOf({ actor, name }), ...defined({ narrowedToFen, approval }) };
}

/** For the person: the ruling, and that it is closed if the bank has nothing to do. */
export function ruled(
  { objectionId, objector, status, supervision }: Objection,
  how: { readonly type: 'objection.upheld' | 'objection.corrected'; readonly ruling: Ruling },
  { lifted }: Pick<Deciding, 'lifted'>,
  { now: at }: Context,
): Decision<ObjectionFacts> {
  if (lifted.kind === 'refusal') return { ...lifted, facts: [] };
  const { ruling } = how;
  const fact: ObjectionFact =
    how.type === 'objection.upheld'
      ? { type: how.type, data: { at, ruling } }
      : { type: how.type, data: { at, of: supervision?.of ?? 'city', ruling } };
  const wasOver = status === 'rejected';
  if (lifted.done) return accept<ObjectionFacts>(fact, ...closing(objectionId, at, !wasOver));
  // one that was over is open again, so that the bank's answer finds it
  return wasOver
    ? accept<ObjectionFacts>(fact, { type: 'open-objections.begun', data: { at, objectionId, objector } })
    : accept<ObjectionFacts>(fact);
}

function closing(objectionId: string, at: string, wasOpen: boolean): readonly (ObjectionFact | OpenObjectionsFact)[] {
  return [
    { type: 'objection.closed', data: { at } },
    ...(wasOpen ? [{ type: 'open-objections.ended' as const, data: { at, objectionId } }] : []),
  ];
}

/**
 * The bank's answer closes an objection for the person.
 *
 * @returns the facts, or none if the bank has not done it, or it was closed before
 */
export function closeObjection(objection: Objection, order: StopOrder, { now }: Pick<Context, 'now'>): Decision<ObjectionFacts> {
  if (!objectionLifecycle.allows(objection.status, 'close') || !isCarriedOut(objection, order)) return accept();
  return accept<ObjectionFacts>(...closing(objection.objectionId, now, true));
}

/** The bank's answer, as the order keeps it. */
interface Declined extends Omit<BankRefusal, 'refusedAt' | 'again'> {
  readonly at: string;
}

/**
 * The bank declined what carries the ruling out: it stands on the objection, and officers order it again.
 *
 * @returns `objection.bank-refused`, or none if the refusal is on record, or leaves nothing undone
 */
export function noteRefusal(
  objection: Objection,
  { at: refusedAt, instruction, instructionId, code }: Declined,
  order: StopOrder,
  { now }: Pick<Context, 'now'>,
): Decision<ObjectionFact> {
  const { status, reviewer, bankRefusals = [] } = objection;
  const refused = { refusedAt, instruction, code, ...defined({ instructionId }) };
  const isKnown = bankRefusals.some((one) => one.refusedAt === refusedAt && one.instructionId === instructionId);
  if (!objectionLifecycle.allows(status, 'noteRefusal') || isKnown) return accept();
  if (!carriesRuling(instruction) || isCarriedOut(objection, order)) return accept();
  const told = reviewer === undefined ? {} : { reviewer: reviewerTold(reviewer) };
  return accept({ type: 'objection.bank-refused', data: { at: now, ...refused, ...told } });
}

/**
 * Officers order again what carries the ruling out: the bank declined it, or left it unanswered.
 *
 * @returns `objection.ordered-again`, and that it is closed if the bank has nothing to do any more; or OBJECTION_STATE_FORBIDS,
 *   SAME_OFFICER_TWICE, why the order does not take it
 */
export function orderAgain(
  { objectionId, status }: Objection,
  { reason, officers }: OrderAgain,
  { name, lifted }: Pick<Deciding, 'name' | 'lifted'>,
  { now, actor }: Context,
): Decision<ObjectionFacts> {
  const refusal = objectionLifecycle.refusal(status, 'orderAgain') ?? sameOfficerTwice(officers);
  if (refusal !== undefined) return refusal;
  if (lifted.kind === 'refusal') return { ...lifted, facts: [] };
  return accept<ObjectionFacts>(
    { type: 'objection.ordered-again', data: { at: now, by: byOf({ actor, name }), reason, officers } },
    ...(lifted.done ? closing(objectionId, now, true) : []),
  );
}

/**
 * The person takes it back (撤回), by the office that raised it.
 *
 * @returns `objection.withdrawn`, or OBJECTION_STATE_FORBIDS
 */
export function withdrawObjection(
  objection: Objection,
  { reason }: WithdrawObjection,
  { name }: { readonly name: string },
  { now, actor }: Context,
): Decision<ObjectionFacts> {
  const { objectionId, status } = objection;
  return (
    objectionLifecycle.refusal(status, 'withdraw') ??
    accept<ObjectionFacts>(
      { type: 'objection.withdrawn', data: { at: now, reason, by: byOf({ actor, name }) } },
      { type: 'open-objections.ended', data: { at: now, objectionId } },
    )
  );
}

/**
 * Why the actor may not rule on it: a person does, who had no part in ordering the measure, and the one it was assigned to. The city may
 * always take it on.
 */
export function reviewerRefusal(
  { reviewer }: Objection,
  { name, orderers }: Pick<Deciding, 'name' | 'orderers'>,
  { agency, subject, district, isPerson }: Actor,
): Refusal | undefined {
  if (isPerson !== true) return refuse('OBJECTION_REVIEWER_NOT_A_PERSON');
  if (orderers !== undefined && hasOrdered({ agency, subject, name }, orderers)) return refuse('OBJECTION_REVIEWER_INVOLVED');
  if (reviewer === undefined || district === undefined) return undefined;
  const isAssigned = reviewer.agency === agency && (reviewer.person === undefined || reviewer.person === subject);
  return isAssigned ? undefined : refuse('OBJECTION_OF_OTHER_REVIEWER');
}

/** @returns SAME_OFFICER_TWICE, OBJECTION_REVIEWER_INVOLVED, or undefined */
export function signingRefusal(officers: readonly Officer[], orderers: Orderers | undefined): Refusal | undefined {
  const twice = sameOfficerTwice(officers);
  if (twice !== undefined) return twice;
  const signs = orderers === undefined ? -1 : signingOrderer(officers, orderers);
  return signs < 0 ? undefined : refuse('OBJECTION_REVIEWER_INVOLVED', { paths: [`/officers/${signs}`] });
}
