/** Examples for the API's document. All persons and facts in them are made up. */
export const conveneExample = {
  kind: 'major-or-difficult',
  title: 'Whether the card holders knew',
  caseIds: ['cas_01KANXE8G00000000000000000'],
  parties: ['procuratorate-haidian', 'court-haidian'],
  questions: [
    { topic: 'law', point: 'knowledge', text: 'Did the holders of the cards know what the money was?' },
    { topic: 'evidence', text: 'Is the flow of the cards traced to the fraud?' },
  ],
};

export const bundleExample = {
  add: [
    {
      caseId: 'cas_01KANXE8G00000000000000000',
      part: 'evidence',
      item: 'itm_01KANXE8G00000000000000000',
      note: 'Statement of account',
    },
  ],
};

export const requestExample = {
  from: 'police-haidian',
  text: 'Bank statements of the three cards from March to May',
  question: 2,
  dueAt: '2026-12-01T18:00:00+08:00',
};

export const answerExample = { text: 'Obtained from the banks; in the bundle', exhibits: [2] };

export const opinionExample = {
  question: 1,
  position: 'yes',
  text: 'The messages and the price paid for the cards show that they knew.',
  bundleVersion: 1,
};

export const deputyExample = { agency: 'procuratorate-haidian', reason: 'The decision on arrest is with the procuratorate' };

export const concludeExample = {
  minutes: 'Both agencies hold that knowledge is proved; the court reserves its view.',
  findings: [
    { question: 1, position: 'yes' },
    { question: 2, position: 'undecided', text: 'Two cards of three are traced.' },
  ],
  actions: [{ text: 'Trace the third card', owner: 'police-haidian', dueAt: '2026-12-20T18:00:00+08:00' }],
};

export const reasonExample = { reason: 'New evidence has come up' };

export const clockExample = { kind: 'arrest-decision', from: '2026-11-22T10:00:00+08:00', inCustody: true };

export const extensionExample = { ground: 'complex', reason: 'Forty suspects in three provinces' };

export const meetingExample = {
  title: 'Joint office, weekly',
  parties: ['procuratorate-haidian', 'court-haidian'],
  rule: { every: 'week', weekday: 2, time: '14:00' },
};

export const minutesExample = {
  minutes: 'Three consultations were talked about; none is overdue.',
  discussed: ['cst_01KANXE8G00000000000000000'],
};
