import * as z from 'zod';
import { type AccessPart, actors } from './access-actors.ts';
import { minute } from './samples.ts';
import { clue } from './warning-samples.ts';

const ofDistrict = ['haidian', 'city'] as const;
const sources = ['haidian', 'chaoyang', 'changping', 'city', 'bankA', 'bankB', 'operator'] as const;
const police = ['haidian', 'chaoyang', 'changping', 'city'] as const;
const hidden = [] as const;

/** The warning is of haidian, sent by an operator, and a town of haidian takes care of the person. */
export const warningAccess: AccessPart = {
  rows: {
    receiveWarning: { yes: sources, forbidden: 'everyone else' },
    receiveWarnings: { yes: sources, forbidden: 'everyone else' },
    nextWarning: { yes: ['haidian', 'city'], forbidden: 'everyone else' },
    listWarnings: { yes: ofDistrict, forbidden: 'everyone else' },
    listToDo: { yes: ofDistrict, forbidden: 'everyone else' },
    listHeld: { yes: [...police, 'town'], forbidden: 'everyone else' },
    getDesk: { yes: ofDistrict, forbidden: 'everyone else' },
    getWarningFigures: { yes: ofDistrict, forbidden: 'everyone else' },
    getWarning: { yes: [...ofDistrict, 'town'], forbidden: hidden },
    takeWarning: { yes: [...ofDistrict, 'town'], forbidden: hidden },
    renewLease: { yes: [...ofDistrict, 'town'], forbidden: hidden },
    giveBackWarning: { yes: [...ofDistrict, 'town'], forbidden: hidden },
    recordContact: { yes: [...ofDistrict, 'town'], forbidden: hidden },
    // the town knows of it and does not decide
    gradeWarning: { yes: ofDistrict, forbidden: ['town'] },
    moveWarning: { yes: ofDistrict, forbidden: ['town'] },
    closeWarning: { yes: ['city'], forbidden: ['haidian', 'town'] },
    listChannels: { yes: [...police, 'administrator'], forbidden: 'everyone else' },
    getChannel: { yes: ['provider', 'administrator'], forbidden: hidden },
    registerChannel: { yes: ['provider', 'administrator'], forbidden: hidden },
    tellOutcomes: { yes: ['provider'], forbidden: 'everyone else' },
  },

  prepare: async (api) => {
    const body = clue({ sourceRef: 'access-1', community: 'town-x', seenAt: minute(0) });
    const taken = await api.call(actors.operator, 'POST', '/v1/warnings', { body });
    const channel = { name: '速达短信', means: ['sms'] };
    await api.call(actors.provider, 'PUT', `/v1/channels/${actors.provider.agency}`, { body: channel });
    return { warningId: z.string().parse(taken.body['warningId']), provider: actors.provider.agency };
  },

  calls: () => ({
    receiveWarning: { body: clue({ sourceRef: 'access-1', seenAt: minute(0) }) },
    receiveWarnings: { body: { warnings: [clue({ sourceRef: 'access-1', seenAt: minute(0) })] } },
    nextWarning: { body: { level: 'sub-bureau', district: 'haidian' } },
    listWarnings: { query: { district: 'haidian' } },
    listToDo: { query: { level: 'sub-bureau', district: 'haidian' } },
    getDesk: { query: { level: 'sub-bureau', district: 'haidian' } },
    getWarningFigures: { query: { district: 'haidian', from: '2026-11-22', to: '2026-11-22' } },
    giveBackWarning: { body: {} },
    recordContact: { body: { outcome: 'not-reached' } },
    // let in and refused, so that the warning stays as it is for the other calls
    gradeWarning: { body: { grade: 'urgent' } },
    moveWarning: { body: { reason: 'r' } },
    closeWarning: { body: { outcome: 'not-reached', reason: 'r' } },
    registerChannel: { body: { name: '速达短信', means: ['sms'] } },
    tellOutcomes: { body: { outcomes: [{ messageId: 'wrn_01KB4R2T7V9X1Z3B5D7F9H2K4M.1', outcome: 'informed', at: minute(0) }] } },
  }),
};
