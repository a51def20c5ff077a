import { describe, expect, test } from 'vitest';
import type { Context } from '../../shared/kernel/context.ts';
import type { ExtendListing } from '../../shared/listed-cases/bodies.ts';
import { advance, neededAt } from '../../shared/listed-cases/deadlines.ts';
import { declineExtension, extendListing, requestExtension } from '../../shared/listed-cases/extend-listing.ts';
import type { Approved, ListedCase } from '../../shared/listed-cases/model.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { given } from '../support/given.ts';
import {
  bureauUnit,
  command,
  DEADLINE,
  day,
  districtUnit,
  EXTENDED_DEADLINE,
  laterApproval,
  listingApproval,
  listingFacts,
  otherSupervisor,
  units,
} from '../support/listing-samples.ts';
import { context } from '../support/samples.ts';

const { proposed, listed, extended, requested } = listingFacts;
const at = (now: string, actor = command) => context({ now, actor });
const inForce = given(ListedCases, proposed(), listed());
const asked = given(ListedCases, proposed(), listed(), requested());
const everyUnit = [districtUnit, bureauUnit, { ...bureauUnit, agency: units.cyber }];
type Extending = Pick<ExtendListing, 'months' | 'reason'> & Approved;

const extending = (one: ListedCase, { approval, ...said }: Extending, context: Context) =>
  extendListing(one, said, { approval }, context);

const input = (over: Partial<Extending> = {}): Extending => ({
  ...{ months: 2, reason: 'Expert opinion', approval: laterApproval(), ...over },
});

describe('a responsible unit asks for more time', () => {
  const request = (cause: typeof inForce, months = 2, now = day(29)) =>
    cause.when((one) => requestExtension(one, { months, reason: 'Expert opinion' }, at(now, districtUnit)));

  test('the request is there to be answered, at the head of the list; the deadline stays', () => {
    const { state } = asked;
    expect(state.deadline).toEqual({ dueAt: DEADLINE, climbed: [] });
    expect(neededAt(state)).toBe(day(29));
    request(inForce)
      .thenFacts({ type: 'listed-case.extension-requested', data: { by: 'police-haidian', months: 2 } })
      .thenState({ extensionRequest: { at: day(29), months: 2, reason: 'Expert opinion' }, deadline: { dueAt: DEADLINE } });
  });

  test('the words stay out of the card that lists show', () => {
    expect(ListedCases.index(asked.state).card['extensionRequest']).toEqual({ at: day(29), by: 'police-haidian', months: 2 });
  });

  test('a request puts off no step against delay, and repeats none', () => {
    const late = '2027-03-01T01:30:00.000Z';
    const after = given(ListedCases, proposed(), listed(), requested({ at: late }));
    expect(advance(after.state, { now: late })).toEqual(advance(inForce.state, { now: late }));
  });

  test('anew: the newest request stands', () => {
    request(asked, 1, day(31)).thenState({ extensionRequest: { at: day(31), months: 1 } });
  });

  test('a unit asks for no more than could be granted', () => {
    request(inForce, 4).thenRefused('LISTING_EXTENSION_TOO_LONG', { months: 3, paths: ['/months'] });
    request(inForce, 1, '2027-04-01T00:00:00.000Z').thenRefused('DUE_DATE_PAST');
    request(given(ListedCases, proposed())).thenRefused('LISTING_STATE_FORBIDS', { state: 'proposed' });
    const [first, second] = [extended(), extended({ from: EXTENDED_DEADLINE, to: '2027-06-22T01:30:00.000Z' })];
    request(given(ListedCases, proposed(), listed(), first)).thenState({ extensions: [{}] });
    request(given(ListedCases, proposed(), listed(), first, second)).thenRefused('LISTING_EXTENSIONS_USED_UP', { limit: 2 });
  });

  test('a unit neither gives more time to itself nor declines the request', () => {
    for (const unit of everyUnit) {
      asked.when((one) => extending(one, input(), at(day(30), unit))).thenRefused('EXTENSION_BY_RESPONSIBLE_UNIT');
      asked.when((one) => declineExtension(one, { reason: 'r' }, at(day(30), unit))).thenRefused('EXTENSION_BY_RESPONSIBLE_UNIT');
    }
  });
});

describe('the supervisor puts the deadline off', () => {
  const extend = (over: Partial<Extending> = {}, cause = inForce, now = day(30)) =>
    cause.when((one) => extending(one, input(over), at(now)));

  test('the supervisor extends from the present deadline, with a reason and an approval', () => {
    extend()
      .thenFacts({
        type: 'listed-case.extended',
        data: { from: DEADLINE, to: EXTENDED_DEADLINE, reason: 'Expert opinion', by: command.agency },
      })
      .thenState({ deadline: { dueAt: EXTENDED_DEADLINE, climbed: [] } });
  });

  test('the extension settles the request for more time', () => {
    const { decision } = extend({ months: 1 }, asked);
    const [fact] = decision.facts;
    if (fact === undefined) throw new Error('it was not extended');
    const after = ListedCases.evolve(asked.state, ListedCases.fact.parse(fact));
    expect(after).not.toHaveProperty('extensionRequest');
    expect(neededAt(after)).toBe(neededAt(inForce.state));
  });

  test('an extension needs an approval of its level, and is neither longer than allowed nor into the past', () => {
    extend({ approval: undefined }).thenRefused('APPROVAL_MISSING', { level: 'city' });
    extend({ months: 4 }).thenRefused('LISTING_EXTENSION_TOO_LONG', { months: 3 });
    extend({ months: 1 }, inForce, '2027-04-01T00:00:00.000Z').thenRefused('DUE_DATE_PAST');
  });

  test('an extension uses one paper once: not that of the listing, and not that of the extension before', () => {
    const used = ['APPROVAL_USED_BEFORE', { paths: ['/approvalId'] }] as const;
    extend({ approval: listingApproval() }).thenRefused(...used);
    const once = given(ListedCases, proposed(), listed(), extended());
    extend({}, once).thenRefused(...used);
    extend({ approval: laterApproval({ number: ' 京公督字〔2026〕２号' }) }, once).thenRefused(...used);
    extend({ approval: laterApproval({ number: '京公督字〔2026〕3号' }) }, once).thenState({ extensions: [{}, {}] });
  });

  test('twice at most', () => {
    const twice = given(ListedCases, proposed(), listed(), extended(), extended());
    extend({ approval: laterApproval({ number: '京公督字〔2026〕3号' }) }, twice).thenRefused('LISTING_EXTENSIONS_USED_UP', {
      limit: 2,
    });
  });

  test('no other supervisor extends it', () => {
    asked
      .when((one) => extending(one, input(), at(day(30), otherSupervisor)))
      .thenRefused('LISTING_OF_OTHER_SUPERVISOR', { supervisor: command.agency });
    asked
      .when((one) => declineExtension(one, { reason: 'r' }, at(day(30), otherSupervisor)))
      .thenRefused('LISTING_OF_OTHER_SUPERVISOR', { supervisor: command.agency });
  });

  test('only a listed case is extended', () => {
    given(ListedCases, proposed())
      .when((one) => extending(one, input(), at(day(1))))
      .thenRefused('LISTING_STATE_FORBIDS');
  });
});

describe('the supervisor declines', () => {
  const decline = (cause: typeof inForce) => cause.when((one) => declineExtension(one, { reason: 'In time' }, at(day(30))));

  test('the supervisor declines the request, and the deadline stays', () => {
    const { decision } = decline(asked)
      .thenFacts({ type: 'listed-case.extension-declined', data: { by: command.agency, reason: 'In time' } })
      .thenState({ deadline: { dueAt: DEADLINE }, extensions: [] });
    expect(decision.facts).toHaveLength(1);
  });

  test('once: then nothing is left to answer', () => {
    decline(inForce).thenRefused('EXTENSION_NOT_REQUESTED');
    const declined = { type: 'listed-case.extension-declined', data: { at: day(30), by: command.agency, reason: 'r' } } as const;
    decline(given(ListedCases, proposed(), listed(), requested(), declined)).thenRefused('EXTENSION_NOT_REQUESTED');
    decline(given(ListedCases, proposed())).thenRefused('LISTING_STATE_FORBIDS');
  });
});
