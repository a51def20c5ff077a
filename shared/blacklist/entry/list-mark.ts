import type { Context } from '../../kernel/context.ts';
import { type Created, create, type Refusal, refuse } from '../../kernel/decision.ts';
import { personActing } from '../../kernel/people.ts';
import { blacklistReference } from '../../kernel/phone-reference.ts';
import { isPlaceholder } from '../../kernel/reference.ts';
import { DAY, plus } from '../../kernel/time.ts';
import { plainMark } from '../mark/mark-model.ts';
import { isInForce, MAX_LISTINGS, type MarkFact, type MarkRegister, type MarkRow } from '../mark/mark-register.ts';
import type { ListMark } from './bodies.ts';
import type { BlacklistEntryFact } from './entry-facts.ts';
import { type BlacklistEntry, type InList, MAX_GROUNDS } from './entry-model.ts';
import { classOf, type GroundClass, groundClasses } from './grounds.ts';
import { termEnd } from './terms.ts';

/** What a listing is decided on, besides itself. */
export interface KnownToListing {
  /** Keyed hash of the mark. */
  readonly markKey: string;
  readonly register: MarkRegister | undefined;
  /** The entry under which the same agency, or the same list, has the mark at this moment (`ownRow`). */
  readonly entry: BlacklistEntry | undefined;
  /** Of the one who lists, as the token gives it. */
  readonly name: string;
  /** The national list that it comes with. */
  readonly list?: InList;
}

type ListingFact = BlacklistEntryFact | MarkFact;

/** The row under which the lister has the mark listed at this moment. */
export function ownRow(
  register: MarkRegister | undefined,
  lister: { readonly agency: string; readonly list?: string | undefined },
  now: string,
): MarkRow | undefined {
  return register?.rows.find(
    (row) => isInForce(row, now) && row.list === lister.list && (lister.list !== undefined || row.by === lister.agency),
  );
}

/**
 * Lists a mark (列入). If the agency has it listed already, the entry gets one more ground; the same ground again changes nothing.
 *
 * @returns the facts of the entry and of its mark, or MARK_IS_PLACEHOLDER, BLACKLIST_FULL, LISTING_TERM_SPENT
 */
export function listMark(input: ListMark, known: KnownToListing, context: Context): Created<ListingFact> {
  if (isPlaceholder(plainMark(input.mark))) return refuse('MARK_IS_PLACEHOLDER', { paths: ['/mark'] });
  return known.entry === undefined ? listAnew(input, known, context) : addGround(input, known.entry, known, context);
}

function listAnew(input: ListMark, known: KnownToListing, context: Context): Created<ListingFact> {
  const { mark, ground } = input;
  const { markKey, register, list, name } = known;
  const { now, actor, policy, newId } = context;
  if ((register?.rows.length ?? 0) >= MAX_LISTINGS) return refuse('BLACKLIST_FULL', { limit: MAX_LISTINGS });
  const until = termEnd(mark.kind, ground, register, context);
  if (until === undefined) return termSpent();
  const entryId = newId('ble');
  const reference = blacklistReference(now, entryId);
  const listedBy = personActing(actor, name);
  // the law asks that listed persons are told; those of a national list, its keeper tells
  const isTold = mark.kind === 'person' && list === undefined;
  const row = { entryId, reference, by: actor.agency, class: classOf(ground), from: now, until };
  return create<ListingFact>(
    entryId,
    {
      type: 'blacklist-entry.listed',
      data: {
        ...{ at: now, entryId, reference, mark, markKey, listedBy, until, given: givenBy(input, listedBy) },
        ...(actor.district === undefined ? {} : { district: actor.district }),
        ...(list === undefined ? {} : { list }),
        ...(isTold ? { tellBy: plus(now, policy.amount('blacklist.tell', now) * DAY) } : {}),
      },
    },
    noted(mark.kind, list === undefined ? row : { ...row, list: list.listId }, now),
  );
}

function addGround(
  input: ListMark,
  entry: BlacklistEntry,
  { register, name }: KnownToListing,
  context: Context,
): Created<ListingFact> {
  const { now, actor } = context;
  const { entryId, grounds } = entry;
  if (isGiven(input, entry)) return create<ListingFact>(entryId);
  if (grounds.length >= MAX_GROUNDS) return refuse('BLACKLIST_FULL', { limit: MAX_GROUNDS });
  const row = register?.rows.find((one) => one.entryId === entryId);
  const given = givenBy(input, personActing(actor, name));
  const heavier = row === undefined ? undefined : heavierOf(row.class, classOf(input.ground));
  return create<ListingFact>(
    entryId,
    { type: 'blacklist-entry.ground-added', data: { at: now, given } },
    ...(row === undefined || heavier === undefined || heavier === row.class
      ? []
      : [noted(input.mark.kind, { ...row, class: heavier }, now)]),
  );
}

/** Whether the entry has this ground on this evidence. */
function isGiven({ ground, evidence }: ListMark, { grounds }: BlacklistEntry): boolean {
  const said = JSON.stringify(evidence);
  return grounds.some((one) => one.ground === ground && JSON.stringify(one.evidence) === said);
}

function heavierOf(one: GroundClass, other: GroundClass): GroundClass {
  return groundClasses.find((each) => each === one || each === other) ?? one;
}

function givenBy({ ground, evidence, reason }: ListMark, by: BlacklistEntry['listedBy']) {
  return { ground, evidence, reason, by };
}

/** The fact that a mark's register has this row from now on. */
export function noted(kind: BlacklistEntry['mark']['kind'], row: MarkRow, at: string): MarkFact {
  return { type: 'blacklist-mark.noted', data: { at, kind, row } };
}

export function termSpent(): Refusal {
  return refuse('LISTING_TERM_SPENT');
}
