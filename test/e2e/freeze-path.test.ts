import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openBankEndpoint } from '../support/bank-endpoint.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { account, type Desk, openDesk, signedBy } from '../support/desk.ts';

let world: TestCity;
let desk: Desk;
let endpoint: Awaited<ReturnType<typeof openBankEndpoint>>;

beforeAll(async () => {
  world = await openTestCity(1);
  desk = openDesk(world);
  endpoint = await openBankEndpoint();
  const bank = { name: '京华银行', endpoint: endpoint.url, dutyPhone: '010-66000001' };
  await world.as('jinghua').request('PUT', '/v1/banks/jinghua', bank);
});

afterAll(async () => {
  await endpoint.close();
  await world.close();
});

const Problem = z.object({ code: z.string(), status: z.number(), correlationId: z.string() });
const codeOf = (answer: { body: unknown }) => Problem.parse(answer.body).code;

describe('the bank answers an alarm', () => {
  test('one bank by push, one by polling, each with its clocks; the money is followed while the other bank is silent', async () => {
    const alarm = await desk.now();
    const alertId = await desk.alert('e2e-1', alarm);
    const [pushed = '', pulled = ''] = await desk.stop(
      alertId,
      account('jinghua', '6222000000000000101', 10_000_000, alarm),
      account('chengde', '6222000000000000102', 5_000_000, alarm),
    );

    const push = await eventually(async () => endpoint.received.find(({ body }) => body.orderId === pushed));
    expect(push.body).toMatchObject({ instruction: 'stop', tier: 1, accountNumber: '6222000000000000101', urgency: 'urgent' });
    expect(push.signature).toMatch(/^[\w-]+\.\.[\w-]+$/);
    expect(JSON.stringify(push.body)).not.toContain('周秀兰');

    const receipt = await world
      .as('jinghua')
      .request('POST', `/v1/bank/orders/${pushed}/receipt`, { receivedAt: await desk.now() });
    expect(receipt.status).toBe(200);
    expect(await desk.order(pushed)).toMatchObject({ state: 'received', t0: new Date(alarm).toISOString() });
    expect((await desk.order(pushed)).t5).toBeUndefined();

    const effectiveAt = await desk.now();
    const result = await desk.answer('jinghua', pushed, {
      code: '1200',
      effectiveAt,
      balanceBeforeFen: 4_000_000,
      stoppedFen: 4_000_000,
      outflows: [
        {
          bankId: 'yanjing',
          accountName: '赵一帆',
          accountNumber: '6222000000000000201',
          accountKind: 'personal',
          amountFen: 6_000_000,
          at: alarm,
          serial: 'S1',
        },
      ],
    });
    expect(result.status).toBe(200);
    const stopped = await desk.orderWhen(pushed, ({ edges }) => edges.some(({ to }) => to !== undefined));
    expect(stopped).toMatchObject({
      state: 'stopped',
      stoppedFen: 4_000_000,
      tracedFen: 10_000_000,
      t5: new Date(effectiveAt).toISOString(),
    });
    const child = await desk.orderWhen(stopped.edges[0]?.to ?? '', () => true);
    expect(child).toMatchObject({ bankId: 'yanjing', tier: 2, tracedFen: 6_000_000, t0: new Date(alarm).toISOString() });
    expect((await desk.order(pulled)).t4).toBeUndefined();

    const inbox = z.object({ items: z.array(z.object({ orderId: z.string() })) });
    const open = inbox.parse((await world.as('chengde').request('GET', '/v1/bank/orders')).body);
    expect(open.items.map(({ orderId }) => orderId)).toContain(pulled);
    await desk.answer('chengde', pulled, {
      code: '0000',
      effectiveAt: await desk.now(),
      balanceBeforeFen: 5_000_000,
      stoppedFen: 5_000_000,
      outflows: [],
    });
    expect(await desk.orderWhen(pulled, ({ t5 }) => t5 !== undefined)).toMatchObject({ state: 'stopped' });
    const after = inbox.parse((await world.as('chengde').request('GET', '/v1/bank/orders')).body);
    expect(after.items.map(({ orderId }) => orderId)).not.toContain(pulled);

    const graph = z.object({
      nodes: z.array(z.object({ orderId: z.string() })),
      edges: z.array(z.object({ tracedFen: z.number() })),
    });
    const { nodes, edges } = graph.parse((await desk.police.request('GET', `/v1/orders/${pushed}/fund-graph`)).body);
    expect(nodes).toHaveLength(3);
    expect(edges).toEqual([expect.objectContaining({ tracedFen: 6_000_000 })]);
  });

  test('the same result counts once, twice at the same instant too; a different one is refused and remembered', async () => {
    const alarm = await desk.now();
    const [orderId = ''] = await desk.stop(await desk.alert('e2e-2'), account('haihe', '6222000000000000301', 700_000, alarm));
    const result = { code: '0000', effectiveAt: await desk.now(), balanceBeforeFen: 700_000, stoppedFen: 700_000, outflows: [] };
    const answers = await Promise.all([1, 2, 3].map(() => desk.answer('haihe', orderId, result)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const other = await desk.answer('haihe', orderId, { ...result, stoppedFen: 1 });
    expect(other.status).toBe(409);
    expect(codeOf(other)).toBe('RESULT_CONFLICT');
    const audit = z.object({ items: z.array(z.object({ type: z.string() })), verified: z.boolean() });
    const facts = audit.parse((await desk.police.request('GET', `/v1/audit/${orderId}`)).body);
    expect(facts.items.filter(({ type }) => type === 'order.stopped')).toHaveLength(1);
    expect(facts.items.filter(({ type }) => type === 'order.disputed')).toHaveLength(1);
    expect(facts.verified).toBe(true);
  });

  test('a third stop on one account is refused, and the bank is not asked', async () => {
    const at = await desk.now();
    const number = '6222000000000000401';
    for (const ref of ['e2e-3a', 'e2e-3b']) {
      expect((await desk.request(await desk.alert(ref), account('jinghua', number, 100_000, at))).status).toBe(202);
    }
    const third = await desk.request(await desk.alert('e2e-3c'), account('jinghua', number, 100_000, at));
    expect(third.status).toBe(409);
    expect(codeOf(third)).toBe('STOP_LIMIT_REACHED');
    await eventually(async () =>
      endpoint.received.filter(({ body }) => body['accountNumber'] === number).length >= 2 ? true : undefined,
    );
    const asked = new Set(
      endpoint.received.filter(({ body }) => body['accountNumber'] === number).map(({ body }) => body.orderId),
    );
    expect(asked.size).toBe(2);
  });

  test('an account is frozen only with a filed case', async () => {
    const [orderId = ''] = await desk.stop(
      await desk.alert('e2e-4'),
      account('haihe', '6222000000000000501', 300_000, await desk.now()),
    );
    await desk.answer('haihe', orderId, {
      code: '0000',
      effectiveAt: await desk.now(),
      balanceBeforeFen: 300_000,
      stoppedFen: 300_000,
      outflows: [],
    });
    const refused = await desk.police.request('POST', `/v1/orders/${orderId}/freeze`, signedBy);
    expect(codeOf(refused)).toBe('CASE_NOT_FILED');
    expect(await desk.order(orderId)).toMatchObject({ state: 'stopped' });
  });

  test("an order of another bank is not there, and another district's neither", async () => {
    const [orderId = ''] = await desk.stop(
      await desk.alert('e2e-5'),
      account('haihe', '6222000000000000601', 300_000, await desk.now()),
    );
    const result = { code: '0000', effectiveAt: await desk.now(), balanceBeforeFen: 300_000, stoppedFen: 300_000, outflows: [] };
    const foreign = await desk.answer('yanjing', orderId, result);
    expect(foreign.status).toBe(404);
    expect(codeOf(foreign)).toBe('NOT_FOUND');
    expect((await world.as('police-chaoyang').request('GET', `/v1/orders/${orderId}`)).status).toBe(404);
    expect((await world.as('haihe').request('GET', `/v1/orders/${orderId}`)).status).toBe(404);
  });

  test('a stop becomes a freeze, by filing, papers, approval and the bank', async () => {
    const alertId = await desk.alert('e2e-6');
    const [orderId = ''] = await desk.stop(alertId, account('haihe', '6222000000000000701', 300_000, await desk.now()));
    await desk.answer('haihe', orderId, {
      code: '0000',
      effectiveAt: await desk.now(),
      balanceBeforeFen: 300_000,
      stoppedFen: 300_000,
      outflows: [],
    });
    const filedAt = await desk.now();
    const made = async (path: string, body: object, by = desk.police) =>
      z.looseObject({}).parse((await by.request('POST', path, body)).body);
    const file = {
      title: '冒充公检法诈骗案',
      district: 'haidian',
      fraudType: '冒充公检法',
      summary: '一笔转账',
      alerts: [alertId],
    };
    const { caseId } = await made('/v1/cases', file);
    const filing = { caseNumber: 'A1101080000002026110001', filedAt, decisionNumber: '京公海立决〔2026〕0001' };
    await made(`/v1/cases/${String(caseId)}/file`, filing);
    const ask = { gate: 'freeze', orderId, amountFen: 200_000, reason: '被害人资金' };
    const { approvalId } = await made('/v1/approvals', ask);
    const freezing = {
      ...signedBy,
      approvalId,
      notice: { kind: 'freeze-notice', number: '京公海冻〔2026〕0001', issuedAt: await desk.now() },
      contact: { name: '高建国', dutyPhone: '010-82519110' },
      amountFen: 200_000,
    };
    const freeze = () => desk.police.request('POST', `/v1/orders/${orderId}/freeze`, freezing);
    expect(codeOf(await freeze())).toBe('APPROVAL_NOT_GRANTED');
    const self = await desk.police.request('POST', `/v1/approvals/${String(approvalId)}/grant`, { reason: '同意' });
    expect(codeOf(self)).toBe('APPROVER_IS_ASKER');
    const head = world.as('police-haidian-head');
    const told = await eventually(async () => {
      const { body } = await head.request('GET', '/v1/inbox?open=true');
      return JSON.stringify(body).includes(String(approvalId)) ? body : undefined;
    });
    expect(JSON.stringify(told)).toContain('approval.asked');
    await made(`/v1/approvals/${String(approvalId)}/grant`, { reason: '同意' }, head);
    const ordered = await freeze();
    expect(ordered.status).toBe(202);
    const instruction = await world.as('haihe').request('GET', `/v1/bank/orders/${orderId}`);
    expect(instruction.body).toMatchObject({ instruction: 'freeze' });
    const { instructionId } = z.looseObject({ instructionId: z.string() }).parse(instruction.body);
    await desk.answer('haihe', orderId, {
      instructionId,
      code: '0000',
      effectiveAt: await desk.now(),
      balanceBeforeFen: 300_000,
      stoppedFen: 300_000,
      outflows: [],
    });
    expect(await desk.order(orderId)).toMatchObject({ state: 'frozen', t6: new Date(filedAt).toISOString() });
  });
});
