import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { TestApi } from '../support/api.ts';
import { approvedFreeze, filedCase } from '../support/approvals.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { freezeInput, paper, signed } from '../support/order-samples.ts';
import { account, hour, minute } from '../support/samples.ts';
import { createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const stopped = { code: '0000', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
const Instruction = z.looseObject({ instructionId: z.string() });

let desk: StopDesk;
let api: TestApi;
let orderId: string;
let alertId: string;

beforeEach(async () => {
  desk = await createStopDesk();
  ({ api, alertId } = desk);
  orderId = await desk.orderOf(account());
  api.now = minute(5);
});

const read = (query: Readonly<Record<string, string>> = {}) => api.call(bankA, 'GET', `/v1/bank/orders/${orderId}`, { query });
const give = (body: object) => desk.answer(orderId, body);
const receive = (body: object) => api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/receipt`, { body });
const command = (what: string, body: object) => api.call(haidian, 'POST', `/v1/orders/${orderId}/${what}`, { body });
const order = () => desk.read(orderId);

/** The id of the instruction that the bank has now. */
async function current(): Promise<string> {
  return Instruction.parse((await read()).body).instructionId;
}

/** The stop is answered, and the bank is given an extension that it declines. */
async function extensionDeclined(): Promise<string> {
  await give(stopped);
  await command('extend', signed);
  const extension = await current();
  expect(await give({ instructionId: extension, code: '1000' })).toMatchObject({ status: 200, body: { state: 'stopped' } });
  return extension;
}

describe('a bank’s result names the instruction that it answers', () => {
  test('the first result of a stop needs no name, and may have one', async () => {
    const stop = await current();
    expect(stop).toMatch(/^ins_/);
    expect(await give({ ...stopped, instructionId: stop })).toMatchObject({
      status: 200,
      body: { state: 'stopped', instructionId: stop },
    });
    expect(await give(stopped)).toMatchObject({ status: 200, body: { instructionId: stop } });
  });

  test('a late repetition of what the bank said of an extension does not answer the release', async () => {
    const extension = await extensionDeclined();
    await command('release', signed);
    const release = await current();
    expect(release).not.toBe(extension);
    expect(await give({ instructionId: extension, code: '1000' })).toMatchObject({
      status: 200,
      body: { instructionId: extension },
    });
    expect(await give({ code: '1000' })).toMatchObject({
      status: 409,
      body: { code: 'INSTRUCTION_NOT_NAMED', instruction: 'release', instructionId: release },
    });
    expect(await order()).toMatchObject({ state: 'stopped', pending: { instruction: 'release', instructionId: release } });
    expect(await give({ instructionId: release, code: '0000', effectiveAt: minute(5) })).toMatchObject({
      body: { state: 'released' },
    });
  });

  test('another result of an older instruction is a dispute of that one, and leaves the open one alone', async () => {
    const extension = await extensionDeclined();
    await command('release', signed);
    expect(await give({ instructionId: extension, code: '1300' })).toMatchObject({
      status: 409,
      body: { code: 'RESULT_CONFLICT', instruction: 'extend', instructionId: extension },
    });
    expect(await order()).toMatchObject({
      pending: { instruction: 'release' },
      disputes: [{ instruction: 'extend', instructionId: extension, code: '1300' }],
    });
  });

  test('the stop’s own result, said again, is known by itself; another one from before is its dispute', async () => {
    await extensionDeclined();
    expect((await give(stopped)).status).toBe(200);
    expect(await give({ ...stopped, stoppedFen: 1 })).toMatchObject({
      status: 409,
      body: { code: 'RESULT_CONFLICT', instruction: 'stop' },
    });
  });

  test('a result of an instruction that was replaced is kept as a dispute, and says so', async () => {
    await give(stopped);
    await command('extend', signed);
    const extension = await current();
    api.now = minute(40);
    await command('release', signed);
    expect(await give({ instructionId: extension, code: '0000', effectiveAt: minute(38) })).toMatchObject({
      status: 409,
      body: { code: 'INSTRUCTION_REPLACED', instruction: 'extend' },
    });
    expect(await order()).toMatchObject({ pending: { instruction: 'release' }, disputes: [{ instruction: 'extend' }] });
  });

  test('a name that no instruction of the order has is refused', async () => {
    const unknown = 'ins_01KANXE8G00000000000000000';
    for (const answer of [await give({ ...stopped, instructionId: unknown }), await read({ instructionId: unknown })]) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'INSTRUCTION_UNKNOWN' } });
      expect(answer.text).not.toContain(unknown);
    }
    expect((await receive({ receivedAt: minute(5), instructionId: unknown })).status).toBe(400);
  });
});

describe('a bank’s receipt names the instruction that arrived', () => {
  test('the receipt of a stop is T3; that of a later instruction stands with it', async () => {
    expect((await receive({ receivedAt: minute(2) })).status).toBe(200);
    await give(stopped);
    await command('extend', signed);
    const extension = await current();
    expect(await receive({ receivedAt: minute(5) })).toMatchObject({
      status: 409,
      body: { code: 'INSTRUCTION_NOT_NAMED', instructionId: extension },
    });
    expect((await receive({ receivedAt: minute(2) })).status).toBe(200);
    expect((await receive({ receivedAt: minute(5), instructionId: extension })).status).toBe(200);
    expect(await order()).toMatchObject({ t3: minute(2), pending: { receivedAt: minute(5) } });
  });
});

describe('what a bank reads of an order', () => {
  const necessity = 'All of it was paid in by victims.';
  const notice = paper('freeze-notice', hour(2));

  /** Two hours later the case is filed, and the head of the bureau has approved the freeze of a part. */
  async function frozen(): Promise<void> {
    await filedCase(api.call, haidian, alertId, 'A-1');
    api.now = hour(2);
    const body = await approvedFreeze(api.call, haidian, orderId, { necessity });
    expect((await command('freeze', body)).status).toBe(202);
  }

  test('is what it was pushed, with its state, also once it is answered', async () => {
    await give(stopped);
    await frozen();
    const open = (await read()).body;
    expect(open).toMatchObject({
      instruction: 'freeze',
      amountFen: 8_000_000,
      termMonths: 6,
      necessity,
      authority: { caseNumber: 'A-1', contact: freezeInput().contact },
      documents: [notice],
      state: 'open',
    });
    await give({ instructionId: open['instructionId'], code: '0000', effectiveAt: hour(2) });
    const answered = (await read()).body;
    const { state, code, answeredAt, instructions, said, ...shown } = answered;
    const { state: _, instructions: __, said: ___, dueInSeconds, ...pushed } = open;
    expect(shown).toEqual(pushed);
    expect(dueInSeconds).toBe(30 * 60);
    expect(said).toMatchObject({ stoppedFen: 10_000_000, heldFen: 8_000_000, disputes: [] });
    expect({ state, code, answeredAt }).toEqual({ state: 'answered', code: '0000', answeredAt: hour(2) });
    expect(instructions).toMatchObject([{ instruction: 'stop', state: 'answered', code: '0000' }, { instruction: 'freeze' }]);
  });

  test('says what the bank has said itself: its sums, its receipt, its outflows, and what contradicts them', async () => {
    await receive({ receivedAt: minute(2) });
    const cash = { means: 'cash', amountFen: 2_000_000, at: minute(3) };
    await give({ ...stopped, outflows: [cash] });
    expect((await give({ ...stopped, stoppedFen: 1 })).status).toBe(409);
    const { body } = await read();
    expect(body).toMatchObject({
      disputes: 1,
      instructions: [{ receivedAt: minute(2) }],
      said: { stoppedFen: 10_000_000, effectiveAt: stopped.effectiveAt, outflows: [cash], disputes: [{ stoppedFen: 1 }] },
    });
    expect(JSON.stringify(body)).not.toMatch(/"(?:hash|edges|call)"/);
  });

  test('can be any of its instructions, each with the papers that went with it', async () => {
    const stop = await current();
    await give(stopped);
    await frozen();
    const { body } = await read({ instructionId: stop });
    expect(body).toMatchObject({ instruction: 'stop', state: 'answered', dueAt: minute(30), documents: [] });
    expect(body['laterDocuments']).toEqual([notice]);
    expect(body).not.toHaveProperty('necessity');
  });

  test('is what it was pushed where transfers join later: each instruction names those of its time, an open one all', async () => {
    const { transfer } = account();
    const [second, third] = [2, 3].map((n) => ({ ...transfer, amountFen: 700 * n, at: minute(-n), serial: `TX-${n}` }));
    const joins = async (joining: unknown) => {
      expect(await desk.ask({ ...account(), transfer: joining })).toMatchObject({ joined: [{ orderId }] });
    };
    const { body: before } = await read();
    await joins(second);
    const { body: open } = await read();
    expect([before['transfers'], before['laterTransfers']]).toEqual([[transfer], []]);
    expect([open['transfers'], open['laterTransfers']]).toEqual([[transfer, second], []]);
    await give(stopped);
    api.now = minute(6);
    await joins(third);
    const { body: answered } = await read({ instructionId: String(open['instructionId']) });
    expect(answered).toMatchObject({ transfers: [transfer, second], laterTransfers: [third] });
    const { body: list } = await api.call(bankA, 'GET', '/v1/bank/orders', { query: { state: 'all', since: minute(6) } });
    expect(list['items']).toMatchObject([{ orderId }]);
    await command('extend', signed);
    await give({ instructionId: await current(), code: '1000' });
    await joins({ ...transfer, amountFen: 900, serial: 'TX-4' });
    const { body: declined } = await read();
    expect(declined).toMatchObject({
      instruction: 'extend',
      transfers: [transfer, second, third],
      laterTransfers: [{ amountFen: 900 }],
    });
  });

  test('lists what is open with its name', async () => {
    const items = (await api.call(bankA, 'GET', '/v1/bank/orders')).body['items'];
    expect(items).toMatchObject([{ orderId, instructionId: await current(), state: 'open' }]);
  });
});

describe('an officer takes a stop back', () => {
  test('before it was sent, but a pull has shown it: the bank is told, and its answer that crosses with that counts', async () => {
    const listed = async () => (await api.call(bankA, 'GET', '/v1/bank/orders')).body['items'];
    expect(await listed()).toMatchObject([{ orderId, instruction: 'stop' }]);
    expect(await command('withdraw', signed)).toMatchObject({ status: 202, body: { state: 'withdrawn' } });
    expect(await listed()).toMatchObject([{ orderId, instruction: 'recall', state: 'open' }]);
    expect(await give(stopped)).toMatchObject({ status: 200, body: { state: 'stopped' } });
    expect(await command('withdraw', signed)).toMatchObject({ status: 409, body: { code: 'ORDER_STATE_FORBIDS' } });
  });

  test('after the bank has it: the bank finds the recall and confirms it', async () => {
    await receive({ receivedAt: minute(5) });
    expect((await command('withdraw', signed)).body).toMatchObject({ pending: { instruction: 'recall' } });
    const { items } = z.object({ items: z.array(Instruction) }).parse((await api.call(bankA, 'GET', '/v1/bank/orders')).body);
    expect(items).toMatchObject([{ orderId, instruction: 'recall', state: 'open' }]);
    const confirmed = { instructionId: items[0]?.instructionId, code: '0000', effectiveAt: minute(5) };
    expect(await give(confirmed)).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect((await order())['pending']).toBeUndefined();
  });

  test('a withdrawal at the same instant as the bank’s answer: one comes first, and the stop is never lost', async () => {
    await receive({ receivedAt: minute(5) });
    const [taken, answered] = await Promise.all([command('withdraw', signed), give(stopped)]);
    expect(answered).toMatchObject({ status: 200, body: { state: 'stopped' } });
    expect([202, 409]).toContain(taken.status);
    expect(await order()).toMatchObject({ state: 'stopped', stoppedFen: 10_000_000 });
  });
});

describe('an instruction, as the police read it for its paper', () => {
  const shown = async (instructionId: string, actor = haidian) =>
    api.call(actor, 'GET', `/v1/orders/${orderId}/instructions/${instructionId}`);

  test('is just what the bank was given, also once another followed, with how it was answered', async () => {
    const stop = await current();
    const { state: _, said: __, ...given } = (await read()).body;
    await give(stopped);
    const now = await order();
    await command('extend', signed);
    const { body } = await shown(stop);
    const told = ['orderId', 'instruction', 'accountNumber', 'scope', 'transfers', 'issuedAt', 'dueAt', 'authority', 'documents'];
    for (const name of told) expect([name, body[name]]).toEqual([name, given[name]]);
    expect(body).toMatchObject({ bankId: bankA.agency, alertId, state: 'answered', code: '0000', answeredAt: now['t4'] });
    expect(body).not.toHaveProperty('approval');
    expect((await shown(await current())).body).toMatchObject({ instruction: 'extend', state: 'open' });
  });

  test('says who approved a freeze, whose case and sum it names', async () => {
    await give(stopped);
    await filedCase(api.call, haidian, alertId, 'A-1');
    api.now = hour(2);
    const necessity = 'all of it is fraud money';
    expect((await command('freeze', await approvedFreeze(api.call, haidian, orderId, { necessity }))).status).toBe(202);
    const { body } = await shown(await current());
    expect(body).toMatchObject({
      instruction: 'freeze',
      necessity,
      approval: { level: 'county' },
      authority: { caseNumber: 'A-1' },
    });
    expect(body['approval']).not.toHaveProperty('approvalId');
  });

  test('is not there under the id of another order, nor for a bank', async () => {
    expect(await shown(`ins_${'0'.repeat(26)}`)).toMatchObject({ status: 404 });
    expect(await shown(await current(), bankA)).toMatchObject({ status: 404 });
  });
});
