/** Examples for the API's document. Every person and number in them is made up. */
export const sendExample = {
  number: '京公海异冻通字〔2026〕3号',
  to: '苏州市公安局反诈中心',
  sentAt: '2026-11-25T10:00:00+08:00',
  officers: [
    { name: '李警官', badge: '010231', phone: '010-82510001' },
    { name: '赵警官', badge: '010245', phone: '010-82510002' },
  ],
};

export const acknowledgeExample = { acknowledgedAt: '2026-11-26T15:00:00+08:00', name: '孙警官' };
