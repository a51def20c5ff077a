import { beforeEach, describe, expect, test } from 'vitest';
import type { TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { chaoyang, haidian } from '../support/case-samples.ts';
import { account, minute } from '../support/samples.ts';
import { createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const colleague = { ...haidian, subject: 'lin' };

let desk: StopDesk;
let api: TestApi;
let orderId: string;

beforeEach(async () => {
  desk = await createStopDesk();
  ({ api } = desk);
  orderId = await desk.orderOf(account());
  api.now = minute(21);
});

const command = (what: string, body?: object, actor = haidian, headers: Readonly<Record<string, string>> = {}) =>
  api.call(actor, 'POST', `/v1/orders/${orderId}/${what}`, { ...(body !== undefined && { body }), headers });
const order = () => desk.read(orderId);
const factsOf = async (type: string) => {
  const { facts } = await api.journal.facts(`order#${orderId}`, { limit: 50 });
  return facts.filter((fact) => fact.type === type);
};

describe('an officer who has an order', () => {
  test('is shown by name and since when, on the order and on the board, until it is given back', async () => {
    expect((await command('take-on')).status).toBe(200);
    const takenOn = { agency: haidian.agency, name: 'tester', at: minute(21) };
    expect(await order()).toMatchObject({ takenOn });
    const board = await api.call(haidian, 'GET', `/v1/alerts/${desk.alertId}/board`);
    expect(board.body).toMatchObject({ items: [{ orderId, takenOn }] });
    expect(board.text).not.toContain('subject');
    expect((await command('give-back', undefined, colleague)).status).toBe(200);
    expect(await order()).not.toHaveProperty('takenOn');
  });

  test('has it once, however often they say so; nothing given back is no fact', async () => {
    await command('give-back');
    await command('take-on');
    api.now = minute(22);
    expect((await command('take-on')).status).toBe(200);
    expect((await order())['takenOn']).toMatchObject({ at: minute(21) });
    expect(await factsOf('order.taken-on')).toHaveLength(1);
    expect(await factsOf('order.given-back')).toEqual([]);
  });

  test('is followed by a colleague who takes it on, but not by one who did not see that it is taken', async () => {
    const seen = { 'if-match': `"${(await order())['version']}"` };
    await command('take-on', undefined, haidian, seen);
    expect(await command('take-on', undefined, colleague, seen)).toMatchObject({ status: 412 });
    api.now = minute(23);
    expect((await command('take-on', undefined, colleague)).status).toBe(200);
    expect((await order())['takenOn']).toMatchObject({ at: minute(23) });
    expect(await factsOf('order.taken-on')).toMatchObject([
      { data: { by: { subject: haidian.subject } } },
      { data: { by: { subject: 'lin' } } },
    ]);
  });

  test('keeps it while the bank holds the money, and has it no more when the order is over', async () => {
    await command('take-on');
    await desk.answer(orderId, { code: '0000', effectiveAt: minute(20), balanceBeforeFen: 9_000_000, stoppedFen: 9_000_000 });
    expect(await order()).toMatchObject({ state: 'stopped', takenOn: { name: 'tester' } });
    const { officers } = await order();
    await command('release', { reason: 'cleared', officers });
    await desk.answer(orderId, {
      instructionId: (await desk.told(orderId))['instructionId'],
      code: '0000',
      effectiveAt: minute(21),
    });
    expect(await order()).toMatchObject({ state: 'released' });
    expect(await order()).not.toHaveProperty('takenOn');
    expect(await command('take-on')).toMatchObject({ status: 409, body: { code: 'ORDER_STATE_FORBIDS' } });
  });

  test('changes nothing of the order: what waits, and on which party, stays', async () => {
    const { takenOn: _, version: __, facts: ___, dueInSeconds: ____, ...before } = await order();
    await command('take-on');
    expect(await order()).toMatchObject(before);
  });

  test('is of the police of the order; no other district and no bank takes it on, or learns the name', async () => {
    await command('take-on');
    expect((await command('take-on', undefined, { ...chaoyang, subject: 'x' })).status).toBe(404);
    expect((await command('give-back', undefined, bankA)).status).not.toBe(200);
    expect((await api.call(bankA, 'GET', `/v1/bank/orders/${orderId}`)).text).not.toContain('takenOn');
  });
});

describe('a call to the bank that came to nothing', () => {
  test('is counted with the last of them, and stops no clock', async () => {
    const before = await order();
    expect((await command('phone-attempts', { outcome: 'no-answer', at: minute(18) })).status).toBe(200);
    expect((await command('phone-attempts', { outcome: 'busy' }, colleague)).status).toBe(200);
    const now = await order();
    const last = { agency: haidian.agency, name: 'tester', at: minute(21), outcome: 'busy' };
    expect(now).toMatchObject({ state: before['state'], phoneAttempts: { count: 2, last }, marks: before['marks'] });
    expect(now['t4']).toBeUndefined();
    expect(await factsOf('order.called-in-vain')).toMatchObject([
      { data: { calledAt: minute(18), outcome: 'no-answer', by: { subject: haidian.subject } } },
      { data: { calledAt: minute(21), outcome: 'busy', by: { subject: 'lin' } } },
    ]);
  });

  test.each([
    ['in the future', minute(40), 'TIME_IN_FUTURE'],
    ['before the alarm', minute(-40), 'TIME_BEFORE_ALARM'],
  ])('is refused %s', async (_, at, code) => {
    expect(await command('phone-attempts', { outcome: 'no-answer', at })).toMatchObject({
      status: 400,
      body: { code, errors: [{ path: '/at' }] },
    });
    expect(await order()).not.toHaveProperty('phoneAttempts');
  });

  test('is refused once the bank has sent the order back, and is nothing that a bank enters', async () => {
    expect((await command('phone-attempts', { outcome: 'no-answer' }, bankA)).status).not.toBe(200);
    await desk.answer(orderId, { code: '0301' });
    expect(await command('phone-attempts', { outcome: 'no-answer' })).toMatchObject({ status: 409 });
  });
});
