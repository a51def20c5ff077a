import * as z from 'zod';
import { type AccessPart, actors, type Expected } from './access-actors.ts';
import { hour, minute, officers } from './samples.ts';

const [officer] = officers;
const police: Expected = { yes: ['haidian', 'city'], forbidden: [] };
const body = {
  ...{
    bankId: 'bank-a',
    account: { holder: '王某', number: '6222020200000000901' },
    person: { name: '王某', phone: '13800000001' },
  },
  ...{ kind: 'no-outgoing', ground: 'g', consent: { how: 'in-person', at: minute(0) }, termHours: 24, officer },
};

/** A protective measure that haidian ordered for a person of its district. */
export const protectionAccess: AccessPart = {
  rows: {
    orderProtection: { yes: ['haidian', 'chaoyang', 'changping', 'city'], forbidden: 'everyone else' },
    listProtections: { yes: ['haidian', 'city'], forbidden: 'everyone else' },
    getProtection: police,
    liftProtection: police,
    prolongProtection: police,
  },

  prepare: async (api) => {
    const made = await api.call(actors.haidian, 'POST', '/v1/protective-measures', { body });
    return { protectionId: z.string().parse(made.body['protectionId']) };
  },

  calls: () => ({
    orderProtection: { body: { ...body, account: { holder: '王某', number: '6222020200000000902' }, district: 'haidian' } },
    listProtections: { query: { district: 'haidian' } },
    liftProtection: { body: { cause: 'not-needed', identity: 'called-back', reason: 'r', officer } },
    prolongProtection: { body: { termHours: 24, consent: { how: 'by-phone', at: hour(0) }, officer } },
  }),
};
