/** Examples for the API's document. Every person and number in them is made up. */
const officers = [
  { name: '高某', badge: '010001', phone: '010-62510001' },
  { name: '白某', badge: '010002', phone: '010-62510002' },
];

export const openExample = { reason: 'All accounts of the case are screened' };

export const claimExample = {
  victim: { name: '王某', idNumber: '110108199001010000', phone: '13800000000' },
  lossFen: 12_000_000,
  elsewhereFen: 1_000_000,
  proof: [{ title: '转账凭证', number: 'JD-2026-0042' }],
  transfers: [{ orderId: 'ord_01KANXE8G00000000000000000', transfer: 0, amountFen: 12_000_000 }],
  payTo: { bankId: 'jinghua', accountName: '王某', accountNumber: '6222020200001234567' },
};

export const payeeExample = {
  payTo: { bankId: 'jinghua', accountName: '王某', accountNumber: '6222020200007654321' },
  reason: 'The first account is closed',
};

export const holdExample = { ground: 'co-owner', reason: 'The spouse claims half of the sum' };
export const freeExample = { reason: 'The spouses agree' };
export const withdrawClaimExample = { reason: 'Made twice by two stations' };
export const withdrawNoticeExample = { reason: 'An account was missing' };

export const objectionExample = {
  by: { capacity: 'other', name: '陈某', contact: '13900000000' },
  grounds: 'The sum of 20,000 yuan was the price of a watch',
};

export const decideObjectionExample = { outcome: 'rejected', reason: 'The sum is set aside already', officers };
export const endExample = { reason: 'Every payment is over' };
export const enterExample = { orderId: 'ord_01KANXE8G00000000000000000' };
export const leaveExample = { reason: 'A court disposes of this account' };
export const approveExample = { planVersion: 2, approvalId: 'apr_01KANXE8G00000000000000000', setAside: 'let-go', officers };
export const correctPaymentExample = { reason: 'The claim names another account now' };
export const dropPaymentExample = { reason: 'The victim has no account that can receive' };
export const settleDisputeExample = { finding: 'paid', reason: 'The bank showed the voucher of the payment', officers };
