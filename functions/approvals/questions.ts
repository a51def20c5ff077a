import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Action } from '../../shared/access/policy.ts';
import { alertThing, ReadAlerts } from '../../shared/alerts/kind.ts';
import type { AskApproval, AskFor } from '../../shared/approvals/bodies.ts';
import type { Question } from '../../shared/approvals/model.ts';
import { caseNumberKey } from '../../shared/cases/pointers.ts';
import { CaseNumbers } from '../../shared/cases/streams.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { outsideFilingQuestion } from '../../shared/freezes/order/outside-filing.ts';
import { freezeQuestion, releaseQuestion, renewalQuestion } from '../../shared/freezes/order/questions.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { AnyLoaded, Loaded } from '../../shared/journal/stream.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { listedCaseThing } from '../../shared/listed-cases/kind.ts';
import { delistingQuestion, extensionQuestion, listingQuestion } from '../../shared/listed-cases/questions.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { objectionThing } from '../../shared/objections/kind.ts';
import { Objections } from '../../shared/objections/streams.ts';
import { protectionQuestion } from '../../shared/protective-measures/question.ts';
import { returnThing } from '../../shared/returns/kind.ts';
import { returnQuestion } from '../../shared/returns/round/questions.ts';
import { ReturnRounds } from '../../shared/returns/streams.ts';
import { filingOfAlert } from '../lookups/cases.ts';
import { freezeBasis } from '../lookups/freeze-basis.ts';
import { countedFreezes } from '../lookups/freezes-of-case.ts';
import type { ApiTools } from '../platform/api-tools.ts';

/** The question, and the streams that must stay as they were read while it is recorded. */
interface Asked {
  readonly kind: 'asked';
  readonly question: Question;
  readonly rests: readonly AnyLoaded[];
}

/** The caller's question, as the thing that it is about says it: those who may do the act may ask for its approval. */
export async function questionOf(
  call: Call,
  ask: AskApproval,
  { journal, dataKeys }: Pick<ApiTools, 'journal' | 'dataKeys'>,
): Promise<Asked | Rejection> {
  switch (ask.gate) {
    case 'freeze':
    case 'renewal':
    case 'release':
      return ofOrder(call, ask, journal);
    case 'listing':
    case 'extension':
    case 'delisting':
      return ofListing(call, ask, journal);
    case 'outside-filing':
      return ofAlarm(call, ask, journal);
    case 'return':
      return ofReturn(call, ask, journal);
    case 'protect':
      return ofProtection(call, ask, (await dataKeys()).accounts);
  }
}

async function ofOrder(call: Call, ask: AskFor<'freeze' | 'renewal' | 'release'>, journal: Journal): Promise<Asked | Rejection> {
  const order = await journal.load(StopOrders, ask.orderId);
  if (order.state === undefined) return refuse('NOT_FOUND');
  if (ask.gate === 'release' && ask.objectionId !== undefined) return ofRuling(call, order, ask.objectionId, journal);
  const denied = deniedTo(call, actionOf[ask.gate], orderThing(order.state));
  if (denied !== undefined) return denied;
  const context = call.context();
  if (ask.gate === 'renewal') return asked(renewalQuestion(order.state, ask, context), [order]);
  if (ask.gate === 'release') return asked(releaseQuestion(order.state, context), [order]);
  const { outsideFilingId } = ask;
  const basis = await freezeBasis(journal, order.state.alertId, { outsideFilingId }, context);
  const { filing, caseIds = [order.state.alertId] } = basis;
  const { freezes } = await countedFreezes(journal, caseIds, context);
  const question = freezeQuestion(order.state, ask, { filing, freezes }, context);
  const unfiled = question.kind === 'refusal' && question.code === 'CASE_NOT_FILED' ? basis.refusal : undefined;
  return asked(unfiled ?? question, [order, ...basis.rests]);
}

/** Of a ruling on an objection: its reviewers ask, who need not be of the agency that ordered. */
async function ofRuling(
  call: Call,
  order: Loaded<StopOrder, OrderFact>,
  objectionId: string,
  journal: Journal,
): Promise<Asked | Rejection> {
  const objection = await journal.load(Objections, objectionId);
  if (order.state === undefined || objection.state?.order?.orderId !== order.id) return refuse('NOT_FOUND');
  const denied = deniedTo(call, 'objection.review', objectionThing(objection.state));
  if (denied !== undefined) return denied;
  return asked(releaseQuestion(order.state, call.context(), objectionId), [order, objection]);
}

async function ofListing(
  call: Call,
  ask: AskFor<'listing' | 'extension' | 'delisting'>,
  journal: Journal,
): Promise<Asked | Rejection> {
  const listed = await journal.load(ListedCases, ask.listedCaseId);
  if (listed.state === undefined) return refuse('NOT_FOUND');
  const denied = deniedTo(call, actionOf[ask.gate], listedCaseThing(listed.state));
  if (denied !== undefined) return denied;
  const { actor } = call;
  if (ask.gate === 'listing') return asked(listingQuestion(listed.state, ask, actor), [listed]);
  if (ask.gate === 'extension') return asked(extensionQuestion(listed.state, ask, actor), [listed]);
  return asked(delistingQuestion(listed.state, actor), [listed]);
}

async function ofAlarm(call: Call, ask: AskFor<'outside-filing'>, journal: Journal): Promise<Asked | Rejection> {
  const alert = await journal.load(ReadAlerts, ask.alertId);
  if (alert.state === undefined) return refuse('NOT_FOUND');
  const denied = deniedTo(call, actionOf[ask.gate], alertThing(alert.state));
  if (denied !== undefined) return denied;
  const [own, place] = await Promise.all([
    filingOfAlert(journal, ask.alertId),
    journal.load(CaseNumbers, caseNumberKey(ask.filing.caseNumber)),
  ]);
  const { district, receivedAt } = alert.state;
  const alarm = { district, receivedAt, filing: own.filing, taken: place.state !== undefined };
  return asked(outsideFilingQuestion(alarm, ask, call.context()), [alert, ...own.rests, place]);
}

async function ofReturn(call: Call, ask: AskFor<'return'>, journal: Journal): Promise<Asked | Rejection> {
  const round = await journal.load(ReturnRounds, ask.returnId);
  if (round.state === undefined) return refuse('NOT_FOUND');
  const denied = deniedTo(call, actionOf.return, returnThing(round.state));
  return denied ?? asked(returnQuestion(round.state), [round]);
}

/** Any police may ask it: there is no thing yet, and the approval is for exactly this account. */
function ofProtection(call: Call, ask: AskFor<'protect'>, secret: string): Asked | Refusal {
  const { bankId, accountNumber, measure, limitFen, termHours, district = call.actor.district } = ask;
  const key = accountKey(secret, bankId, accountNumber);
  return asked(protectionQuestion({ bankId, accountKey: key, measure, limitFen, termHours, district }, call.context()), []);
}

function asked(question: Question | Refusal, rests: readonly AnyLoaded[]): Asked | Refusal {
  return question.kind === 'refusal' ? question : { kind: 'asked', question, rests };
}

/** The action of the act behind the gate. */
const actionOf = {
  freeze: 'order.freeze',
  renewal: 'order.renew',
  release: 'order.release',
  listing: 'listed-case.decide',
  extension: 'listed-case.extend',
  delisting: 'listed-case.delist',
  'outside-filing': 'freeze.request',
  return: 'return.work',
  protect: 'protection.order',
} as const satisfies Readonly<Record<AskApproval['gate'], Action>>;

function deniedTo({ actor }: Call, action: Action, thing: Thing): Refusal | undefined {
  const { outcome } = decideAccess(action, actor, thing);
  if (outcome === 'allowed') return undefined;
  return refuse(outcome === 'hidden' ? 'NOT_FOUND' : 'ACTION_NOT_ALLOWED');
}
