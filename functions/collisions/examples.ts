/** Examples for the API's document. Every person and number in them is made up. */
export const orderExample = {
  reason: 'The account is on the blacklist, and the money of the alarm went there',
  officers: [
    { name: '李警官', badge: '010231', phone: '010-82510001' },
    { name: '赵警官', badge: '010245', phone: '010-82510002' },
  ],
};

export const dismissExample = { reason: 'A refund of a shop, which the victim confirmed' };
