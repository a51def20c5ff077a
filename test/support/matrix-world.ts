import * as z from 'zod';
import { phoneExample } from '../../functions/freezes/examples.ts';
import type { Route } from '../../shared/http/define-routes.ts';
import { actors } from './access-actors.ts';
import { accessParts } from './access-parts.ts';
import type { ApiCall, TestApi } from './api.ts';
import { account, officers, raiseAlertInput } from './samples.ts';

/** The contexts whose routes have a file of their own. */
export const parts = await accessParts();

/** The ids of the things of the world, by the parameters of paths. */
export type Ids = Readonly<Record<string, string>>;

/** Makes one thing of each kind, and gives the ids that stand in paths. */
export async function prepareWorld(api: TestApi): Promise<Ids> {
  for (const bank of [actors.bankA, actors.bankB]) {
    await api.call(bank, 'PUT', `/v1/banks/${bank.agency}`, { body: { name: bank.agency, dutyPhone: '010-66000001' } });
  }
  const alert = await api.call(actors.chaoyang, 'POST', '/v1/alerts', { body: raiseAlertInput() });
  const alertId = z.string().parse(alert.body['alertId']);
  const request = await api.call(actors.haidian, 'POST', '/v1/freeze-requests', { body: requestOf(alertId, account()) });
  const { requestId, orders } = z.object({ requestId: z.string(), orders: z.array(z.object({ orderId: z.string() })) }).parse({
    ...request.body,
  });
  const orderId = orders[0]?.orderId ?? '';
  const { instructions } = z
    .object({ instructions: z.array(z.object({ instructionId: z.string() })) })
    .parse((await api.call(actors.haidian, 'GET', `/v1/orders/${orderId}`)).body);
  const instructionId = instructions[0]?.instructionId ?? '';
  let ids: Ids = { alertId, requestId, orderId, instructionId, bankId: 'bank-a', stream: orderId };
  for (const part of parts) ids = { ...ids, ...(await part.prepare(api, ids)) };
  return ids;
}

function requestOf(alertId: string, ...accounts: readonly object[]) {
  return { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts };
}

/** A valid call of each operation, so that only access decides. */
const signed = { reason: 'r', officers };
/** The alarm of the world. */
export const report = raiseAlertInput();
const calls: Readonly<Record<string, (ids: Ids) => ApiCall>> = {
  raiseAlert: () => ({ body: report }),
  listAlerts: () => ({ query: { district: 'haidian' } }),
  getAlertsSummary: () => ({ query: { district: 'haidian' } }),
  // each is let in and refused, so that the alarm stays for the other calls
  handOverAlert: () => ({ body: { to: 'haidian', reason: 'r' } }),
  correctAlert: () => ({ body: { lossFen: report.lossFen, reason: 'r' } }),
  withdrawAlert: () => ({ body: { reason: { code: 'test', text: 't' }, orders: 'end', officers: [officers[0], officers[0]] } }),
  joinAlert: (ids) => ({ body: { of: ids['alertId'] } }),
  requestFreeze: (ids) => ({ body: requestOf(ids['alertId'] ?? '', account()) }),
  listFreezeRequests: () => ({ query: { district: 'haidian' } }),
  extendOrder: () => ({ body: signed }),
  recordPhoneResult: () => ({ body: phoneExample }),
  recordPhoneAttempt: () => ({ body: { outcome: 'no-answer' } }),
  releaseOrder: () => ({ body: signed }),
  withdrawOrder: () => ({ body: signed }),
  freezeOrder: () => ({ body: signed }),
  renewOrder: () => ({ body: signed }),
  unfreezeOrder: () => ({ body: signed }),
  lineUp: () => ({ body: signed }),
  followHeldOutflows: () => ({ body: signed }),
  followHeldOfAlert: () => ({ body: signed }),
  declineHeldOutflows: () => ({ body: signed }),
  settleOrder: () => ({ body: { reason: 'r' } }),
  takeTurn: () => ({ body: signed }),
  correctOrder: () => ({ body: { ...signed, account: account() } }),
  addDocuments: () => ({ body: { documents: [{ kind: 'stop-form', number: '1', issuedAt: '2026-11-22T01:00:00Z' }] } }),
  acknowledgeReceipt: () => ({ body: { receivedAt: '2026-11-22T01:30:30Z' } }),
  recordResult: () => ({ body: { code: '1100' } }),
  tellOutflows: () => ({ body: { outflows: [{ means: 'cash' }] } }),
  registerBank: () => ({ body: { name: 'bank-a', dutyPhone: '010-66000001' } }),
  reportFraud: () => {
    const { source, ...rest } = report;
    return source === 'bank-report' ? {} : { body: rest };
  },
};

/** A valid call of an operation, so that only access decides. */
export function callOf(operation: string, ids: Ids): ApiCall {
  const own = calls[operation]?.(ids);
  return own ?? parts.map((part) => part.calls(ids)[operation]).find((call) => call !== undefined) ?? {};
}

/** The path of a route to a thing of the world. */
export function pathOf({ path }: Pick<Route, 'path'>, ids: Ids): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
}
