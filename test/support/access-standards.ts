import * as z from 'zod';
import { type AccessPart, actors } from './access-actors.ts';
import { administrator, proposalInput, recordInput, yuan } from './standard-samples.ts';

/** All who apply standards or oversee those who do. */
const readers = ['haidian', 'chaoyang', 'changping', 'city', 'administrator', 'prosecutor', 'judge', 'regulator'] as const;
/** The roles that speak for an agency on its standard. */
const proposers = ['city', 'administrator', 'prosecutor'] as const;
const district = ['haidian', 'city', 'prosecutor'] as const;
/** The proposal is the haidian procuratorate's: it runs it, or the keepers of the city's standards do. */
const runsIt = {
  yes: ['prosecutor', 'administrator'],
  forbidden: ['haidian', 'chaoyang', 'changping', 'city', 'judge', 'regulator'],
} as const;
/** Each district's procuratorate answers; the other readers of the proposal are told that it is not for them. */
const answered = { yes: ['prosecutor'], forbidden: readers.filter((name) => name !== 'prosecutor') } as const;
const criterion = 'two-card-amount';
const facts = { 'one-way-inflow': yuan(250_000) };
const decision = {
  ...{ criterion, district: 'haidian', facts, decision: 'pursued', decidedOn: '2022-06-01' },
  departureReason: 'a second offence',
};

/** Standards: kept by the city, read by all who apply them, answered for by each district's procuratorate. */
export const standardAccess: AccessPart = {
  rows: {
    recordStandard: { yes: ['administrator'], forbidden: 'everyone else' },
    endStandard: { yes: ['administrator'], forbidden: 'everyone else' },
    listStandards: { yes: readers, forbidden: 'everyone else' },
    getMatrix: { yes: readers, forbidden: 'everyone else' },
    getHistory: { yes: readers, forbidden: 'everyone else' },
    getMeasures: { yes: readers, forbidden: 'everyone else' },
    evaluateFacts: { yes: readers, forbidden: 'everyone else' },
    getStandard: { yes: readers, forbidden: 'everyone else' },
    recordDecision: { yes: district, forbidden: 'everyone else' },
    findSimilarDecisions: {
      yes: ['haidian', 'chaoyang', 'changping', 'city', 'prosecutor', 'judge'],
      forbidden: 'everyone else',
    },
    listDecisions: { yes: [...district, 'judge'], forbidden: 'everyone else' },
    getDecision: { yes: [...district, 'judge'], forbidden: [] },
    proposeStandard: { yes: proposers, forbidden: 'everyone else' },
    listProposals: { yes: readers, forbidden: 'everyone else' },
    getProposal: { yes: readers, forbidden: [] },
    consultProposal: runsIt,
    withdrawProposal: runsIt,
    adoptProposal: answered,
    declineProposal: answered,
    startImpact: runsIt,
    getNewestImpact: { yes: readers, forbidden: [] },
    getImpact: { yes: readers, forbidden: [] },
    // the figures are for all who read the proposal; which cases they are, for those who may list the district's decisions
    listFlips: { yes: [...district, 'judge'], forbidden: 'everyone else' },
  },

  prepare: async (api) => {
    const make = async (actor: typeof administrator, path: string, id: string, body?: object) => {
      const { body: answer } = await api.call(actor, 'POST', path, body === undefined ? {} : { body });
      return z.string().parse(answer[id]);
    };
    const standardId = await make(administrator, '/v1/standards', 'standardId', recordInput());
    const decisionId = await make(actors.prosecutor, '/v1/standards/decisions', 'decisionId', decision);
    const proposalId = await make(actors.prosecutor, '/v1/standards/proposals', 'proposalId', proposalInput());
    const runId = await make(actors.prosecutor, `/v1/standards/proposals/${proposalId}/impact`, 'runId');
    return { standardId, decisionId, proposalId, runId };
  },

  calls: (ids) => ({
    // its days are taken: refused for that, once they are let in
    recordStandard: { body: recordInput() },
    endStandard: { body: { standardId: ids['standardId'], effectiveTo: '2030-01-01', reason: 'r' } },
    getHistory: { query: { criterion, place: 'haidian' } },
    evaluateFacts: { body: { criterion, facts, asOf: '2022-06-01' } },
    recordDecision: { body: decision },
    findSimilarDecisions: { body: { criterion, facts } },
    listDecisions: { query: { district: 'haidian' } },
    proposeStandard: { body: proposalInput() },
    consultProposal: { body: {} },
    withdrawProposal: { body: { reason: 'r' } },
    adoptProposal: { body: {} },
    declineProposal: { body: { reason: 'r' } },
    listFlips: { query: { district: 'haidian' } },
  }),
};
