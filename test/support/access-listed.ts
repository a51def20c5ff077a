import * as z from 'zod';
import { type AccessPart, actors, names } from './access-actors.ts';
import { progressInput, proposal, units } from './listing-samples.ts';
import { measureInput } from './regional-samples.ts';

const police = ['haidian', 'chaoyang', 'changping', 'city', 'administrator'] as const;
const ofDistrict = ['haidian', 'city'] as const;
/** The city's administrator finds and hands over what a closed agency supervised. */
const andAdministrator = [...ofDistrict, 'administrator'] as const;
const hidden = [] as const;
/** The agencies called to the interview: they read its subject, and do nothing to it. */
const called = ['prosecutor', 'regulator', 'bankB'] as const;
/** The agency a measure is on, and the police of its district, may see it; the city judges it. */
const judged = { yes: ['city'], forbidden: ['haidian', 'bankA', ...called] } as const;

/** The listed case is haidian's, its district unit police-haidian; the measure is on an outlet of bank-a in haidian, issued by the city. */
export const listedAccess: AccessPart = {
  rows: {
    // police of another district may not see the case; no other agency may ever propose
    proposeListing: { yes: ofDistrict, forbidden: names.filter((name) => name !== 'chaoyang' && name !== 'changping') },
    listListedCases: { yes: andAdministrator, forbidden: 'everyone else' },
    getListedCasesSummary: { yes: andAdministrator, forbidden: 'everyone else' },
    getListedCase: { yes: andAdministrator, forbidden: hidden },
    // the district's police and the administrator know of it, and are told that deciding is for the city's supervisors
    approveListing: { yes: ['city'], forbidden: ['haidian', 'administrator'] },
    rejectListing: { yes: ['city'], forbidden: ['haidian', 'administrator'] },
    // the units that work the case report, and ask for more time
    reportProgress: { yes: ['haidian'], forbidden: ['city', 'administrator'] },
    requestExtension: { yes: ['haidian'], forbidden: ['city', 'administrator'] },
    // the responsible unit is let in, and told by the domain why it may not
    extendListing: { yes: ofDistrict, forbidden: ['administrator'] },
    declineExtension: { yes: ofDistrict, forbidden: ['administrator'] },
    delistCase: { yes: ofDistrict, forbidden: ['administrator'] },
    handOverListing: { yes: andAdministrator, forbidden: hidden },
    issueMeasure: { yes: ['city'], forbidden: 'everyone else' },
    listMeasures: { yes: [...ofDistrict, 'bankA', 'bankB', 'operator', 'town'], forbidden: 'everyone else' },
    getMeasuresSummary: { yes: [...ofDistrict, 'bankA', 'bankB', 'operator', 'town'], forbidden: 'everyone else' },
    getMeasure: { yes: [...ofDistrict, 'bankA', ...called], forbidden: hidden },
    submitEvidence: { yes: [...ofDistrict, 'bankA'], forbidden: called },
    acceptCorrection: judged,
    escalateMeasure: judged,
    liftMeasure: judged,
    recordStation: { yes: ['city', 'administrator'], forbidden: 'everyone else' },
    listStations: { yes: police, forbidden: 'everyone else' },
    publishRanking: { yes: ['city', 'administrator'], forbidden: 'everyone else' },
    getRanking: { yes: [...police, 'regulator'], forbidden: 'everyone else' },
    listRankings: { yes: [...police, 'regulator'], forbidden: 'everyone else' },
  },

  prepare: async (api) => {
    const made = async (path: string, body: object, id: string): Promise<string> =>
      z.string().parse((await api.call(actors.city, 'POST', path, { body })).body[id]);
    const caseId = await made('/v1/cases', { title: 't', district: 'haidian', fraudType: 'f', summary: 's' }, 'caseId');
    const listed = proposal({ caseId, grounds: ['severe-harm'] });
    const jointWith = called.map((name) => actors[name].agency);
    const interview = measureInput({ step: 'interview', jointWith });
    return {
      caseToList: caseId,
      listedCaseId: await made('/v1/listed-cases', listed, 'listedCaseId'),
      measureId: await made('/v1/regional-measures', interview, 'measureId'),
      stationId: 'haidian-east',
      month: '2026-10',
    };
  },

  calls: (ids) => ({
    proposeListing: { body: proposal({ caseId: ids['caseToList'] ?? '', grounds: ['severe-harm'] }) },
    listListedCases: { query: { district: 'haidian' } },
    getListedCasesSummary: { query: { district: 'haidian' } },
    approveListing: { body: { units } },
    rejectListing: { body: { reason: 'r' } },
    reportProgress: { body: progressInput() },
    requestExtension: { body: { months: 1, reason: 'r' } },
    declineExtension: { body: { reason: 'r' } },
    extendListing: { body: { months: 1, reason: 'r' } },
    delistCase: { body: {} },
    handOverListing: { body: { to: 'economic-police-city', reason: 'r' } },
    issueMeasure: { body: measureInput() },
    listMeasures: { query: { district: 'haidian' } },
    getMeasuresSummary: { query: { district: 'haidian' } },
    submitEvidence: { body: { summary: 's', documents: [{ title: 't' }] } },
    acceptCorrection: { body: {} },
    escalateMeasure: { body: { reason: 'r' } },
    liftMeasure: { body: { reason: 'r' } },
    recordStation: { body: { name: 'East', district: 'haidian', residents: 10_000, from: '2026-01-01' } },
  }),
};
