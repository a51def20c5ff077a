import { beforeEach, describe, expect, test } from 'vitest';
import type { FactOf, KnownFact } from '../../functions/relay/facts.ts';
import { notices } from '../../functions/relay/notices.ts';
import { followed } from '../../functions/relay/reaction-tables.ts';
import { settlements } from '../../functions/relay/settlements.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { CaseProposals } from '../../shared/cases/link-proposals.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { type Desk, deskKey } from '../../shared/kernel/desk.ts';
import { keysOf } from '../../shared/kernel/lifecycle.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { InboxEntry } from '../../shared/notifications/model.ts';
import { InboxEntries } from '../../shared/notifications/streams.ts';
import { haidian, prosecutor } from '../support/case-samples.ts';
import { conveneInput, judge, police } from '../support/consultation-samples.ts';
import { createCoordination } from '../support/coordination-kit.ts';
import type { MemoryJournal } from '../support/memory-journal.ts';
import { declined, stoppedResult } from '../support/order-samples.ts';
import { answer, appendFacts, createRelayBench, open, plannedOrder, type TestPlatform } from '../support/relay-kit.ts';
import { alert, hour, id, minute, officer, officers } from '../support/samples.ts';

const orderId = id('ord', 1);
const dutyDesk: Desk = { kind: 'police', district: 'haidian', role: 'duty-officer' };
const supervisors: Desk = { kind: 'police', district: 'haidian', role: 'supervisor' };
const officerDesk: Desk = { agency: officer.agency, role: 'officer' };

const Card = InboxEntry.omit({ pushes: true });

/** The entries on a desk: what happened, and what closed them. */
async function onDesk(journal: MemoryJournal, desk: Desk): Promise<readonly (readonly [string, string | undefined])[]> {
  const { cards } = await journal.find({ index: 'inbox', pk: `desk#${deskKey(desk)}`, limit: 100 });
  return cards
    .map(({ card }) => Card.parse(card))
    .map(({ what, doneAt, settledBy }) => [what, doneAt === undefined ? undefined : (settledBy ?? 'a person')] as const)
    .toSorted();
}

describe('notices of an order', () => {
  let bench: ReturnType<typeof createRelayBench>;
  let platform: TestPlatform;

  beforeEach(async () => {
    bench = createRelayBench();
    platform = bench.platform;
    const loaded = await platform.journal.load(Alerts, alert().alertId);
    await appendFacts(platform, [loaded], [{ type: 'alert.raised', data: alert() }]);
    await open(platform, plannedOrder());
  });

  const swept = async (now: string): Promise<void> => {
    platform.clock.now = now;
    await sweep(platform, () => true);
    await bench.drain();
  };

  test('close on every desk when the bank answers; what it says stays open', async () => {
    await swept(minute(23));
    await swept(minute(33));
    await answer(platform, orderId, stoppedResult({ effectiveAt: minute(32) }));
    await bench.drain();
    expect(await onDesk(platform.journal, dutyDesk)).toEqual([
      ['alert.raised', undefined],
      ['order.escalated', 'order.stopped'],
    ]);
    expect(await onDesk(platform.journal, supervisors)).toEqual([
      ['order.breached', 'order.stopped'],
      ['order.escalated', 'order.stopped'],
    ]);
    expect(await onDesk(platform.journal, officerDesk)).toEqual([['order.stopped', undefined]]);
  });

  test('close once, and a repeated stream changes nothing more', async () => {
    await swept(minute(23));
    await answer(platform, orderId, declined('0301'));
    await bench.drain();
    const written = platform.journal.written.length;
    await bench.replay();
    await bench.replay();
    expect(platform.journal.written).toHaveLength(written);
    expect(await onDesk(platform.journal, officerDesk)).toEqual([['order.returned', undefined]]);
  });

  test('that a person marked done keep that', async () => {
    await swept(minute(23));
    const { cards } = await platform.journal.find({ index: 'inbox', pk: `desk#${deskKey(dutyDesk)}`, limit: 100 });
    const escalated = cards.map(({ card }) => Card.parse(card)).find(({ what }) => what === 'order.escalated');
    const entry = await platform.journal.load(InboxEntries, escalated?.entryId ?? '');
    await appendFacts(platform, [entry], [{ type: 'inbox-entry.done', data: { at: minute(24) } }]);
    await answer(platform, orderId, declined('0301'));
    await bench.drain();
    expect(await onDesk(platform.journal, dutyDesk)).toContainEqual(['order.escalated', 'a person']);
  });

  test('cost an order that its bank answers at once nothing: no fact is read again, and one entry is made', async () => {
    await bench.drain();
    platform.clock.now = minute(5);
    const { facts } = platform.journal;
    let read = 0;
    platform.journal.facts = (stream, page) => {
      read += 1;
      return facts(stream, page);
    };
    const before = platform.journal.written.length;
    await answer(platform, orderId, stoppedResult());
    await bench.drain();
    const entries = platform.journal.written.slice(before).filter(({ item }) => String(item['pk']).startsWith('inbox-entry#'));
    expect([read, entries.length]).toEqual([0, 1]);
  });

  test('that the relay makes only after the answer, because it failed before, come as closed', async () => {
    platform.clock.now = minute(23);
    await sweep(platform, () => true);
    await answer(platform, orderId, declined('0301'));
    platform.clock.now = minute(40);
    await bench.drain();
    expect(await onDesk(platform.journal, dutyDesk)).toContainEqual(['order.escalated', 'order.returned']);
    expect(await onDesk(platform.journal, officerDesk)).toEqual([['order.returned', undefined]]);
  });

  test('of a term that ends close when it is over, and when it is extended', async () => {
    await bench.drain();
    platform.clock.now = minute(5);
    await answer(platform, orderId, stoppedResult());
    await bench.drain();
    await swept(hour(47));
    const warned = () => onDesk(platform.journal, dutyDesk);
    expect(await warned()).toContainEqual(['order.expiry-warned', undefined]);
    await swept(hour(49));
    expect(await warned()).toContainEqual(['order.expiry-warned', 'order.expired']);
    expect(await onDesk(platform.journal, officerDesk)).toContainEqual(['order.expiry-warned', 'order.expired']);
    expect(await onDesk(platform.journal, officerDesk)).toContainEqual(['order.expired', undefined]);
  });

  test('of a matter that a later fact opens again are open', async () => {
    await swept(minute(23));
    await answer(platform, orderId, declined('0301'));
    await bench.drain();
    await answer(platform, orderId, declined('0302'));
    await bench.drain();
    const [first] = await onDesk(platform.journal, officerDesk);
    expect(first).toEqual(['order.disputed', undefined]);
  });
});

describe('notices of a consultation', () => {
  const evidence = { from: prosecutor.agency, text: '流水', question: 1, dueAt: hour(20) };

  async function convened() {
    const city = createCoordination();
    const { body } = await city.post(police, '/v1/consultations', conveneInput({ kind: 'periodic', caseIds: [] }));
    const base = `/v1/consultations/${String(body['consultationId'])}`;
    await city.settle();
    return { ...city, base, desk: (agency: string) => onDesk(city.api.journal, { agency }) };
  }

  test('close only on the desk of the agency that answered', async () => {
    const { post, base, settle, desk } = await convened();
    await post(prosecutor, `${base}/accept`);
    await settle();
    expect(await desk(prosecutor.agency)).toEqual([['consultation.convened', 'consultation.accepted']]);
    expect(await desk(judge.agency)).toEqual([['consultation.convened', undefined]]);
  });

  test('close for the evidence that came, and not for other evidence', async () => {
    const { post, base, settle, swept, desk } = await convened();
    await post(prosecutor, `${base}/accept`);
    for (const text of ['流水', '聊天记录']) await post(police, `${base}/evidence-requests`, { ...evidence, text });
    await settle();
    await swept(hour(20));
    const before = await desk(prosecutor.agency);
    expect(before.filter(([, by]) => by === undefined)).toHaveLength(4);
    expect((await post(prosecutor, `${base}/evidence-requests/2/answer`, { text: '已补' })).status).toBe(200);
    await settle();
    const after = await desk(prosecutor.agency);
    expect(after.filter(([, by]) => by === 'consultation.evidence-answered').map(([what]) => what)).toEqual([
      'consultation.evidence-overdue',
      'consultation.evidence-requested',
    ]);
    expect(after.filter(([, by]) => by === undefined)).toHaveLength(2);
  });

  test('close with the consultation', async () => {
    const { post, base, settle, desk } = await convened();
    await post(police, `${base}/withdraw`, { reason: 'r' });
    await settle();
    expect(await desk(judge.agency)).toEqual([
      ['consultation.convened', 'consultation.withdrawn'],
      ['consultation.withdrawn', undefined],
    ]);
  });
});

test('the proposal to link two cases closes when they are linked', async () => {
  const city = createCoordination();
  const [one, other] = [await city.opened(haidian), await city.opened(haidian, { district: 'chaoyang' })];
  const data = { at: city.api.now, caseId: one, with: other, ground: 'victim' };
  const loaded = await city.api.journal.load(CaseProposals, one);
  const command = { name: 'test', id: 'l', inputHash: 'l', actor: systemActor, correlationId: 'l', now: city.api.now };
  const changes = splitFacts([loaded], [{ type: 'case-proposals.link-proposed', data }]);
  await city.api.journal.append({ command, changes });
  await city.settle();
  const desk = () => onDesk(city.api.journal, { agency: haidian.agency });
  expect(await desk()).toContainEqual(['case-proposals.link-proposed', undefined]);
  expect((await city.post(haidian, `/v1/cases/${one}/link`, { caseId: other, reason: 'r' })).status).toBe(200);
  await city.settle();
  expect(await desk()).toContainEqual(['case-proposals.link-proposed', 'case.linked']);
});

test('a proposal to link two cases that the relay hears of after they are linked comes as closed', async () => {
  const city = createCoordination();
  const [one, other] = [await city.opened(haidian), await city.opened(haidian, { district: 'chaoyang' })];
  const proposedAt = city.api.now;
  await city.at(plus(proposedAt, 5 * SECOND));
  expect((await city.post(haidian, `/v1/cases/${one}/link`, { caseId: other, reason: 'r' })).status).toBe(200);
  await city.settle();
  // the stream of the case's proposals is another one, and may lag behind
  const data = { at: proposedAt, caseId: one, with: other, ground: 'victim' };
  const loaded = await city.api.journal.load(CaseProposals, one);
  const command = { name: 'test', id: 'l', inputHash: 'l', actor: systemActor, correlationId: 'l', now: proposedAt };
  const changes = splitFacts([loaded], [{ type: 'case-proposals.link-proposed', data }]);
  await city.api.journal.append({ command, changes });
  await city.settle();
  const desk = await onDesk(city.api.journal, { agency: haidian.agency });
  expect(desk).toContainEqual(['case-proposals.link-proposed', 'case.linked']);
});

describe('the tables', () => {
  test('a duty officer is told only of what interrupts', () => {
    const wakes = keysOf(notices).filter((type) => notices[type].told.some(({ who }) => /duty.officer/.test(who)));
    expect(wakes.length).toBeGreaterThan(10);
    expect(wakes.filter((type) => notices[type].class !== 'urgent')).toEqual([]);
  });

  test('news of consultations, meetings and standards can wait, but for terms of procedure', () => {
    const waits = /^(?:consultation|meeting|proposal|impact|listed-case|regional-measure|station-ranking)\./;
    const urgent = keysOf(notices).filter((type) => waits.test(type) && notices[type].class === 'urgent');
    expect(urgent).toEqual(['consultation.clock-warned', 'consultation.clock-expired']);
  });

  test('what settles a notice is a fact of the same thing: its id is the same', () => {
    const kindOf = (type: string) => type.slice(0, type.indexOf('.')).replace(/^case-.*/, 'case');
    for (const told of keysOf(settlements)) for (const { by } of settlements[told]) expect(kindOf(by), told).toBe(kindOf(told));
  });

  test('held outflows are settled when officers have ruled on each, in one step or in several', () => {
    const edge = (outflow: number) => ({ outflow, tracedFen: 1, how: 'held', held: 'order-bound' }) as const;
    const told: FactOf<'order.outflows-held'> = {
      type: 'order.outflows-held',
      data: { at: minute(1), edges: [edge(0), edge(2)] },
    };
    const ruled = (type: 'order.outflows-cleared' | 'order.outflows-declined', outflows: number[]): KnownFact => ({
      type,
      data: { at: minute(2), outflows, reason: 'r', officers: [...officers] },
    });
    const settled = (...since: readonly KnownFact[]) => {
      const later = since.at(-1);
      return settlements['order.outflows-held'].some(
        (one) => later !== undefined && one.by === later.type && one.settles({ told, desk: dutyDesk, since, later }),
      );
    };
    const [first, second] = [ruled('order.outflows-cleared', [0]), ruled('order.outflows-declined', [2])];
    expect([settled(first), settled(second), settled(first, second), settled(second, first)]).toEqual([false, false, true, true]);
    expect(settled(ruled('order.outflows-cleared', [0, 1, 2]))).toBe(true);
  });

  test('what settles costs a stop that goes well no more records of the stream', () => {
    for (const type of ['order.requested', 'order.sent', 'order.delivered', 'order.received'])
      expect(keysOf(settlements).filter((told) => settlements[told].some(({ by }) => by === type))).toEqual([]);
    expect(followed.coordination).toContain('order.settled');
  });
});
