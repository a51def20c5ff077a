import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact } from '../../shared/kernel/decision.ts';
import { stepsOf } from '../../shared/kernel/lifecycle.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import type { CaseListing } from '../../shared/listed-cases/case-listing.ts';
import { advance, neededAt, nextMoment } from '../../shared/listed-cases/deadlines.ts';
import { declineExtension, extendListing, requestExtension } from '../../shared/listed-cases/extend-listing.ts';
import { handOverListing } from '../../shared/listed-cases/hand-over-listing.ts';
import { joinListings } from '../../shared/listed-cases/join-listings.ts';
import { approveListing, proposeListing, rejectListing } from '../../shared/listed-cases/list-case.ts';
import { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import { listingLifecycle } from '../../shared/listed-cases/listing-lifecycle.ts';
import { type ListedCase, listingStatuses, rungs } from '../../shared/listed-cases/model.ts';
import { CaseListings, ListedCases } from '../../shared/listed-cases/streams.ts';
import { suggestListing } from '../../shared/listed-cases/suggest.ts';
import { delistCase, reportProgress } from '../../shared/listed-cases/work-listed-case.ts';
import { stateOf } from '../support/given.ts';
import {
  bureauUnit,
  caseToList,
  command,
  day,
  districtUnit,
  FIRST_REPORT,
  listingApproval,
  listingFacts,
  otherSupervisor,
  progressInput,
  proposal,
} from '../support/listing-samples.ts';
import { context, id, T0 } from '../support/samples.ts';

describe('the lifecycle of a listing', () => {
  const steps = stepsOf(listingLifecycle.table);

  test('knows every fact that a listing can have, and every status', () => {
    const types = ListedCaseFact.options.map(({ shape }) => shape.type.value);
    expect([...new Set(steps.map(({ fact }) => fact))].toSorted()).toEqual([...types].toSorted());
    expect(Object.keys(listingLifecycle.table).toSorted()).toEqual(['new', ...listingStatuses].toSorted());
  });

  test('a case is listed only after a proposal, and no state follows an end', () => {
    expect(steps.filter(({ to, from }) => to === 'listed' && from !== 'listed').map(({ from }) => from)).toEqual(['proposed']);
    expect(listingLifecycle.terminal()).toEqual(['delisted', 'rejected', 'joined']);
  });
});

/** One act of an agency, some days after the act before. */
interface Step {
  readonly does: string;
  readonly days: number;
  readonly size: number;
  readonly who: number;
}

interface Held {
  readonly listed: ListedCase | undefined;
  readonly register: CaseListing | undefined;
}

type Act = (held: Held, step: Step, ctx: Context) => Decision<Fact>;

function onListed(act: (listed: ListedCase, step: Step, ctx: Context) => Decision<Fact>): Act {
  return ({ listed }, step, ctx) => (listed === undefined ? accept() : act(listed, step, ctx));
}

/** The listing that the register says is open. */
const open = ({ listed, register }: Held) => (register?.open === undefined ? undefined : listed);

const acts: Readonly<Record<string, Act>> = {
  suggest: (held, { size }, ctx) =>
    suggestListing(open(held), { register: held.register, fraudCase: caseToList({ victims: size, districts: size % 3 }) }, ctx),
  propose: (held, _, ctx) => proposeListing(open(held), proposal(), { register: held.register, fraudCase: caseToList() }, ctx),
  approve: onListed((listed, _, ctx) => approveListing(listed, {}, { agencies: [], besides: [], approval: paper(ctx) }, ctx)),
  reject: onListed((listed, _, ctx) => rejectListing(listed, { reason: 'r' }, { lead: districtUnit.agency }, ctx)),
  report: onListed((listed, { size }, ctx) =>
    reportProgress(
      listed,
      progressInput({ arrested: size, moneyChain: size > 1, informationChain: size > 2, returnedFen: size }),
      { lossFen: 10 },
      ctx,
    ),
  ),
  request: onListed((listed, { size }, ctx) => requestExtension(listed, { months: size + 1, reason: 'r' }, ctx)),
  decline: onListed((listed, _, ctx) => declineExtension(listed, { reason: 'r' }, ctx)),
  extend: onListed((listed, { size }, ctx) =>
    extendListing(listed, { months: (size % 4) + 1, reason: 'r' }, { approval: paper(ctx) }, ctx),
  ),
  delist: onListed((listed, { size }, ctx) =>
    size % 2 === 0 ? delistCase(listed, {}, {}, ctx) : delistCase(listed, { reason: 'r' }, { approval: paper(ctx) }, ctx),
  ),
  handOver: onListed((listed, { size }, ctx) =>
    handOverListing(listed, { to: actors[size % actors.length]?.agency ?? '', reason: 'r' }, { agencies: [] }, ctx),
  ),
  merge: (held, { size }, ctx) => {
    const { register } = held;
    const listed = open(held);
    if (register === undefined || listed === undefined) return accept();
    const into = caseToList({ caseId: id('cas', size), district: 'chaoyang', agencies: ['police-chaoyang'] });
    const { listings, registers } = joinListings([{ register, open: listed }], into, ctx);
    return accept<Fact>(...[...listings.values()].flat(), ...[...registers.values()].flat());
  },
  advance: onListed((listed, _, ctx) => accept<Fact>(...advance(listed, ctx))),
};
const actors = [districtUnit, command, bureauUnit, otherSupervisor];

/** A paper of this moment: at another moment it is another one. */
function paper({ now }: Context) {
  return listingApproval({ number: now, approvedAt: now });
}

const step = fc.record({
  does: fc.constantFrom(...Object.keys(acts), 'advance', 'report', 'extend'),
  days: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 200 })),
  size: fc.nat(12),
  who: fc.nat(actors.length - 1),
});
/** Lives that get somewhere: most begin with what leads to a listing. */
const life = fc.tuple(fc.boolean(), fc.array(step, { maxLength: 25 })).map(([straight, rest]) => [
  ...(straight
    ? [
        { does: 'propose', days: 0, size: 0, who: 0 },
        { does: 'approve', days: 1, size: 0, who: 1 },
      ]
    : []),
  ...rest,
]);

/** Plays a life; every fact passes its schema, the lifecycle's table and the state's schema on the way. */
function play(steps: readonly Step[]) {
  let held: Held = { listed: undefined, register: undefined };
  let now = T0;
  let made = 0;
  const newId: Context['newId'] = (prefix) => {
    made += 1;
    return prefix === 'lst' ? id(prefix, made) : id('cor', made);
  };
  return steps.map((one) => {
    now = plus(now, one.days * DAY);
    const actor = actors[one.who] ?? command;
    const ctx = context({ now, actor, newId });
    const act = acts[one.does];
    if (act === undefined) throw new Error(`there is no act ${one.does}`);
    const before = held;
    const { facts } = act(held, one, ctx);
    held = kept(held, facts);
    return { before, after: held, facts, now, actor, does: one.does };
  });
}

function kept({ listed, register }: Held, facts: readonly Fact[]): Held {
  let [after, noted] = [listed, register];
  for (const fact of facts) {
    if (fact.type.startsWith('case-listing.')) {
      noted = CaseListings.state.parse(CaseListings.evolve(noted, CaseListings.fact.parse(fact)));
      continue;
    }
    const own = ListedCases.fact.parse(fact);
    // A birth is another listing: the one before is closed by then.
    const isBirth = 'listedCaseId' in own.data && own.data.listedCaseId !== after?.listedCaseId;
    after = ListedCases.state.parse(ListedCases.evolve(isBirth ? undefined : after, own));
  }
  return { listed: after, register: noted };
}

const runs = { numRuns: 400 };

describe('after any events of a listing, in any order', () => {
  test('its lifecycle is never left, what is saved can be read, and one listing of a case is open at a time', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, after } of play(steps)) {
          const open = ['suggested', 'proposed', 'listed'].includes(after.listed?.status ?? '');
          expect(after.register?.open).toBe(open ? after.listed?.listedCaseId : undefined);
          if (before.register?.open !== undefined && after.register?.open !== undefined)
            expect(after.register.open).toBe(before.register.open);
        }
        expect(steps.length).toBeLessThanOrEqual(27);
      }),
      runs,
    );
  });

  test('each step against delay is taken once for a date that was missed, in order, and never before it is due', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const taken = new Map<string, string[]>();
        for (const { facts, before, now } of play(steps)) {
          for (const { type, data } of facts
            .map((fact) => ListedCaseFact.safeParse(fact))
            .flatMap(({ data: one }) => one ?? [])) {
            if (!('matter' in data)) continue;
            expect(data.dueAt <= now).toBe(true);
            const key = `${before.listed?.listedCaseId} ${data.matter} ${data.missed}`;
            taken.set(key, [...(taken.get(key) ?? []), type]);
          }
        }
        const ladder = ['listed-case.reminded', 'listed-case.notice-issued', 'listed-case.interview-called'];
        for (const types of taken.values()) expect(types).toEqual(ladder.slice(0, types.length));
      }),
      runs,
    );
  });

  test('once advanced there is nothing to do until the moment it names', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { after, now, actor } of play(steps)) {
          if (after.listed === undefined) continue;
          const ctx = context({ now, actor });
          const { listed = after.listed } = kept(after, advance(after.listed, ctx));
          expect(advance(listed, ctx)).toEqual([]);
          const moment = nextMoment(listed);
          if (moment === undefined) continue;
          expect(moment > now).toBe(true);
          expect(advance(listed, { now: moment })).not.toEqual([]);
        }
        expect(steps.length).toBeLessThanOrEqual(27);
      }),
      runs,
    );
  });

  test('its deadline is put off by its supervisor alone, twice at most, each time by another paper; asking for it changes no date', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, after, facts, actor } of play(steps)) {
          const [was, is] = [before.listed, after.listed];
          const extended = facts.some(({ type }) => type === 'listed-case.extended');
          if (extended) {
            expect(actor.agency).toBe(was?.listing?.supervisor);
            expect(is?.extensionRequest).toBeUndefined();
          } else if (was?.deadline !== undefined && is?.listedCaseId === was.listedCaseId) {
            expect(is.deadline?.dueAt).toBe(was.deadline.dueAt);
            expect(is.deadline?.climbed.slice(0, was.deadline.climbed.length)).toEqual(was.deadline.climbed);
          }
          const papers = [is?.listing?.approval, ...(is?.extensions ?? []).map(({ approval }) => approval)];
          expect(Object.values(is?.units ?? {})).not.toContain(is?.listing?.supervisor ?? 'none');
          expect(papers.length).toBeLessThanOrEqual(3);
          expect(new Set(papers.map((one) => one?.number)).size).toBe(papers.length);
          expect(is?.progress.returnedFen ?? 0).toBeLessThanOrEqual(10);
        }
        expect(steps.length).toBeLessThanOrEqual(27);
      }),
      runs,
    );
  });

  test('no responsible unit and no other supervisor ever delists; below the aim there is always a reason and an approval', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, after, facts, actor } of play(steps)) {
          if (!facts.some(({ type }) => type === 'listed-case.delisted')) continue;
          const { units, progress } = before.listed ?? {};
          expect([units?.bureau, units?.district]).not.toContain(actor.agency);
          expect(before.listed?.listing?.supervisor).toBe(actor.agency);
          const reached = progress?.informationChain && progress.moneyChain && progress.arrested >= 10;
          if (reached !== true) expect([after.listed?.end?.reason, after.listed?.end?.approval]).not.toContain(undefined);
        }
        expect(steps.length).toBeLessThanOrEqual(27);
      }),
      runs,
    );
  });

  test('while it is open a person must act at some time; once it is closed no more', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { after } of play(steps)) {
          if (after.listed === undefined) continue;
          const open = after.register?.open !== undefined;
          expect(neededAt(after.listed) !== undefined).toBe(open);
          expect(ListedCases.index(after.listed).entries.inbox !== undefined).toBe(open);
        }
        expect(steps.length).toBeLessThanOrEqual(27);
      }),
      runs,
    );
  });
});

describe('a report that does not come', () => {
  const { proposed, listed } = listingFacts;
  const inForce = stateOf(ListedCases, proposed(), listed());
  if (inForce === undefined) throw new Error('three facts make a listing');
  const types = (now: string, one = inForce) => advance(one, { now }).map(({ type }) => type);
  const [reminded, noticed, called] = ['listed-case.reminded', 'listed-case.notice-issued', 'listed-case.interview-called'];

  test('is pressed for: at once, after seven days, after fourteen', () => {
    expect(types(plus(FIRST_REPORT, -1))).toEqual([]);
    expect(types(FIRST_REPORT)).toEqual([reminded]);
    expect(types(plus(FIRST_REPORT, 7 * DAY))).toEqual([reminded, noticed]);
    expect(types(plus(FIRST_REPORT, 14 * DAY))).toEqual([reminded, noticed, called]);
  });

  test('after an outage of months is pressed for once, and the deadline as well, the oldest first', () => {
    const facts = advance(inForce, { now: day(200) });
    expect(facts.map(({ type }) => type)).toEqual([reminded, noticed, called, reminded, noticed, called]);
    expect(facts.map(({ data }) => ('matter' in data ? data.matter : ''))).toEqual([
      ...rungs.map(() => 'report'),
      ...rungs.map(() => 'deadline'),
    ]);
  });

  test('stands first in the order of when a person must act', () => {
    expect(neededAt(inForce)).toBe(FIRST_REPORT);
  });
});
