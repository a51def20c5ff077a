import { whoMay } from '../../shared/access/who-may.ts';
import { restsOnRegister } from '../../shared/freezes/account/account-facts.ts';
import { rulingMatter } from '../../shared/freezes/order/questions.ts';
import { AccountRegisters } from '../../shared/freezes/streams.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, type Decided, findOn, type Present, type Reach } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact } from '../../shared/kernel/decision.ts';
import type { Officer } from '../../shared/kernel/people.ts';
import type { AssignObjection, OrderAgain } from '../../shared/objections/bodies.ts';
import {
  assignObjection,
  type Deciding,
  decideObjection,
  orderAgain,
  withdrawObjection,
} from '../../shared/objections/decide-objection.ts';
import { askInformation, giveInformation } from '../../shared/objections/inform.ts';
import { objectionThing } from '../../shared/objections/kind.ts';
import type { Objection } from '../../shared/objections/model.ts';
import type { ObjectionFact } from '../../shared/objections/objection-facts.ts';
import { OpenObjections } from '../../shared/objections/open-objections.ts';
import { Objections } from '../../shared/objections/streams.ts';
import { answerSupervision, requestSupervision, respondToSupervision } from '../../shared/objections/supervise.ts';
import { approvalNamed, approvalOf, tryGate, withApproval } from '../lookups/approvals.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import { whoOrdered } from '../lookups/who-ordered.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { ObjectionAnswer } from './answers.ts';
import { lift, liftAgain } from './lift.ts';
import { listObjections } from './list.ts';
import { raiseOperation } from './raise.ts';
import type { objectionRoutes } from './routes.ts';
import { type Around, aroundOf, readerOf, shownTag, viewOf } from './shown.ts';

/** The objection that a path names. A reader of a part knows what it is shown, and no version. */
const objection: Reach<Call & { readonly params: { readonly objectionId: string } }, Objection, ObjectionFact> = {
  load: ({ params }, journal) => journal.load(Objections, params.objectionId),
  thing: objectionThing,
  shown: (state, request) => shownTag(state, readerOf(request, state)),
};
const onObjection = commandOn(objection);

interface ObjectionCall<Body> extends Call {
  readonly params: { readonly objectionId: string };
  readonly body: Body;
  answer(status: 200, view: ObjectionAnswer, tag: number | string): StoredAnswer;
}

/** A decider that needs no more than the caller's name. */
type Decide<Body> = (state: Objection, input: Body, known: Caller, context: Context) => Decision<Fact>;
type Caller = Pick<Deciding, 'name'>;

/** The operation that runs this decider on an objection, and answers with it as the caller sees it then. */
function command<Body>(decide: Decide<Body>) {
  return onObjection<ObjectionCall<Body>, ApiTools>(async (state, body, context, { request, tools: { journal } }) => {
    const around = await aroundOf(state, journal);
    const decision = decide(state, body, { name: request.callerName }, context);
    return { decision, answer: answered(request, around) };
  });
}

/** The same of a decider that ends the objection: one of the same person can be raised then. */
function ending<Body>(decide: Decide<Body>) {
  return onObjection<ObjectionCall<Body>, ApiTools>(async (state, body, context, { request, tools: { journal } }) => {
    const [around, open] = await Promise.all([aroundOf(state, journal), journal.load(OpenObjections, state.openUnder)]);
    const decision = decide(state, body, { name: request.callerName }, context);
    return { decision, streams: [open], answer: answered(request, around) };
  });
}

/** A body that rules on the objection. */
interface Ruled {
  readonly narrowedToFen?: number | undefined;
  readonly officers: readonly Officer[];
  readonly approvalId?: string | undefined;
}

/**
 * The same of a ruling. If it is for the person, the facts of the order and its account stand in the same append; if nothing moves, the order
 * has to stay as it was read.
 */
function ruling<Body extends Ruled>(
  decide: (state: Objection, input: Body, known: Deciding, context: Context) => Decision<Fact>,
  isForPerson: (input: Body) => boolean,
) {
  return onObjection<ObjectionCall<Body>, ApiTools>(async (state, body, context, { request, tools: { journal } }) => {
    const around = await aroundOf(state, journal);
    const order = around.order?.state;
    const [open, register, orderers, named] = await Promise.all([
      journal.load(OpenObjections, state.openUnder),
      order === undefined ? undefined : journal.load(AccountRegisters, order.accountKey),
      orderersOf(around, journal),
      approvalNamed(journal, body),
    ]);
    const opening = tryGate(named, order && rulingMatter(order, state.objectionId), body, context);
    const approval = approvalOf(opening, body);
    const lifted = lift(state, body, { order, register: register?.state, approval }, context);
    const decided = decide(state, body, { name: request.callerName, orderers, lifted, approval }, context);
    const follows = decided.kind === 'acceptance' && lifted.kind === 'lifted' && isForPerson(body) ? lifted.facts : [];
    const decision = withApproval<Fact>(
      decided.kind === 'refusal' ? decided : accept<Fact>(...decided.facts, ...follows),
      opening,
    );
    const rests = order === undefined || register === undefined ? [] : restsOnRegister(order, register, follows);
    return {
      decision,
      streams: [open, around.order, register, named].filter((one) => one !== undefined),
      rests: [...rests, ...(around.order === undefined || follows.length > 0 ? [] : [around.order])],
      answer: answered(request, around),
    };
  });
}

/** Orders again what the bank declined: the facts of the order and its account stand in the same append. */
const orderAgainOperation = onObjection<ObjectionCall<OrderAgain>, ApiTools>(
  async (state, body, context, { request, tools: { journal } }) => {
    const around = await aroundOf(state, journal);
    const order = around.order?.state;
    const [open, register] = await Promise.all([
      journal.load(OpenObjections, state.openUnder),
      order === undefined ? undefined : journal.load(AccountRegisters, order.accountKey),
    ]);
    const lifted = liftAgain(state, body, { order, register: register?.state }, context);
    const decided = orderAgain(state, body, { name: request.callerName, lifted }, context);
    const follows = decided.kind === 'acceptance' && lifted.kind === 'lifted' ? lifted.facts : [];
    return {
      decision: decided.kind === 'refusal' ? decided : accept<Fact>(...decided.facts, ...follows),
      streams: [open, around.order, register].filter((one) => one !== undefined),
      rests: order === undefined || register === undefined ? [] : restsOnRegister(order, register, follows),
      answer: answered(request, around),
    };
  },
);

function answered(
  request: Pick<ObjectionCall<unknown>, 'answer'> & Call,
  around: Around,
): NonNullable<Decided<Objection>['answer']> {
  return (after, other) => {
    const order = around.order === undefined ? undefined : other(around.order).state;
    const { view, tag } = viewOf(request, after, around, order);
    return request.answer(200, view, tag);
  };
}

/** The agency that a body names as the reviewer must be able to review. */
function reviewing({ reviewer }: AssignObjection) {
  return [{ agency: reviewer.agency, path: '/reviewer/agency', kinds: whoMay('objection.review', 'deputy') }];
}

export const objectionOperations: Operations<typeof objectionRoutes, ApiTools> = {
  raiseObjection: raiseOperation,
  listObjections,

  getObjection: async (request, { journal }) => {
    const found = await findOn(objection, request, journal);
    if (found.kind === 'refusal') return found;
    const around = await aroundOf(found.state, journal);
    const present: Present<Objection> = { state: found.state, version: found.loaded.version };
    const { view, tag } = viewOf(request, present, around, around.order?.state);
    return request.answer(200, view, tag);
  },

  assignObjection: onObjection<ObjectionCall<AssignObjection>, ApiTools>(
    async (state, input, context, { request, tools: { journal } }) => {
      const around = await aroundOf(state, journal);
      const orderers = await orderersOf(around, journal);
      const assigned = assignObjection(state, input, { name: request.callerName, orderers }, context);
      const decision = await ifRegistered(journal, assigned, reviewing(input));
      return { decision, answer: answered(request, around) };
    },
  ),
  requestInformation: command(askInformation),
  giveInformation: command(giveInformation),
  decideObjection: ruling(decideObjection, ({ outcome }) => outcome !== 'rejected'),
  orderObjectionAgain: orderAgainOperation,
  withdrawObjection: ending(withdrawObjection),
  requestSupervision: command(requestSupervision),
  answerSupervision: command(answerSupervision),
  respondToSupervision: ruling(respondToSupervision, ({ outcome }) => outcome === 'comply'),
};

async function orderersOf({ order }: Around, journal: Journal) {
  return order?.state === undefined ? undefined : whoOrdered(journal, order.state);
}
