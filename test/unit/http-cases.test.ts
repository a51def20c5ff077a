import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { haidianHead } from '../support/approvals.ts';
import { bankA, type CaseDesk, createCaseDesk, Page } from '../support/case-desk.ts';
import { chaoyang, city, filing, haidian, prosecutor } from '../support/case-samples.ts';
import { hour, id, minute, officers } from '../support/samples.ts';

let desk: CaseDesk;

beforeEach(async () => {
  desk = await createCaseDesk();
});

describe('a case file', () => {
  test('joins alarms, with their requests and orders, persons, losses and evidence', async () => {
    const alertId = await desk.raised();
    const { requestId } = await desk.requested(alertId);
    const caseId = await desk.opened({ alerts: [alertId] });
    const add = (body: object) => desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items`, { body });
    const person = await add({ kind: 'person', role: 'victim', name: '王某', idNumber: '110108196501010000' });
    expect(person.status).toBe(201);
    const victim = z.string().parse(person.body['itemId']);
    expect((await add({ kind: 'loss', amountFen: 45_540_000, at: minute(-5), victim })).status).toBe(201);
    expect((await add({ kind: 'evidence', category: 'bank-record', title: '流水', obtainedAt: minute(20) })).status).toBe(201);
    const file = await desk.get(haidian, `/v1/cases/${caseId}`);
    expect(file).toMatchObject({
      status: 200,
      headers: { etag: expect.stringMatching(/^"5\./) },
      body: {
        ...{ caseId, status: 'open', version: 5, agency: 'police-haidian', lossFen: 45_540_000 },
        alerts: [{ alertId }],
        money: { freezeRequests: [requestId], orders: 1, waiting: 1 },
        persons: [{ itemId: victim, name: '王某' }],
        losses: [{ victim }],
        evidence: [{ category: 'bank-record' }],
        shares: [],
      },
    });
  });

  test('takes a freeze request with its alarm, and the same thing twice as once', async () => {
    const alertId = await desk.raised();
    const { requestId } = await desk.requested(alertId);
    const caseId = await desk.opened();
    const add = () =>
      desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items`, { body: { kind: 'freeze-request', requestId } });
    expect(await add()).toMatchObject({ status: 201, body: { alerts: [{ alertId }] } });
    expect(await add()).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { alerts: [{ alertId }] } });
  });

  test('takes no alarm that is in another case, and none that the caller may not know of', async () => {
    const alertId = await desk.raised();
    await desk.opened({ alerts: [alertId] });
    const other = await desk.opened();
    const add = (body: object) => desk.api.call(haidian, 'POST', `/v1/cases/${other}/items`, { body });
    expect(await add({ kind: 'alert', alertId })).toMatchObject({ status: 409, body: { code: 'ALERT_IN_OTHER_CASE' } });
    const foreign = await desk.raised('110-2', { district: 'chaoyang' }, chaoyang);
    const unknown = { status: 400, body: { code: 'CASE_ITEM_UNKNOWN', errors: [{ in: 'body', path: '/alertId' }] } };
    expect(await add({ kind: 'alert', alertId: foreign })).toMatchObject(unknown);
    expect(await add({ kind: 'alert', alertId: id('alt', 77) })).toMatchObject(unknown);
    const body = { title: 't', district: 'haidian', fraudType: 'f', summary: 's', alerts: [foreign] };
    expect(await desk.api.call(haidian, 'POST', '/v1/cases', { body })).toMatchObject({
      ...{ status: 400, body: { code: 'CASE_ITEM_UNKNOWN', errors: [{ path: '/alerts/0' }] } },
    });
  });

  test('two who put the same alarm into two cases at once: one wins', async () => {
    const alertId = await desk.raised();
    const cases = [await desk.opened(), await desk.opened()];
    const answers = await Promise.all(
      cases.map((caseId) => desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items`, { body: { kind: 'alert', alertId } })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  test('is listed for its district with how long it is open and untouched', async () => {
    const caseId = await desk.opened({ station: 'zhongguancun' });
    desk.api.now = minute(31);
    expect(await desk.items(haidian, '/v1/cases')).toMatchObject([
      { caseId, station: 'zhongguancun', openSeconds: 60, untouchedSeconds: 60, musts: 0 },
    ]);
    expect(await desk.items(city, '/v1/cases', { district: 'haidian', month: '2026-11' })).toHaveLength(1);
    expect(await desk.items(chaoyang, '/v1/cases')).toEqual([]);
    expect((await desk.get(chaoyang, '/v1/cases', { district: 'haidian' })).status).toBe(403);
    expect((await desk.get(chaoyang, `/v1/cases/${caseId}`)).status).toBe(404);
  });

  test('has a checklist of the three musts, each with who and when', async () => {
    const caseId = await desk.opened();
    const [officer] = officers;
    const note = (must: string) =>
      desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/musts`, { body: { must, doneAt: minute(25), officer } });
    expect((await note('information-taken')).body).toMatchObject({
      musts: [
        { must: 'information-taken', done: true, doneAt: minute(25), officer, notedBy: 'police-haidian' },
        { must: 'scene-examined', done: false },
        { must: 'money-traced', done: false },
      ],
    });
    expect(await note('information-taken')).toMatchObject({ status: 409, body: { code: 'MUST_DONE_BEFORE' } });
  });

  test('is changed at the version the caller knows, and at no other', async () => {
    const caseId = await desk.opened();
    const file = (version: string) =>
      desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/file`, { body: filing, headers: { 'if-match': version } });
    expect(await file('"7"')).toMatchObject({ status: 412, body: { code: 'VERSION_CONFLICT', version: 1 } });
    expect(await file('"1"')).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { status: 'filed', filing } });
  });
});

describe('filing a case', () => {
  const paper = { kind: 'freeze-notice', number: '京公海冻字〔2026〕1号', issuedAt: minute(31) };
  const freezing = {
    ...{ reason: 'the case is filed', officers, notice: paper, amountFen: 8_000_000 },
    contact: { name: '李警官', dutyPhone: '010-82510000' },
  };
  /** With the approval of the head of the bureau, where one may be asked for. */
  const freezes = async (orderId: string | undefined, over: object = {}) => {
    const body = { gate: 'freeze', orderId, amountFen: 8_000_000, reason: 'r' };
    const asked = await desk.api.call(haidian, 'POST', '/v1/approvals', { body });
    const approvalId = asked.body['approvalId'];
    const given = { reason: 'r' };
    if (asked.status === 201) await desk.api.call(haidianHead, 'POST', `/v1/approvals/${approvalId}/grant`, { body: given });
    return desk.api.call(haidian, 'POST', `/v1/orders/${orderId}/freeze`, { body: { ...freezing, approvalId, ...over } });
  };

  async function stoppedOrder(alertId: string, accountNumber?: string): Promise<string> {
    const orderId = (await desk.requested(alertId, accountNumber)).orders[0]?.orderId ?? '';
    const body = { code: '0000', effectiveAt: minute(30), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000, outflows: [] };
    expect((await desk.api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body })).status).toBe(200);
    return orderId;
  }

  test('opens the freeze gate of its orders, and is their T6', async () => {
    const alertId = await desk.raised();
    const orderId = await stoppedOrder(alertId);
    const caseId = await desk.opened({ alerts: [alertId] });
    desk.api.now = minute(31);
    const freeze = () => freezes(orderId);
    expect(await freeze()).toMatchObject({ status: 409, body: { code: 'CASE_NOT_FILED' } });
    expect((await desk.get(haidian, `/v1/orders/${orderId}`)).body['t6']).toBeUndefined();
    expect((await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/file`, { body: filing })).status).toBe(200);
    expect((await desk.get(haidian, `/v1/orders/${orderId}`)).body).toMatchObject({ t6: filing.filedAt });
    expect(await freeze()).toMatchObject({ status: 202, body: { t6: filing.filedAt, pending: { instruction: 'freeze' } } });
    const told = await desk.get(bankA, `/v1/bank/orders/${orderId}`);
    expect(told.body).toMatchObject({ instruction: 'freeze', authority: { caseNumber: filing.caseNumber } });
  });

  test('closes it again for an alarm that leaves; one whose accounts are frozen on the filing stays', async () => {
    const [one, two] = [await desk.raised('110-1'), await desk.raised('110-2')];
    const orders = [await stoppedOrder(one), await stoppedOrder(two, '6222020200000000002')];
    const caseId = await desk.opened({ alerts: [one, two] });
    expect((await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/file`, { body: filing })).status).toBe(200);
    desk.api.now = minute(31);
    const freeze = (orderId: string | undefined) => freezes(orderId);
    const leave = (alertId: string) =>
      desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items/${alertId}/withdraw`, { body: { reason: 'r' } });
    expect((await freeze(orders[0])).status).toBe(202);
    expect(await leave(one)).toMatchObject({ status: 409, body: { code: 'FREEZE_RESTS_ON_FILING', frozen: 1 } });
    expect((await leave(two)).body).toMatchObject({ alerts: [{ alertId: one }] });
    expect(await freeze(orders[1])).toMatchObject({ status: 409, body: { code: 'CASE_NOT_FILED' } });
    expect((await desk.get(haidian, `/v1/orders/${orders[1]}`)).body['t6']).toBeUndefined();
  });

  test('a filing is not lent to an alarm of another case, and a named filing must be the case’s own', async () => {
    const [one, two] = [await desk.raised('110-1'), await desk.raised('110-2')];
    const orders = [await stoppedOrder(one), await stoppedOrder(two, '6222020200000000002')];
    const caseId = await desk.opened({ alerts: [one, two] });
    expect((await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/file`, { body: filing })).status).toBe(200);
    desk.api.now = minute(31);
    const { caseNumber, filedAt, decisionNumber } = filing;
    const freeze = (orderId: string | undefined, over: object = {}) =>
      freezes(orderId, { filing: { caseNumber, filedAt, decisionNumber, ...over } });
    const differs = (member: string) => ({
      status: 409,
      body: { code: 'FILING_DIFFERS', errors: [{ path: `/filing/${member}` }] },
    });
    expect(await freeze(orders[0], { caseNumber: 'NEVER-FILED-1' })).toMatchObject(differs('caseNumber'));
    expect(await freeze(orders[0], { decisionNumber: 'X' })).toMatchObject(differs('decisionNumber'));
    expect(await freeze(orders[0], { filedAt: minute(21) })).toMatchObject(differs('filedAt'));
    expect((await freeze(orders[0], { caseNumber: `${caseNumber} ` })).status).toBe(202);
    await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items/${two}/withdraw`, { body: { reason: 'r' } });
    const strange = { status: 409, body: { code: 'CASE_NOT_FILED', errors: [{ path: '/filing/caseNumber' }] } };
    expect(await freeze(orders[1])).toMatchObject(strange);
    expect(await freeze(orders[1], { caseNumber: 'ELSEWHERE-7' })).toMatchObject(strange);
  });

  test('opens it also for alarms that join later, and for those of a case that it takes in', async () => {
    const alertId = await desk.raised();
    const orderId = await stoppedOrder(alertId);
    const [filed, open] = [await desk.opened(), await desk.opened({ alerts: [alertId] })];
    await desk.api.call(haidian, 'POST', `/v1/cases/${filed}/file`, { body: { ...filing, decisionSha256: 'a'.repeat(64) } });
    await desk.api.call(haidian, 'POST', `/v1/cases/${open}/merge`, { body: { into: filed, reason: 'one group' } });
    desk.api.now = minute(31);
    expect((await freezes(orderId)).status).toBe(202);
  });

  test('is done once; a number is used once; nothing is filed ahead of time', async () => {
    const [one, two] = [await desk.opened(), await desk.opened()];
    const file = (caseId: string, over: object = {}) =>
      desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/file`, { body: { ...filing, ...over } });
    expect((await file(one)).status).toBe(200);
    expect(await file(one)).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await file(one, { caseNumber: 'A2' })).toMatchObject({ status: 409, body: { code: 'CASE_ALREADY_FILED' } });
    expect(await file(two)).toMatchObject({ status: 409, body: { code: 'CASE_NUMBER_TAKEN' } });
    expect(await file(two, { caseNumber: 'A2', filedAt: hour(1) })).toMatchObject({
      status: 400,
      body: { code: 'TIME_IN_FUTURE' },
    });
  });
});

describe('what was entered wrongly', () => {
  const reason = 'entered into the wrong case';
  const withdraw = (caseId: string, itemId: string, headers = {}) =>
    desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items/${itemId}/withdraw`, { body: { reason }, headers });

  test('is corrected, with the reason in the history; the station until it is counted', async () => {
    const caseId = await desk.opened({ station: 'zhongguancun' });
    const correct = (body: object, headers = {}) =>
      desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/correct`, { body: { reason, ...body }, headers });
    expect(await correct({ title: 'right', station: 'shangdi' }, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
    expect(await correct({ title: 'right', station: 'shangdi' })).toMatchObject({
      ...{ status: 200, headers: { etag: '"2"' }, body: { title: 'right', station: 'shangdi', fraudType: '冒充公检法' } },
    });
    expect(await correct({ title: 'right' })).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await correct({})).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    expect((await desk.items(haidian, '/v1/cases'))[0]).toMatchObject({ station: 'shangdi' });
    await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/file`, { body: filing });
    expect(await correct({ station: 'qinghe' })).toMatchObject({ status: 409, body: { code: 'STATION_COUNTED' } });
    expect((await correct({ fraudType: '冒充客服' })).body).toMatchObject({ fraudType: '冒充客服' });
    expect((await desk.get(haidian, `/v1/audit/${caseId}`)).body).toMatchObject({
      verified: true,
      items: [{}, { type: 'case.corrected', data: { changes: { title: 'right', station: 'shangdi' }, reason } }, {}, {}],
    });
  });

  test('is taken out again; the list, the case and the history say so', async () => {
    const caseId = await desk.opened();
    const add = async (body: object) => {
      const answer = await desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/items`, { body });
      return z.string().parse(answer.body['itemId']);
    };
    const victim = await add({ kind: 'person', role: 'victim', name: '王某' });
    const loss = await add({ kind: 'loss', amountFen: 100, at: minute(-5), victim });
    expect(await withdraw(caseId, victim)).toMatchObject({ status: 409, body: { code: 'CASE_ITEM_IN_USE', items: [loss] } });
    expect((await withdraw(caseId, loss)).body).toMatchObject({ losses: [], lossFen: 0 });
    expect((await withdraw(caseId, victim)).body).toMatchObject({ persons: [] });
    expect((await withdraw(caseId, victim)).status).toBe(404);
    expect(await withdraw(caseId, 'frq_00000000000000000000000000')).toMatchObject({ status: 404 });
    expect((await desk.items(haidian, '/v1/cases'))[0]).toMatchObject({ lossFen: 0, victims: 0 });
    const types = (await desk.items(haidian, `/v1/cases/${caseId}/timeline`)).map(({ type }) => type);
    expect(types).toEqual(['case.opened', 'case.person-added', 'case.loss-added', 'case.item-withdrawn', 'case.item-withdrawn']);
  });

  test('an alarm leaves a case, also under the old id of one that was merged, and joins the right one', async () => {
    const alertId = await desk.raised();
    const [old, wrong, right] = [await desk.opened({ alerts: [alertId] }), await desk.opened(), await desk.opened()];
    await desk.api.call(haidian, 'POST', `/v1/cases/${old}/merge`, { body: { into: wrong, reason: 'one group' } });
    const join = () => desk.api.call(haidian, 'POST', `/v1/cases/${right}/items`, { body: { kind: 'alert', alertId } });
    expect(await join()).toMatchObject({ status: 409, body: { code: 'ALERT_IN_OTHER_CASE' } });
    expect((await withdraw(old, alertId)).body).toMatchObject({ caseId: wrong, alerts: [] });
    expect((await withdraw(wrong, alertId)).status).toBe(404);
    expect(await join()).toMatchObject({ status: 201, body: { caseId: right, alerts: [{ alertId }] } });
    expect((await desk.items(haidian, `/v1/cases/${wrong}/timeline`)).map(({ type }) => type)).not.toContain('alert.raised');
    expect((await desk.items(haidian, `/v1/cases/${right}/timeline`)).map(({ type }) => type)).toContain('alert.raised');
    expect((await withdraw(right, alertId)).status).toBe(200);
    expect((await desk.get(haidian, `/v1/cases/${await desk.opened({ alerts: [alertId] })}`)).body).toMatchObject({
      alerts: [{ alertId }],
    });
  });
});

describe('merging and linking', () => {
  test('an old id leads to the case that goes on, for reading and for commands', async () => {
    const alertId = await desk.raised();
    const [old, middle, last] = [await desk.opened({ alerts: [alertId] }), await desk.opened(), await desk.opened()];
    const merge = (caseId: string, into: string) =>
      desk.api.call(haidian, 'POST', `/v1/cases/${caseId}/merge`, { body: { into, reason: 'one group' } });
    expect((await merge(old, middle)).body).toMatchObject({ caseId: middle, alerts: [{ alertId }], absorbed: [{ caseId: old }] });
    expect((await merge(middle, last)).status).toBe(200);
    expect((await desk.get(haidian, `/v1/cases/${old}`)).body).toMatchObject({
      caseId: last,
      mergedInto: last,
      alerts: [{ alertId }],
    });
    expect((await desk.get(haidian, `/v1/cases/${last}`)).body['mergedInto']).toBeUndefined();
    expect((await desk.items(haidian, '/v1/cases')).map(({ caseId }) => caseId)).toEqual([last]);
    const added = await desk.api.call(haidian, 'POST', `/v1/cases/${old}/items`, { body: { kind: 'alert', alertId } });
    expect(added).toMatchObject({ status: 200, body: { caseId: last } });
    expect(await merge(old, last)).toMatchObject({ status: 400, body: { code: 'CASE_WITH_ITSELF' } });
  });

  test('takes in no case that the caller may not work on', async () => {
    const own = await desk.opened();
    const foreign = await desk.opened({ district: 'chaoyang' }, chaoyang);
    await desk.api.call(chaoyang, 'POST', `/v1/cases/${foreign}/shares`, {
      body: { agency: haidian.agency, parts: ['summary'], purpose: 'one group?', until: hour(24) },
    });
    const body = { into: foreign, reason: 'one group' };
    expect(await desk.api.call(haidian, 'POST', `/v1/cases/${own}/merge`, { body })).toMatchObject({
      status: 400,
      body: { code: 'CASE_ITEM_UNKNOWN' },
    });
    expect(await desk.api.call(haidian, 'POST', `/v1/cases/${foreign}/merge`, { body: { ...body, into: own } })).toMatchObject({
      status: 403,
    });
  });

  test('a share ends with the case it was of, and opens nothing of the other', async () => {
    const [old, last] = [await desk.opened(), await desk.opened()];
    await desk.shared(old);
    expect((await desk.get(prosecutor, `/v1/cases/${old}`)).status).toBe(200);
    await desk.api.call(haidian, 'POST', `/v1/cases/${old}/merge`, { body: { into: last, reason: 'one group' } });
    expect((await desk.get(prosecutor, `/v1/cases/${old}`)).status).toBe(404);
    expect((await desk.get(prosecutor, `/v1/cases/${last}`)).status).toBe(404);
    expect(await desk.items(prosecutor, '/v1/cases', { shared: 'with-me' })).toEqual([]);
  });

  test('linked cases know of each other, once', async () => {
    const [one, two] = [await desk.opened(), await desk.opened()];
    const link = () =>
      desk.api.call(haidian, 'POST', `/v1/cases/${one}/link`, { body: { caseId: two, reason: 'the same account' } });
    expect((await link()).body).toMatchObject({ links: [{ caseId: two }] });
    expect((await link()).headers['etag']).toBe('"2"');
    expect((await desk.get(haidian, `/v1/cases/${two}`)).body).toMatchObject({ links: [{ caseId: one }] });
  });
});

describe('the timeline of a case', () => {
  test('has what happened to the case, its alarms, requests and orders, in the order of time, page by page', async () => {
    desk.api.now = minute(1);
    const one = await desk.raised('110-1');
    desk.api.now = minute(2);
    await desk.requested(one);
    desk.api.now = minute(3);
    const caseId = await desk.opened({ alerts: [one] });
    const old = await desk.opened();
    desk.api.now = minute(4);
    const two = await desk.raised('110-2');
    desk.api.now = minute(5);
    await desk.api.call(haidian, 'POST', `/v1/cases/${old}/items`, { body: { kind: 'alert', alertId: two } });
    desk.api.now = minute(6);
    await desk.requested(two, '6222020200000000002');
    desk.api.now = minute(7);
    await desk.api.call(haidian, 'POST', `/v1/cases/${old}/merge`, { body: { into: caseId, reason: 'one group' } });
    const all = await desk.items(haidian, `/v1/cases/${caseId}/timeline`, { limit: '100' });
    expect(all.map(({ type }) => type)).toEqual(
      [
        'alert.raised',
        ...['freeze-request.accepted', 'order.requested'],
        ...['case.opened', 'case.alert-joined', 'case.opened'],
        'alert.raised',
        'case.alert-joined',
        ...['freeze-request.accepted', 'order.requested'],
        ...['case.absorbed', 'case.merged'],
      ].flatMap((type) => [type]),
    );
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted());
    const paged: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = Page.parse(
        (await desk.get(haidian, `/v1/cases/${old}/timeline`, { limit: '3', ...(cursor === undefined ? {} : { cursor }) })).body,
      );
      paged.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
  });
});
