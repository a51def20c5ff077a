import { conformanceOf } from '../../shared/bank-tests/conformance.ts';
import { testThing } from '../../shared/bank-tests/kind.ts';
import { startTest } from '../../shared/bank-tests/start-test.ts';
import { Conformances, TestOrders } from '../../shared/bank-tests/streams.ts';
import { switchMode } from '../../shared/bank-tests/switch-mode.ts';
import { testView } from '../../shared/bank-tests/views.ts';
import { bankThing } from '../../shared/banks/kind.ts';
import { Banks } from '../../shared/banks/streams.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { signedBy } from '../../shared/http/signed-by.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { noState } from '../platform/no-state.ts';
import type { bankTestRoutes } from './routes.ts';

export const bankTestOperations: Operations<typeof bankTestRoutes, ApiTools> = {
  startTest: async (request, { journal }) => {
    const { agency: bankId } = request.actor;
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const signed = await signedBy(request, (await journal.load(Banks, bankId)).state);
    if (signed.kind === 'refusal') return signed;
    return carryOut(request, journal, async () => {
      const context = request.context();
      const [bank, conformance] = await Promise.all([journal.load(Banks, bankId), journal.load(Conformances, bankId)]);
      const test = fresh(TestOrders, context.newId('tst'));
      const known = { testOrderId: test.id, bank: bank.state, conformance: conformance.state };
      const decision = startTest(request.body, known, context);
      return planFrom(decision, [test, conformance], (after) =>
        request.answer(201, testView(after(test).state ?? noState(), context.now)),
      );
    });
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

  switchMode: async (request, { journal }) => {
    const { bankId } = request.params;
    return carryOut(request, journal, async () => {
      const [bank, conformance] = await Promise.all([journal.load(Banks, bankId), journal.load(Conformances, bankId)]);
      if (bank.state === undefined) return refuse('NOT_FOUND');
      const access = request.allowed(bankThing(bankId));
      if (access.kind === 'refusal') return access;
      const context = request.context();
      const plan = planFrom(switchMode(bank.state, request.body, conformance.state, context), [bank], (after) =>
        request.answer(200, conformanceOf(after(bank).state ?? noState(), conformance.state, context.now)),
      );
      // a test that fails at this moment bars the switch
      return plan.kind === 'refusal' ? plan : { ...plan, requires: [conformance] };
    });
  },
};
