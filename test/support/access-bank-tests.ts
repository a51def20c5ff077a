import * as z from 'zod';
import { type AccessPart, actors } from './access-actors.ts';

const everyone = Object.keys(actors).filter((name) => name !== 'clerk' && name !== 'pretender') as (keyof typeof actors)[];

/** The test is one that bank A started. */
export const bankTestAccess: AccessPart = {
  rows: {
    startTest: { yes: ['bankA', 'bankB'], forbidden: 'everyone else' },
    // the city may read every order; a test does not concern the police
    getTest: { yes: ['bankA'], forbidden: ['city'] },
    getOwnConformance: { yes: ['bankA', 'bankB'], forbidden: 'everyone else' },
    getConformance: { yes: ['bankA', 'administrator'], forbidden: everyone },
    switchMode: { yes: ['administrator'], forbidden: everyone },
  },

  prepare: async (api) => {
    const started = await api.call(actors.bankA, 'POST', '/v1/bank/test-orders', { body: { scenario: 'stop' } });
    return { testOrderId: z.string().parse(started.body['orderId']) };
  },

  calls: () => ({
    startTest: { body: { scenario: 'stop' } },
    switchMode: { body: { mode: 'testing', reason: 'r' } },
  }),
};
