/** Examples of bodies, for the API's document. */

const minutes = '关于“断卡”行动中有关法律适用问题的会议纪要 (2022-03-22)';

const content = {
  title: 'Flow of 300,000 yuan or more',
  offence: 'aiding-network-crime',
  conduct: 'Lending or selling one’s bank cards, knowing that they serve crime online',
  measure: 'one-way-inflow',
  threshold: 30_000_000,
  minimumTracedFen: 300_000,
  accounts: ['own'],
  lawfulFundsDeducted: false,
  issuer: '海淀区',
  document: '全市两卡案件捕诉标准调研 (2022)',
  grade: 'A',
  amount: {
    all: [
      { measure: 'one-way-inflow', op: 'gte', value: 30_000_000, source: minutes, grade: 'C' },
      { measure: 'traced-to-fraud', op: 'gte', value: 300_000, source: minutes, grade: 'C' },
    ],
  },
} as const;

export const recordExample = { criterion: 'two-card-amount', place: 'haidian', effectiveFrom: '2021-01-01', ...content };

export const evaluateExample = {
  criterion: 'two-card-amount',
  facts: { 'one-way-inflow': 25_000_000, 'account-owner': 'own', 'traced-to-fraud': 300_000 },
  asOf: '2022-06-01',
};

export const decisionExample = {
  criterion: 'two-card-amount',
  district: 'haidian',
  facts: { 'one-way-inflow': 25_000_000, 'account-owner': 'own', 'traced-to-fraud': 300_000 },
  decision: 'not-pursued',
  decidedOn: '2022-06-01',
  publicGrounds: '流入资金未达三十万元，初犯，已退赃',
};

export const proposalExample = {
  criterion: 'two-card-amount',
  title: 'Everyone at 300,000 yuan',
  reason: 'The same conduct is prosecuted in one district and not in the next.',
  effectiveFrom: '2027-01-01',
  content: { ...content, issuer: '北京市人民检察院' },
};

export const consultExample = { note: 'Answers are asked for before the new year.' };
export const adoptExample = { note: 'In line with how the district already decides.' };
export const declineExample = { reason: 'The district sees fewer couriers and would lose the small cases.' };
export const withdrawExample = { reason: 'A national reading is expected before its first day.' };
export const endExample = {
  standardId: 'std_01M81T5JGX3K6A2FNBDBBDB37Y',
  effectiveTo: '2026-12-31',
  reason: 'Replaced by the common standard.',
};
