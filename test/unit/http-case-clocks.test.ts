import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { ClocksOfCases } from '../../shared/procedure-clocks/streams.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { command, day, districtUnit } from '../support/listing-samples.ts';
import { hour, minute } from '../support/samples.ts';
import { prosecutorOf } from '../support/standard-samples.ts';

const police = districtUnit;
const prosecutor = prosecutorOf('haidian');
const stranger: Actor = { ...districtUnit, agency: 'police-miyun', district: 'miyun', subject: 'lu' };

const Item = z.looseObject({ kind: z.string(), ranOut: z.boolean().optional() });
const Items = z.object({ items: z.array(Item) });

let city: Coordination;
let caseId: string;
let suspect: string;

beforeEach(async () => {
  city = createCoordination();
  await city.at(minute(1));
  caseId = await city.opened(police);
  suspect = await person('suspect', '张某某');
});

const post = async (actor: Actor, path: string, body: object = {}) => {
  const answer = await city.api.call(actor, 'POST', path, { body });
  await city.settle();
  return answer;
};
async function person(role: string, name: string): Promise<string> {
  const { body } = await post(police, `/v1/cases/${caseId}/items`, { kind: 'person', role, name });
  return z.string().parse(body['itemId']);
}
const start = (actor: Actor, over: object = {}) =>
  post(actor, `/v1/cases/${caseId}/clocks`, { kind: 'arrest-request', from: minute(0), ...over });
const listed = async (actor: Actor, path: string) => Items.parse((await city.api.call(actor, 'GET', path)).body).items;
const share = (parts: readonly string[]) =>
  post(police, `/v1/cases/${caseId}/shares`, { agency: prosecutor.agency, parts, purpose: '审查逮捕', until: day(60) });

describe('a term of procedure of a case without a consultation', () => {
  test('is started, found by the police, extended and stopped', async () => {
    const started = await start(police, { suspect });
    expect(started).toMatchObject({
      status: 201,
      body: { caseId, n: 1, kind: 'arrest-request', suspect, startedBy: police.agency },
    });
    const reference = { kind: 'case', id: caseId, reference: expect.stringMatching(/^C-HD-/) };
    expect(await listed(police, '/v1/clocks')).toMatchObject([
      { kind: 'arrest-request', about: reference, waitsForMe: true, person: { itemId: suspect, name: '张某某' } },
    ]);
    const longer = await post(police, `/v1/cases/${caseId}/clocks/1/extend`, { ground: 'roaming', reason: 'Three provinces' });
    expect(longer).toMatchObject({ status: 200, body: { n: 1, extension: { ground: 'roaming', days: 30 } } });
    expect(String(longer.body['endsAt']) > String(started.body['endsAt'])).toBe(true);
    expect(await post(police, `/v1/cases/${caseId}/clocks/1/stop`, { outcome: 'done' })).toMatchObject({
      status: 200,
      body: { outcome: 'done' },
    });
    expect(await listed(police, '/v1/clocks')).toEqual([]);
    expect(await listed(police, `/v1/cases/${caseId}/clocks`)).toMatchObject([{ caseId, n: 1, outcome: 'done' }]);
  });

  test('is warned of and ends, each once, and the entry says which term of which case', async () => {
    await start(police, { suspect });
    for (const now of [day(3), day(3), day(4), day(5), day(5)]) await city.swept(now);
    const history = await city.api.call(police, 'GET', `/v1/audit/case-clocks:${caseId}`);
    expect(history.body).toMatchObject({
      verified: true,
      items: [{ type: 'case-clocks.started' }, { type: 'case-clocks.warned' }, { type: 'case-clocks.expired' }],
    });
    const { body } = await city.api.call(police, 'GET', '/v1/inbox');
    expect(body['items']).toMatchObject([
      { what: 'case-clocks.expired', subject: { kind: 'case', id: caseId }, term: { kind: 'arrest-request' } },
      { what: 'case-clocks.warned', subject: { kind: 'case', id: caseId }, term: { kind: 'arrest-request' } },
    ]);
    expect(JSON.stringify(body)).not.toContain('张某某');
    expect(await listed(police, '/v1/clocks')).toMatchObject([{ ranOut: true }]);
  });

  test('is refused with a reason, and nothing changes', async () => {
    const victim = await person('victim', '王某');
    const refused = async (over: object, code: string, path?: string) =>
      expect(await start(police, over)).toMatchObject({
        body: { code, ...(path === undefined ? {} : { errors: [{ path }] }) },
      });
    await refused({ from: hour(9) }, 'TIME_IN_FUTURE', '/from');
    await refused({ suspect: victim }, 'CASE_ITEM_UNKNOWN', '/suspect');
    await refused({ kind: 'never' }, 'INPUT_INVALID');
    expect((await start(police)).status).toBe(201);
    await refused({}, 'CLOCK_RUNNING');
    expect((await post(police, `/v1/cases/${caseId}/clocks/2/stop`, { outcome: 'done' })).status).toBe(404);
    expect((await post(police, `/v1/cases/${caseId}/clocks/0/stop`, { outcome: 'done' })).status).toBe(404);
    expect((await post(police, `/v1/cases/${caseId}/clocks/1/extend`, { ground: 'complex', reason: 'r' })).body).toMatchObject({
      code: 'CLOCK_EXTENSION_NOT_ALLOWED',
    });
    expect((await city.api.journal.load(ClocksOfCases, caseId)).version).toBe(1);
  });

  test('a case that was merged keeps its clocks under its own id, and new ones run on the case that goes on', async () => {
    await start(police);
    const into = await city.opened(police);
    expect((await post(police, `/v1/cases/${caseId}/merge`, { into, reason: 'same gang' })).status).toBe(200);
    expect(await start(police, { kind: 'supplement', inCustody: true })).toMatchObject({
      status: 201,
      body: { caseId: into, n: 1 },
    });
    expect(await listed(police, `/v1/cases/${into}/clocks`)).toMatchObject([
      { caseId: into, kind: 'supplement' },
      { caseId, kind: 'arrest-request' },
    ]);
    expect((await post(police, `/v1/cases/${caseId}/clocks/1/stop`, { outcome: 'void' })).body).toMatchObject({
      caseId,
      kind: 'arrest-request',
    });
  });
});

describe('a case that was merged into one of another district', () => {
  const chaoyang: Actor = { ...districtUnit, agency: 'police-chaoyang', district: 'chaoyang', subject: 'xu' };

  test('has its terms with those who answer for the case that goes on: on their list, and on their desk at its end', async () => {
    await start(police);
    const into = await city.opened(chaoyang, { district: 'chaoyang' });
    expect(await listed(chaoyang, '/v1/clocks')).toEqual([]);
    const merged = await post(command, `/v1/cases/${caseId}/merge`, { into, reason: 'same gang' });
    expect(merged.status, merged.text).toBe(200);
    expect(await listed(chaoyang, '/v1/clocks')).toMatchObject([{ kind: 'arrest-request', about: { kind: 'case' } }]);
    await city.swept(day(40));
    const inbox = await city.api.call(chaoyang, 'GET', '/v1/inbox', { query: { limit: '100' } });
    expect(JSON.stringify(inbox.body)).toContain('case-clocks.expired');
  });
});

describe('the clock of another', () => {
  const decision = { kind: 'arrest-decision', inCustody: true };

  test('an agency that may not know of the case gets 404, whatever it does', async () => {
    await start(police);
    for (const actor of [stranger, prosecutor]) {
      for (const [path, body] of [
        ['clocks', { kind: 'arrest-request', from: minute(0) }],
        ['clocks/1/stop', { outcome: 'void' }],
        ['clocks/1/extend', { ground: 'special', reason: 'r' }],
      ] as const)
        expect((await post(actor, `/v1/cases/${caseId}/${path}`, body)).body).toMatchObject({ code: 'NOT_FOUND' });
      expect((await city.api.call(actor, 'GET', `/v1/cases/${caseId}/clocks`)).status).toBe(404);
      expect(await listed(actor, '/v1/clocks')).toEqual([]);
    }
  });

  test('a reader who is shown no persons starts none, and does not learn of any', async () => {
    await start(police);
    await share(['summary']);
    expect((await start(prosecutor, decision)).body).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect((await post(prosecutor, `/v1/cases/${caseId}/clocks/1/stop`, { outcome: 'void' })).body).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('a procuratorate that is shown the persons keeps its own term, stops no other, and the police may stop it', async () => {
    await start(police);
    await share(['persons']);
    expect(await start(prosecutor, { ...decision, suspect })).toMatchObject({
      status: 201,
      body: { n: 2, startedBy: prosecutor.agency },
    });
    // of the clocks of the case it reads its own, with the number that stops it
    expect(await listed(prosecutor, `/v1/cases/${caseId}/clocks`)).toMatchObject([{ n: 2, startedBy: prosecutor.agency }]);
    expect((await listed(police, `/v1/cases/${caseId}/clocks`)).length).toBe(2);
    const summary = (await city.api.call(prosecutor, 'GET', '/v1/clocks/summary')).body;
    expect(summary).toMatchObject({ total: 1, ranOut: 0, more: false, kinds: expect.any(Object) });
    expect(await listed(prosecutor, '/v1/clocks')).toMatchObject([
      { kind: 'arrest-decision', waitsForMe: true, person: { itemId: suspect } },
    ]);
    expect(JSON.stringify(await listed(prosecutor, '/v1/clocks'))).not.toContain('张');
    expect(await post(prosecutor, `/v1/cases/${caseId}/clocks/1/stop`, { outcome: 'void' })).toMatchObject({
      status: 409,
      body: { code: 'CLOCK_OF_OTHER_PARTY', agency: police.agency },
    });
    expect((await post(police, `/v1/cases/${caseId}/clocks/2/stop`, { outcome: 'void' })).status).toBe(200);
    expect(await listed(prosecutor, '/v1/clocks')).toEqual([]);
  });
});
