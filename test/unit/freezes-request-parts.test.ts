import { expect, test } from 'vitest';
import type { FreezeRequest } from '../../shared/freezes/model.ts';
import { FreezeRequests } from '../../shared/freezes/request/freeze-requests.ts';
import { checkedAt, openedPart, partAfter, stalledOpening } from '../../shared/freezes/request/open-parts.ts';
import { requestFreeze } from '../../shared/freezes/request/request-freeze.ts';
import { account, alert, banks, context, keyOf, minute, requestFreezeInput, T0 } from '../support/samples.ts';

const at = minute(2);

/** A request for so many stops at T0, with this much of it open. */
function request(count: number, opening?: FreezeRequest['opening']): FreezeRequest {
  const accounts = Array.from({ length: count }, (_, n) => account({ accountNumber: `622202${String(n).padStart(13, '0')}` }));
  const known = { alert: alert(), banks: banks('bank-a'), keys: accounts.map(keyOf), registers: new Map(), orders: new Map() };
  const decision = requestFreeze(requestFreezeInput({ accounts }), known, context({ now: T0 }));
  if (decision.kind === 'refusal') throw new Error('the request was refused');
  return { ...decision.request, ...(opening === undefined ? {} : { opening }) };
}

const opened = (upTo: number) => ({ upTo, at: T0 });

test.each([
  [1, [1]],
  [12, [12]],
  [13, [12, 13]],
  [28, [12, 28]],
  [100, [12, 28, 44, 60, 76, 92, 100]],
])('%s orders open in parts: the first of twelve, each further one of sixteen', (count, ends) => {
  const parts = ends.map((_, n) => partAfter(ends[n - 1] ?? 0, request(count)));
  expect(parts).toEqual(ends.map((upTo, n) => ({ upTo, isLast: n === ends.length - 1 })));
});

test.each([
  ['of the first part', request(30), 12],
  ['of a later part', request(30, opened(12)), 28],
  ['of the last part', request(30, opened(28)), 30],
  ['after it had stalled at once', request(30, opened(0)), 12],
])('the opening %s is recorded', (_, state, upTo) => {
  expect(openedPart(state, upTo, context({ now: at })).facts).toEqual([
    { type: 'freeze-request.part-opened', data: { at, upTo } },
  ]);
});

test.each([
  ['that was recorded before', request(30, opened(12)), 12],
  ['that comes again after the next one', request(60, opened(28)), 12],
  ['of a request that has one', request(12), 12],
])('a part %s is no fact', (_, state, upTo) => {
  expect(openedPart(state, upTo, context()).facts).toEqual([]);
});

test('the request keeps how much of it is open, and all else', () => {
  const before = request(30);
  const state = FreezeRequests.evolve(before, { type: 'freeze-request.part-opened', data: { at, upTo: 12 } });
  expect(state).toEqual({ ...before, opening: { at, upTo: 12 } });
  const stalled = FreezeRequests.evolve(state, { type: 'freeze-request.opening-stalled', data: { at: minute(9), upTo: 12 } });
  expect(stalled).toEqual({ ...before, opening: { at: minute(9), upTo: 12 } });
});

test('a part without a request is an error', () => {
  const fact = { type: 'freeze-request.part-opened', data: { at, upTo: 12 } } as const;
  expect(() => FreezeRequests.evolve(undefined, fact)).toThrow('a part comes before its request');
});

test.each([
  ['whose first part is on its way', request(13), minute(2)],
  ['whose last part was two minutes ago', request(30, { upTo: 12, at: minute(5) }), minute(7)],
  ['that still stalls an hour after it was made', request(30, { upTo: 12, at: minute(58) }), minute(60)],
  ['that stalls longer', request(30, { upTo: 12, at: minute(59) }), undefined],
  ['that is open as a whole', request(30, opened(30)), undefined],
  ['that has one part', request(12), undefined],
])('the opening of a request %s is looked after in time', (_, state, moment) => {
  expect(checkedAt(state)).toBe(moment);
  expect(FreezeRequests.index(state).entries.due?.sk.startsWith(moment ?? '-') ?? false).toBe(moment !== undefined);
});

test('an opening that does not go on is noted, once, and goes on from where it stalled', () => {
  const state = request(30, opened(12));
  expect(stalledOpening(state, context({ now: minute(1.9) }))).toEqual([]);
  const facts = stalledOpening(state, context({ now: minute(2) }));
  expect(facts).toEqual([{ type: 'freeze-request.opening-stalled', data: { at: minute(2), upTo: 12 } }]);
  const after = facts.reduce<FreezeRequest>((before, fact) => FreezeRequests.evolve(before, fact), state);
  expect(stalledOpening(after, context({ now: minute(2) }))).toEqual([]);
  expect(stalledOpening(request(30), context({ now: minute(2) }))).toMatchObject([{ data: { upTo: 0 } }]);
});
