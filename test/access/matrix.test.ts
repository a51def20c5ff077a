import { beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../shared/http/define-routes.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { actors, type Expected, names } from '../support/access-actors.ts';
import { allRoutes, createTestApi, type TestApi } from '../support/api.ts';
import { callOf, parts, pathOf, prepareWorld, report } from '../support/matrix-world.ts';

const police = ['haidian', 'chaoyang', 'changping', 'city'] as const;
const everyone = names.filter((name) => name !== 'clerk' && name !== 'pretender');
const hidden = [] as const;

/** Written by hand, from what the field asks for: not derived from the policy it tests. */
const matrix: Readonly<Record<string, Expected>> = {
  raiseAlert: { yes: police, forbidden: 'everyone else' },
  getAlert: { yes: ['haidian', 'chaoyang', 'city'], forbidden: hidden },
  listAlerts: { yes: ['haidian', 'city'], forbidden: 'everyone else' },
  getAlertsSummary: { yes: ['haidian', 'city'], forbidden: 'everyone else' },
  handOverAlert: { yes: ['haidian', 'chaoyang', 'city'], forbidden: hidden },
  correctAlert: { yes: ['haidian', 'chaoyang', 'city'], forbidden: hidden },
  withdrawAlert: { yes: ['haidian', 'chaoyang', 'city'], forbidden: hidden },
  joinAlert: { yes: ['haidian', 'chaoyang', 'city'], forbidden: hidden },
  followHeldOfAlert: { yes: ['haidian', 'chaoyang', 'city'], forbidden: hidden },
  requestFreeze: { yes: ['haidian', 'chaoyang', 'city'], forbidden: names.filter((name) => name !== 'changping') },
  getFreezeRequest: { yes: ['haidian', 'city'], forbidden: hidden },
  listFreezeRequests: { yes: ['haidian', 'city'], forbidden: 'everyone else' },
  getOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  getFundGraph: { yes: ['haidian', 'city'], forbidden: hidden },
  extendOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  recordPhoneResult: { yes: ['haidian', 'city'], forbidden: hidden },
  recordPhoneAttempt: { yes: ['haidian', 'city'], forbidden: hidden },
  takeOnOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  giveBackOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  releaseOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  withdrawOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  freezeOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  getInstruction: { yes: ['haidian', 'city'], forbidden: hidden },
  getFreezeGate: { yes: ['haidian', 'city'], forbidden: hidden },
  renewOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  unfreezeOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  correctOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  addDocuments: { yes: ['haidian', 'city'], forbidden: hidden },
  lineUp: { yes: ['haidian', 'city'], forbidden: hidden },
  followHeldOutflows: { yes: ['haidian', 'city'], forbidden: hidden },
  declineHeldOutflows: { yes: ['haidian', 'city'], forbidden: hidden },
  settleOrder: { yes: ['haidian', 'city'], forbidden: hidden },
  takeTurn: { yes: ['haidian', 'city'], forbidden: hidden },
  listBankOrders: { yes: ['bankA', 'bankB'], forbidden: 'everyone else' },
  listBankDeliveries: { yes: ['bankA', 'bankB'], forbidden: 'everyone else' },
  // a caller who may read the order is told that the bank's side of it is not for them
  getBankOrder: { yes: ['bankA'], forbidden: ['haidian', 'city'] },
  acknowledgeReceipt: { yes: ['bankA'], forbidden: ['haidian', 'city'] },
  recordResult: { yes: ['bankA'], forbidden: ['haidian', 'city'] },
  tellOutflows: { yes: ['bankA'], forbidden: ['haidian', 'city'] },
  redeliverBankOrder: { yes: ['bankA'], forbidden: ['haidian', 'city'] },
  checkSignature: { yes: ['bankA', 'bankB'], forbidden: 'everyone else' },
  reportFraud: { yes: ['bankA', 'bankB'], forbidden: 'everyone else' },
  listBanks: { yes: everyone, forbidden: 'everyone else' },
  getBank: { yes: everyone, forbidden: hidden },
  registerBank: { yes: ['bankA', 'administrator'], forbidden: everyone },
  getPolicy: { yes: everyone, forbidden: 'everyone else' },
  getAudit: { yes: ['haidian', 'city'], forbidden: hidden },
  ...Object.fromEntries(parts.flatMap(({ rows }) => Object.entries(rows))),
};

let api: TestApi;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  api = createTestApi();
  ids = await prepareWorld(api);
});

async function ask(operation: string, actor: Actor | undefined) {
  const route = routeOf(operation);
  const path = pathOf(route, ids);
  return api.call(actor, route.method, path, callOf(operation, ids));
}

function routeOf(operation: string): Route {
  const route = allRoutes[operation];
  if (route === undefined) throw new Error(`there is no ${operation}`);
  return route;
}

const guarded = Object.keys(allRoutes).filter((operation) => routeOf(operation).access !== 'public');

test('the matrix has a row for every route that is not public, and no other', () => {
  expect(Object.keys(matrix).toSorted()).toEqual(guarded.toSorted());
  expect(Object.keys(allRoutes).filter((operation) => routeOf(operation).access === 'public')).toEqual([
    'listReturnNotices',
    'getLabels',
    'readCalendar',
    'getHealth',
    'getKeys',
    'getOpenApi',
    'getBankOpenApi',
  ]);
});

describe.each(guarded)('%s', (operation) => {
  test.each(names)('as %s', async (name) => {
    const { yes, forbidden } = matrix[operation] ?? { yes: [], forbidden: [] };
    const answer = await ask(operation, actors[name]);
    const let_in = ![401, 403, 404].includes(answer.status);
    const denied = forbidden === 'everyone else' || forbidden.includes(name) ? 403 : 404;
    expect(let_in ? 'let in' : answer.status).toBe(yes.includes(name) ? 'let in' : denied);
    const codes = denied === 403 ? ['ACTION_NOT_ALLOWED', 'ROLE_NOT_ALLOWED'] : ['NOT_FOUND'];
    if (!let_in) expect(codes).toContain(answer.body['code']);
  });

  test('without the claims that say who calls', async () => {
    expect(await ask(operation, undefined)).toMatchObject({ status: 403, body: { code: 'TOKEN_CLAIMS_INVALID' } });
  });
});

describe('what is shown', () => {
  test('no bank learns anything of the victim, the alert or another bank', async () => {
    for (const [bank, other] of [
      [actors.bankA, 'bank-b'],
      [actors.bankB, 'bank-a'],
    ] as const) {
      const pages = await Promise.all([ask('listBankOrders', bank), ask('getBankOrder', bank), ask('recordResult', bank)]);
      const said = pages.map(({ text }) => text).join();
      for (const secret of [
        report.victim.name,
        report.victim.phone,
        report.victim.idNumber,
        report.summary,
        ids['alertId'] ?? '',
        other,
      ]) {
        expect(said).not.toContain(secret);
      }
    }
  });

  test('the duty phone of a bank is for the police, its registration for itself and the administrator', async () => {
    const seen = async (actor: Actor) => Object.keys((await ask('getBank', actor)).body).toSorted();
    expect(await seen(actors.prosecutor)).toEqual(['bankId', 'name']);
    expect(await seen(actors.bankB)).toEqual(['bankId', 'name']);
    expect(await seen(actors.haidian)).toEqual(['bankId', 'dutyPhone', 'mode', 'name']);
    expect(await seen(actors.bankA)).toEqual(['bankId', 'dutyPhone', 'mode', 'name', 'registeredAt']);
    expect(await seen(actors.administrator)).toEqual(['bankId', 'dutyPhone', 'mode', 'name', 'registeredAt']);
  });

  test('only a bank itself audits its own record', async () => {
    const audit = (actor: Actor) => api.call(actor, 'GET', '/v1/audit/bank:bank-a');
    expect((await audit(actors.bankA)).body).toMatchObject({ verified: true, items: [{ type: 'bank.registered' }] });
    expect((await audit(actors.bankB)).status).toBe(404);
    expect((await audit(actors.city)).status).toBe(200);
  });

  test('only the city audits the registration of an agency', async () => {
    const audit = (actor: Actor) => api.call(actor, 'GET', '/v1/audit/agency:court-city');
    expect((await audit(actors.city)).body).toMatchObject({ verified: true, items: [{ type: 'agency.registered' }] });
    expect((await audit(actors.judge)).status).toBe(404);
  });

  test('the figures of the whole city are for its command and the regulator', async () => {
    const figures = (actor: Actor) => api.call(actor, 'GET', '/v1/stats/freezes', { query: { district: 'all' } });
    expect((await figures(actors.city)).status).toBe(200);
    expect((await figures(actors.regulator)).status).toBe(200);
    expect((await figures(actors.haidian)).status).toBe(403);
  });

  test('agencies of the whole city list all districts, and those of a district only theirs', async () => {
    const lists = ['alerts', 'cases', 'freeze-requests', 'standards/decisions', 'listed-cases', 'regional-measures'];
    for (const path of lists.map((list) => `/v1/${list}`)) {
      expect(await api.call(actors.city, 'GET', path), path).toMatchObject({ status: 200 });
      expect(await api.call(actors.haidian, 'GET', path, { query: { district: 'all' } }), path).toMatchObject({ status: 403 });
      expect(await api.call(actors.haidian, 'GET', path, { query: { district: 'chaoyang' } }), path).toMatchObject({
        status: 403,
      });
    }
  });

  test('a token cannot say that it is Cordon itself', async () => {
    const cordon: Actor = { agency: 'cordon', agencyKind: 'system', roles: ['officer'], subject: 'cordon' };
    expect((await ask('getOrder', cordon)).body).toMatchObject({ code: 'TOKEN_CLAIMS_INVALID' });
  });
});
