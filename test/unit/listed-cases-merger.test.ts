import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemActor } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import type { CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import { type HeldListing, joinListings } from '../../shared/listed-cases/join-listings.ts';
import type { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import type { ListingGround } from '../../shared/listed-cases/model.ts';
import { CaseListings, ListedCases } from '../../shared/listed-cases/streams.ts';
import { stateOf } from '../support/given.ts';
import { caseToList, day, listingFacts } from '../support/listing-samples.ts';
import { context, id, T0 } from '../support/samples.ts';

const { suggested, proposed, listed } = listingFacts;
const ctx = context({ now: day(5), actor: systemActor });
/** The case that goes on is number 1; the others were merged into it. */
const into = { ...caseToList({ lossFen: 200_000_000, district: 'chaoyang' }), agencies: ['police-chaoyang', 'police-haidian'] };

type Status = 'suggested' | 'proposed' | 'listed';

/** The open listing of case `n`, which is listing `n`. */
function held(n: number, status: Status, grounds: ListingGround[] = ['large-loss']): HeldListing {
  const about = { listedCaseId: id('lst', n), caseId: id('cas', n), grounds };
  const facts: Readonly<Record<Status, readonly ListedCaseFact[]>> = {
    suggested: [suggested(about)],
    proposed: [proposed(about)],
    listed: [proposed(about), listed()],
  };
  const opened: CaseListingFact = { type: 'case-listing.opened', data: { at: T0, ...about } };
  const [open, register] = [stateOf(ListedCases, ...facts[status]), stateOf(CaseListings, opened)];
  if (open === undefined || register === undefined) throw new Error('facts make a listing');
  return { open, register };
}

const join = (...of: readonly HeldListing[]) => joinListings(of, into, ctx);
const typesOf = (facts: readonly Fact[] | undefined) => facts?.map(({ type }) => type);

/** What is held after the merger, as the journal would have it: the registers as they are, and every listing. */
function merged(of: readonly HeldListing[]) {
  const { listings, registers } = join(...of);
  const own = of.find(({ register }) => register.caseId === into.caseId)?.register;
  const places = [...new Set([into.caseId, ...of.map(({ register }) => register.caseId)])].map((caseId) => {
    const before = caseId === into.caseId ? own : of.find(({ register }) => register.caseId === caseId)?.register;
    const facts = (registers.get(caseId) ?? []).map((fact) => CaseListings.fact.parse(fact));
    return facts.reduce((state, fact) => CaseListings.state.parse(CaseListings.evolve(state, fact)), before);
  });
  const states = of.map(({ open }) =>
    (listings.get(open.listedCaseId) ?? []).reduce(
      (state, fact) => ListedCases.state.parse(ListedCases.evolve(state, ListedCases.fact.parse(fact))),
      open,
    ),
  );
  return { states, places };
}

describe('two cases become one', () => {
  test('the listing of the case that was merged away goes on with the case, into its register', () => {
    const { listings, registers } = join(held(2, 'listed'));
    expect(listings.get(id('lst', 2))).toMatchObject([
      {
        type: 'listed-case.case-merged',
        data: { caseId: id('cas', 1), lossFen: 200_000_000, joined: [], agencies: into.agencies },
      },
    ]);
    expect(typesOf(registers.get(id('cas', 2)))).toEqual(['case-listing.closed']);
    expect(registers.get(id('cas', 1))).toMatchObject([
      { type: 'case-listing.opened', data: { listedCaseId: id('lst', 2), grounds: ['large-loss'] } },
    ]);
  });

  test('it stays in the list of the district that works it; a mere suggestion is for the district of the case', () => {
    expect(merged([held(2, 'listed')]).states[0]).toMatchObject({
      district: 'haidian',
      agencies: into.agencies,
      status: 'listed',
    });
    expect(merged([held(2, 'suggested')]).states[0]).toMatchObject({ district: 'chaoyang', status: 'suggested' });
  });

  test('of two listings the one that got further stays; the other ends and names it', () => {
    const [own, other] = merged([held(1, 'proposed'), held(2, 'listed')]).states;
    expect(own).toMatchObject({ status: 'joined', end: { at: day(5), by: 'cordon', into: id('lst', 2) } });
    expect(other).toMatchObject({ status: 'listed', caseId: id('cas', 1) });
    expect(join(held(1, 'proposed'), held(2, 'listed')).registers.get(id('cas', 1))).toMatchObject([
      { type: 'case-listing.closed', data: { listedCaseId: id('lst', 1) } },
      { type: 'case-listing.opened', data: { listedCaseId: id('lst', 2) } },
    ]);
  });

  test('on a tie that of the case that goes on stays, and takes over the grounds of the other', () => {
    const { states, places } = merged([held(1, 'listed'), held(2, 'listed', ['large-loss', 'severe-harm'])]);
    expect(states).toMatchObject([
      { status: 'listed', grounds: ['large-loss', 'severe-harm'], lossFen: 200_000_000 },
      { status: 'joined', end: { into: id('lst', 1) } },
    ]);
    expect(places).toMatchObject([
      { open: id('lst', 1), known: ['large-loss', 'severe-harm'] },
      { known: ['large-loss', 'severe-harm'] },
    ]);
    expect(places[1]).not.toHaveProperty('open');
  });

  test('where nothing is open nothing follows', () => {
    expect(join()).toEqual({ listings: new Map(), registers: new Map() });
  });
});

const anyHeld = fc
  .array(fc.constantFrom<Status | 'none'>('suggested', 'proposed', 'listed', 'none'), { maxLength: 5 })
  .map((statuses) => statuses.flatMap((status, n) => (status === 'none' ? [] : [held(n + 1, status)])));

test('however many are open in however many cases: afterwards one is, none of them went further, and nothing is left to do', () => {
  fc.assert(
    fc.property(anyHeld, (of) => {
      const { states, places } = merged(of);
      const open = states.filter(({ status }) => status !== 'joined');
      expect(open).toHaveLength(of.length === 0 ? 0 : 1);
      expect(places.flatMap((one) => one?.open ?? [])).toEqual(open.map(({ listedCaseId }) => listedCaseId));
      const [stays] = open;
      if (stays === undefined) return;
      expect(stays.caseId).toBe(into.caseId);
      if (of.some((one) => one.open.status === 'listed')) expect(stays.status).toBe('listed');
      const register = places.find((one) => one?.caseId === into.caseId);
      if (register === undefined) throw new Error('the register is gone');
      const again = join({ register, open: stays });
      expect([...again.listings.values(), ...again.registers.values()].flat()).toEqual([]);
    }),
  );
});
