import type { AccessPart } from './access-actors.ts';

const police = ['haidian', 'chaoyang', 'changping', 'city'] as const;
const counsel = [...police, 'prosecutor', 'judge'] as const;

/** Searches: by those who work on cases; what they find, the access of each thing decides. Accounts: by police. */
export const searchAccess: AccessPart = {
  rows: {
    search: { yes: counsel, forbidden: 'everyone else' },
    searchByReference: { yes: counsel, forbidden: 'everyone else' },
    findAccount: { yes: police, forbidden: 'everyone else' },
  },
  prepare: async () => ({}),
  calls: (ids) => ({
    search: { body: { q: '王某' } },
    searchByReference: { query: { q: ids['alertId'] ?? '' } },
    findAccount: { body: { bankId: 'bank-a', accountNumber: '6222020200000000001' } },
  }),
};
