import type { Context } from '../kernel/context.ts';
import { plainNumber } from '../kernel/plain-number.ts';
import { numbersUsed } from './approval.ts';
import type { CaseListing, CaseListingFact } from './case-listing.ts';
import { rankOf } from './level.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import type { CaseToList, ListedCase } from './model.ts';
import { extensionsUsed } from './model.ts';

/** An open listing, and the register that names it: of a case, or of one that was merged into it. */
export interface HeldListing {
  readonly register: CaseListing;
  readonly open: ListedCase;
}

/**
 * How many listings end at once: a listing and a register each, beside the listing that stays and two registers, all in one append, which
 * takes 40 streams.
 */
const MOST_AT_ONCE = 15;

/** The facts of a merger for listings and registers: streams of two kinds, several of each. */
export interface JoinedListings {
  /** By the listing's id. */
  readonly listings: ReadonlyMap<string, readonly ListedCaseFact[]>;
  /** By the case's id. */
  readonly registers: ReadonlyMap<string, readonly CaseListingFact[]>;
  /** Whether more listings end in the next step. */
  readonly more: boolean;
}

/** How far a listing has got. */
const stage = { listed: 2, proposed: 1, suggested: 0, delisted: -1, rejected: -1, joined: -1 } as const;

/**
 * Makes one listing of all listings that are open in a merged case (并案). The one that has got furthest stays, among equals that of the
 * highest level, then the oldest: the direction of the merger never decides, because a responsible unit chooses it. It takes over the
 * grounds of the others, which end and name it, and what holds of them against the units. From then on it belongs to the case that goes on,
 * and stands in that case's register. If all that is so already, nothing changes. If more are open than one append takes, some end in this
 * step, that of the case that goes on first, as its register has room for one, and the others in the next.
 *
 * @param held the open listings: first that of the case that goes on, then those of the cases merged into it
 */
export function joinListings(
  held: readonly HeldListing[],
  into: CaseToList,
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): JoinedListings {
  const [stays] = held.toSorted((a, b) => precedence(a.open, b.open));
  if (stays === undefined) return { listings: new Map(), registers: new Map(), more: false };
  const ending = held.filter((one) => one !== stays);
  const others = ending.slice(0, MOST_AT_ONCE);
  const { caseId } = into;
  const { listedCaseId } = stays.open;
  const moves = stays.register.caseId !== caseId;
  const joined: [string, ListedCaseFact[]][] = others.map(({ open }) => [
    open.listedCaseId,
    [{ type: 'listed-case.joined', data: { at: now, by: actor.agency, into: listedCaseId } }],
  ]);
  const closed = [...others, ...(moves ? [stays] : [])].map(
    ({ register, open }): CaseListingFact => ({
      type: 'case-listing.closed',
      data: { at: now, caseId: register.caseId, listedCaseId: open.listedCaseId },
    }),
  );
  const known = unlike(
    moves ? [] : stays.register.known,
    [stays, ...others].flatMap(({ register }) => register.known),
  );
  const about = { at: now, caseId, listedCaseId, grounds: known };
  const opened: CaseListingFact[] = moves
    ? [{ type: 'case-listing.opened', data: about }]
    : known.length === 0
      ? []
      : [{ type: 'case-listing.grounds-noted', data: about }];
  return {
    listings: new Map([...joined, [listedCaseId, staying(stays.open, others, into, now)]]),
    registers: Map.groupBy([...closed, ...opened], ({ data }) => data.caseId),
    more: ending.length > others.length,
  };
}

/** Which of two listings stays: negative for the first. No two are equal. */
function precedence(a: ListedCase, b: ListedCase): number {
  const [since, sinceOther] = [a.listing?.at ?? a.beganAt, b.listing?.at ?? b.beganAt];
  return (
    stage[b.status] - stage[a.status] ||
    levelOf(b) - levelOf(a) ||
    (since === sinceOther ? compared(a.listedCaseId, b.listedCaseId) : compared(since, sinceOther))
  );
}

function compared(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** A mere suggestion has no level, and ranks below them all. */
function levelOf({ level }: ListedCase): number {
  return level === undefined ? -1 : rankOf(level);
}

/**
 * The part that the remaining listing takes over from those that end: the earliest deadline, with the steps taken because of it; the
 * approvals used; the highest number of extensions used; the responsible units, which cannot supervise; the unanswered requests. Undefined
 * if that adds nothing. It keeps its own progress and the date of its next report; the others keep theirs in their own facts.
 */
function keptOf(
  listed: ListedCase,
  others: readonly ListedCase[],
): Pick<ListedCase, 'deadline' | 'usedApprovals' | 'extensionsUsed' | 'formerUnits' | 'extensionRequest'> {
  const { deadline } = listed;
  const [earliest] = others
    .flatMap((other) => other.deadline ?? [])
    .filter((other) => deadline !== undefined && isStricter(other, deadline))
    .toSorted((a, b) => (isStricter(a, b) ? -1 : 1));
  const known = numbersUsed(listed).map(plainNumber);
  const numbers = others.flatMap(numbersUsed).filter((number) => !known.includes(plainNumber(number)));
  const used = Math.max(0, ...others.map(extensionsUsed));
  const units = unlike(
    listed.formerUnits ?? [],
    others.flatMap((other) => [...unitsOf(other), ...(other.formerUnits ?? [])]),
  );
  const [asked] = listed.extensionRequest === undefined ? others.flatMap((other) => other.extensionRequest ?? []) : [];
  return {
    ...(earliest === undefined ? {} : { deadline: earliest }),
    ...(numbers.length === 0 ? {} : { usedApprovals: [...(listed.usedApprovals ?? []), ...new Set(numbers)] }),
    ...(used <= extensionsUsed(listed) ? {} : { extensionsUsed: used }),
    ...(units.length === 0 ? {} : { formerUnits: [...(listed.formerUnits ?? []), ...units] }),
    ...(asked === undefined || listed.status !== 'listed' ? {} : { extensionRequest: asked }),
  };
}

/** The responsible units, once the case is listed: before that they are only proposed. */
function unitsOf({ status, units }: ListedCase): readonly string[] {
  return status !== 'listed' || units === undefined ? [] : [units.bureau, units.district, units.cyber];
}

type Deadline = NonNullable<ListedCase['deadline']>;

/** Whether the one presses more: it comes earlier, or at the same moment with more steps taken because of it. */
function isStricter(one: Deadline, other: Deadline): boolean {
  return one.dueAt === other.dueAt ? one.climbed.length > other.climbed.length : one.dueAt < other.dueAt;
}

/** The changes of the listing that stays. */
function staying(listed: ListedCase, others: readonly HeldListing[], into: CaseToList, now: string): ListedCaseFact[] {
  const { caseId, lossFen } = into;
  const grounds = unlike(
    listed.grounds,
    others.flatMap(({ open }) => open.grounds),
  );
  // The units that work it find it in their district's list; until there are units, it is in the list of the case's district.
  const district = listed.units === undefined ? into.district : listed.district;
  const agencies = [...into.agencies];
  const joined = others.map(({ open }) => open.listedCaseId);
  const isSo = listed.caseId === caseId && joined.length === 0 && unlike(listed.agencies ?? [], agencies).length === 0;
  const kept = keptOf(
    listed,
    others.map(({ open }) => open),
  );
  const merged = { at: now, caseId, district, agencies, lossFen, joined, ...kept };
  return [
    ...(isSo ? [] : [{ type: 'listed-case.case-merged', data: merged } as const]),
    ...(grounds.length === 0 ? [] : [{ type: 'listed-case.grounds-added', data: { at: now, grounds, lossFen } } as const]),
  ];
}

/** The grounds that are not among those known, each once. */
function unlike<Ground>(known: readonly Ground[], grounds: readonly Ground[]): Ground[] {
  return [...new Set(grounds)].filter((ground) => !known.includes(ground));
}
