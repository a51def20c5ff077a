/** Examples for the API's document. Every person and number in them is made up. */
export const openExample = {
  title: '冒充公检法诈骗案',
  district: 'haidian',
  station: 'haidian-zhongguancun',
  fraudType: '冒充公检法',
  summary: 'Told to move savings to a safe account; three transfers within ten minutes.',
  alerts: ['alt_01KANXE8G00000000000000000'],
};

export const itemExample = {
  kind: 'person',
  role: 'suspect',
  name: '张某',
  idNumber: '110108199001010000',
  note: 'Holder of the account that the victim paid',
};

export const correctExample = {
  title: '冒充客服诈骗案',
  fraudType: '冒充客服',
  reason: 'The victim was called by a shop, not by police',
};

export const withdrawExample = { reason: 'Entered into the wrong case' };

export const mustExample = {
  must: 'information-taken',
  doneAt: '2026-11-22T10:30:00+08:00',
  officer: { name: '李警官', badge: '010231', phone: '010-82510001' },
};

export const filingExample = {
  caseNumber: 'A1101082026110001',
  filedAt: '2026-11-23T10:00:00+08:00',
  decisionNumber: '京公海立字〔2026〕1号',
};

export const shareExample = {
  agency: 'procuratorate-haidian',
  roles: ['prosecutor'],
  parts: ['summary', 'filing', 'evidence', 'timeline'],
  purpose: 'Opinion on the nature of the act before arrest is requested',
  until: '2026-12-31T18:00:00+08:00',
};

export const revokeExample = { reason: 'The opinion has been given' };

export const mergeExample = { into: 'cas_01KANXE8G00000000000000000', reason: 'The same group, the same accounts' };

export const linkExample = { caseId: 'cas_01KANXE8G00000000000000000', reason: 'The same account was used' };
