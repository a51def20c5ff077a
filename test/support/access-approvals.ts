import * as z from 'zod';
import { type AccessPart, actors } from './access-actors.ts';
import { haidianHead } from './approvals.ts';
import { raiseAlertInput } from './samples.ts';

const police = ['haidian', 'chaoyang', 'changping', 'city'] as const;
const hidden = [] as const;

/** The approval is one that haidian asked for, of an outside case's filing; chaoyang and changping may not know of it. */
export const approvalAccess: AccessPart = {
  rows: {
    // a caller who may not do the act may not know of the order either; a caller outside the police asks for no approval
    askApproval: {
      yes: ['haidian', 'city'],
      forbidden: [
        'administrator',
        'clerk',
        'bankA',
        'bankB',
        'prosecutor',
        'judge',
        'regulator',
        'town',
        'operator',
        'provider',
        'partner',
        'pretender',
      ],
    },
    listApprovals: { yes: police, forbidden: 'everyone else' },
    getApproval: { yes: ['haidian', 'city'], forbidden: hidden },
    // an officer knows of it and does not decide
    grantApproval: { yes: ['city'], forbidden: ['haidian'] },
    declineApproval: { yes: ['city'], forbidden: ['haidian'] },
    withdrawApproval: { yes: ['haidian'], forbidden: ['city'] },
  },

  prepare: async (api) => {
    const alert = { ...raiseAlertInput(), sourceRef: 'approval-1' };
    const raised = await api.call(actors.haidian, 'POST', '/v1/alerts', { body: alert });
    const filing = { caseNumber: 'T1', filedAt: alert.receivedAt, decisionNumber: 'T1' };
    const body = { gate: 'outside-filing', alertId: raised.body['alertId'], filing, agency: '天津市公安局', reason: 'r' };
    const asked = await api.call(haidianHead, 'POST', '/v1/approvals', { body });
    return { approvalId: z.string().parse(asked.body['approvalId']) };
  },

  calls: (ids) => ({
    askApproval: { body: { gate: 'release', orderId: ids['orderId'], reason: 'r' } },
    listApprovals: { query: { asked: 'mine' } },
    grantApproval: { body: { reason: 'r' } },
    declineApproval: { body: { reason: 'r' } },
    withdrawApproval: { body: { reason: 'r' } },
  }),
};
