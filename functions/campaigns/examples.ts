/** Examples for the API's document. Every name and number in them is made up. */
export const campaignExample = {
  title: '断流二号',
  flows: ['money', 'people'],
  summary: 'Accounts and card dealers behind the loan frauds of this autumn',
  leadUnit: 'police-haidian',
  aims: { persons: 40, dens: 5 },
  from: '2026-12-01T00:00:00+08:00',
  until: '2027-03-01T00:00:00+08:00',
};

export const amendExample = { until: '2027-04-01T00:00:00+08:00', reason: 'Two provinces have not answered yet' };

export const reasonExample = { reason: 'All leads are out' };

export const closeExample = {
  conclusion: 'Four dens raided; both chains are broken',
  openReason: 'The holders of two accounts are dead',
};

export const leadExample = {
  kind: 'account',
  subject: { text: '涉案一级账户，疑为跑分人员持有', accountNumber: '6222020200111122223', bankId: 'jinghua' },
  target: { kind: 'partner', agency: 'police-hebei' },
  priority: 'high',
  source: { kind: 'other', text: 'Told by the police of another city' },
};

export const leadsExample = { leads: [leadExample] };

export const packageExample = { from: { kind: 'case', caseId: 'cas_01KB2C3D4E5F6G7H8J9KAMBNCP' }, limit: 20 };

export const waveExample = { filter: { priority: 'high' }, dueAt: '2026-12-20T18:00:00+08:00', note: 'First wave' };

export const acceptExample = { remark: 'Two officers work on it' };

export const elsewhereExample = { target: { kind: 'district', district: 'chaoyang' }, reason: 'The person lives there' };

export const feedbackExample = {
  verdict: 'verified',
  persons: [{ measure: 'detained', count: 2 }],
  dens: 1,
  seized: [{ kind: 'phone-card', count: 140 }],
  moneyFen: 12_000_000,
  summary: 'The holder sold the account; the dealer was found with him',
};

export const finishExample = { summary: 'The chain ends here' };

export const reopenExample = { reason: 'A second dealer was named', dueAt: '2027-01-10T18:00:00+08:00' };

export const joinExample = { match: 1 };

export const apartExample = { match: 1, reason: 'The number was given to another person in between' };
