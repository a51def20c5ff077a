import type { AccessPart, Expected } from './access-actors.ts';
import { officers } from './samples.ts';

/** The police that may do it to one order of a case; of the order of the matrix, which is of no case, they are told so. */
const police: Expected = { yes: ['haidian', 'city'], forbidden: [] };

/** A step for several orders of a case at once. */
export const bulkAccess: AccessPart = {
  rows: { extendOrders: police, releaseOrders: police, freezeOrders: police, addDocumentsToOrders: police },

  prepare: async () => ({}),

  calls: ({ orderId = '' }) => {
    const [signed, orders] = [{ reason: 'r', officers }, [{ orderId }]];
    const papers = { documents: [{ kind: 'stop-form', number: '1', issuedAt: '2026-11-22T01:00:00Z' }] };
    return {
      extendOrders: { body: { ...signed, orders } },
      releaseOrders: { body: { ...signed, orders } },
      freezeOrders: { body: { ...signed, orders } },
      addDocumentsToOrders: { body: { ...papers, orders } },
    };
  },
};
