import { Screenings } from '../../shared/freezes/screening/streams.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { fresh } from '../../shared/journal/stream.ts';
import type { AccessPart, Expected } from './access-actors.ts';
import { commandOf } from './journal-samples.ts';
import { hour, officers } from './samples.ts';

/** The police that work on the order; the bank of the order knows of no screening. */
const police: Expected = { yes: ['haidian', 'city'], forbidden: [] };

/** The screening of the order of the matrix, as if its account were frozen. */
export const screeningAccess: AccessPart = {
  rows: {
    listScreenings: { yes: ['haidian', 'chaoyang', 'changping', 'city'], forbidden: 'everyone else' },
    getScreening: police,
    recordFinding: police,
    tellOwner: police,
  },

  prepare: async (api, { orderId = '', alertId = '' }) => {
    const opened = {
      type: 'screening.opened' as const,
      data: {
        ...{ at: hour(3), orderId, alertId, district: 'haidian' as const, agency: 'police-haidian', bankId: 'bank-a' },
        ...{ whole: false, frozenAt: hour(3), dueAt: hour(1_000), warnAt: hour(900) },
      },
    };
    await api.journal.append({
      command: commandOf({ id: 'screening-of-matrix' }),
      changes: splitFacts([fresh(Screenings, orderId)], [opened]),
    });
    return {};
  },

  calls: () => ({
    recordFinding: { body: { finding: 'linked', grounds: 'g', evidence: ['e'], officers } },
    tellOwner: { body: { toldAt: hour(3), way: 'letter' } },
  }),
};
