import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { account, type Desk, openDesk, signedBy } from '../support/desk.ts';
import { listIn, workingDay } from '../support/working-day.ts';

const police = 'police-haidian';
const prosecutors = 'procuratorate-haidian';

let world: TestCity;
let desk: Desk;

beforeAll(async () => {
  world = await openTestCity(1);
  desk = openDesk(world);
}, 180_000);
afterAll(() => world.close(), 60_000);

const Body = z.record(z.string(), z.unknown());

/** What another agency did before the day begins. */
async function before(client: string, path: string, body: object = {}): Promise<Record<string, unknown>> {
  const answer = await world.as(client).request('POST', path, body);
  if (answer.status >= 300) throw new Error(`${client} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return Body.parse(answer.body);
}

const Bundle = z.object({
  version: z.number(),
  exhibits: z.array(z.looseObject({ files: z.array(z.looseObject({ fileId: z.string() })) })),
});

const chat = Buffer.from('租卡人：明早把三张卡放到地铁柜里。\n');

/** A case of Haidian's police with a piece of evidence and its file, on which its prosecutors are asked for an opinion. */
async function consultation(): Promise<void> {
  const file = { title: '两卡案', district: 'haidian', fraudType: '刷单返利', summary: '出租三张银行卡' };
  const { caseId } = await before(police, '/v1/cases', file);
  const piece = {
    kind: 'evidence',
    category: 'electronic-data',
    title: '手机聊天记录',
    obtainedAt: plus(await desk.now(), -DAY),
  };
  const { itemId } = await before(police, `/v1/cases/${caseId}/items`, piece);
  const announced = await before(police, `/v1/cases/${caseId}/items/${itemId}/files`, {
    ...{ name: '聊天记录.txt', sizeBytes: chat.length, type: 'text/plain' },
    sha256: createHash('sha256').update(chat).digest('hex'),
  });
  const { url, headers } = z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }).parse(announced['upload']);
  const { 'content-length': _, ...sent } = headers;
  expect((await fetch(url, { method: 'PUT', headers: sent, body: new Uint8Array(chat) })).status).toBe(200);
  const share = { agency: prosecutors, parts: ['summary', 'evidence'], purpose: '会商', until: plus(await desk.now(), 30 * DAY) };
  await before(police, `/v1/cases/${caseId}/shares`, share);
  const { consultationId } = await before(police, '/v1/consultations', {
    ...{ kind: 'major-or-difficult', title: '两卡案件是否批捕', caseIds: [caseId], parties: [prosecutors] },
    questions: [{ topic: 'nature-of-act', text: '出租三张卡应否批捕？' }],
  });
  await before(police, `/v1/consultations/${consultationId}/bundle`, { add: [{ caseId, part: 'evidence', item: itemId }] });
  await eventually(async () => {
    const read = await world.as(police).request('GET', `/v1/evidence-files/${announced['fileId']}`);
    return Body.parse(read.body)['state'] === 'available' ? true : undefined;
  });
}

test('a prosecutor comes from the notice to a signed opinion in at most eight calls', { timeout: 120_000 }, async () => {
  await consultation();
  const day = workingDay(world.as(prosecutors));
  const inbox = await day.readWhen('/v1/inbox?open=true&kind=consultation', (answer) => listIn(answer).length > 0);
  const [notice] = listIn(inbox);
  expect(notice).toMatchObject({ what: 'consultation.convened', text: { zh: expect.any(String), en: expect.any(String) } });
  const { id } = z.object({ id: z.string() }).parse(notice?.['subject']);
  const on = `/v1/consultations/${id}`;
  expect(await day.read(on)).toMatchObject({ shows: 'invitation' });
  await day.act(`${on}/accept`);
  const whole = await day.read(on);
  const bundle = Bundle.parse(whole['bundle']);
  const [exhibit] = bundle.exhibits;
  expect(exhibit).toMatchObject({ content: { title: '手机聊天记录' }, files: [{ name: '聊天记录.txt', type: 'text/plain' }] });
  const link = await day.act(`/v1/evidence-files/${exhibit?.files[0]?.fileId}/open`, { consultationId: id });
  const { url, headers } = z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }).parse(link);
  expect(await (await fetch(url, { headers })).text()).toBe(chat.toString());
  const opinion = { question: 1, position: 'yes', text: '聊天记录证明其明知，建议批捕。', bundleVersion: bundle.version };
  await day.act(`${on}/opinions`, opinion);
  const signed = await day.read(on);
  expect(signed['opinions']).toMatchObject([{ by: { agency: prosecutors }, position: 'yes', opened: [1] }]);
  expect(day.calls.length).toBeLessThanOrEqual(8);
  // the invitation is answered, so its entry closes by itself
  await eventually(async () => {
    const open = await world.as(prosecutors).request('GET', '/v1/inbox?open=true&what=consultations');
    const entries = listIn(Body.parse(open.body));
    return entries.some((entry) => entry['what'] === 'consultation.convened') ? undefined : true;
  });
});

/** A listed case whose responsible unit asks for more time. */
async function listedCase(): Promise<void> {
  const file = { title: '系列诈骗案', district: 'haidian', fraudType: '冒充公检法', summary: '四名被害人' };
  const { caseId } = await before(police, '/v1/cases', file);
  await before(police, `/v1/cases/${caseId}/items`, { kind: 'loss', amountFen: 120_000_000, at: plus(await desk.now(), -DAY) });
  const units = { bureau: 'criminal-police-city', district: police, cyber: 'cyber-police-city' };
  const proposal = { caseId, level: 'city', units, reason: '损失 120 万元' };
  const { listedCaseId } = await before(police, '/v1/listed-cases', proposal);
  const asked = await before('police-city', '/v1/approvals', { gate: 'listing', listedCaseId, reason: '建议挂牌' });
  await before('police-city-head', `/v1/approvals/${asked['approvalId']}/grant`, { reason: '同意' });
  await before('police-city', `/v1/listed-cases/${listedCaseId}/approve`, { approvalId: asked['approvalId'] });
  await before(police, `/v1/listed-cases/${listedCaseId}/extension-requests`, { months: 2, reason: '鉴定意见未出' });
}

test('a supervisor sees in six calls what the city needs, and decides what waits', { timeout: 120_000 }, async () => {
  await listedCase();
  const day = workingDay(world.as('police-city'));
  const me = await day.read('/v1/me');
  expect(me['figures']).toMatchObject({ listingsToDecide: { count: expect.any(Number) } });
  const listings = listIn(await day.read('/v1/listed-cases'));
  const waiting = listings.find((listing) => listing['extensionRequest'] !== undefined);
  const path = `/v1/listed-cases/${waiting?.['listedCaseId']}`;
  expect(await day.read(path)).toMatchObject({ extensionRequest: { reason: '鉴定意见未出', months: 2 } });
  const decided = await day.act(`${path}/extension-requests/decline`, { reason: '意见已出，按期办结' });
  expect(decided).not.toHaveProperty('extensionRequest');
  expect(await day.read('/v1/orders/summary')).toMatchObject({ total: expect.any(Number), marks: expect.any(Object) });
  const figures = await day.read('/v1/stats/freezes?groupBy=district');
  expect(listIn(figures).length).toBe(16);
  expect(day.calls.length).toBeLessThanOrEqual(6);
});

test('a second victim at night: from the alarm to the frozen account in at most fifteen calls', {
  timeout: 180_000,
}, async () => {
  const bank = 'haihe';
  const paid = async () => account(bank, '6222000000000000777', 400_000, await desk.now());
  // the evening before: the first victim's alarm, its stop at the same account, and its case
  const first = await desk.alert('evening-1');
  const [stopped = ''] = await desk.stop(first, await paid());
  const effectiveAt = await desk.now();
  const held = { code: '0000', effectiveAt, balanceBeforeFen: 800_000, stoppedFen: 800_000 };
  expect((await desk.answer(bank, stopped, held)).status).toBe(200);
  await before(police, '/v1/cases', {
    title: '冒充客服案',
    district: 'haidian',
    fraudType: '冒充客服',
    summary: '一笔',
    alerts: [first],
  });

  const night = workingDay(world.as(police));
  const alarm = await night.act('/v1/alerts', {
    ...{ source: 'victim-report', sourceRef: 'night-2', receivedAt: await desk.now(), district: 'haidian' },
    victim: { name: '李建国', idNumber: '110108197001010017', phone: '13700000077' },
    ...{ fraudType: '冒充客服', lossFen: 400_000, summary: '转账一笔' },
  });
  const asked = await night.act('/v1/freeze-requests', {
    ...{ alertId: alarm['alertId'], urgency: 'urgent', ...signedBy },
    accounts: [await paid(), account('taihang', '6222000000000000778', 100_000, await desk.now())],
  });
  const [known] = listIn(asked, 'known');
  const [theirs] = listIn(known ?? {}, 'orders');
  const { caseId } = z.object({ caseId: z.string() }).parse(theirs?.['case']);
  const [, other = ''] = listIn(asked, 'orders').map((order) => String(order['orderId']));
  expect((await desk.answer('taihang', other, { code: '0301' })).status).toBe(200);
  // the list of what needs an eye has the order that came back, with the reason and what to do
  const back = await night.readWhen('/v1/orders?mark=returned', (answer) => listIn(answer).length > 0);
  const [returned] = listIn(back);
  expect(returned).toMatchObject({ marks: ['returned'], bankName: expect.any(String) });
  const corrected = await night.act(`/v1/orders/${returned?.['orderId']}/correct`, {
    ...signedBy,
    account: { ...account('taihang', '6222000000000000778', 100_000, await desk.now()), accountName: '张卫民' },
  });
  expect(corrected).toHaveProperty('orderId');
  await night.act(`/v1/cases/${caseId}/items`, { kind: 'alert', alertId: alarm['alertId'] });
  const number = `A-NIGHT-${Date.now()}`;
  await night.act(`/v1/cases/${caseId}/file`, { caseNumber: number, filedAt: await desk.now(), decisionNumber: number });
  const overview = await night.read(`/v1/cases/${caseId}/overview`);
  expect(listIn(overview, 'alarms')).toHaveLength(2);
  const gate = { gate: 'freeze', orderId: theirs?.['orderId'], amountFen: 400_000, reason: '被害人资金' };
  const { approvalId } = await night.act('/v1/approvals', gate);
  await before('police-haidian-head', `/v1/approvals/${approvalId}/grant`, { reason: '同意' });
  const frozen = await night.act(`/v1/cases/${caseId}/orders/freeze`, {
    ...{ ...signedBy, orders: [{ orderId: theirs?.['orderId'], amountFen: 400_000, approvalId }], necessity: '被害人资金' },
    notice: { kind: 'freeze-notice', number: `冻-${number}`, issuedAt: await desk.now() },
    contact: { name: '高建国', dutyPhone: '010-82519110' },
  });
  expect(JSON.stringify(frozen)).toContain('"outcome":"done"');
  expect(await night.read(`/v1/alerts/${alarm['alertId']}/board`)).toMatchObject({ case: { caseId } });
  expect(night.calls.length).toBeLessThanOrEqual(15);
});
