/** Examples for the API's document. Every person and number in them is made up. */
const officers = [
  { name: '周法制', badge: '020011', phone: '010-62510011' },
  { name: '吴法制', badge: '020012', phone: '010-62510012' },
];

export const raiseExample = {
  bankId: 'jinghua',
  accountNumber: '6222020200000000001',
  by: { capacity: 'holder', name: '孙某', contact: '138-0000-0001' },
  channel: 'window',
  grounds: 'Sold a watch by its market price to a stranger, who paid by transfer and took it along',
  documents: [{ title: 'Invoice of the watch', number: 'FP-2026-0117' }],
  livelihood: 'The wages of the month are paid from the account',
};

export const assignExample = { reviewer: { agency: 'police-haidian', person: 'zhou' } };
export const askInformationExample = { question: 'Please hand in the chat in which the price was agreed' };
export const giveInformationExample = { n: 1, text: 'The chat is in the annex', documents: [{ title: 'Chat record' }] };
export const decideExample = {
  outcome: 'upheld',
  reason: 'Goods and price are proved; the money was taken in good faith',
  officers,
};
export const orderAgainExample = { reason: 'The bank took the order for another account; it was told on the phone', officers };
export const withdrawExample = { reason: 'The bank has let go in the meantime' };
export const requestSupervisionExample = {
  reason: 'The invoice was not looked at',
  documents: [{ title: 'Invoice of the watch' }],
};
export const answerSupervisionExample = {
  answer: 'correct',
  demand: 'Lift the freeze of what was paid for the watch',
  reason: 'The goods were handed over by their market price',
};
export const respondExample = { outcome: 'comply', reason: 'The demand is right', officers };
