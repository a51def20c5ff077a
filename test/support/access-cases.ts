import * as z from 'zod';
import { type AccessPart, actors } from './access-actors.ts';
import { filing } from './case-samples.ts';
import { hour, minute, officers } from './samples.ts';

const owners = ['haidian', 'city'] as const;
/** Agencies it is shared with may see it, and get 403. */
const forOwners = { yes: owners, forbidden: ['prosecutor'] } as const;
const [officer] = officers;

/** Cases: opened by any police, worked by the police that answer for them, seen in part by the agencies of a share. */
export const caseAccess: AccessPart = {
  rows: {
    openCase: { yes: ['haidian', 'chaoyang', 'changping', 'city'], forbidden: 'everyone else' },
    listCases: { yes: owners, forbidden: 'everyone else' },
    getCasesSummary: { yes: owners, forbidden: 'everyone else' },
    getCase: { yes: [...owners, 'prosecutor'], forbidden: [] },
    getCaseTimeline: { yes: [...owners, 'prosecutor'], forbidden: [] },
    listCaseReads: forOwners,
    fileCase: forOwners,
    addCaseItem: forOwners,
    noteMust: forOwners,
    correctCase: forOwners,
    withdrawCaseItem: forOwners,
    shareCase: forOwners,
    revokeShare: forOwners,
    linkCase: forOwners,
    mergeCase: forOwners,
  },

  prepare: async (api) => {
    const made: Record<string, string> = {};
    for (const name of ['caseId', 'otherCaseId']) {
      const body = { title: 't', district: 'haidian', fraudType: 'f', summary: 's' };
      made[name] = z.string().parse((await api.call(actors.haidian, 'POST', '/v1/cases', { body })).body['caseId']);
    }
    const share = { parts: ['summary', 'timeline'], purpose: 'p', until: hour(24) };
    const shared = async (agency: string) =>
      api.call(actors.haidian, 'POST', `/v1/cases/${made['caseId']}/shares`, { body: { ...share, agency } });
    await shared(actors.prosecutor.agency);
    const added = async (item: object) => {
      const answer = await api.call(actors.haidian, 'POST', `/v1/cases/${made['caseId']}/items`, { body: item });
      return z.string().parse(answer.body['itemId']);
    };
    const itemId = await added({ kind: 'person', role: 'victim', name: '王某' });
    await added({ kind: 'loss', amountFen: 1, at: minute(0), victim: itemId });
    return { ...made, itemId, grantId: z.string().parse((await shared('court-haidian')).body['grantId']) };
  },

  calls: (ids) => ({
    openCase: { body: { title: 't', district: 'haidian', fraudType: 'f', summary: 's' } },
    listCases: { query: { district: 'haidian' } },
    getCasesSummary: { query: { district: 'haidian' } },
    fileCase: { body: filing },
    addCaseItem: { body: { kind: 'person', role: 'suspect', name: '张某' } },
    correctCase: { body: { title: 'right', reason: 'r' } },
    // refused for the version, once they are let in, so that the item stays for the calls about its files
    withdrawCaseItem: { body: { reason: 'r' }, headers: { 'if-match': '"99"' } },
    noteMust: { body: { must: 'money-traced', doneAt: minute(0), officer } },
    shareCase: { body: { agency: 'court-haidian', parts: ['summary'], purpose: 'p', until: hour(24) } },
    revokeShare: { body: { reason: 'r' } },
    linkCase: { body: { caseId: ids['otherCaseId'], reason: 'r' } },
    // with itself: refused for that, once they are let in, so that the case is there for the next caller
    mergeCase: { body: { into: ids['caseId'], reason: 'r' } },
  }),
};
