import { beforeEach, describe, expect, test } from 'vitest';
import { CasesOfAlerts } from '../../shared/cases/streams.ts';
import { change } from '../../shared/journal/stream.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { countFreeze } from '../../shared/region-notices/decide-region-notice.ts';
import type { RegionNotice } from '../../shared/region-notices/model.ts';
import { RegionNotices } from '../../shared/region-notices/streams.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { frozenAt, frozenOrder } from '../support/frozen.ts';
import { orderWith, untilFrozen } from '../support/order-samples.ts';
import { context, hour, officers } from '../support/samples.ts';
import { createStopDesk } from '../support/stop-desk.ts';

const suzhou = { code: '320500', name: '苏州市' };
const order = { ...orderWith(...untilFrozen), frozenFen: 1_000_000 };
const now = context({ now: hour(10) });

describe('accounts that are frozen in another region', () => {
  /** The notice after so many accounts, each of this sum. */
  function noticeAfter(accounts: number, fen: number): RegionNotice | undefined {
    let notice: RegionNotice | undefined;
    for (let n = 0; n < accounts; n += 1)
      for (const fact of countFreeze(notice, { order: { ...order, frozenFen: fen }, region: suzhou }, now))
        notice = RegionNotices.evolve(notice, fact);
    return notice;
  }

  test.each([
    [100, 100, 'counting'],
    [101, 100, 'due'],
    [1, 200_000_000, 'counting'],
    [1, 200_000_001, 'due'],
    [2, 150_000_000, 'due'],
  ] as const)('%i of them of %i fen each: the notice is %s', (accounts, fen, status) => {
    expect(noticeAfter(accounts, fen)).toMatchObject({ status, frozen: { accounts, fen: accounts * fen } });
  });

  test('fall due once', () => {
    const notice = noticeAfter(101, 100);
    expect(countFreeze(notice, { order, region: suzhou }, now).map(({ type }) => type)).toEqual(['region-notice.counted']);
  });
});

describe('a notice', () => {
  let city: Coordination;
  let noticeId: string;
  const dueAt = plus(frozenAt, 7 * DAY);

  beforeEach(async () => {
    city = createCoordination();
    const desk = await createStopDesk(city.api);
    const registered = { name: 'bank-a', dutyPhone: '010-66000001', region: suzhou };
    const bank = await city.api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: registered });
    expect(bank.status, bank.text).toBeLessThan(300);
    await frozenOrder(desk, { amountFen: 4_000_000 });
    await city.settle();
    const caseId = (await city.api.journal.load(CasesOfAlerts, desk.alertId)).state?.caseId ?? '';
    noticeId = `${caseId}:320500`;
  });

  const path = (what = ''): string => `/v1/region-notices/${noticeId}${what}`;
  const read = async () => (await city.api.call(haidian, 'GET', path())).body;

  /** As if many more accounts had been frozen there. */
  async function fallsDue(): Promise<void> {
    const loaded = await city.api.journal.load(RegionNotices, noticeId);
    const fact = { type: 'region-notice.fell-due', data: { at: frozenAt, dueAt } } as const;
    await city.api.journal.append({
      command: {
        ...{ name: 'test', id: 'falls-due', inputHash: 'h', correlationId: 'c', now: frozenAt },
        actor: haidian,
      },
      changes: [change(loaded, fact)],
    });
    await city.settle();
  }

  test('counts an account once, however often the fact comes', async () => {
    await city.replay();
    expect(await read()).toMatchObject({ frozen: { accounts: 1 } });
    expect((await read())['draft']).toBeUndefined();
  });

  test('is drafted, sent, acknowledged', async () => {
    await fallsDue();
    expect(await read()).toMatchObject({ status: 'due', dueAt, draft: { zh: expect.stringContaining('苏州市公安机关') } });
    expect((await city.api.call(haidian, 'GET', '/v1/region-notices')).body).toMatchObject({
      items: [{ noticeId, status: 'due' }],
    });
    const acknowledged = { acknowledgedAt: hour(5), name: '孙警官' };
    expect((await city.post(haidian, path('/acknowledge'), acknowledged)).body).toMatchObject({
      code: 'REGION_NOTICE_STATE_FORBIDS',
    });
    city.api.now = hour(6);
    const sending = { number: '京公海异冻通字〔2026〕3号', to: '苏州市公安局', sentAt: hour(4), officers };
    expect((await city.post(haidian, path('/send'), { ...sending, officers: [officers[0], officers[0]] })).body).toMatchObject({
      code: 'SAME_OFFICER_TWICE',
    });
    expect((await city.post(haidian, path('/send'), { ...sending, sentAt: hour(9) })).body).toMatchObject({
      code: 'TIME_IN_FUTURE',
    });
    expect((await city.post(haidian, path('/send'), sending)).body).toMatchObject({
      status: 'sent',
      sent: { to: '苏州市公安局', frozen: { accounts: 1 } },
    });
    expect((await city.post(haidian, path('/acknowledge'), { ...acknowledged, acknowledgedAt: hour(2) })).body).toMatchObject({
      code: 'TIMES_OUT_OF_ORDER',
    });
    expect((await city.post(haidian, path('/acknowledge'), acknowledged)).body).toMatchObject({ status: 'acknowledged' });
    expect((await city.api.call(haidian, 'GET', '/v1/region-notices')).body).toMatchObject({ items: [] });
  });

  test('that is not sent in seven days is noticed once', async () => {
    await fallsDue();
    await city.swept(dueAt);
    await city.swept(plus(dueAt, DAY));
    const { items } = (await city.api.call(haidian, 'GET', `/v1/audit/region-notice:${noticeId}`)).body as {
      items: readonly { type: string }[];
    };
    expect(items.map(({ type }) => type)).toEqual(['region-notice.opened', 'region-notice.fell-due', 'region-notice.overdue']);
  });

  test('is hidden from its bank', async () => {
    expect((await city.api.call(bankA, 'GET', path())).status).toBe(404);
  });
});
