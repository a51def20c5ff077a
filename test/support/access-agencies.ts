import { type AccessPart, names } from './access-actors.ts';

const everybody = names.filter((name) => name !== 'clerk' && name !== 'pretender');

/** The register of agencies: everybody's to read, the city's administrator's to keep. */
export const agencyAccess: AccessPart = {
  rows: {
    listAgencies: { yes: everybody, forbidden: 'everyone else' },
    getAgency: { yes: everybody, forbidden: 'everyone else' },
    registerAgency: { yes: ['administrator'], forbidden: 'everyone else' },
  },
  prepare: async () => ({ agency: 'procuratorate-haidian' }),
  calls: () => ({ registerAgency: { body: { name: '海淀区人民检察院', kind: 'procuratorate', district: 'haidian' } } }),
};
