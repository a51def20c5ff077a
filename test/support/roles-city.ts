import { createHash } from 'node:crypto';
import * as z from 'zod';
import { playCoordinationScenario } from '../../local/scenario/coordination.ts';
import type { Screen } from '../../local/scenario/screen.ts';
import { recordStandards } from '../../local/seed/record-standards.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { eventually, openTestCity, type TestCity } from './city.ts';
import { account, openDesk, signedBy } from './desk.ts';

const mute: Screen = { say: () => undefined, show: () => undefined, settle: () => undefined };
const district = 'police-haidian';
const city = 'police-city';
const prosecutor = 'procuratorate-haidian';
const town = 'town-haidian-wenquan';
const bank = 'jinghua';
const Body = z.record(z.string(), z.unknown());

/**
 * A city with something on each page for each kind of agency: the scenario of coordination, with its consultation, decisions, proposal and listed
 * case, and then what still waits: an alarm with orders, a proposed listing, a measure, a meeting, approvals, a request to see more.
 */
export async function openRolesCity(): Promise<TestCity> {
  const world = await openTestCity(1);
  await recordStandards(world.city);
  await playCoordinationScenario({ ...world.city, screen: mute, signal: new AbortController().signal });
  await addWhatWaits(world);
  return world;
}

export async function addWhatWaits(world: TestCity): Promise<void> {
  const send = async (client: string, method: 'POST' | 'PUT', path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await world.as(client).request(method, path, body);
    if (answer.status >= 300) throw new Error(`${client} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return Body.parse(answer.body);
  };
  const post = (client: string, path: string, body: object) => send(client, 'POST', path, body);
  const units = { bureau: 'criminal-police-city', district, cyber: 'cyber-police-city' };
  /** Opens a case, proposes to list it, and asks for the approval that this takes. */
  const proposeListing = async (title: string) => {
    const { caseId } = await post(district, '/v1/cases', {
      title,
      district: 'haidian',
      fraudType: '冒充公检法',
      summary: '四名被害人',
    });
    const proposal = { caseId, level: 'city', units, grounds: ['severe-harm'], reason: '损失巨大' };
    const { listedCaseId } = await post(district, '/v1/listed-cases', proposal);
    const { approvalId } = await post(city, '/v1/approvals', { gate: 'listing', listedCaseId, reason: '建议挂牌' });
    return { listedCaseId, approvalId };
  };
  const desk = openDesk(world);
  const now = await desk.now();
  const until = plus(now, 30 * DAY);

  const alertId = await desk.alert('roles-1', now);
  const [first = '', second = '', third = ''] = await desk.stop(
    alertId,
    account(bank, '6222000000000000911', 10_000_000, now),
    account('chengde', '6222000000000000912', 5_000_000, now),
    account(bank, '6222000000000000913', 2_000_000, now),
  );
  const stopped = { code: '0000', effectiveAt: await desk.now(), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
  await desk.answer(bank, first, stopped);
  await desk.answer('chengde', second, { code: '0301' });
  await post(bank, '/v1/objections', {
    ...{ orderId: first, channel: 'bank', by: { capacity: 'holder', name: '孙七七', contact: '13800001111' } },
    grounds: '出售手表所得货款',
  });
  const period = { from: plus(now, -DAY), to: now };
  // a walk goes to one order, the first that it finds a link to
  for (const orderId of [first, second, third]) {
    await post(district, `/v1/orders/${orderId}/statement-requests`, { ...period, ...signedBy });
    await post(district, `/v1/orders/${orderId}/watches`, { days: 3, ...signedBy });
    await post(district, `/v1/orders/${orderId}/holder-requests`, signedBy);
  }

  const file = { title: '两卡案', district: 'haidian', fraudType: '刷单返利', summary: '出租三张银行卡', alerts: [alertId] };
  const { caseId } = await post(district, '/v1/cases', file);
  const { itemId: victim } = await post(district, `/v1/cases/${caseId}/items`, {
    kind: 'person',
    role: 'victim',
    name: '周秀兰',
  });
  await post(district, `/v1/cases/${caseId}/items`, { kind: 'loss', amountFen: 1_200_000, at: plus(now, -DAY), victim });
  const piece = { kind: 'evidence', category: 'electronic-data', title: '手机聊天记录', obtainedAt: plus(now, -DAY) };
  const { itemId } = await post(district, `/v1/cases/${caseId}/items`, piece);
  await addFile(world, `/v1/cases/${caseId}/items/${itemId}`);
  await post(district, `/v1/cases/${caseId}/clocks`, { kind: 'arrest-request', from: now });
  for (const agency of [prosecutor, 'court-haidian', 'regulator', town])
    await post(district, `/v1/cases/${caseId}/shares`, {
      agency,
      parts: ['summary', 'evidence', 'money'],
      purpose: '会商',
      until,
    });
  await post(prosecutor, `/v1/cases/${caseId}/access-requests`, { parts: ['persons'], reason: '认定共犯需要' });
  await post(district, '/v1/approvals', { gate: 'release', orderId: first, reason: '误止付，建议解除' });

  const approved = await proposeListing('系列诈骗案');
  await post(`${city}-head`, `/v1/approvals/${approved.approvalId}/grant`, { reason: '同意' });
  await post(city, `/v1/listed-cases/${approved.listedCaseId}/approve`, { approvalId: approved.approvalId });
  await post(district, `/v1/listed-cases/${approved.listedCaseId}/extension-requests`, { months: 2, reason: '鉴定意见未出' });
  await proposeListing('投资理财诈骗案');
  const measure = { step: 'notice', reason: '发案集中', demands: '两周内完成宣传整改', dueAt: until };
  const target = { kind: 'town', name: '温泉镇', district: 'haidian', agency: town };
  await post(city, '/v1/regional-measures', { ...measure, target });
  const outlet = { kind: 'outlet', name: '京华银行某支行', district: 'haidian', agency: bank };
  await post(city, '/v1/regional-measures', { ...measure, target: outlet });
  const station = { name: '温泉派出所', district: 'haidian', residents: 50_000, from: '2026-01-01' };
  await send(city, 'PUT', '/v1/stations/haidian-wenquan', station);
  await post('operator-huabei', '/v1/warnings', {
    ...{ source: 'operator-model', sourceRef: 'YJ-ROLES-1', person: { name: '陈六六', phone: '13800000106' }, seenAt: now },
    ...{ district: 'haidian', station: 'haidian-wenquan', fraudType: '冒充公检法', risk: 80, signals: ['long-fraud-call'] },
  });
  await send(city, 'PUT', '/v1/channels/provider-calls', { name: '听云智能外呼', means: ['ai-call'] });
  await post(district, '/v1/blacklist', {
    ...{ mark: { kind: 'account', accountNumber: '6222000000000000919' }, ground: 'police-finding' },
    ...{ evidence: [{ findingText: '出租银行卡', paper: '京公海认〔2026〕1号' }], reason: '本人承认出租' },
  });
  const rule = { every: 'week', weekday: 2, time: '14:00' };
  await post(district, '/v1/meetings', { title: '联席例会', parties: [prosecutor, 'court-haidian', city], rule });
  await post(district, '/v1/consultations', {
    ...{ kind: 'major-or-difficult', title: '两卡案会商', caseIds: [caseId], parties: [prosecutor, 'court-haidian'] },
    questions: [{ topic: 'law', point: 'knowledge', text: '出租三张卡，是否明知？' }],
  });
  await post(bank, '/v1/bank/test-orders', { scenario: 'stop' });
}

/** A file of a piece of evidence, sent to the store and checked there. */
async function addFile(world: TestCity, item: string): Promise<void> {
  const bytes = Buffer.from('租卡人：明早把三张卡放到地铁柜里。\n');
  const announced = await world.as(district).request('POST', `${item}/files`, {
    ...{ name: '聊天记录.txt', sizeBytes: bytes.length, type: 'text/plain' },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  const upload = z.object({ url: z.string(), headers: z.record(z.string(), z.string()) });
  const { fileId, upload: to } = z.object({ fileId: z.string(), upload }).parse(announced.body);
  const { 'content-length': _, ...headers } = to.headers;
  await fetch(to.url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  await eventually(async () => {
    const { body } = await world.as(district).request('GET', `/v1/evidence-files/${fileId}`);
    return Body.parse(body)['state'] === 'available' ? true : undefined;
  });
}
