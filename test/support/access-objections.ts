import * as z from 'zod';
import { type AccessPart, actors } from './access-actors.ts';
import { officers } from './samples.ts';

const police = ['haidian', 'chaoyang', 'changping', 'city'] as const;
const raisers = ['chaoyang'] as const;
/** A person at a window of chaoyang objects to haidian's order at bank-a; changping and bank-b may not know of it. */
const seen = ['haidian', 'chaoyang', 'city', 'bankA'] as const;

export const objectionAccess: AccessPart = {
  rows: {
    // any station raises one, and the bank of the account; the account is bank-a's
    raiseObjection: { yes: [...police, 'bankA'], forbidden: 'everyone else' },
    listObjections: { yes: [...police, 'bankA', 'bankB', 'prosecutor'], forbidden: 'everyone else' },
    getObjection: { yes: seen, forbidden: [] },
    // officers see it and do not review it
    assignObjection: { yes: ['city'], forbidden: ['haidian', 'chaoyang', 'bankA'] },
    requestInformation: { yes: ['city'], forbidden: ['haidian', 'chaoyang', 'bankA'] },
    giveInformation: { yes: seen, forbidden: [] },
    decideObjection: { yes: ['city'], forbidden: ['haidian', 'chaoyang', 'bankA'] },
    orderObjectionAgain: { yes: ['city'], forbidden: ['haidian', 'chaoyang', 'bankA'] },
    withdrawObjection: { yes: raisers, forbidden: ['haidian', 'city', 'bankA'] },
    requestSupervision: { yes: raisers, forbidden: ['haidian', 'city', 'bankA'] },
    // the procuratorate has not been asked, so it knows of none
    answerSupervision: { yes: [], forbidden: ['haidian', 'chaoyang', 'city', 'bankA'] },
    respondToSupervision: { yes: ['city'], forbidden: ['haidian', 'chaoyang', 'bankA'] },
  },

  prepare: async (api, ids) => {
    const body = {
      orderId: ids['orderId'],
      by: { capacity: 'holder', name: '孙某', contact: '138' },
      channel: 'window',
      grounds: 'g',
    };
    const raised = await api.call(actors.chaoyang, 'POST', '/v1/objections', { body });
    return { objectionId: z.string().parse(raised.body['objectionId']) };
  },

  calls: () => ({
    raiseObjection: {
      body: {
        ...{ bankId: 'bank-a', accountNumber: '6222020200000000001', channel: 'window', grounds: 'g' },
        by: { capacity: 'agent', name: '周某', contact: '139' },
      },
    },
    listObjections: {},
    assignObjection: { body: { reviewer: { agency: 'police-city' } } },
    requestInformation: { body: { question: 'q' } },
    giveInformation: { body: { n: 1, text: 't' } },
    decideObjection: { body: { outcome: 'rejected', reason: 'r', officers } },
    orderObjectionAgain: { body: { reason: 'r', officers } },
    withdrawObjection: { body: { reason: 'r' } },
    requestSupervision: { body: { reason: 'r' } },
    answerSupervision: { body: { answer: 'maintain', reason: 'r' } },
    respondToSupervision: { body: { outcome: 'refuse', reason: 'r', officers } },
  }),
};
