import { describe, expect, test } from 'vitest';
import { evolveEntry, pushOf, recordGivenUp, recordPush } from '../../shared/notifications/entries.ts';
import type { InboxEntryFact, Notice } from '../../shared/notifications/model.ts';
import { InboxEntries } from '../../shared/notifications/streams.ts';
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
