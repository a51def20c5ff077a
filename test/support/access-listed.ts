import * as z from 'zod';
import { type AccessPart, actors, names } from './access-actors.ts';
import { listingApproval, progressInput, proposal, units } from './listing-samples.ts';
import { measureInput } from './regional-samples.ts';

const police = ['haidian', 'chaoyang', 'changping', 'city', 'administrator'] as const;
const ofDistrict = ['haidian', 'city'] as const;
const hidden = [] as const;
/** Whom a measure is on, and the police of its district, know of it; judging it is the city's. */
const judged = { yes: ['city'], forbidden: ['haidian', 'bankA'] } as const;

/** The listed case is haidian's, its district unit police-haidian; the measure is on an outlet of bank-a in haidian, issued by the city. */
export const listedAccess: AccessPart = {
  rows: {
    // police of another district may not know of the case; nobody else may ever propose
    proposeListing: { yes: ofDistrict, forbidden: names.filter((name) => name !== 'chaoyang' && name !== 'changping') },
    listListedCases: { yes: ofDistrict, forbidden: 'everyone else' },
    getListedCase: { yes: ofDistrict, forbidden: hidden },
    // the district's police know of it, and are told that deciding is the city's
    approveListing: { yes: ['city'], forbidden: ['haidian'] },
    rejectListing: { yes: ['city'], forbidden: ['haidian'] },
    // who works the case reports, and asks for more time
    reportProgress: { yes: ['haidian'], forbidden: ['city'] },
    requestExtension: { yes: ['haidian'], forbidden: ['city'] },
    // the responsible unit is let in, and told by the domain why it may not
    extendListing: { yes: ofDistrict, forbidden: hidden },
    declineExtension: { yes: ofDistrict, forbidden: hidden },
    delistCase: { yes: ofDistrict, forbidden: hidden },
    issueMeasure: { yes: ['city'], forbidden: 'everyone else' },
    listMeasures: { yes: [...ofDistrict, 'bankA', 'bankB', 'town'], forbidden: 'everyone else' },
    getMeasure: { yes: [...ofDistrict, 'bankA'], forbidden: hidden },
    submitEvidence: { yes: [...ofDistrict, 'bankA'], forbidden: hidden },
    acceptCorrection: judged,
    escalateMeasure: judged,
    liftMeasure: judged,
    recordStation: { yes: ['city', 'administrator'], forbidden: 'everyone else' },
    listStations: { yes: police, forbidden: 'everyone else' },
    publishRanking: { yes: ['city', 'administrator'], forbidden: 'everyone else' },
    getRanking: { yes: [...police, 'regulator'], forbidden: 'everyone else' },
  },

  prepare: async (api) => {
    const made = async (path: string, body: object, id: string): Promise<string> =>
      z.string().parse((await api.call(actors.city, 'POST', path, { body })).body[id]);
    const caseId = await made('/v1/cases', { title: 't', district: 'haidian', fraudType: 'f', summary: 's' }, 'caseId');
    const listed = proposal({ caseId, grounds: ['severe-harm'] });
    return {
      caseToList: caseId,
      listedCaseId: await made('/v1/listed-cases', listed, 'listedCaseId'),
      measureId: await made('/v1/regional-measures', measureInput(), 'measureId'),
      stationId: 'haidian-east',
      month: '2026-10',
    };
  },

  calls: (ids) => ({
    proposeListing: { body: proposal({ caseId: ids['caseToList'] ?? '', grounds: ['severe-harm'] }) },
    listListedCases: { query: { district: 'haidian' } },
    approveListing: { body: { approval: listingApproval(), units } },
    rejectListing: { body: { reason: 'r' } },
    reportProgress: { body: progressInput() },
    requestExtension: { body: { months: 1, reason: 'r' } },
    declineExtension: { body: { reason: 'r' } },
    extendListing: { body: { months: 1, reason: 'r', approval: listingApproval() } },
    delistCase: { body: {} },
    issueMeasure: { body: measureInput() },
    listMeasures: { query: { district: 'haidian' } },
    submitEvidence: { body: { summary: 's', documents: [{ title: 't' }] } },
    acceptCorrection: { body: {} },
    escalateMeasure: { body: { reason: 'r' } },
    liftMeasure: { body: { reason: 'r' } },
    recordStation: { body: { name: 'East', district: 'haidian', residents: 10_000, from: '2026-01-01' } },
  }),
};
