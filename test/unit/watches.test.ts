import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import type { TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { outflow } from '../support/order-samples.ts';
import { account, minute, officers } from '../support/samples.ts';
import { bankB, createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const chaoyang: Actor = {
  ...{ agency: 'police-chaoyang', agencyKind: 'police', district: 'chaoyang', roles: ['officer'], subject: 's' },
};
const prosecutor: Actor = {
  ...{ agency: 'procuratorate-haidian', agencyKind: 'procuratorate', district: 'haidian', roles: ['prosecutor'], subject: 'xu' },
};

let desk: StopDesk;
let api: TestApi;
let city: Coordination;
let orderId: string;

beforeEach(async () => {
  desk = await createStopDesk();
  ({ api } = desk);
  city = createCoordination(api);
  orderId = await desk.orderOf(account());
  const result = { code: '1200', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
  await city.at(minute(5));
  await desk.answer(orderId, { ...result, outflows: [] });
  await city.settle();
});

const why = { reason: '核实资金', officers };
const Questions = z.object({ items: z.array(z.looseObject({ instruction: z.string(), instructionId: z.string() })) });
const questions = async () => Questions.parse((await api.call(bankA, 'GET', '/v1/bank/questions')).body).items;
const get = (path: string, by = haidian) => api.call(by, 'GET', path);
const post = (by: Actor, path: string, body: object) => api.call(by, 'POST', path, { body });

describe('a watch', () => {
  const start = (days = 7) => post(haidian, `/v1/orders/${orderId}/watches`, { days, ...why });
  const started = async () => z.object({ watchId: z.string() }).parse((await start()).body).watchId;
  const tell = (watchId: string, lines: readonly unknown[], by = bankA) =>
    post(by, `/v1/bank/watches/${watchId}/lines`, { lines });
  const line = (n: number, over: object = {}) => ({
    ...{ serial: `W-${n}`, at: minute(3), direction: 'out', amountFen: 1_000_000, balanceFen: 5_000_000 },
    counterparty: { bankId: 'bank-b', accountNumber: outflow(n).accountNumber },
    ...over,
  });
  const followed = async () =>
    z
      .array(z.looseObject({ to: z.string().optional() }))
      .parse((await desk.read(orderId))['edges'])
      .filter(({ to }) => to !== undefined);

  test('tells each new line at once, and what leaves the account is followed', async () => {
    const watchId = await started();
    expect(await questions()).toMatchObject([{ instruction: 'watch', watchId, until: plus(minute(5), 7 * DAY) }]);
    const answer = await tell(watchId, [line(1), line(2, { direction: 'in' }), line(3, { amountFen: 9_999 })]);
    expect(answer).toMatchObject({
      status: 200,
      body: { lines: [{ outcome: 'taken' }, { outcome: 'taken' }, { outcome: 'taken' }] },
    });
    await city.settle();
    // incoming, and below the minimum: kept, not followed
    expect(await followed()).toHaveLength(1);
    expect((await desk.read(orderId))['outflows']).toHaveLength(1);
    expect((await get(`/v1/watches/${watchId}`)).body).toMatchObject({
      ...{ state: 'running', lines: 3, followedLines: 1 },
      question: { state: 'answered' },
    });
    expect((await get(`/v1/watches/${watchId}/lines`)).body['items']).toHaveLength(3);
    expect((await get(`/v1/orders/${orderId}/watches`)).body).toMatchObject({ items: [{ watchId }] });
  });

  test('takes each line once by its serial; another content under a serial is kept, marked; placeholders are no serials', async () => {
    const watchId = await started();
    await tell(watchId, [line(1)]);
    const again = await tell(watchId, [line(1), line(1), line(1, { amountFen: 2_000_000 })]);
    expect(again.body).toMatchObject({ lines: [{ outcome: 'known' }, { outcome: 'known' }, { outcome: 'taken' }] });
    expect((await tell(watchId, [line(1, { amountFen: 2_000_000 })])).body).toMatchObject({ lines: [{ outcome: 'known' }] });
    const blank = [line(4, { serial: '-' }), line(5, { serial: '-' }), line(4, { serial: '-' })];
    expect((await tell(watchId, blank)).body).toMatchObject({
      lines: [{ outcome: 'taken' }, { outcome: 'taken' }, { outcome: 'known' }],
    });
    const lines = z
      .array(z.looseObject({ contests: z.literal(true).optional() }))
      .parse((await get(`/v1/watches/${watchId}/lines`)).body['items']);
    expect(lines).toHaveLength(4);
    expect(lines.filter(({ contests }) => contests)).toHaveLength(1);
    await city.settle();
    await city.replay();
    expect(await followed()).toHaveLength(4);
  });

  test('ends by itself at its term, once; lines of before its end may still come, later ones not', async () => {
    const watchId = await started();
    const until = plus(minute(5), 7 * DAY);
    await city.swept(plus(until, -HOUR));
    expect((await get(`/v1/watches/${watchId}`)).body).toMatchObject({ state: 'running' });
    await city.swept(until);
    await city.swept(plus(until, HOUR));
    expect((await get(`/v1/watches/${watchId}`)).body).toMatchObject({ state: 'ended', ended: { by: 'term' } });
    // the bank never said that it runs: it need not any more
    expect(await questions()).toEqual([]);
    expect((await tell(watchId, [line(1, { at: plus(until, HOUR / 2) })])).body).toMatchObject({ code: 'WATCH_ENDED' });
    expect((await tell(watchId, [line(2, { at: plus(until, -HOUR) })])).status).toBe(200);
    const inbox = z.array(z.looseObject({ what: z.string() })).parse((await get('/v1/inbox')).body['items']);
    expect(inbox.filter(({ what }) => what === 'watch.ended')).toHaveLength(1);
  });

  test('ends by word, and the bank is told; it says that it is over', async () => {
    const watchId = await started();
    const end = () => post(haidian, `/v1/watches/${watchId}/end`, why);
    expect(await end()).toMatchObject({ status: 200, body: { state: 'ended', ended: { by: 'word', reason: why.reason } } });
    expect((await end()).body).toMatchObject({ code: 'WATCH_STATE_FORBIDS' });
    await city.settle();
    const [open, ...others] = await questions();
    expect(others).toEqual([]);
    expect(open).toMatchObject({ instruction: 'watch-end', watchId });
    await post(bankA, `/v1/bank/questions/${open?.instructionId}/answer`, { outcome: 'done' });
    expect(await questions()).toEqual([]);
  });

  test('is for the days of the policy at most, for police of the order, and its own bank', async () => {
    expect((await start(31)).body).toMatchObject({ code: 'WATCH_TOO_LONG', errors: [{ path: '/days' }], maxDays: 30 });
    expect((await start(30)).status).toBe(202);
    const watchId = await started();
    expect((await tell(watchId, [line(1)], bankB)).body).toMatchObject({ code: 'NOT_FOUND' });
    for (const by of [chaoyang, prosecutor, bankA]) {
      expect((await get(`/v1/watches/${watchId}`, by)).status, by.agency).toBe(404);
      expect((await post(by, `/v1/watches/${watchId}/end`, why)).status, by.agency).toBe(404);
    }
  });

  test('is over where the bank says that it cannot, and runs again where it does it after all', async () => {
    const until = plus(minute(5), 7 * DAY);
    const watchId = await started();
    const [question] = await questions();
    const say = (body: object) => post(bankA, `/v1/bank/questions/${question?.instructionId}/answer`, body);
    const no = { outcome: 'declined', code: '1000', remark: '系统不支持' };
    expect((await say(no)).status).toBe(200);
    expect((await say(no)).status).toBe(200);
    await city.settle();
    const read = async () => (await get(`/v1/watches/${watchId}`)).body;
    const declined = { at: minute(5), code: '1000', remark: no.remark };
    expect(await read()).toMatchObject({ state: 'declined', declined, question: { state: 'declined' } });
    expect((await get(`/v1/orders/${orderId}/watches`)).body).toMatchObject({ items: [{ state: 'declined' }] });
    const inbox = async () => z.array(z.looseObject({ what: z.string() })).parse((await get('/v1/inbox')).body['items']);
    expect((await inbox()).map(({ what }) => what)).toContain('bank-question.declined');
    expect((await post(haidian, `/v1/watches/${watchId}/end`, why)).body).toMatchObject({ code: 'WATCH_STATE_FORBIDS' });
    expect((await tell(watchId, [line(9, { at: plus(until, HOUR) })])).body).toMatchObject({ code: 'WATCH_ENDED' });
    // nothing runs that a term could end
    await city.swept(plus(until, HOUR));
    expect(await read()).toMatchObject({ state: 'declined' });

    expect((await say({ outcome: 'done' })).status).toBe(200);
    const running = await read();
    expect(running).toMatchObject({ state: 'running', question: { state: 'answered' } });
    expect(running).not.toHaveProperty('declined');
    await city.swept(plus(until, 2 * HOUR));
    expect(await read()).toMatchObject({ state: 'ended', ended: { by: 'term' } });
  });

  test('that the bank declined runs again with the first line that it tells', async () => {
    const watchId = await started();
    const [question] = await questions();
    await post(bankA, `/v1/bank/questions/${question?.instructionId}/answer`, { outcome: 'declined', code: '1000' });
    expect((await tell(watchId, [line(1)])).status).toBe(200);
    expect((await get(`/v1/watches/${watchId}`)).body).toMatchObject({
      ...{ state: 'running', lines: 1, followedLines: 1, question: { state: 'answered' } },
    });
  });

  test('a line that cannot be read is kept with what can be; nothing of it is followed', async () => {
    const watchId = await started();
    const answer = await tell(watchId, [line(1, { amountFen: 'viel' })]);
    expect(answer.body).toMatchObject({ lines: [{ outcome: 'taken', faults: [{ path: '/lines/0/amountFen' }] }] });
    expect(await followed()).toEqual([]);
    expect((await get(`/v1/watches/${watchId}/lines`)).body).toMatchObject({
      items: [{ serial: 'W-1', unread: { asGiven: expect.stringContaining('viel') } }],
    });
  });
});

describe('whose account', () => {
  const told = {
    holder: { name: '刘某', idNumber: '110108199003070017', phone: '13800000002', accountKind: 'personal' },
    accounts: [{ accountNumber: '6200000000000000011', accountKind: 'personal' }],
  };
  const ask = async () =>
    z.object({ holderRequestId: z.string() }).parse((await post(haidian, `/v1/orders/${orderId}/holder-requests`, why)).body)
      .holderRequestId;
  const answer = (id: string, body: object = told, by = bankA) => post(by, `/v1/bank/holder-requests/${id}/answer`, body);

  test('is declined with what the bank says, and may still be answered', async () => {
    const id = await ask();
    const [question] = await questions();
    const no = { outcome: 'declined', code: '0300', remark: '账户已销户' };
    expect((await post(bankA, `/v1/bank/questions/${question?.instructionId}/answer`, no)).status).toBe(200);
    const read = async () => (await get(`/v1/holder-requests/${id}`)).body;
    expect(await read()).toMatchObject({ state: 'declined', declined: { at: minute(5), code: '0300', remark: no.remark } });
    const list = await get(`/v1/orders/${orderId}/holder-requests`);
    expect(list.body).toMatchObject({ items: [{ holderRequestId: id, state: 'declined' }] });
    expect(list.text).not.toContain(no.remark);
    expect((await answer(id)).status).toBe(200);
    const answered = await read();
    expect(answered).toMatchObject({ state: 'answered', answer: told });
    expect(answered).not.toHaveProperty('declined');
  });

  test('is asked of the bank, answered once, and read by the police of the order alone', async () => {
    const id = await ask();
    expect(await questions()).toMatchObject([{ instruction: 'whose-account', holderRequestId: id }]);
    expect((await answer(id, told, bankB)).body).toMatchObject({ code: 'NOT_FOUND' });
    const first = await answer(id);
    expect(first.status).toBe(200);
    expect((await answer(id)).text).toBe(first.text);
    await city.settle();
    expect((await get(`/v1/holder-requests/${id}`)).body).toMatchObject({
      state: 'answered',
      answer: told,
      question: { state: 'answered' },
    });
    const list = await get(`/v1/orders/${orderId}/holder-requests`);
    expect(list.body).toMatchObject({ items: [{ holderRequestId: id, state: 'answered' }] });
    expect(list.text).not.toMatch(/刘某|1380000|110108/);
    for (const by of [prosecutor, bankA]) expect((await get(`/v1/holder-requests/${id}`, by)).status, by.agency).toBe(404);
  });

  test('is not for police who read the order of a handed-over alarm', async () => {
    const id = await ask();
    await answer(id);
    const handed = await post(haidian, `/v1/alerts/${desk.alertId}/hand-over`, { to: 'chaoyang', reason: '管辖' });
    expect(handed.status, handed.text).toBe(200);
    expect((await get(`/v1/orders/${orderId}`, chaoyang)).status).toBe(200);
    expect((await get(`/v1/holder-requests/${id}`, chaoyang)).body).toMatchObject({ code: 'NOT_FOUND' });
    expect((await get(`/v1/audit/${id}`, chaoyang)).status).toBe(404);
    expect((await get(`/v1/audit/${id}`)).status).toBe(200);
  });

  test('another answer is refused, and kept beside the first', async () => {
    const id = await ask();
    await answer(id);
    const other = { ...told, holder: { ...told.holder, name: '王某' } };
    for (const _ of [1, 2]) expect((await answer(id, other)).body).toMatchObject({ code: 'HOLDER_CONFLICT', kept: true });
    expect((await get(`/v1/holder-requests/${id}`)).body).toMatchObject({ answer: told, others: [{ answer: other }] });
    expect(api.logged.join('\n')).not.toMatch(/刘某|王某|1380000/);
  });
});
