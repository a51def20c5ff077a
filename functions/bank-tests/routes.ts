import * as z from 'zod';
import { ConformanceReport } from '../../shared/bank-tests/conformance.ts';
import { StartTest } from '../../shared/bank-tests/start-test.ts';
import { TestView } from '../../shared/bank-tests/views.ts';
import { SwitchMode } from '../../shared/banks/model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { AgencyId, TestOrderId } from '../../shared/kernel/ids.ts';

const OfBank = z.strictObject({ bankId: AgencyId });

export const bankTestRoutes = defineRoutes({
  startTest: {
    method: 'POST',
    path: '/v1/bank/test-orders',
    summary: 'Start a test order: it comes and is answered like a real one, stops no account, and counts in no figure',
    tag: 'bank side',
    access: { action: 'bank.test' },
    body: StartTest,
    answers: { 201: TestView },
    refusals: ['BANK_UNKNOWN', 'ENDPOINT_NOT_REGISTERED', 'TOO_MANY_TESTS'],
    signed: true,
    example: { scenario: 'retry' },
  },
  getTest: {
    method: 'GET',
    path: '/v1/bank/test-orders/{testOrderId}',
    summary: 'Read the state of a test: what was pushed, what is still awaited, what went wrong',
    tag: 'bank side',
    access: { action: 'bank-order.read' },
    params: z.strictObject({ testOrderId: TestOrderId }),
    answers: { 200: TestView },
    refusals: [],
  },
  getOwnConformance: {
    method: 'GET',
    path: '/v1/bank/conformance',
    summary: 'Read the state of the tests of the calling bank, and what it lacks to be switched live',
    tag: 'bank side',
    access: { action: 'bank.test' },
    answers: { 200: ConformanceReport },
    refusals: ['BANK_UNKNOWN'],
  },
  getConformance: {
    method: 'GET',
    path: '/v1/banks/{bankId}/conformance',
    summary: 'Read the state of the tests of a bank',
    tag: 'banks',
    access: { action: 'bank.read-conformance' },
    params: OfBank,
    answers: { 200: ConformanceReport },
    refusals: [],
  },
  switchMode: {
    method: 'PUT',
    path: '/v1/banks/{bankId}/mode',
    summary: 'Switch a bank live once it has passed its tests, or back to testing',
    tag: 'banks',
    access: { action: 'bank.switch-mode' },
    params: OfBank,
    body: SwitchMode,
    answers: { 200: ConformanceReport },
    refusals: ['CONFORMANCE_NOT_PASSED'],
    example: { mode: 'live', reason: 'All tests passed on 2026-11-20.' },
  },
});
