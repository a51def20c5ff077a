import { expect, test } from 'vitest';
import type { FreezeRequest } from '../../shared/freezes/model.ts';
import { FreezeRequests } from '../../shared/freezes/request/freeze-requests.ts';
import { endOfPart, openedPart } from '../../shared/freezes/request/open-parts.ts';
import { requestFreeze } from '../../shared/freezes/request/request-freeze.ts';
import { account, alert, banks, context, keyOf, minute, requestFreezeInput } from '../support/samples.ts';

const at = minute(2);

/** A request for so many stops, with this much of it open. */
function request(count: number, openedUpTo?: number): FreezeRequest {
  const accounts = Array.from({ length: count }, (_, n) => account({ accountNumber: `622202${String(n).padStart(13, '0')}` }));
  const known = { alert: alert(), banks: banks('bank-a'), keys: accounts.map(keyOf), registers: new Map(), orders: new Map() };
  const decision = requestFreeze(requestFreezeInput({ accounts }), known, context());
  if (decision.kind === 'refusal') throw new Error('the request was refused');
  return { ...decision.request, ...(openedUpTo === undefined ? {} : { openedUpTo }) };
}

test('the first part has twelve orders, each further one sixteen', () => {
  const ends = [0, 12, 28, 44, 60, 76, 92].map(endOfPart);
  expect(ends).toEqual([12, 28, 44, 60, 76, 92, 108]);
});

test.each([
  ['of the first part', undefined, 12],
  ['of a later part', 12, 28],
])('the opening %s is recorded while more follows', (_, before, upTo) => {
  expect(openedPart(request(30, before), upTo, context({ now: at })).facts).toEqual([
    { type: 'freeze-request.part-opened', data: { at, upTo } },
  ]);
});

test.each([
  ['that was recorded before', request(30, 12), 12],
  ['that comes again after the next one', request(60, 28), 12],
  ['that is the last, to the order', request(28, 12), 28],
  ['that is the last, with room left', request(20, 12), 28],
  ['of a small request', request(1), 12],
])('a part %s is no fact', (_, state, upTo) => {
  expect(openedPart(state, upTo, context()).facts).toEqual([]);
});

test('the request keeps how much of it is open, and all else', () => {
  const before = request(30);
  const state = FreezeRequests.evolve(before, { type: 'freeze-request.part-opened', data: { at, upTo: 12 } });
  expect(state).toEqual({ ...before, openedUpTo: 12 });
  expect(FreezeRequests.evolve(state, { type: 'freeze-request.part-opened', data: { at, upTo: 28 } }).openedUpTo).toBe(28);
});

test('a part without a request is an error', () => {
  const opened = { type: 'freeze-request.part-opened', data: { at, upTo: 12 } } as const;
  expect(() => FreezeRequests.evolve(undefined, opened)).toThrow('a part comes before its request');
});
