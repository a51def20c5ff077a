import { type AccessPart, names } from './access-actors.ts';

const everybody = names.filter((name) => name !== 'clerk' && name !== 'pretender');

/** The register of agencies: every caller reads it, and the city's administrator keeps it. */
export const agencyAccess: AccessPart = {
  rows: {
    listAgencies: { yes: everybody, forbidden: 'everyone else' },
    getAgency: { yes: everybody, forbidden: 'everyone else' },
    registerAgency: { yes: ['administrator'], forbidden: 'everyone else' },
  },
  prepare: async () => ({ agency: 'procuratorate-haidian' }),
  calls: () => ({ registerAgency: { body: { name: '海淀区人民检察院', kind: 'procuratorate', district: 'haidian' } } }),
};
