import { conformanceOf } from '../../shared/bank-tests/conformance.ts';
import { testThing } from '../../shared/bank-tests/kind.ts';
import { type StartTest, startTest } from '../../shared/bank-tests/start-test.ts';
import { Conformances, TestOrders } from '../../shared/bank-tests/streams.ts';
import { switchMode } from '../../shared/bank-tests/switch-mode.ts';
import { type TestView, testView } from '../../shared/bank-tests/views.ts';
import { bankThing } from '../../shared/banks/kind.ts';
import type { Bank, BankFact } from '../../shared/banks/model.ts';
import { Banks } from '../../shared/banks/streams.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { signedBy } from '../../shared/http/signed-by.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { bankTestRoutes } from './routes.ts';

interface TestCall extends Call {
  readonly body: StartTest;
  answer(status: 201, test: TestView): StoredAnswer;
}

/** Starts a test of the calling bank, whose signature was checked. */
const starting = createOn({
  type: TestOrders,
  answer: (request: TestCall, { state }) => request.answer(201, testView(state, request.context().now)),
})(async (input, context, { tools: { journal } }) => {
  const { agency: bankId } = context.actor;
  const [bank, conformance] = await Promise.all([journal.load(Banks, bankId), journal.load(Conformances, bankId)]);
  const known = { bank: bank.state, conformance: conformance.state };
  return { decision: startTest(input, known, context), streams: [conformance] };
});

/** The operations on the bank that a path names. */
const onBank = commandOn<Call & { readonly params: { readonly bankId: string } }, Bank, BankFact>({
  load: ({ params }, journal) => journal.load(Banks, params.bankId),
  thing: ({ bankId }) => bankThing(bankId),
});

export const bankTestOperations: Operations<typeof bankTestRoutes, ApiTools> = {
  startTest: async (request, tools) => {
    const { agency: bankId } = request.actor;
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const signed = await signedBy(request, (await tools.journal.load(Banks, bankId)).state);
    if (signed.kind === 'refusal') return signed;
    return starting(request, tools);
  },

  getTest: async (request, { journal, now }) => {
    const { state: test } = await journal.load(TestOrders, request.params.testOrderId);
    if (test === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(testThing(test.order));
    return access.kind === 'refusal' ? access : request.answer(200, testView(test, now()));
  },

  getOwnConformance: async (request, { journal, now }) => {
    const { agency: bankId } = request.actor;
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const [bank, conformance] = await Promise.all([journal.load(Banks, bankId), journal.load(Conformances, bankId)]);
    return bank.state === undefined
      ? refuse('BANK_UNKNOWN')
      : request.answer(200, conformanceOf(bank.state, conformance.state, now()));
  },

  getConformance: async (request, { journal, now }) => {
    const { bankId } = request.params;
    const [bank, conformance] = await Promise.all([journal.load(Banks, bankId), journal.load(Conformances, bankId)]);
    if (bank.state === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(bankThing(bankId));
    return access.kind === 'refusal' ? access : request.answer(200, conformanceOf(bank.state, conformance.state, now()));
  },

  switchMode: onBank<ApiRequest<typeof bankTestRoutes.switchMode>, ApiTools>(async (bank, input, context, { request, tools }) => {
    const conformance = await tools.journal.load(Conformances, bank.bankId);
    return {
      decision: switchMode(bank, input, conformance.state, context),
      // a test that fails at this moment bars the switch
      rests: [conformance],
      answer: ({ state }) => request.answer(200, conformanceOf(state, conformance.state, context.now)),
    };
  }),
};
