/** Examples for the API's document. Every name and number in them is made up. */
export const measureExample = {
  step: 'notice',
  target: { kind: 'outlet', name: '京华银行某支行', district: 'haidian', agency: 'jinghua' },
  reason: 'Eleven accounts opened here within a month received proceeds of fraud',
  demands: 'Check the identity of account holders again; train the counter staff',
  dueAt: '2026-12-22T18:00:00+08:00',
};

export const escalationExample = {
  reason: 'No correction was shown by the date set',
  jointWith: ['regulator'],
  dueAt: '2027-01-10T18:00:00+08:00',
};

export const evidenceExample = {
  summary: 'All accounts of the period were checked; nine are closed',
  documents: [{ title: '整改报告', number: '京华整改〔2026〕1号' }],
};

export const acceptanceExample = { remark: 'Looked at on site' };

export const liftingExample = { reason: 'Corrected; three months without a new case' };

export const stationExample = { name: '中关村派出所', district: 'haidian', residents: 120_000, from: '2026-01-01' };
