import { afterAll, beforeAll, describe, test } from 'vitest';
import * as z from 'zod';
import type { ApiClient } from '../../local/client.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { account, type Desk, openDesk, signedBy } from '../support/desk.ts';

let world: TestCity;
let desk: Desk;

beforeAll(async () => {
  // Forty minutes of a silent bank in forty seconds; the other journeys are made beside that, in the same city.
  world = await openTestCity(60);
  desk = openDesk(world);
});

afterAll(() => world.close());

const MINUTE = 60_000;

const Body = z.record(z.string(), z.unknown());
const Instruction = z.looseObject({ instruction: z.string(), instructionId: z.string() });
const Accepted = z.looseObject({ orders: z.array(z.object({ orderId: z.string() })), known: z.array(z.unknown()) });

/** The result of the call. @throws Error if it is refused */
async function made(by: ApiClient, path: string, body: object = {}): Promise<Record<string, unknown>> {
  const answer = await by.request('POST', path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return Body.parse(answer.body);
}

const readBy = async (by: ApiClient, path: string) => Body.parse((await by.request('GET', path)).body);

/** The alarm of a victim that no other alarm names. */
async function alarmOf(by: ApiClient, district: string, number: number): Promise<string> {
  const { alertId } = await made(by, '/v1/alerts', {
    ...{ source: 'victim-report', sourceRef: `journey-${number}`, receivedAt: await desk.now(), district },
    victim: { name: `报案人${number}`, idNumber: `11010819500101${4000 + number}`, phone: `1391234${1000 + number}` },
    ...{ fraudType: '冒充公检法', lossFen: 900_000, summary: '被害人转账' },
  });
  return String(alertId);
}

async function asked(by: ApiClient, alertId: string, ...accounts: readonly object[]) {
  const request = { alertId, urgency: 'urgent', ...signedBy, accounts };
  const { orders, known } = Accepted.parse(await made(by, '/v1/freeze-requests', request));
  return { orderId: orders[0]?.orderId ?? '', known };
}

async function caseOf(by: ApiClient, district: string, alertId: string, number?: string): Promise<string> {
  const file = { title: '冒充公检法诈骗案', district, fraudType: '冒充公检法', summary: '一笔转账', alerts: [alertId] };
  const caseId = String((await made(by, '/v1/cases', file))['caseId']);
  if (number === undefined) return caseId;
  await made(by, `/v1/cases/${caseId}/file`, { caseNumber: number, filedAt: await desk.now(), decisionNumber: number });
  return caseId;
}

/** What the bank reads of the order, once it is told to do this. */
const toldTo = (bankId: string, orderId: string, instruction: string) =>
  eventually(async () => {
    const told = Instruction.safeParse(await readBy(world.as(bankId), `/v1/bank/orders/${orderId}`)).data;
    return told?.instruction === instruction ? told : undefined;
  });

/** The bank does what it is told. */
async function doneBy(bankId: string, orderId: string, instruction: string, over: object = {}): Promise<void> {
  const { instructionId } = await toldTo(bankId, orderId, instruction);
  await made(world.as(bankId), `/v1/bank/orders/${orderId}/result`, {
    ...{ instructionId, code: '0000', effectiveAt: await desk.now(), ...over },
  });
}

const held = { balanceBeforeFen: 900_000, stoppedFen: 900_000 };

/** The officers order the freeze of a sum, on the approval of this head. */
async function freeze(agency: string, orderId: string, head: string, review: object = {}): Promise<Record<string, unknown>> {
  const by = world.as(agency);
  const ask = { gate: 'freeze', orderId, amountFen: 500_000, reason: '被害人资金' };
  const { approvalId } = await made(by, '/v1/approvals', ask);
  await made(world.as(head), `/v1/approvals/${String(approvalId)}/grant`, { reason: '同意', ...review });
  return made(by, `/v1/orders/${orderId}/freeze`, {
    ...{ ...signedBy, approvalId, amountFen: 500_000, necessity: '账内均为被害人资金' },
    notice: { kind: 'freeze-notice', number: `冻-${orderId}`, issuedAt: await desk.now() },
    contact: { name: '高建国', dutyPhone: '010-82519110' },
  });
}

describe.concurrent('journeys on the running city', { timeout: 150_000 }, () => {
  test('a silent bank climbs each rung once, at its minute, and its late answer still counts', async ({ expect }) => {
    const alarm = await desk.now();
    const [orderId = ''] = await desk.stop(
      await desk.alert('ladder-1', alarm),
      account('mutianyu', '6222000000000000801', 900_000, alarm),
    );
    const breached = await desk.orderWhen(orderId, ({ ladder }) => ladder.some(({ rung }) => rung === 'breach'));
    expect(breached.ladder.map(({ rung }) => rung)).toEqual(['remind', 'duty-officer', 'supervisor', 'breach']);
    const minutes = breached.ladder.map(({ at }) => (Date.parse(at) - Date.parse(alarm)) / MINUTE);
    for (const [i, due] of [10, 20, 25, 30].entries()) expect(minutes[i]).toBeGreaterThanOrEqual(due);

    await desk.orderWhen(orderId, () => world.city.clock.now() >= Date.parse(alarm) + 40 * MINUTE);
    const effectiveAt = await desk.now();
    const answer = await desk.answer('mutianyu', orderId, { code: '0000', effectiveAt, ...held, outflows: [] });
    expect(answer.status).toBe(200);
    const late = await desk.orderWhen(orderId, ({ t5 }) => t5 !== undefined);
    expect(late).toMatchObject({ state: 'stopped', late: true, breached: true, stoppedFen: 900_000 });
    expect(late.ladder).toHaveLength(4);
  });

  test('a stop that is withdrawn, and stopped by the bank at that moment, is let go at once', async ({ expect }) => {
    const alertId = await alarmOf(desk.police, 'haidian', 1);
    const { orderId } = await asked(desk.police, alertId, account('haihe', '6222000000000000901', 900_000, await desk.now()));
    const { instructionId } = await toldTo('haihe', orderId, 'stop');
    const effectiveAt = await desk.now();
    const withdrawn = await made(desk.police, `/v1/orders/${orderId}/withdraw`, signedBy);
    expect(withdrawn).toMatchObject({ state: 'withdrawn', pending: { instruction: 'recall' } });
    const crossing = await desk.answer('haihe', orderId, { instructionId, code: '0000', effectiveAt, ...held });
    expect(crossing).toMatchObject({ status: 200, body: { state: 'stopped' } });
    await doneBy('haihe', orderId, 'release');
    const released = await desk.orderWhen(orderId, ({ state }) => state === 'released');
    expect(released).toMatchObject({ stoppedFen: 900_000, heldFen: 0 });
    expect(released['instructions']).toMatchObject([
      { instruction: 'stop', state: 'answered', code: '0000' },
      { instruction: 'recall', state: 'replaced' },
      { instruction: 'release', state: 'answered', code: '0000' },
    ]);
  });

  test('an answer by telephone counts, and the same answer over the API confirms it', async ({ expect }) => {
    const alertId = await alarmOf(desk.police, 'haidian', 2);
    const { orderId } = await asked(desk.police, alertId, account('taihang', '6222000000000000902', 900_000, await desk.now()));
    await toldTo('taihang', orderId, 'stop');
    const effectiveAt = await desk.now();
    const call = { spokenWith: { name: '周某', phone: '010-66000005' }, at: await desk.now(), officers: signedBy.officers };
    const said = { code: '0000', effectiveAt, stoppedFen: 900_000 };
    await made(desk.police, `/v1/orders/${orderId}/phone-result`, { result: said, call });
    const stopped = await desk.orderWhen(orderId, ({ state }) => state === 'stopped');
    expect(stopped['instructions']).toMatchObject([{ instruction: 'stop', code: '0000', channel: 'phone' }]);
    const outflows = [{ means: 'cash', amountFen: 100_000, at: effectiveAt, place: 'ATM 0107' }];
    // on the telephone a time is said as well as one can
    const exact = new Date(Date.parse(effectiveAt) - MINUTE).toISOString();
    const written = await desk.answer('taihang', orderId, { ...said, ...held, effectiveAt: exact, outflows });
    expect(written).toMatchObject({ status: 200, body: { state: 'stopped' } });
    const other = await desk.answer('taihang', orderId, { ...said, stoppedFen: 1 });
    expect(other).toMatchObject({ status: 409, body: { code: 'RESULT_CONFLICT' } });
    expect(await desk.order(orderId)).toMatchObject({ outflows: [{ means: 'cash' }], disputes: [{ stoppedFen: 1 }] });
  });

  test('two districts, one account: the freeze that waits takes over when the first ends', async ({ expect }) => {
    const [haidian, chaoyang] = [world.as('police-haidian'), world.as('police-chaoyang')];
    const paid = async () => account('yongding', '6222000000000000903', 900_000, await desk.now());
    const [one, two] = [await alarmOf(haidian, 'haidian', 3), await alarmOf(chaoyang, 'chaoyang', 4)];
    const { orderId: first } = await asked(haidian, one, await paid());
    await doneBy('yongding', first, 'stop', held);
    await caseOf(haidian, 'haidian', one, 'A-J3');
    await freeze('police-haidian', first, 'police-haidian-head');
    await doneBy('yongding', first, 'freeze', { stoppedFen: 500_000 });

    const { orderId: second, known } = await asked(chaoyang, two, await paid());
    expect(known).toMatchObject([{ orders: [], elsewhere: true }]);
    const waits = () => readBy(chaoyang, `/v1/orders/${second}`);
    expect(await waits()).toMatchObject({ state: 'in-line', holder: { agency: 'police-haidian' } });
    await caseOf(chaoyang, 'chaoyang', two, 'A-J4');
    // what is on the account is not known to this order, so the freeze counts as great: the city's head, after legal review
    const review = { legalReview: { reviewer: '郑法制', reviewedAt: await desk.now() } };
    const waiting = await freeze('police-chaoyang', second, 'police-city-head', review);
    expect(waiting).toMatchObject({ state: 'in-line', waitingFreeze: { amountFen: 500_000 } });

    const notice = { kind: 'release-notice', number: '解-1', issuedAt: await desk.now() };
    await made(haidian, `/v1/orders/${first}/unfreeze`, { ...signedBy, notice });
    await doneBy('yongding', first, 'unfreeze');
    await doneBy('yongding', second, 'freeze', { stoppedFen: 500_000 });
    expect(await readBy(haidian, `/v1/orders/${first}`)).toMatchObject({ state: 'released', heldFen: 0 });
    expect(await waits()).toMatchObject({ state: 'frozen', heldFen: 500_000 });
  });

  test('an account that is known from another alarm: both cases are proposed for linking, until they are linked', async ({
    expect,
  }) => {
    const paid = async () => account('chaobai', '6222000000000000904', 900_000, await desk.now());
    const [one, two] = [await alarmOf(desk.police, 'haidian', 5), await alarmOf(desk.police, 'haidian', 6)];
    const { orderId } = await asked(desk.police, one, await paid());
    const first = await caseOf(desk.police, 'haidian', one);
    const { known } = await asked(desk.police, two, await paid());
    expect(known).toMatchObject([{ accounts: [0], orders: [{ orderId, alertId: one, case: { caseId: first } }] }]);
    const second = await caseOf(desk.police, 'haidian', two);
    const proposed = async (caseId: string) =>
      z.array(z.looseObject({})).parse((await readBy(desk.police, `/v1/cases/${caseId}`))['linkProposals']);
    const told = await eventually(async () => ((await proposed(second)).length > 0 ? proposed(second) : undefined));
    expect(told).toMatchObject([{ grounds: ['account'], case: { caseId: first } }]);
    await made(desk.police, `/v1/cases/${first}/link`, { caseId: second, reason: '同一账户' });
    expect([await proposed(first), await proposed(second)]).toEqual([[], []]);
  });
});
