/** Examples for the API's document. Every person and number in them is made up. */
const officers = [
  { name: '李警官', badge: '010231', phone: '010-82510001' },
  { name: '赵警官', badge: '010245', phone: '010-82510002' },
];

const account = {
  bankId: 'jinghua',
  accountName: '张某',
  accountNumber: '6200000000000000001',
  accountKind: 'personal',
  transfer: { amountFen: 20_000_000, currency: 'CNY', at: '2026-11-22T09:26:10+08:00', serial: 'TX202611220926100001' },
};

export const requestExample = {
  alertId: 'alt_01KANXE8G00000000000000000',
  urgency: 'urgent',
  reason: 'Proceeds of a fraud reported at 09:30',
  officers,
  accounts: [account],
};

export const extendExample = { reason: 'The case is being filed', officers };

export const withdrawExample = { reason: 'The wrong account was named', officers };

export const phoneExample = {
  result: { code: '0000', effectiveAt: '2026-11-22T09:41:00+08:00', stoppedFen: 20_000_000 },
  call: { spokenWith: { name: '周某', phone: '010-66000001' }, at: '2026-11-22T09:42:00+08:00', officers },
};

export const releaseExample = { reason: 'The holder of the account was cleared', officers };

export const freezeExample = {
  reason: 'The case is filed',
  officers,
  notice: { kind: 'freeze-notice', number: '京公海冻字〔2026〕1号', issuedAt: '2026-11-22T11:20:00+08:00' },
  approvalId: 'apr_01KANXE8G00000000000000000',
  contact: { name: '李警官', dutyPhone: '010-82510000' },
  amountFen: 12_000_000,
  necessity: 'All of it was paid in by victims of the same fraud',
};

/** A renewal is possible in the last ten days of the freeze, so half a year later. */
export const renewExample = {
  reason: 'The trial is under way',
  officers,
  notice: { kind: 'renewal-notice', number: '京公海续冻字〔2027〕1号', issuedAt: '2027-05-13T10:20:00+08:00' },
  approvalId: 'apr_01KGYXE8G00000000000000000',
  termMonths: 6,
};

export const findingExample = {
  finding: 'partly-linked',
  linkedFen: 12_000_000,
  grounds: 'The statement shows one transfer of the victim; the salary of the holder came in before it',
  evidence: ['Statement of 22 November 2026', 'Interview of the holder'],
  officers,
};

export const tellOwnerExample = { toldAt: '2026-11-23T10:00:00+08:00', way: 'telephone' };

export const unfreezeExample = {
  reason: 'The money goes back to the victim',
  officers,
  notice: { kind: 'release-notice', number: '京公海解冻字〔2026〕1号', issuedAt: '2026-11-22T20:00:00+08:00' },
};

export const lineExample = { reason: 'Frozen by another case; the money is needed for this one, too', officers };

export const followExample = { reason: 'The bank confirmed the transfers on the telephone', officers };

export const settleExample = { reason: 'The money was paid back before the term ended' };

export const turnExample = { reason: 'The bank says that the court released the account this morning', officers };

export const correctionExample = { reason: 'Name of the holder put right', officers, account };

export const documentsExample = {
  documents: [{ kind: 'stop-form', number: '京公海止字〔2026〕1号', issuedAt: '2026-11-22T10:00:00+08:00' }],
};

const someOrders = [{ orderId: 'ord_01KANXE8G00000000000000000' }, { orderId: 'ord_01KANXE8G00000000000000001' }];

export const bulkExtendExample = { ...extendExample, orders: someOrders };
export const bulkReleaseExample = { ...releaseExample, orders: someOrders };
export const bulkFreezeExample = {
  ...{ reason: freezeExample.reason, officers, notice: freezeExample.notice, contact: freezeExample.contact },
  orders: someOrders.map((one, place) => ({
    ...one,
    approvalId: `apr_01KANXE8G0000000000000000${place}`,
    amountFen: 6_000_000,
  })),
};
export const bulkDocumentsExample = { ...documentsExample, orders: someOrders };
