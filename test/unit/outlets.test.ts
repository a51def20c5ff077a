import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openingChanges } from '../../functions/lookups/openings.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { beijingMonth } from '../../shared/kernel/beijing.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { takeNews } from '../../shared/outlets/count-openings.ts';
import { type LinkingOrder, linkedSince } from '../../shared/outlets/linked.ts';
import { type Outlet, type OutletMonth, outletIdOf, outletMonthId } from '../../shared/outlets/model.ts';
import type { Opening, ToldOpening } from '../../shared/outlets/opening-model.ts';
import type { OutletFact } from '../../shared/outlets/outlet-facts.ts';
import { OpeningOutlet } from '../../shared/outlets/outlet-model.ts';
import { Openings, OutletMonths } from '../../shared/outlets/streams.ts';
import {
  countFor,
  dismissSuggestion,
  measureOn,
  monthsBefore,
  noteMeasure,
  takeOff,
} from '../../shared/outlets/suggest-measure.ts';
import { given, stateOf } from '../support/given.ts';
import { commandOf } from '../support/journal-samples.ts';
import { command } from '../support/listing-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { context, hour, id, minute, T0 } from '../support/samples.ts';

const at = (now = T0) => context({ now, actor: command });
const outlet: Outlet = {
  ...{ outletId: outletIdOf('bank-a', 'A-1'), owner: 'bank-a', ownerKind: 'bank', number: 'A-1', name: '某支行' },
  district: 'haidian',
};
const november = '2026-11';
const counted = (opening: string): OutletFact => ({
  type: 'outlet.opening-counted',
  data: { at: T0, opening, outlet, month: november },
});
const suggested: OutletFact = { type: 'outlet.suggested', data: { at: T0, step: 'notice', count: 5, figure: 5 } };
const fourth = ['a', 'b', 'c', 'd'].map(counted);
const monthOf = (...facts: readonly OutletFact[]): OutletMonth => {
  const state = stateOf(OutletMonths, ...facts);
  if (state === undefined) throw new Error('no month');
  return state;
};
const countOne = (before: OutletMonth | undefined, earlier: readonly OutletMonth[] = [], over: Partial<Outlet> = {}) =>
  countFor(before, { opening: 'x', outlet: { ...outlet, ...over }, month: november }, earlier, at());

describe('an outlet in a month', () => {
  test('counts, and at the figure of the policy a notice is suggested, once', () => {
    expect(countOne(undefined)).toMatchObject([{ type: 'outlet.opening-counted' }]);
    const fifth = countOne(monthOf(...fourth));
    expect(fifth).toMatchObject([{ type: 'outlet.opening-counted' }, { data: { step: 'notice', count: 5, figure: 5 } }]);
    expect(countOne(monthOf(...fourth, ...fifth))).toHaveLength(1);
    expect(monthOf(...fourth, ...fifth)).toMatchObject({ status: 'suggested', count: 5, suggestion: { step: 'notice' } });
  });

  test('of an operator needs the figure of cards', () => {
    expect(countOne({ ...monthOf(...fourth), ownerKind: 'operator' }, [], { ownerKind: 'operator' })).toHaveLength(1);
    expect(countOne({ ...monthOf(...fourth), count: 9 }, [], { ownerKind: 'operator' })).toHaveLength(2);
  });

  test.each([
    ['notice', 'interview'],
    ['interview', 'warning'],
    ['warning', 'warning'],
  ] as const)('after a %s of a month before the %s is suggested, unless it was dismissed', (step, next) => {
    const earlier: OutletMonth = {
      ...monthOf(...fourth, suggested),
      month: '2026-10',
      suggestion: { at: T0, step, count: 5, figure: 5 },
    };
    expect(countOne(monthOf(...fourth), [earlier])).toMatchObject([{}, { data: { step: next } }]);
    expect(countOne(monthOf(...fourth), [{ ...earlier, status: 'dismissed' }])).toMatchObject([{}, { data: { step: 'notice' } }]);
  });

  test('the months before go over the year, as far back as the policy says', () => {
    expect(monthsBefore('2026-01', at())).toEqual(['2025-12', '2025-11', '2025-10']);
  });

  test('below the figure the suggestion is withdrawn, and comes again when it is reached again', () => {
    const full = monthOf(...fourth, counted('e'), suggested);
    const facts = takeOff(full, 'e', at());
    expect(facts).toMatchObject([
      { type: 'outlet.opening-taken-off' },
      { type: 'outlet.suggestion-withdrawn', data: { count: 4 } },
    ]);
    const less = monthOf(...fourth, counted('e'), suggested, ...facts);
    expect(less).toMatchObject({ status: 'counting', count: 4 });
    expect(less.suggestion).toBeUndefined();
    expect(countOne(less)).toHaveLength(2);
    expect(takeOff({ ...full, count: 7 }, 'e', at())).toHaveLength(1);
  });

  test('a supervisor decides once: the measure is issued, or the suggestion dismissed', () => {
    const full = [...fourth, counted('e'), suggested] as const;
    const measureId = id('ntc', 1);
    const [first, ...rest] = full;
    if (first === undefined) throw new Error('no fact');
    const month = given(OutletMonths, first, ...rest);
    month
      .when((state) => noteMeasure(state, measureId, at()))
      .thenFacts({ type: 'outlet.measure-issued', data: { measureId } })
      .thenState({ status: 'issued' });
    const dismissed = month
      .when((state) => dismissSuggestion(state, { reason: 'r' }, at()))
      .thenFacts({ type: 'outlet.dismissed', data: { reason: 'r', by: command.agency } });
    expect(dismissed.decision.kind).toBe('acceptance');
    const over = { ...month.state, status: 'dismissed' } as const;
    expect(noteMeasure(over, measureId, at())).toMatchObject({ code: 'OUTLET_STATE_FORBIDS' });
    expect(dismissSuggestion(over, { reason: 'r' }, at())).toMatchObject({ code: 'OUTLET_STATE_FORBIDS' });
    expect(takeOff({ ...month.state, status: 'issued' }, 'e', at())).toHaveLength(1);
  });

  test('the measure is on the agency that runs it, in the district that is known', () => {
    const month = monthOf(...fourth, counted('e'), suggested);
    const { district: _, ...nowhere } = month;
    expect(measureOn(month, 'chaoyang')).toMatchObject({ step: 'notice', target: { agency: 'bank-a', district: 'haidian' } });
    expect(measureOn(nowhere, 'chaoyang')).toMatchObject({ target: { district: 'chaoyang' } });
    expect(measureOn(nowhere, undefined)).toMatchObject({ code: 'OUTLET_DISTRICT_UNKNOWN' });
    expect(measureOn(monthOf(...fourth), undefined)).toMatchObject({ code: 'OUTLET_STATE_FORBIDS' });
  });
});

describe('an order links its account', () => {
  const order: LinkingOrder = { tier: 1, effectiveAt: minute(4), answeredAt: minute(5) };
  const known = { withdrawn: false, foundAt: undefined };

  test.each<readonly [string, LinkingOrder, Parameters<typeof linkedSince>[1], string | undefined]>([
    ['since the bank stopped what the victim paid', order, known, minute(5)],
    ['not of a later tier alone', { ...order, tier: 2 }, known, undefined],
    ['not before the bank stopped it', { ...order, effectiveAt: undefined }, known, undefined],
    ['since the screening found it linked', { ...order, tier: 3, finding: 'linked' }, { ...known, foundAt: hour(9) }, hour(9)],
    ['also in part', { ...order, tier: 3, finding: 'partly-linked' }, { ...known, foundAt: hour(9) }, hour(9)],
    ['since the first of both', { ...order, finding: 'linked' }, { ...known, foundAt: hour(9) }, minute(5)],
    ['not if the screening found nothing', { ...order, finding: 'unlinked' }, { ...known, foundAt: hour(9) }, undefined],
    ['not if the alarm was taken back', order, { ...known, withdrawn: true }, undefined],
    ['not if the stop was taken back', { ...order, withdrawal: { at: T0, reason: 'r', officers: [] } }, known, undefined],
    [
      'not if the money went free by right',
      { ...order, letGo: { at: T0, ground: { by: 'objection' }, reason: 'r', officers: [] } },
      known,
      undefined,
    ],
  ])('%s', (_, state, with_, since) => {
    expect(linkedSince(state, with_)).toBe(since);
  });
});

describe('an account', () => {
  const told = (number: string, asOf = T0): ToldOpening => ({
    ...{ owner: 'bank-a', ownerKind: 'bank', asOf },
    outlet: { outletId: number, name: number },
  });
  const news = { key: 'k', kind: 'account' } as const;
  const link = (source: string, since: string | undefined) => ({ ...news, links: [{ source, since }] });

  test('counts once it is linked and its outlet is told, in whatever order', () => {
    const first = takeNews(undefined, { ...news, told: told('A-1') }, at());
    expect(first.facts).toMatchObject([{ type: 'opening.told' }]);
    const before = stateOf(Openings, ...first.facts);
    const second = takeNews(before, link('o', minute(5)), at());
    expect(second.facts).toMatchObject([{ type: 'opening.linked' }, { type: 'opening.counted', data: { month: november } }]);
    const after = stateOf(Openings, ...first.facts, ...second.facts);
    expect(takeNews(after, { ...news, told: told('A-1'), ...link('o', minute(5)) }, at()).facts).toEqual([]);
    expect(takeNews(after, link('p', hour(1)), at()).facts).toMatchObject([{ type: 'opening.linked' }]);
    expect(takeNews(after, link('o', undefined), at()).facts).toMatchObject([{}, { type: 'opening.taken-off' }]);
  });

  test('goes to the outlet of the later word, and an older word changes nothing', () => {
    const facts = takeNews(undefined, { ...link('o', T0), told: told('A-1', hour(1)) }, at()).facts;
    const state = stateOf(Openings, ...facts);
    expect(takeNews(state, { ...news, told: told('A-2', hour(0)) }, at()).facts).toEqual([]);
    expect(takeNews(state, { ...news, told: told('A-2', hour(2)) }, at()).facts).toMatchObject([
      { type: 'opening.told' },
      { type: 'opening.taken-off', data: { outletId: outletIdOf('bank-a', 'A-1') } },
      { type: 'opening.counted', data: { outletId: outletIdOf('bank-a', 'A-2') } },
    ]);
  });

  test('every spelling of a number is one outlet, and of another owner another', () => {
    expect(outletIdOf('bank-a', 'a－1')).toBe(outletIdOf('bank-a', 'A-1'));
    expect(outletIdOf('bank-b', 'A-1')).not.toBe(outletIdOf('bank-a', 'A-1'));
    expect(OpeningOutlet.safeParse({ outletId: '-', name: 'n' }).success).toBe(false);
  });
});

/** What happens: a source links an account or does so no more, a bank names an outlet, the relay looks at an account, perhaps again. */
type Event =
  | { readonly kind: 'link'; readonly account: number; readonly source: number; readonly since: number | undefined }
  | { readonly kind: 'tell'; readonly account: number; readonly outlet: number; readonly asOf: number };

const accounts = 4;
const small = (max: number) => fc.integer({ min: 0, max });
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('link' as const),
    account: small(accounts - 1),
    source: small(2),
    since: fc.option(small(60), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('tell' as const), account: small(accounts - 1), outlet: small(1), asOf: small(60) }),
);

describe('the counts of outlets', () => {
  test('are what a recount gives, whatever comes in which order, and again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(event, fc.boolean()), { maxLength: 30 }), async (events) => {
        const journal = createMemoryJournal();
        const links = new Map<number, Map<string, string | undefined>>();
        const words = new Map<number, ToldOpening[]>();
        const look = (account: number, word?: ToldOpening) =>
          taken(journal, account, [...(links.get(account) ?? [])], word ?? words.get(account)?.at(0));
        for (const [one, seen] of events) {
          if (one.kind === 'link') {
            const of = links.get(one.account) ?? new Map<string, string | undefined>();
            of.set(`s${one.source}`, one.since === undefined ? undefined : plus(T0, one.since * DAY));
            links.set(one.account, of);
          } else {
            const word = wordOf(one);
            words.set(one.account, [...(words.get(one.account) ?? []), word]);
            // told words come late and twice
            await look(one.account, word);
            await look(one.account, word);
          }
          if (seen) await look(one.account);
        }
        for (let account = 0; account < accounts; account += 1) await look(account);
        expect(await kept(journal)).toEqual(recount(links, words));
      }),
      { numRuns: 150 },
    );
  });
});

function wordOf({ outlet: number, asOf }: Extract<Event, { kind: 'tell' }>): ToldOpening {
  const outletId = `N${number}`;
  return { owner: 'bank-a', ownerKind: 'bank', asOf: plus(T0, asOf * DAY), outlet: { outletId, name: outletId } };
}

let commands = 0;

async function taken(
  journal: Journal,
  account: number,
  links: readonly (readonly [string, string | undefined])[],
  told: ToldOpening | undefined,
): Promise<void> {
  commands += 1;
  const key = `account-${account}`;
  const opening = await journal.load(Openings, key);
  const said = { key, kind: 'account', told, links: links.map(([source, since]) => ({ source, since })) } as const;
  const changes = await openingChanges(journal, opening, said, at());
  if (changes.length > 0) await journal.append({ command: commandOf({ id: `news-${commands}` }), changes });
}

const monthsSeen = ['2026-11', '2026-12', '2027-01'];
const outletsSeen = ['N0', 'N1'];

/** The counts as they are kept, without those that are nought. */
async function kept(journal: Journal): Promise<Record<string, number>> {
  const ids = outletsSeen.flatMap((number) => monthsSeen.map((month) => outletMonthId(outletIdOf('bank-a', number), month)));
  const loaded = await journal.loadMany(OutletMonths, ids);
  return Object.fromEntries(
    loaded.flatMap(({ id: of, state }) => (state === undefined || state.count === 0 ? [] : [[of, state.count]])),
  );
}

function recount(
  links: ReadonlyMap<number, ReadonlyMap<string, string | undefined>>,
  words: ReadonlyMap<number, readonly ToldOpening[]>,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let account = 0; account < accounts; account += 1) {
    const first = [...(links.get(account)?.values() ?? [])].filter((since) => since !== undefined).toSorted()[0];
    const all = words.get(account) ?? [];
    const last = all
      .map(({ asOf }) => asOf)
      .toSorted()
      .at(-1);
    const candidates = new Set(all.filter(({ asOf }) => asOf === last).map(({ outlet: { outletId } }) => outletId));
    if (first === undefined || candidates.size === 0) continue;
    // of two words of one moment one counts, always the same: the test has no opinion which
    const [number] = candidates.size === 1 ? [...candidates] : [tieOf(all.filter(({ asOf }) => asOf === last))];
    const of = outletMonthId(outletIdOf('bank-a', number ?? ''), beijingMonth(first));
    counts[of] = (counts[of] ?? 0) + 1;
  }
  return counts;
}

/** The word that counts of several of one moment, whichever came first. */
function tieOf(words: readonly ToldOpening[]): string | undefined {
  let state: Opening | undefined;
  for (const told of words.toReversed()) {
    const { facts } = takeNews(state, { key: 'k', kind: 'account', told }, at());
    for (const fact of facts) state = Openings.evolve(state, fact);
  }
  return state?.told?.outlet.outletId;
}
