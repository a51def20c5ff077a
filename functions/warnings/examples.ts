/** Examples for the document; the persons in them are made up. */

export const clueExample = {
  source: 'national-platform',
  sourceRef: 'YJ-20261128-000417',
  person: { name: '王某', phone: '13800000000' },
  district: 'haidian',
  station: 'haidian-wenquan',
  fraudType: '冒充公检法',
  risk: 82,
  signals: ['long-fraud-call'],
  seenAt: '2026-11-28T09:30:00+08:00',
};

export const contactExample = {
  outcome: 'dissuaded',
  note: '事主已挂断对方电话，承诺不再转账。',
  checklist: {
    ...{ records: true, chats: true, apps: true, transfers: true, protectionOffered: true },
    ...{ why: '对方称涉嫌洗钱', toWhom: '自称某市公安局民警', whatFor: '转入“安全账户”核查' },
  },
};

export const moveExample = { community: 'town-haidian-wenquan', reason: '事主居住在温泉镇，由社区上门' };
