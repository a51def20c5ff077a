import { type AccessPart, actors } from './access-actors.ts';
import { minute } from './samples.ts';

/**
 * The terms of procedure of the case of Haidian's police that the part of the cases makes; the first is Haidian's own. The prosecutor is
 * shown summary and timeline, so no clock of a suspect.
 */
export const procedureClockAccess: AccessPart = {
  rows: {
    // those that it started
    listCaseClocks: { yes: ['haidian', 'city', 'prosecutor'], forbidden: [] },
    startCaseClock: { yes: ['haidian', 'city'], forbidden: ['prosecutor'] },
    extendCaseClock: { yes: ['haidian', 'city'], forbidden: [] },
    stopCaseClock: { yes: ['haidian', 'city'], forbidden: [] },
  },
  prepare: async (api, ids) => {
    const body = { kind: 'arrest-request', from: minute(0) };
    const { status } = await api.call(actors.haidian, 'POST', `/v1/cases/${ids['caseId']}/clocks`, { body });
    if (status !== 201) throw new Error(`a clock of the case was not started: ${status}`);
    return {};
  },
  calls: () => ({
    startCaseClock: { body: { kind: 'reconsideration', from: minute(0), inCustody: true } },
    extendCaseClock: { body: { ground: 'special', reason: 'r' } },
    stopCaseClock: { body: { outcome: 'done' } },
  }),
};
