import { type AccessPart, names } from './access-actors.ts';

const everybody = names.filter((name) => name !== 'clerk' && name !== 'pretender');

/** What Cordon knows of the caller, and the terms that concern it: each caller with a role that Cordon knows, of itself alone. */
export const meAccess: AccessPart = {
  rows: {
    getMe: { yes: everybody, forbidden: 'everyone else' },
    getNames: { yes: everybody, forbidden: 'everyone else' },
    issueCalendar: { yes: everybody, forbidden: 'everyone else' },
    // after the row before, each has an address to revoke
    revokeCalendar: { yes: everybody, forbidden: 'everyone else' },
    listClocks: { yes: everybody, forbidden: 'everyone else' },
    getClocksSummary: { yes: everybody, forbidden: 'everyone else' },
  },
  prepare: async () => ({}),
  calls: () => ({ getNames: { query: { ids: 'police-haidian' } } }),
};
