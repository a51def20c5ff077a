import { openGate } from '../../shared/approvals/open-gate.ts';
import { Approvals } from '../../shared/approvals/streams.ts';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import { Banks } from '../../shared/banks/streams.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import { commandOn, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { invalid } from '../../shared/http/read-request.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { attentionKey } from '../../shared/journal/keys.ts';
import { type AnyLoaded, fresh } from '../../shared/journal/stream.ts';
import { type Plan, planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { OrderProtection } from '../../shared/protective-measures/bodies.ts';
import { protectionThing } from '../../shared/protective-measures/kind.ts';
import type { ProtectiveMeasure } from '../../shared/protective-measures/model.ts';
import {
  joinProtection,
  type KnownToOrder,
  liftProtection,
  orderProtection,
  prolongProtection,
  stands,
} from '../../shared/protective-measures/protect.ts';
import type { ProtectionFact } from '../../shared/protective-measures/protection-facts.ts';
import { ProtectedPlaces, ProtectiveMeasures } from '../../shared/protective-measures/streams.ts';
import { protectionEntry, protectionView } from '../../shared/protective-measures/views.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfStates } from '../platform/paging.ts';
import type { protectionRoutes } from './routes.ts';

type Routes = typeof protectionRoutes;
type MeasureCall = Call & {
  readonly params: { readonly protectionId: string };
  answer(status: 200, view: ReturnType<typeof protectionView>, version: number): StoredAnswer;
};

const measure: Target<MeasureCall, ProtectiveMeasure, ProtectionFact> = {
  load: ({ params }, journal) => journal.load(ProtectiveMeasures, params.protectionId),
  thing: protectionThing,
  answer: (request, { state, version }) => request.answer(200, protectionView(state, version), version),
};
const onMeasure = commandOn(measure);

export const protectionOperations: Operations<Routes, ApiTools> = {
  orderProtection: async (request, { journal, dataKeys }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { bankId, account, district = request.actor.district } = request.body;
    if (district === undefined) return refuse('PROTECTION_DISTRICT_MISSING', { paths: ['/district'] });
    const key = accountKey((await dataKeys()).accounts, bankId, account.number);
    const known = { accountKey: key, district, name: request.callerName };
    return carryOut(request, journal, () => ordered(request, known, journal));
  },

  listProtections: async (request, tools) => {
    const { district = request.actor.district } = request.query;
    if (district === undefined)
      return invalid({ in: 'query', path: '/district', rule: 'is required of agencies of the whole city' });
    const access = request.allowed({ district });
    if (access.kind === 'refusal') return access;
    const pk = attentionKey(ProtectiveMeasures.name, district);
    const page = await pageOfStates(request, tools, ProtectiveMeasures, { index: 'attention', pk });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.items.map(({ state }) => protectionEntry(state)), ...page.next });
  },

  getProtection: readOn(measure),

  liftProtection: onMeasure<ApiRequest<Routes['liftProtection']>, ApiTools>((state, input, context, { request }) =>
    withQuestion(liftProtection(state, input, { name: request.callerName }, context)),
  ),

  prolongProtection: onMeasure<ApiRequest<Routes['prolongProtection']>, ApiTools>((state, input, context, { request }) =>
    withQuestion(prolongProtection(state, input, { name: request.callerName }, context)),
  ),
};

/** A decision with the stream of the question to the bank that it asks. */
function withQuestion(decision: Decision<Fact>) {
  return { decision, streams: questionsIn(decision.facts) };
}

function questionsIn(facts: readonly Fact[]): readonly AnyLoaded[] {
  return facts.flatMap((fact) => {
    const asked = BankQuestions.fact.safeParse(fact).data;
    return asked?.type === 'bank-question.asked' ? [fresh(BankQuestions, asked.data.instructionId)] : [];
  });
}

/**
 * The measure, or the one that stands on the account already. The place of the account is read first and written with a new measure: of two at
 * once one stands, and the other is decided again and joins it.
 */
async function ordered(
  request: ApiRequest<Routes['orderProtection']>,
  known: KnownToOrder,
  journal: Journal,
): Promise<Plan | Refusal<Fact>> {
  const { body } = request;
  const context = request.context();
  const place = await journal.load(ProtectedPlaces, known.accountKey);
  const before = place.state === undefined ? undefined : await journal.load(ProtectiveMeasures, place.state.protectionId);
  if (before?.state !== undefined && stands(before.state, context.now)) {
    const view = (loaded: typeof before) =>
      protectionView(loaded.state ?? impossible('a measure that stands has a state'), loaded.version);
    return planFrom(joinProtection(before.state, body, known, context), [before], (after) =>
      request.answer(200, { ...view(after(before)), joinedNow: true }),
    );
  }
  const bank = await journal.load(Banks, body.bankId);
  if (bank.state === undefined) return refuse('BANK_UNKNOWN', { paths: ['/bankId'] });
  const made = orderProtection(body, known, context);
  if (made.kind === 'refusal') return made;
  const approved = await approvalOf(body, known, journal, context);
  if (approved.kind === 'refusal') return approved;
  const measureOf = fresh(ProtectiveMeasures, made.made);
  const facts = [...made.facts, ...approved.facts];
  return planFrom(accept<Fact>(...facts), [measureOf, place, ...questionsIn(facts), ...approved.streams], (after) => {
    const { state, version } = after(measureOf);
    return request.answer(201, protectionView(state ?? impossible('a measure was made without a state'), version), version);
  });
}

interface Approved {
  readonly kind: 'approved';
  readonly facts: readonly Fact[];
  readonly streams: readonly AnyLoaded[];
}

/** The approval in place of a consent: it opens the gate once, for exactly this. */
async function approvalOf(
  { approvalId, bankId, kind, limitFen, termHours, officer }: OrderProtection,
  known: Pick<KnownToOrder, 'accountKey'>,
  journal: Journal,
  context: Context,
): Promise<Approved | Refusal> {
  if (approvalId === undefined) return { kind: 'approved', facts: [], streams: [] };
  const approval = await journal.load(Approvals, approvalId);
  const act = { gate: 'protect', bankId, accountKey: known.accountKey, measure: kind, limitFen, termHours } as const;
  const opened = openGate(approval.state, act, { officers: [officer] }, context);
  return opened.kind === 'refusal' ? opened : { kind: 'approved', facts: [opened.fact], streams: [approval] };
}
