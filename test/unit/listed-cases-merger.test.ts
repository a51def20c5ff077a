import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseLimits } from '../../shared/cases/model.ts';
import { plusMonths } from '../../shared/kernel/beijing.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { numbersUsed } from '../../shared/listed-cases/approval.ts';
import type { CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import { type HeldListing, joinListings } from '../../shared/listed-cases/join-listings.ts';
import { type ListingLevel, listingLevels } from '../../shared/listed-cases/level.ts';
import type { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import type { ListingGround } from '../../shared/listed-cases/model.ts';
import { extensionsUsed } from '../../shared/listed-cases/model.ts';
import { CaseListings, ListedCases } from '../../shared/listed-cases/streams.ts';
import { stateOf } from '../support/given.ts';
import { caseToList, DEADLINE, day, listingApproval, listingFacts } from '../support/listing-samples.ts';
import { context, id, T0 } from '../support/samples.ts';

const { suggested, proposed, listed, extended } = listingFacts;
const ctx = context({ now: day(5), actor: systemActor });
/** The case that goes on is number 1; the others were merged into it. */
const agencies = ['police-chaoyang', 'police-haidian'];
const into = caseToList({ lossFen: 200_000_000, district: 'chaoyang', agencies });

type Status = 'suggested' | 'proposed' | 'listed';

/** What became of a listing that was listed: its level, since when, and its deadline, which was put off in the end by so many months. */
interface Ran {
  readonly level?: ListingLevel;
  readonly listedAt?: string;
  readonly deadline?: string;
  readonly extendedBy?: readonly number[];
  readonly reminded?: boolean;
}

function remindedOf(missed: string): ListedCaseFact {
  return { type: 'listed-case.reminded', data: { at: missed, matter: 'deadline', missed, dueAt: missed } };
}

/** The open listing of case `n`, which is listing `n`. */
function held(n: number, status: Status, grounds: ListingGround[] = ['large-loss'], ran: Ran = {}): HeldListing {
  const about = { listedCaseId: id('lst', n), caseId: id('cas', n), grounds };
  const { level = 'city', listedAt = T0, deadline = DEADLINE, extendedBy = [], reminded = false } = ran;
  const facts: Readonly<Record<Status, readonly ListedCaseFact[]>> = {
    suggested: [suggested(about)],
    proposed: [proposed(about)],
    listed: [
      proposed({ ...about, level }),
      listed({ at: listedAt, level, deadline, approval: listingApproval({ number: `${n}` }) }),
      ...extendedBy.map((months, nth) => {
        const to = plusMonths(deadline, months);
        return extended({ from: deadline, to, approval: listingApproval({ number: `${n}-${nth}` }) });
      }),
      ...(reminded ? [remindedOf(deadline)] : []),
    ],
  };
  const opened: CaseListingFact = { type: 'case-listing.opened', data: { at: T0, ...about } };
  const [open, register] = [stateOf(ListedCases, ...facts[status]), stateOf(CaseListings, opened)];
  if (open === undefined || register === undefined) throw new Error('facts make a listing');
  return { open, register };
}

const join = (...of: readonly HeldListing[]) => joinListings(of, into, ctx);
const typesOf = (facts: readonly Fact[] | undefined) => facts?.map(({ type }) => type);

/** What is held after the merger, as the journal would have it: every listing, the registers as they are; and how much each step changed. */
function merged(of: readonly HeldListing[]) {
  const states = new Map(of.map(({ open }) => [open.listedCaseId, open]));
  const cases = [...new Set([into.caseId, ...of.map(({ register }) => register.caseId)])];
  const places = new Map(of.map(({ register }) => [register.caseId, register]));
  const stillHeld = () =>
    cases.flatMap((caseId) => {
      const register = places.get(caseId);
      const open = states.get(register?.open ?? '');
      return register === undefined || open === undefined ? [] : [{ register, open }];
    });
  const sizes: number[] = [];
  for (let more = true; more; ) {
    const joined = join(...stillHeld());
    more = joined.more;
    sizes.push(joined.listings.size + joined.registers.size);
    for (const [id, facts] of joined.listings)
      for (const fact of facts)
        states.set(id, ListedCases.state.parse(ListedCases.evolve(states.get(id), ListedCases.fact.parse(fact))));
    for (const [id, facts] of joined.registers)
      for (const fact of facts)
        places.set(id, CaseListings.state.parse(CaseListings.evolve(places.get(id), CaseListings.fact.parse(fact))));
    const open = [...states.values()].filter(({ status }) => status !== 'joined').map(({ listedCaseId }) => listedCaseId);
    expect([...places.values()].flatMap((one) => one.open ?? []).toSorted()).toEqual(open.toSorted());
  }
  return { states: [...states.values()], places: cases.map((caseId) => places.get(caseId)), sizes };
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

  test('one of two listings stays, the one that got further; the other ends and names it', () => {
    const [own, other] = merged([held(1, 'proposed'), held(2, 'listed')]).states;
    expect(own).toMatchObject({ status: 'joined', end: { at: day(5), by: 'cordon', into: id('lst', 2) } });
    expect(other).toMatchObject({ status: 'listed', caseId: id('cas', 1) });
    expect(join(held(1, 'proposed'), held(2, 'listed')).registers.get(id('cas', 1))).toMatchObject([
      { type: 'case-listing.closed', data: { listedCaseId: id('lst', 1) } },
      { type: 'case-listing.opened', data: { listedCaseId: id('lst', 2) } },
    ]);
  });

  test('one of two equals stays, with either direction of the merger, and takes over the grounds of the other', () => {
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

  test('of two in force the one of the higher level stays, then the older one, in either direction of the merger', () => {
    const later = { listedAt: day(1) };
    const pairs: readonly (readonly [Ran, Ran])[] = [
      [{ level: 'joint', ...later }, { level: 'ministry' }],
      [{ level: 'ministry', ...later }, { level: 'province' }],
      [{ level: 'province', ...later }, { level: 'city' }],
      [{}, later],
    ];
    for (const [stays, ends] of pairs)
      for (const [first, second] of [
        [stays, ends],
        [ends, stays],
      ] as const) {
        const { states } = merged([held(1, 'listed', ['large-loss'], first), held(2, 'listed', ['large-loss'], second)]);
        const left = states.find(({ status }) => status === 'listed');
        expect([left?.level, left?.listing?.at]).toEqual([stays.level ?? 'city', stays.listedAt ?? T0]);
      }
  });

  test('the earlier deadline goes on, with the steps taken because of it; papers and extensions used stay used', () => {
    const used = { extendedBy: [2, 4], reminded: true } as const;
    const [stays] = merged([
      held(1, 'listed', ['large-loss'], { level: 'joint', deadline: '2027-09-01T00:00:00.000Z' }),
      held(2, 'listed', ['large-loss'], used),
    ]).states;
    expect(stays).toMatchObject({
      deadline: { dueAt: plusMonths(DEADLINE, 4), climbed: ['reminder'] },
      ...{ extensions: [], extensionsUsed: 2, usedApprovals: ['2', '2-0', '2-1'] },
    });
    const [kept] = merged([
      held(1, 'listed', ['large-loss'], { level: 'joint', ...used, deadline: '2026-10-01T00:00:00.000Z' }),
      held(2, 'listed'),
    ]).states;
    expect(kept).toMatchObject({
      deadline: { dueAt: plusMonths('2026-10-01T00:00:00.000Z', 4), climbed: ['reminder'] },
      usedApprovals: ['2'],
    });
    expect(kept).not.toHaveProperty('extensionsUsed');
  });

  test('a later extension counts on', () => {
    const [stays] = merged([
      held(1, 'listed', ['large-loss'], { level: 'joint' }),
      held(2, 'listed', ['large-loss'], { extendedBy: [1] }),
    ]).states;
    if (stays === undefined) throw new Error('the listing is gone');
    expect(extensionsUsed(stays)).toBe(1);
    expect(extensionsUsed(ListedCases.evolve(stays, extended()))).toBe(2);
  });

  test('a merger recorded before anything was taken over can still be read', () => {
    const { open } = held(1, 'listed');
    const {
      district,
      agencies: [...of],
      lossFen,
    } = into;
    const old = {
      type: 'listed-case.case-merged',
      data: { at: T0, caseId: into.caseId, district, agencies: of, lossFen, joined: [] },
    };
    expect(ListedCases.evolve(open, ListedCases.fact.parse(old))).toMatchObject({ deadline: open.deadline, extensions: [] });
  });

  test('who may read the suggestion may read what is proposed of it', () => {
    const [suggestion] = merged([held(2, 'suggested')]).states;
    if (suggestion === undefined) throw new Error('the suggestion is gone');
    const { agencies, ...old } = proposed().data;
    expect(ListedCases.evolve(suggestion, { type: 'listed-case.proposed', data: old })).toMatchObject({
      ...{ status: 'proposed', agencies: into.agencies },
    });
  });

  test('nothing follows if nothing is open', () => {
    expect(join()).toEqual({ listings: new Map(), registers: new Map(), more: false });
  });
});

/** How many streams one append changes at most. */
const MOST_CHANGES = 40;

const some = fc.array(fc.constantFrom<Status | 'none'>('suggested', 'proposed', 'listed', 'none'), { maxLength: 5 });
/** The case takes over as many others as it can, and all of them have a listing, itself perhaps not. */
const full = fc
  .tuple(
    fc.constantFrom<Status | 'none'>('suggested', 'proposed', 'listed', 'none'),
    fc.array(fc.constantFrom<Status>('suggested', 'proposed', 'listed'), {
      minLength: caseLimits.absorbed,
      maxLength: caseLimits.absorbed,
    }),
  )
  .map(([own, others]) => [own, ...others]);
const anyHeld = fc
  .oneof(some, full)
  .map((statuses) => statuses.flatMap((status, n) => (status === 'none' ? [] : [held(n + 1, status)])));

test('after a merger of any open listings in any cases one is open, none of them went further, and nothing is left to do', () => {
  fc.assert(
    fc.property(anyHeld, (of) => {
      const { states, places, sizes } = merged(of);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(MOST_CHANGES);
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

const ran: fc.Arbitrary<Ran> = fc.record({
  level: fc.constantFrom(...listingLevels),
  listedAt: fc.integer({ min: 0, max: 3 }).map(day),
  deadline: fc.integer({ min: 4, max: 400 }).map(day),
  extendedBy: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  reminded: fc.boolean(),
});

test('after any mergers in any order and direction, the highest level stays, and nothing that held against the units is lost', () => {
  fc.assert(
    fc.property(fc.array(ran, { minLength: 1, maxLength: 6 }), fc.array(fc.nat(5)), (of, cuts) => {
      const all = of.map((one, n) => held(n + 1, 'listed', ['large-loss'], one));
      const before = all.map(({ open }) => open);
      // merged by and by: some at a time, the one that stayed with the next ones, before or after them
      let [stays, rest] = [all.slice(0, 1), all.slice(1)];
      for (const cut of [...cuts, rest.length]) {
        const next = [...(cut % 2 === 0 ? stays : []), ...rest.slice(0, cut), ...(cut % 2 === 0 ? [] : stays)];
        rest = rest.slice(cut);
        const { states, places } = merged(next);
        const open = states.find(({ status }) => status === 'listed');
        const register = places.find((one) => one?.open !== undefined && one.open === open?.listedCaseId);
        if (open === undefined || register === undefined) throw new Error('no listing is left');
        stays = [{ open, register }];
      }
      const [left] = stays.map(({ open }) => open);
      if (left === undefined) throw new Error('no listing is left');
      const highest = before.map(({ level }) => listingLevels.indexOf(level ?? 'city'));
      expect(listingLevels.indexOf(left.level ?? 'city')).toBe(Math.max(...highest));
      expect(left.deadline?.dueAt).toBe(before.flatMap(({ deadline }) => deadline?.dueAt ?? []).toSorted()[0]);
      expect([...numbersUsed(left)].toSorted()).toEqual(before.flatMap(numbersUsed).toSorted());
      expect(extensionsUsed(left)).toBe(Math.max(...before.map(extensionsUsed)));
    }),
  );
});
