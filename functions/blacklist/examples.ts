/** Examples for the API's document. Every person and number in them is made up. */
export const listExample = {
  mark: { kind: 'account', bankId: 'jinghua', accountNumber: '6222020200012345678' },
  ground: 'account-rental',
  evidence: [{ orderId: 'ord_01KANXE8G00000000000000000' }],
  reason: 'The holder sold the card; the statement of 22 November says so',
};

export const renewExample = { reason: 'The account was used again in October' };

export const delistExample = { reason: 'The holder lost the card and had reported it' };

export const tellExample = {
  outcome: 'told',
  toldAt: '2026-11-24T10:00:00+08:00',
  how: 'letter',
  paper: '京公海惩告字〔2026〕12号',
};

export const appealExample = {
  appellant: '孙某',
  text: 'My identity card was stolen in May, and I reported it; I never opened this account.',
  receivedAt: '2026-11-25T09:00:00+08:00',
};

export const decideExample = { outcome: 'upheld', reason: 'The report of the theft is on file' };

export const checkExample = {
  marks: [
    { kind: 'account', value: '6222 0202 0001 2345 678', bankId: 'jinghua' },
    { kind: 'phone', value: '138-0000-0000' },
  ],
};

export const importExample = {
  version: 20261122,
  pages: 2,
  rows: [
    { mark: { kind: 'phone', phone: '138-0000-0001' }, number: 'GJ-1' },
    { mark: { kind: 'account', accountNumber: '6222020200012345678' }, number: 'GJ-2' },
  ],
};

export const confirmExample = {
  version: 20261122,
  reason: 'The ministry confirmed by telephone that it withdrew the marks of 2024',
};
