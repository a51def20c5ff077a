import type { AskedOfBank } from '../../shared/bank-questions/question/bodies.ts';
import type { AskedKind } from '../../shared/bank-questions/question/model.ts';
import { pushExamples } from '../bank-orders/push-examples.ts';

const { orderId, authority } = pushExamples.stop;
const { agency, district, officers, reason } = authority;

/** The parts of every question in the example, of the order in the examples of instructions; the account is made up. */
const common = {
  ...{ orderId, accountNumber: '6200000000000000002', accountKind: 'personal' },
  issuedAt: '2026-11-22T02:33:00.000Z',
  authority: { agency, district, officers, reason },
} satisfies Omit<AskedOfBank, 'instruction' | 'instructionId' | 'dueAt'>;

const protectionId = 'prm_01KB0M0Z8M0000000000000004';

/** The same beside any order: a person's own account. */
const { orderId: _none, ...ofNoOrder } = common;
const beside = { ...ofNoOrder, accountName: '王某', accountNumber: '6200000000000000021' };

const watchId = 'wch_01KB0M0Z8M0000000000000003';

/** A push of each question, for the API's document. */
export const questionExamples: Readonly<Record<AskedKind, AskedOfBank>> = {
  statement: {
    ...common,
    instruction: 'statement',
    instructionId: 'ins_01KB0M0Z8M0000000000000021',
    statementId: 'stm_01KB0M0Z8M0000000000000001',
    from: '2026-11-15T16:00:00.000Z',
    to: '2026-11-22T01:30:00.000Z',
    dueAt: '2026-11-23T02:33:00.000Z',
  },
  'whose-account': {
    ...common,
    instruction: 'whose-account',
    instructionId: 'ins_01KB0M0Z8M0000000000000022',
    holderRequestId: 'hld_01KB0M0Z8M0000000000000002',
    dueAt: '2026-11-22T04:33:00.000Z',
  },
  watch: {
    ...common,
    instruction: 'watch',
    instructionId: 'ins_01KB0M0Z8M0000000000000023',
    watchId,
    until: '2026-11-29T02:33:00.000Z',
    dueAt: '2026-11-22T03:03:00.000Z',
  },
  'watch-end': {
    ...common,
    issuedAt: '2026-11-24T02:00:00.000Z',
    instruction: 'watch-end',
    instructionId: 'ins_01KB0M0Z8M0000000000000024',
    watchId,
    dueAt: '2026-11-25T02:00:00.000Z',
  },
  return: {
    ...common,
    issuedAt: '2027-01-11T02:00:00.000Z',
    instruction: 'return',
    instructionId: 'ins_01KB0M0Z8M0000000000000025',
    paymentId: 'rpy_01KB0M0Z8M0000000000000001',
    fen: 8_000_000,
    payTo: { bankId: 'yanjing', accountName: '王某', accountNumber: '6200000000000000021' },
    dueAt: '2027-01-14T16:00:00.000Z',
  },
  protect: {
    ...beside,
    instruction: 'protect',
    instructionId: 'ins_01KB0M0Z8M0000000000000026',
    protectionId,
    measure: 'day-limit',
    limitFen: 100_000,
    until: '2026-11-25T02:33:00.000Z',
    dueAt: '2026-11-22T03:03:00.000Z',
  },
  unprotect: {
    ...beside,
    issuedAt: '2026-11-23T02:00:00.000Z',
    instruction: 'unprotect',
    instructionId: 'ins_01KB0M0Z8M0000000000000027',
    protectionId,
    dueAt: '2026-11-23T02:10:00.000Z',
  },
};
