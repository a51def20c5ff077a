import * as z from 'zod';
import { claimExample, objectionExample } from '../../functions/returns/examples.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { paymentIdOf } from '../../shared/returns/payment/payment-model.ts';
import { ReturnPayments } from '../../shared/returns/streams.ts';
import { type AccessPart, actors } from './access-actors.ts';
import { filing } from './case-samples.ts';
import { commandOf } from './journal-samples.ts';
import { paymentOrdered } from './return-samples.ts';
import { account, id, officers, raiseAlertInput } from './samples.ts';

/** The round is one of haidian's; others, those that share in the case too, may not know of it. */
const forOwners = { yes: ['haidian', 'city'], forbidden: [] } as const;
/** The prosecutors may see the case, and not that or how money of it is returned. */
const ofCase = { yes: ['haidian', 'city'], forbidden: ['prosecutor'] } as const;
const reason = { body: { reason: 'r' } };
const stale = { ...reason, headers: { 'if-match': '"99"' } };

/** The return of money: for the police of the case; the public notice is for all. */
export const returnAccess: AccessPart = {
  rows: {
    openReturn: ofCase,
    listReturns: ofCase,
    getReturn: forOwners,
    getReturnPlan: forOwners,
    computeReturnPlan: forOwners,
    enterReturnAccount: forOwners,
    leaveReturnAccount: forOwners,
    approveReturn: forOwners,
    publishReturnNotice: forOwners,
    withdrawReturnNotice: forOwners,
    objectToReturn: forOwners,
    decideReturnObjection: forOwners,
    closeReturn: forOwners,
    abandonReturn: forOwners,
    makeReturnClaim: forOwners,
    listReturnClaims: forOwners,
    getReturnClaim: forOwners,
    correctReturnPayee: forOwners,
    holdReturnClaim: forOwners,
    freeReturnClaim: forOwners,
    withdrawReturnClaim: forOwners,
    listReturnPayments: forOwners,
    getReturnPayment: forOwners,
    correctReturnPayment: forOwners,
    freeReturnPayment: forOwners,
    dropReturnPayment: forOwners,
    settleReturnPaymentDispute: forOwners,
  },

  prepare: async (api) => {
    const made = async (path: string, body: object, name: string) =>
      z.string().parse((await api.call(actors.haidian, 'POST', path, { body })).body[name]);
    const alertId = await made('/v1/alerts', { ...raiseAlertInput(), sourceRef: 'return-1' }, 'alertId');
    const accounts = [account({ accountNumber: '6222020200000077777' })];
    const body = { alertId, urgency: 'urgent', reason: 'r', officers, accounts };
    const requested = await api.call(actors.haidian, 'POST', '/v1/freeze-requests', { body });
    const [order] = z.array(z.looseObject({ orderId: z.string() })).parse(requested.body['orders']);
    const opened = { title: 't', district: 'haidian', fraudType: 'f', summary: 's', alerts: [alertId] };
    const caseId = await made('/v1/cases', opened, 'caseId');
    await api.call(actors.haidian, 'POST', `/v1/cases/${caseId}/file`, {
      body: { ...filing, caseNumber: 'A1101082026110077', filedAt: api.now },
    });
    const returnId = await made(`/v1/cases/${caseId}/returns`, { reason: 'r' }, 'returnId');
    const transfers = [{ orderId: order?.orderId, transfer: 0, amountFen: 1 }];
    const payTo = { ...claimExample.payTo, bankId: 'bank-b' };
    const claim = { ...claimExample, lossFen: 1, elsewhereFen: 0, transfers, payTo };
    const claimId = await made(`/v1/returns/${returnId}/claims`, claim, 'claimId');
    const paymentId = paymentIdOf(returnId, api.now, order?.orderId ?? '', claimId);
    const { journal, now } = api;
    const { data } = paymentOrdered;
    const payment = { ...data.payment, paymentId, returnId, caseId, claimId, agency: actors.haidian.agency };
    const born = change(fresh(ReturnPayments, paymentId), { ...paymentOrdered, data: { ...data, payment } });
    await journal.append({ command: commandOf({ now }), changes: [born] });
    return { returnId, claimId, paymentId, planObjectionId: id('rob', 1) };
  },

  calls: () => ({
    openReturn: reason,
    enterReturnAccount: { body: { orderId: id('ord', 9) } },
    leaveReturnAccount: reason,
    approveReturn: { body: { planVersion: 1, officers } },
    correctReturnPayment: reason,
    dropReturnPayment: reason,
    settleReturnPaymentDispute: { body: { finding: 'paid', reason: 'r', officers } },
    withdrawReturnNotice: reason,
    objectToReturn: { body: objectionExample },
    decideReturnObjection: { body: { outcome: 'rejected', reason: 'r', officers } },
    // refused for the version, once they are let in, so that the round and the claim stay for the next caller
    closeReturn: stale,
    abandonReturn: stale,
    withdrawReturnClaim: stale,
    makeReturnClaim: { body: claimExample },
    correctReturnPayee: { body: { payTo: { ...claimExample.payTo, bankId: 'bank-b' }, reason: 'r' } },
    holdReturnClaim: { body: { ground: 'dispute', reason: 'r' } },
    freeReturnClaim: reason,
  }),
};
