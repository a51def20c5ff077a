/** Examples for the API's document. Every person and number in them is made up. */
export const askExample = {
  gate: 'freeze',
  orderId: 'ord_01KANXE8G00000000000000000',
  amountFen: 12_000_000,
  reason: 'All of it was paid in by the victim; the case is filed',
};

export const grantExample = {
  reason: 'The stop ends tomorrow; the sum is that of the victim',
  legalReview: { reviewer: '郑法制', reviewedAt: '2026-11-22T11:05:00+08:00' },
};

export const declineExample = { reason: 'The account is that of an employer; name the sum' };

export const withdrawExample = { reason: 'The bank has released the account' };
