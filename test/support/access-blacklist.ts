import * as z from 'zod';
import { type AccessPart, actors, type Expected } from './access-actors.ts';
import { minute } from './samples.ts';

const everyPolice: Expected['yes'] = ['haidian', 'chaoyang', 'changping', 'city'];
/** Those who listed it, their district, and the city. */
const keepers: Expected = { yes: ['haidian', 'city'], forbidden: ['chaoyang', 'changping'] };
const evidence = [{ findingText: 'sold', paper: '7' }];
const mark = { kind: 'person', idNumber: '110108199001011232' };
const Made = z.object({ entryId: z.string() }).transform(({ entryId }) => ({ blacklistEntryId: entryId }));

/** An entry that haidian made, and a collision of the alarm with an account that is cut from its trace. */
export const blacklistAccess: AccessPart = {
  rows: {
    listMark: { yes: everyPolice, forbidden: 'everyone else' },
    listBlacklist: { yes: [...everyPolice, 'regulator'], forbidden: 'everyone else' },
    getBlacklistEntry: { yes: everyPolice, forbidden: [] },
    renewBlacklistEntry: keepers,
    delistBlacklistEntry: keepers,
    tellListedPerson: keepers,
    appealBlacklistEntry: { yes: everyPolice, forbidden: [] },
    decideBlacklistAppeal: { yes: ['city'], forbidden: ['haidian', 'chaoyang', 'changping'] },
    importBlacklistPage: { yes: ['city', 'administrator'], forbidden: 'everyone else' },
    getNationalList: { yes: ['city', 'administrator'], forbidden: 'everyone else' },
    confirmNationalList: { yes: ['city', 'administrator'], forbidden: 'everyone else' },
    checkMarks: { yes: [...everyPolice, 'bankA', 'bankB', 'operator'], forbidden: 'everyone else' },
  },

  prepare: async (api) => {
    const body = { mark, ground: 'police-finding', evidence, reason: 'r' };
    const made = await api.call(actors.haidian, 'POST', '/v1/blacklist', { body });
    await api.call(actors.city, 'POST', '/v1/blacklist/imports/ministry/pages/1', { body: { version: 1, pages: 2, rows: [] } });
    return { ...Made.parse({ ...made.body }), listId: 'ministry', page: '1' };
  },

  calls: () => ({
    listMark: { body: { mark: { kind: 'phone', phone: '13800000009' }, ground: 'suspicion', evidence, reason: 'r' } },
    listBlacklist: { query: { kind: 'person' } },
    renewBlacklistEntry: { body: { reason: 'r' } },
    delistBlacklistEntry: { body: { reason: 'r' } },
    tellListedPerson: { body: { outcome: 'not-told', reason: 'r' } },
    appealBlacklistEntry: { body: { appellant: 'a', text: 't', receivedAt: minute(1) } },
    decideBlacklistAppeal: { body: { outcome: 'rejected', reason: 'r' } },
    importBlacklistPage: { body: { version: 1, pages: 1, rows: [] } },
    confirmNationalList: { body: { version: 1, reason: 'r' } },
    checkMarks: { body: { marks: [{ kind: 'phone', value: '13800000009' }] } },
  }),
};
