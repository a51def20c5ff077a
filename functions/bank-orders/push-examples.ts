import type { BankInstruction } from '../../shared/freezes/answers.ts';
import type { InstructionKind } from '../../shared/freezes/order/instructions.ts';

const transfer = {
  amountFen: 20_000_000,
  currency: 'CNY',
  at: '2026-11-22T01:20:00.000Z',
  serial: 'TX202611220920000007',
} as const;

/** The parts of every instruction in the example; the account and the people are made up. */
const common = {
  orderId: 'ord_01KB0M0Z8M0000000000000001',
  tier: 1,
  urgency: 'urgent',
  check: ['account-name', 'account-number', 'amount', 'time'],
  accountName: '刘某',
  accountNumber: '6200000000000000002',
  accountKind: 'personal',
  transfer,
  transfers: [transfer],
  issuedAt: '2026-11-22T01:33:00.000Z',
  dueAt: '2026-11-22T02:00:00.000Z',
  authority: {
    agency: 'police-haidian',
    district: 'haidian',
    officers: [
      { name: '高某', badge: '012345', phone: '010-66000011' },
      { name: '林某', badge: '012346', phone: '010-66000012' },
    ],
    requestId: 'frq_01KB0M0Z8M0000000000000001',
    reason: '电信网络诈骗',
  },
  documents: [],
} satisfies Omit<BankInstruction, 'instruction' | 'instructionId'>;

/** An hour later each, as an officer may order them. */
const later = { issuedAt: '2026-11-22T02:33:00.000Z', dueAt: '2026-11-22T03:03:00.000Z' };

const filed = {
  ...common.authority,
  caseNumber: '京公海立字〔2026〕1234号',
  decisionNumber: '京公海立决字〔2026〕1234号',
  contact: { name: '高某', dutyPhone: '010-66000011' },
};

const paper = (kind: BankInstruction['documents'][number]['kind'], number: string) => ({
  kind,
  number,
  issuedAt: '2026-11-22T02:30:00.000Z',
});

/** A push of each instruction, for the API's document. */
export const pushExamples: Readonly<Record<InstructionKind, BankInstruction>> = {
  stop: { ...common, instruction: 'stop', instructionId: 'ins_01KB0M0Z8M0000000000000001' },
  recall: {
    ...common,
    issuedAt: '2026-11-22T01:40:00.000Z',
    instruction: 'recall',
    instructionId: 'ins_01KB0M0Z8M0000000000000007',
  },
  extend: { ...common, ...later, instruction: 'extend', instructionId: 'ins_01KB0M0Z8M0000000000000002' },
  release: { ...common, ...later, instruction: 'release', instructionId: 'ins_01KB0M0Z8M0000000000000003' },
  freeze: {
    ...common,
    ...later,
    instruction: 'freeze',
    instructionId: 'ins_01KB0M0Z8M0000000000000004',
    termMonths: 6,
    amountFen: 20_000_000,
    authority: filed,
    documents: [paper('freeze-notice', '京公海冻字〔2026〕56号')],
  },
  renew: {
    ...common,
    issuedAt: '2027-05-14T02:00:00.000Z',
    dueAt: '2027-05-14T02:30:00.000Z',
    instruction: 'renew',
    instructionId: 'ins_01KB0M0Z8M0000000000000005',
    termMonths: 6,
    documents: [paper('renewal-notice', '京公海续冻字〔2027〕7号')],
  },
  unfreeze: {
    ...common,
    ...later,
    instruction: 'unfreeze',
    instructionId: 'ins_01KB0M0Z8M0000000000000006',
    documents: [paper('release-notice', '京公海解冻字〔2026〕8号')],
  },
  narrow: {
    ...common,
    ...later,
    instruction: 'narrow',
    instructionId: 'ins_01KB0M0Z8M0000000000000008',
    scope: 'sum',
    amountFen: 12_000_000,
    byRight: 'screening',
  },
};
