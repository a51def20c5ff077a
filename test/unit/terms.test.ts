import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { termKept, termsByStream } from '../../shared/terms/keep-terms.ts';
import { readersOf } from '../../shared/terms/keys.ts';
import { policeOf, type RunningTerm, type TermOfThing } from '../../shared/terms/model.ts';
import { RunningTerms } from '../../shared/terms/streams.ts';
import { termsOfOrder } from '../../shared/terms/term-of-order.ts';
import { termsOfListing } from '../../shared/terms/terms-of.ts';
import { conveneInput } from '../support/consultation-samples.ts';
import { createCoordination } from '../support/coordination-kit.ts';
import { stateOf } from '../support/given.ts';
import { DEADLINE, day, districtUnit, FIRST_REPORT, listingFacts, units } from '../support/listing-samples.ts';
import { laterFacts, orderWith, untilFrozen, untilStopped } from '../support/order-samples.ts';
import { hour, id, minute } from '../support/samples.ts';
import { prosecutorOf } from '../support/standard-samples.ts';

describe('the term of an order', () => {
  const settled = { type: 'order.settled', data: { at: hour(60), reason: 'telephoned' } } as const;

  test('is that of the stop, then that of the freeze, under one id', () => {
    const stop = termsOfOrder(orderWith(...untilStopped));
    expect(stop).toMatchObject([{ kind: 'stop', endsAt: hour(48 + 4 / 60), readers: [policeOf('haidian')] }]);
    const freeze = termsOfOrder(orderWith(...untilFrozen));
    expect(freeze).toMatchObject([{ kind: 'freeze', endsAt: laterFacts.frozen.data.expiresAt }]);
    expect(freeze[0]?.termId).toBe(stop[0]?.termId);
  });

  test('waits for the police after its end until it is settled; an order without a stop has none', () => {
    expect(termsOfOrder(orderWith(...untilStopped, laterFacts.expired))).toMatchObject([{ kind: 'stop' }]);
    expect(termsOfOrder(orderWith(...untilStopped, laterFacts.expired, settled))).toEqual([]);
    expect(termsOfOrder(orderWith(untilStopped[0]))).toEqual([]);
  });
});

describe('the terms of a listing', () => {
  const listing = (...facts: readonly ListedCaseFact[]) =>
    termsOfListing(stateOf(ListedCases, ...facts) ?? expect.fail('a listing with facts has a state'));
  const ends = (terms: readonly TermOfThing[]) => terms.map(({ kind, endsAt }) => ({ kind, endsAt }));

  test('are a decision, then report and deadline side by side, and an answer to a request for more time', () => {
    expect(ends(listing(listingFacts.proposed()))).toEqual([{ kind: 'decision', endsAt: day(3) }]);
    const listed = [listingFacts.proposed(), listingFacts.listed()] as const;
    const both = [
      { kind: 'report', endsAt: FIRST_REPORT },
      { kind: 'deadline', endsAt: DEADLINE },
    ];
    expect(ends(listing(...listed))).toEqual(both);
    const asked = listing(...listed, listingFacts.requested());
    expect(ends(asked)).toEqual([...both, { kind: 'extension', endsAt: day(29) }]);
    expect(asked.map(({ waitsFor }) => waitsFor)).toEqual([undefined, undefined, 'police-city']);
  });

  test('are for the police of the district and for each unit, once', () => {
    const [term] = listing(listingFacts.proposed(), listingFacts.listed());
    const readers = (term?.readers ?? []).map(({ reader }) => reader);
    expect(readers.toSorted()).toEqual(['police@haidian', ...Object.values(units)].toSorted());
  });
});

describe('who reads which lists', () => {
  test('an agency its own, and police and procuratorates those of their districts; the whole city all sixteen, and its own', () => {
    expect(readersOf(districtUnit)).toEqual(['police-haidian', 'police@haidian']);
    expect(readersOf(prosecutorOf('miyun'))).toEqual(['procuratorate-miyun', 'procuratorate@miyun']);
    expect(readersOf({ agency: 'police-city', agencyKind: 'police' })).toHaveLength(18);
    expect(readersOf({ agency: 'bank-a', agencyKind: 'bank' })).toEqual(['bank-a']);
    expect(readersOf({ agency: 'town-x', agencyKind: 'town', district: 'haidian' })).toEqual(['town-x']);
  });
});

describe('keeping a term', () => {
  const term = fc.record({ endsAt: fc.integer({ min: 0, max: 3 }).map(day), over: fc.boolean() });

  test('always ends with what is wanted, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.option(term, { nil: undefined }), fc.option(term, { nil: undefined }), (had, want) => {
        const make = (endsAt: string): TermOfThing => ({
          ...{ termId: 't', kind: 'action', endsAt, about: { kind: 'consultation', id: id('cst', 1) } },
          readers: [{ reader: 'r', standing: 'party' }],
        });
        const one = (endsAt: string): RunningTerm => [...termsByStream([make(endsAt)]).values()][0] ?? expect.fail('no term');
        const before = had === undefined ? undefined : { ...one(had.endsAt), over: had.over };
        const wanted = want === undefined ? undefined : one(want.endsAt);
        const fact = termKept(before, wanted, day(9));
        const after = fact === undefined ? before : RunningTerms.evolve(before, fact);
        if (wanted === undefined) expect(after?.over ?? true).toBe(true);
        else expect({ ...after, setAt: undefined }).toEqual({ ...wanted, setAt: undefined });
        expect(termKept(after, wanted, day(9))).toBeUndefined();
        const entry = after === undefined ? undefined : RunningTerms.index(after).entries.inbox;
        expect(entry?.sk).toBe(wanted === undefined ? undefined : `${wanted.endsAt}#t`);
      }),
    );
  });

  test('goes on until all of many are kept: a consultation with 24 requests and three parties is withdrawn', async () => {
    const city = createCoordination();
    await city.at(minute(1));
    const caseId = await city.opened(districtUnit);
    const [first, second] = [prosecutorOf('haidian'), prosecutorOf('miyun')];
    const input = conveneInput({ caseIds: [caseId], parties: [first.agency, second.agency] });
    const convened = await city.post(districtUnit, '/v1/consultations', input);
    const base = `/v1/consultations/${String(convened.body['consultationId'])}`;
    for (const party of [first, second]) expect((await city.post(party, `${base}/accept`)).status).toBe(200);
    for (let n = 0; n < 24; n += 1) {
      const request = { from: first.agency, text: 'r', dueAt: day(2) };
      expect((await city.post(districtUnit, `${base}/evidence-requests`, request)).status).toBeLessThan(300);
    }
    const count = async (actor: typeof first) => {
      await city.settle();
      const { body } = await city.api.call(actor, 'GET', '/v1/clocks', { query: { limit: '100' } });
      return Array.isArray(body['items']) ? body['items'].length : -1;
    };
    for (const party of [districtUnit, first, second]) expect(await count(party)).toBe(24);
    expect((await city.post(districtUnit, `${base}/withdraw`, { reason: 'r' })).status).toBe(200);
    for (const party of [districtUnit, first, second]) expect(await count(party)).toBe(0);
  });
});
