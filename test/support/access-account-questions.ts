import * as z from 'zod';
import { type AccessPart, actors } from './access-actors.ts';
import { minute, officers } from './samples.ts';

const signed = { reason: 'r', officers };
const period = { from: minute(-60), to: minute(0) };

/** The police of Haidian asked bank A about the account of their order. */
export const accountQuestionAccess: AccessPart = {
  rows: {
    requestStatement: { yes: ['haidian', 'city'], forbidden: [] },
    listStatements: { yes: ['haidian', 'city'], forbidden: [] },
    getStatement: { yes: ['haidian', 'city'], forbidden: [] },
    listStatementLines: { yes: ['haidian', 'city'], forbidden: [] },
    followStatementLines: { yes: ['haidian', 'city'], forbidden: [] },
    requestHolder: { yes: ['haidian', 'city'], forbidden: [] },
    listHolderRequests: { yes: ['haidian', 'city'], forbidden: [] },
    getHolderRequest: { yes: ['haidian', 'city'], forbidden: [] },
    startWatch: { yes: ['haidian', 'city'], forbidden: [] },
    listWatches: { yes: ['haidian', 'city'], forbidden: [] },
    getWatch: { yes: ['haidian', 'city'], forbidden: [] },
    listWatchLines: { yes: ['haidian', 'city'], forbidden: [] },
    endWatch: { yes: ['haidian', 'city'], forbidden: [] },
    answerHolderRequest: { yes: ['bankA'], forbidden: [] },
    tellWatchLines: { yes: ['bankA'], forbidden: [] },
    tellStatementPage: { yes: ['bankA'], forbidden: [] },
  },

  prepare: async (api, { orderId }) => {
    const asked = await api.call(actors.haidian, 'POST', `/v1/orders/${orderId}/statement-requests`, {
      body: { ...period, ...signed },
    });
    const ask = (path: string, body: object) =>
      api.call(actors.haidian, 'POST', `/v1/orders/${orderId}/${path}`, { body: { ...body, ...signed } });
    const [holder, watch] = [await ask('holder-requests', {}), await ask('watches', { days: 3 })];
    return {
      statementId: z.string().parse(asked.body['statementId']),
      holderRequestId: z.string().parse(holder.body['holderRequestId']),
      watchId: z.string().parse(watch.body['watchId']),
    };
  },

  calls: () => ({
    requestStatement: { body: { ...period, ...signed } },
    followStatementLines: { body: { lines: ['S-1'], ...signed } },
    requestHolder: { body: signed },
    startWatch: { body: { days: 3, ...signed } },
    endWatch: { body: signed },
    answerHolderRequest: { body: { holder: { name: '刘某', accountKind: 'personal' } } },
    tellWatchLines: { body: { lines: [{ serial: 'S-1' }] } },
    tellStatementPage: { body: { page: 1, lines: [] } },
  }),
};
