import { describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/kernel/context.ts';
import { evolveEntry, pushOf, recordGivenUp, recordPush } from '../../shared/notifications/entries.ts';
import type { InboxEntryFact, Notice, Webhook } from '../../shared/notifications/model.ts';
import { InboxEntries, Webhooks } from '../../shared/notifications/streams.ts';
import { registerWebhook } from '../../shared/notifications/webhooks.ts';
import { given, stateOf } from '../support/given.ts';
import { context, id, minute } from '../support/samples.ts';

const notice: Notice = {
  ...{ desk: { kind: 'police', district: 'haidian', role: 'duty-officer' }, what: 'order.escalated' },
  ...{ subject: { kind: 'order', id: id('ord', 1), reference: 'HD-261122-7K3Q9M' }, district: 'haidian', at: minute(20) },
};
const made: InboxEntryFact = { type: 'inbox-entry.made', data: { ...notice, entryId: id('inb', 1) } };
const agency = 'police-haidian';
const lost: InboxEntryFact = { type: 'inbox-entry.undeliverable', data: { at: minute(30), agency } };
const delivered: InboxEntryFact = { type: 'inbox-entry.delivered', data: { at: minute(40), agency, signature: 'a..b' } };
const at = (minutes: number) => context({ now: minute(minutes) });

describe('a push that was given up', () => {
  test('is noted once for each agency', () => {
    given(InboxEntries, made)
      .when((entry) => recordGivenUp(entry, { agency }, at(30)))
      .thenFacts(lost)
      .thenState({ pushes: [{ agency, at: minute(30), outcome: 'undeliverable' }] });
    given(InboxEntries, made, lost)
      .when((entry) => recordGivenUp(entry, { agency }, at(31)))
      .thenNothing();
    given(InboxEntries, made, lost)
      .when((entry) => recordGivenUp(entry, { agency: 'police-city' }, at(31)))
      .thenState({ pushes: [{ agency }, { agency: 'police-city', outcome: 'undeliverable' }] });
  });

  test('may get through later, and is then delivered, once', () => {
    const push = { agency, signature: 'a..b' };
    given(InboxEntries, made, lost)
      .when((entry) => recordPush(entry, push, at(40)))
      .thenFacts(delivered)
      .thenState({ pushes: [{ agency, at: minute(40), outcome: 'delivered' }] });
    given(InboxEntries, made, lost, delivered)
      .when((entry) => recordPush(entry, push, at(41)))
      .thenNothing();
    const state = stateOf(InboxEntries, made, lost, delivered);
    expect(state?.pushes).toHaveLength(1);
    expect(state === undefined ? undefined : pushOf(state, 'police-city')).toBeUndefined();
  });
});

test('an entry begins by being made', () => {
  expect(() => evolveEntry(undefined, lost)).toThrow('inbox-entry.undeliverable of an entry that was never made');
});

describe('the webhook of an agency', () => {
  const endpoint = 'https://hook.example.cn/cordon';
  const actor = { ...context().actor, agency };
  const { district: _, ...ofCity } = actor;
  const registering = (current: Webhook | undefined, over: object = {}, by: Actor = actor, allowLoopback = false) =>
    registerWebhook(current, { endpoint, ...over }, { allowLoopback }, context({ now: minute(5), actor: by }));
  const of = (by: Actor, over: object = {}) => {
    const facts = registering(undefined, over, by).facts.map((fact) => Webhooks.fact.parse(fact));
    const state = stateOf(Webhooks, ...facts);
    if (state === undefined) throw new Error('it was not registered');
    return state;
  };

  test('is registered with the kind and the district of its agency, as the token has them', () => {
    const place = { agency, agencyKind: 'police', registeredAt: minute(5) };
    expect(registering(undefined).facts[0]?.data).toStrictEqual({ ...place, district: 'haidian', endpoint });
    expect(registering(undefined, { endpoint: undefined }, ofCity).facts[0]?.data).toStrictEqual(place);
  });

  test('is registered again if anything of it is another', () => {
    expect(registering(of(actor))).toEqual({ kind: 'acceptance', facts: [] });
    expect(registering(of(actor), { endpoint: `${endpoint}/2` }).facts).toHaveLength(1);
    expect(registering(of(actor), {}, { ...actor, agencyKind: 'town' }).facts).toHaveLength(1);
    expect(registering(of(actor), {}, ofCity).facts).toHaveLength(1);
    expect(registering(of(actor), {}, { ...actor, district: 'chaoyang' }).facts).toHaveLength(1);
  });

  test('is on this host only in the local city', () => {
    const local = { endpoint: 'http://127.0.0.1:9000/hook' };
    expect(registering(undefined, local)).toMatchObject({ code: 'ENDPOINT_NOT_ALLOWED', detail: { path: '/endpoint' } });
    expect(registering(undefined, local, actor, true)).toMatchObject({ kind: 'acceptance' });
  });
});
