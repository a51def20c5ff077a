import type { AccessPart } from './access-actors.ts';

/** Boards show what the same caller may read thing by thing; of an alarm without its orders, to the agency that raised it elsewhere. */
export const boardAccess: AccessPart = {
  rows: {
    listOrders: { yes: ['haidian', 'city'], forbidden: 'everyone else' },
    getOrdersSummary: { yes: ['haidian', 'city'], forbidden: 'everyone else' },
    getAlertBoard: { yes: ['haidian', 'chaoyang', 'city'], forbidden: [] },
    getCaseOverview: { yes: ['haidian', 'city', 'prosecutor'], forbidden: [] },
    // the case is shared with the prosecutor without the part `money`
    getCaseFundGraph: { yes: ['haidian', 'city'], forbidden: ['prosecutor'] },
    listCaseStatements: { yes: ['haidian', 'city'], forbidden: ['prosecutor'] },
    listCaseStatementLines: { yes: ['haidian', 'city'], forbidden: ['prosecutor'] },
    listCaseReturnRounds: { yes: ['haidian', 'city'], forbidden: ['prosecutor'] },
    listCaseReturnPayments: { yes: ['haidian', 'city'], forbidden: ['prosecutor'] },
    listCaseObjections: { yes: ['haidian', 'city'], forbidden: ['prosecutor'] },
  },
  prepare: async () => ({}),
  calls: () => ({ listOrders: { query: { district: 'haidian' } }, getOrdersSummary: { query: { district: 'haidian' } } }),
};
