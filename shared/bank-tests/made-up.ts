import type { OrderDocument } from '../freezes/model.ts';
import type { InstructionKind } from '../freezes/order/instructions.ts';

/** The agency in whose name tests are sent. No such agency is registered. */
export const TEST_AGENCY = 'cordon-test';

const officers = [
  { name: '测试警官甲', badge: '000001', phone: '010-00000001' },
  { name: '测试警官乙', badge: '000002', phone: '010-00000002' },
];

/** The account that a test names if the bank names none. No bank has its number. */
export const TEST_ACCOUNT = { accountName: '测试账户', accountNumber: '6200000000000000000', accountKind: 'personal' } as const;

/** The sum of the transfer that a test names, in fen. */
export const TEST_SUM = 1_000_000;

/** What a bank goes on holding in a test, in fen, after it held the sum of the transfer. */
export const NARROWED_SUM = 400_000;

/** The payee of a test. No bank has this account. */
export const TEST_PAYEE = { bankId: 'cordon-test', accountName: '测试收款人', accountNumber: '6200000000000000018' } as const;

/** People and papers of tests. None of them exists. @param now when the papers were issued, ISO 8601 UTC */
export function madeUp(now: string) {
  const document = (kind: OrderDocument['kind']): OrderDocument => ({ kind, number: 'TEST-0001', issuedAt: now });
  const paper: Partial<Readonly<Record<InstructionKind, OrderDocument>>> = {
    freeze: document('freeze-notice'),
    renew: document('renewal-notice'),
    unfreeze: document('release-notice'),
  };
  return {
    officers,
    signed: { officers, reason: '接口测试，非真实止付 (interface test: no real account)' },
    paper,
    filing: { caseNumber: 'TEST-0001', filedAt: now, decisionNumber: 'TEST-0001' },
    contact: { name: '测试值班', dutyPhone: '010-00000000' },
  } as const;
}
