import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/kernel/context.ts';
import { districts } from '../../shared/kernel/context.ts';
import { type Desk, deskKey, desksOf } from '../../shared/kernel/desk.ts';
import { entryIdOf, makeEntry, markDone, recordGivenUp, recordPush } from '../../shared/notifications/entries.ts';
import { type InboxEntryFact, type Notice, pushedNotice, type WebhookFact } from '../../shared/notifications/model.ts';
import { InboxEntries, Webhooks } from '../../shared/notifications/streams.ts';
import { registerWebhook } from '../../shared/notifications/webhooks.ts';
import { given, stateOf } from '../support/given.ts';
import { context, id, minute } from '../support/samples.ts';

const notice: Notice = {
  desk: { kind: 'police', district: 'haidian', role: 'duty-officer' },
  what: 'order.escalated',
  subject: { kind: 'order', id: id('ord', 1), reference: 'HD-261122-7K3Q9M' },
  district: 'haidian',
  at: minute(20),
  dueAt: minute(20),
};
const entryId = entryIdOf('a'.repeat(64), notice);
const made: InboxEntryFact = { type: 'inbox-entry.made', data: { ...notice, entryId } };
const delivered: InboxEntryFact = {
  type: 'inbox-entry.delivered',
  data: { at: minute(21), agency: 'police-haidian', signature: 'a..b' },
};

describe('an entry', () => {
  test('is made once of a fact and a desk', () => {
    given(InboxEntries)
      .when((entry) => makeEntry(entry, { ...notice, entryId }))
      .thenFacts({ type: 'inbox-entry.made', data: { entryId, what: 'order.escalated' } });
    given(InboxEntries, made)
      .when((entry) => makeEntry(entry, { ...notice, entryId }))
      .thenNothing();
  });

  test('has an id that follows from the fact and the desk, and from nothing else', () => {
    const other: Desk = { kind: 'police', role: 'supervisor' };
    expect(entryIdOf('a'.repeat(64), { ...notice })).toBe(entryId);
    expect(entryIdOf('a'.repeat(64), { ...notice, desk: other })).not.toBe(entryId);
    expect(entryIdOf('b'.repeat(64), notice)).not.toBe(entryId);
  });

  test('is dealt with once', () => {
    given(InboxEntries, made)
      .when((entry) => markDone(entry, context({ now: minute(25) })))
      .thenFacts({ type: 'inbox-entry.done' })
      .thenState({ doneAt: minute(25) });
    given(InboxEntries, made, { type: 'inbox-entry.done', data: { at: minute(25) } })
      .when((entry) => markDone(entry, context({ now: minute(26) })))
      .thenNothing();
  });

  test('knows which webhooks have it; what came late after all counts as delivered', () => {
    const now = context({ now: minute(22) });
    given(InboxEntries, made)
      .when((entry) => recordPush(entry, { agency: 'police-haidian', signature: 'a..b' }, now))
      .thenFacts({ type: 'inbox-entry.delivered' })
      .thenState({ pushes: [{ agency: 'police-haidian', outcome: 'delivered' }] });
    given(InboxEntries, made, delivered)
      .when((entry) => recordGivenUp(entry, { agency: 'police-haidian' }, now))
      .thenNothing();
    given(InboxEntries, made, { type: 'inbox-entry.undeliverable', data: { at: minute(21), agency: 'police-haidian' } })
      .when((entry) => recordPush(entry, { agency: 'police-haidian', signature: 'a..b' }, now))
      .thenState({ pushes: [{ agency: 'police-haidian', outcome: 'delivered' }] });
  });

  test('stands before those that were dealt with, the newest first', () => {
    const sortKeyOf = (at: string, ...after: readonly InboxEntryFact[]): string => {
      const state = stateOf(InboxEntries, { ...made, data: { ...made.data, at } }, ...after);
      return state === undefined ? '' : (InboxEntries.index(state).entries.inbox?.sk ?? '');
    };
    const done: InboxEntryFact = { type: 'inbox-entry.done', data: { at: minute(40) } };
    const keys = [sortKeyOf(minute(30)), sortKeyOf(minute(10)), sortKeyOf(minute(35), done), sortKeyOf(minute(5), done)];
    expect(keys.toSorted()).toEqual(keys);
  });

  test('tells a webhook what happened to what, and not which of its people read it', () => {
    const state = stateOf(InboxEntries, made, delivered);
    expect(state === undefined ? {} : pushedNotice(state)).toEqual({
      entryId,
      what: 'order.escalated',
      subject: notice.subject,
      district: 'haidian',
      at: minute(20),
      dueAt: minute(20),
    });
  });
});

describe('a desk', () => {
  const actors: fc.Arbitrary<Actor> = fc.record({
    agency: fc.constantFrom('police-haidian', 'police-city', 'court-city'),
    agencyKind: fc.constantFrom('police', 'court'),
    district: fc.constantFrom(...districts),
    roles: fc.uniqueArray(fc.constantFrom('officer', 'supervisor', 'judge')),
    subject: fc.constantFrom('gao', 'lin', 'supervisor'),
  });
  const words = { agency: fc.constantFrom('police-haidian', 'police-city', 'court-city') };
  const desks: fc.Arbitrary<Desk> = fc.oneof(
    fc.record(words),
    fc.record({ ...words, role: fc.constantFrom('officer', 'supervisor', 'judge') }),
    fc.record({ ...words, person: fc.constantFrom('gao', 'lin', 'supervisor') }),
    fc.record({
      kind: fc.constantFrom('police', 'court'),
      district: fc.constantFrom(...districts),
      role: fc.constantFrom('officer', 'judge'),
    }),
  );

  test('belongs to those it names, and to no others', () => {
    fc.assert(
      fc.property(actors, desks, (actor, desk) => {
        const named =
          'agency' in desk
            ? desk.agency === actor.agency &&
              (desk.role === undefined || actor.roles.includes(desk.role)) &&
              (desk.person === undefined || desk.person === actor.subject)
            : desk.kind === actor.agencyKind && desk.district === actor.district && actor.roles.includes(desk.role);
        expect(desksOf(actor).includes(deskKey(desk))).toBe(named);
      }),
    );
  });

  test('a desk of the whole city is not that of a district', () => {
    const gao: Actor = {
      agency: 'police-haidian',
      agencyKind: 'police',
      district: 'haidian',
      roles: ['supervisor'],
      subject: 'gao',
    };
    const he: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor'], subject: 'he' };
    const key = deskKey({ kind: 'police', role: 'supervisor' });
    expect(desksOf(gao)).not.toContain(key);
    expect(desksOf(he)).toContain(key);
  });
});

describe('a webhook', () => {
  const prosecutor: Actor = {
    agency: 'procuratorate-haidian',
    agencyKind: 'procuratorate',
    district: 'haidian',
    roles: ['prosecutor'],
    subject: 'xu',
  };
  const now = context({ actor: prosecutor, now: minute(1) });
  const endpoint = 'https://cordon.example.cn/notices';
  const outside = { allowLoopback: false };
  const registered: WebhookFact = {
    type: 'webhook.registered',
    data: {
      agency: 'procuratorate-haidian',
      agencyKind: 'procuratorate',
      district: 'haidian',
      endpoint,
      registeredAt: minute(0),
    },
  };

  test('is the acting agency’s, by its own token', () => {
    given(Webhooks)
      .when((webhook) => registerWebhook(webhook, { endpoint }, outside, now))
      .thenFacts({ type: 'webhook.registered', data: { agency: 'procuratorate-haidian', district: 'haidian', endpoint } });
  });

  test('a webhook that is registered as it was changes nothing', () => {
    given(Webhooks, registered)
      .when((webhook) => registerWebhook(webhook, { endpoint }, outside, now))
      .thenNothing();
  });

  test('without an endpoint is found no more', () => {
    const gone = given(Webhooks, registered).when((webhook) => registerWebhook(webhook, {}, outside, now));
    gone.thenFacts({ type: 'webhook.registered' });
    const [fact] = gone.decision.facts.map((one) => Webhooks.fact.parse(one));
    const state = fact === undefined ? undefined : stateOf(Webhooks, registered, fact);
    expect(state === undefined ? {} : Webhooks.index(state).entries).toEqual({});
  });

  test.each([
    ['http://cordon.example.cn/notices', 'must begin with https://'],
    ['https://10.0.0.8/notices', 'must lead to a host of the public internet'],
    ['https://127.0.0.1/notices', 'must lead to a host of the public internet'],
    ['https://user:secret@cordon.example.cn/', 'must not hold a user name or password'],
  ])('may not be at %s', (bad, rule) => {
    given(Webhooks)
      .when((webhook) => registerWebhook(webhook, { endpoint: bad }, outside, now))
      .thenRefused('ENDPOINT_NOT_ALLOWED', { path: '/endpoint', rule });
  });
});
