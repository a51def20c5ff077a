import { beforeEach, describe, expect, test } from 'vitest';
import { abouts } from '../../functions/relay/abouts.ts';
import { notices } from '../../functions/relay/notices.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import type { AgencyKind, District } from '../../shared/kernel/context.ts';
import { type Desk, deskKey } from '../../shared/kernel/desk.ts';
import { keysOf } from '../../shared/kernel/lifecycle.ts';
import { toldThings } from '../../shared/notifications/groups.ts';
import { InboxEntries, Webhooks } from '../../shared/notifications/streams.ts';
import { declined } from '../support/order-samples.ts';
import { answer, appendFacts, createRelayBench, open, plannedOrder, type TestPlatform } from '../support/relay-kit.ts';
import { alert, id, minute, officer } from '../support/samples.ts';

const orderId = id('ord', 1);

let bench: ReturnType<typeof createRelayBench>;
let platform: TestPlatform;

beforeEach(async () => {
  bench = createRelayBench();
  platform = bench.platform;
  const loaded = await platform.journal.load(Alerts, alert().alertId);
  await appendFacts(platform, [loaded], [{ type: 'alert.raised', data: alert() }]);
  await open(platform, plannedOrder());
});

async function onDesk(desk: Desk): Promise<readonly string[]> {
  const { cards } = await platform.journal.find({ index: 'inbox', pk: `desk#${deskKey(desk)}`, limit: 100 });
  return cards.map(({ card }) => String(card['what']));
}

const police = (role: string, district?: District): Desk => ({
  kind: 'police',
  ...(district === undefined ? {} : { district }),
  role,
});

describe('notices', () => {
  test('notices of the ladder reach the duty officer, the supervisor, and with the breach the city command', async () => {
    platform.clock.now = minute(33);
    await sweep(platform, () => true);
    await bench.drain();
    // the alarm was taken by Cordon itself in this test, so the district is told of it too
    expect(await onDesk(police('duty-officer', 'haidian'))).toEqual(['order.escalated', 'alert.raised']);
    expect((await onDesk(police('supervisor', 'haidian'))).toSorted()).toEqual(['order.breached', 'order.escalated']);
    expect(await onDesk(police('supervisor'))).toEqual(['order.breached']);
    expect(await onDesk(police('supervisor', 'chaoyang'))).toEqual([]);
  });

  test('go to those who asked when the bank hands an order back, with the reference and without names', async () => {
    platform.clock.now = minute(5);
    await answer(platform, orderId, declined('0301'));
    await bench.drain();
    const desk: Desk = { agency: officer.agency, role: 'officer' };
    const { cards } = await platform.journal.find({ index: 'inbox', pk: `desk#${deskKey(desk)}`, limit: 100 });
    expect(cards.map(({ card }) => card)).toMatchObject([
      {
        what: 'order.returned',
        subject: { kind: 'order', id: orderId, reference: alert().reference },
        district: 'haidian',
        at: minute(5),
      },
    ]);
    const said = JSON.stringify(cards);
    for (const secret of [
      alert().victim.name,
      alert().victim.phone,
      plannedOrder().account.accountName,
      plannedOrder().account.accountNumber,
    ])
      expect(said).not.toContain(secret);
  });

  test('notices are made once, even if the stream repeats the fact', async () => {
    platform.clock.now = minute(33);
    await sweep(platform, () => true);
    await bench.drain();
    const entries = () =>
      platform.journal.written.filter(({ item }) => String(item['pk']).startsWith('inbox-entry#') && item['sk'] === 'state');
    const before = entries().length;
    expect(before).toBeGreaterThan(0);
    await bench.replay();
    await bench.replay();
    expect(entries()).toHaveLength(before);
  });

  test('are pushed to each agency at the desk that has a webhook, and to no other', async () => {
    for (const [agency, district, ...classes] of [
      ['police-haidian', 'haidian'],
      ['police-chaoyang', 'chaoyang'],
      // it asked for what can wait, and none of this can
      ['economic-police-haidian', 'haidian', 'digest'],
    ] as const) {
      const webhook = await platform.journal.load(Webhooks, agency);
      const agencyKind: AgencyKind = 'police';
      const asked = classes.length === 0 ? {} : { classes };
      const data = { agency, agencyKind, district, endpoint: 'https://x.example.cn/', registeredAt: minute(0), ...asked };
      await appendFacts(platform, [webhook], [{ type: 'webhook.registered', data }]);
    }
    platform.clock.now = minute(21);
    await sweep(platform, () => true);
    platform.clock.now = minute(23);
    await sweep(platform, () => true);
    await bench.drain();
    const told = bench.sent.flatMap(({ message }) => ('entryId' in message ? [message] : []));
    expect(new Set(told.map(({ agency }) => agency))).toEqual(new Set(['police-haidian']));
    for (const { entryId } of told)
      expect((await platform.journal.load(InboxEntries, entryId)).state).toMatchObject({ district: 'haidian' });
  });
});

test('every kind of thing with a notice can be looked up', () => {
  for (const type of keysOf(notices)) expect(Object.keys(abouts), type).toContain(type.slice(0, type.indexOf('.')));
});

test('every kind of thing that an entry is about can be asked for, by itself and in a group', () => {
  // the terms, shares and proposals of a case are about the case; a screening, and what its bank is asked, about the order
  const ofOrder = ['screening', 'bank-question', 'statement', 'holder-request', 'watch'];
  const subjectOf = (kind: string) =>
    ofOrder.includes(kind) ? 'order' : kind.startsWith('case-') ? 'case' : kind === 'campaign-wave' ? 'campaign' : kind;
  const subjects = Object.keys(abouts).map(subjectOf);
  expect([...toldThings].toSorted()).toEqual([...new Set(subjects)].toSorted());
});
