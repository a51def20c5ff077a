import { expect, test } from 'vitest';
import { bankRoutes } from '../../functions/bank/routes.ts';
import { bankOrderRoutes } from '../../functions/bank-orders/routes.ts';
import {
  documentsExample,
  extendExample,
  freezeExample,
  lineExample,
  releaseExample,
  renewExample,
  unfreezeExample,
} from '../../functions/freezes/examples.ts';
import { RegisterBank } from '../../shared/banks/model.ts';
import { registerBank } from '../../shared/banks/register-bank.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { BankResult } from '../../shared/freezes/model.ts';
import { addDocuments } from '../../shared/freezes/order/documents.ts';
import { orderExtension, orderFreeze, orderRelease, orderRenewal, orderUnfreeze } from '../../shared/freezes/order/instruct.ts';
import {
  AddDocuments,
  ExtendOrder,
  FreezeOrder,
  ReleaseOrder,
  RenewOrder,
  UnfreezeOrder,
  WaitInLine,
} from '../../shared/freezes/order/instructions.ts';
import { lineUp } from '../../shared/freezes/order/line.ts';
import { bankAt, declined, kept, orderWith, recorded, registerWith, untilFrozen } from '../support/order-samples.ts';
import { context, hour, minute, orderFacts } from '../support/samples.ts';

/** The examples of the API's document are not only of the right shape: the rules of the domain let them through. */
const frozen = orderWith(...untilFrozen);
const asked = orderWith(orderFacts.requested(), orderFacts.sent());
const register = registerWith();
const tonight = context({ now: hour(12) });
const result = recordResult(asked, BankResult.parse(bankOrderRoutes.recordResult.example), { register }, tonight);
/** Stopped as the example of a result has it. */
const stopped = kept({ order: asked, register }, result).order;
/** Within the last ten days of the freeze of `untilFrozen`. */
const inMay = context({ now: '2027-05-14T02:00:00.000Z' });
const alreadyHeld = kept({ order: asked, register }, recordResult(asked, declined('1303'), { register }, bankAt(5))).order;

/** What the examples rest on: the filing on record, and the approvals that they name. */
const filing = { caseNumber: 'A1101082026110001', filedAt: minute(90), decisionNumber: '京公海立字〔2026〕1号' };
const county = { name: '陈局长', level: 'county', legalReview: true } as const;
const [thatDay, inSpring] = [
  { ...county, approvedAt: minute(100) },
  { ...county, approvedAt: '2027-05-13T02:10:00.000Z' },
];

test.each([
  ['extend', orderExtension(stopped, ExtendOrder.parse(extendExample), { register }, tonight)],
  ['release', orderRelease(stopped, ReleaseOrder.parse(releaseExample), { register }, tonight)],
  [
    'freeze',
    orderFreeze(stopped, ...recorded({ ...FreezeOrder.parse(freezeExample), filing, approval: thatDay }, register), tonight),
  ],
  ['renew', orderRenewal(frozen, ...recorded({ ...RenewOrder.parse(renewExample), approval: inSpring }, register), inMay)],
  ['unfreeze', orderUnfreeze(frozen, UnfreezeOrder.parse(unfreezeExample), { register }, tonight)],
  ['line', lineUp(alreadyHeld, WaitInLine.parse(lineExample), { register }, tonight)],
  ['documents', addDocuments(stopped, AddDocuments.parse(documentsExample), tonight)],
  ['result', result],
  [
    'bank',
    registerBank(
      undefined,
      RegisterBank.parse(bankRoutes.registerBank.example),
      { bankId: 'jinghua', allowLoopback: false },
      tonight,
    ),
  ],
])('the example of %s is accepted as it stands', (_what, decision) => {
  expect(decision).toMatchObject({ kind: 'acceptance' });
  expect(decision.facts.length).toBeGreaterThan(0);
});
