/** Examples for the API's document. Every name and number in them is made up. */
export const measureExample = {
  demands: 'Check the identity of account holders again; train the counter staff',
  dueAt: '2026-12-22T18:00:00+08:00',
};

export const dismissalExample = { reason: 'Four of the accounts were opened before the outlet changed hands' };

export const cardsExample = {
  cards: [
    {
      phone: '13800001111',
      openedAt: { outletId: 'HB-0107', name: '华北通信中关村营业厅', district: 'haidian' },
      at: '2026-11-02T10:20:00+08:00',
    },
  ],
};
