import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Action } from '../../shared/access/policy.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { behind } from '../../shared/journal/keys.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { defined } from '../../shared/kernel/defined.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { readersOf, termsKey } from '../../shared/terms/keys.ts';
import { RunningTerm, type Standing, type TermSubject } from '../../shared/terms/model.ts';

const TermCard = RunningTerm.omit({ over: true });
export type TermCard = Omit<RunningTerm, 'over'>;

/** A part of a reader's terms, by their end. */
interface TermsPart {
  readonly limit: number;
  /** Bounds on the sort key, `<ends at>#<term id>`; of a moment alone the first is part of it, the second not. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The terms that a reader may see, and where the part ended if there may be more. */
interface TermsFound {
  readonly terms: readonly TermCard[];
  readonly last?: string;
}

/** As many terms of a list as are read at a time, where the caller's role does not see the first. */
const READ_ON = 100;
/** How many times it reads on for one page: then the page is shorter than its limit. */
const ROUNDS = 5;

/**
 * The terms that concern a reader, by their end. It reads each of the reader's lists (its agency's and its district's, or for an agency of
 * the whole city each district's) for one page, so it costs the same for any number of terms. Where the reader's role does not see some, it
 * reads on, at most five times.
 */
export async function termsOf(reader: Actor, journal: Journal, { limit, from, to }: TermsPart): Promise<TermsFound> {
  const found: SeenTerm[] = [];
  let start = from;
  let last: string | undefined;
  let ended = false;
  for (let round = 0; round < ROUNDS && found.length <= limit && !ended; round += 1) {
    const part = await partOf(reader, journal, { limit: round === 0 ? limit + 1 : READ_ON, from: start, to });
    found.push(...part.seen);
    last = part.last;
    ended = last === undefined;
    start = last === undefined ? start : behind(last);
  }
  const shown = found.slice(0, limit);
  const end = found.length > limit ? shown.at(-1)?.sk : last;
  return { terms: shown.map(({ term }) => term), ...defined({ last: end }) };
}

interface SeenTerm {
  readonly sk: string;
  readonly term: TermCard;
}

/** A part of the reader's lists, merged: what the reader sees of it, and where it ended if there is more. */
async function partOf(
  reader: Actor,
  journal: Journal,
  { limit, from, to }: TermsPart,
): Promise<{ readonly seen: readonly SeenTerm[]; readonly last: string | undefined }> {
  const range = defined({ from, to });
  const pages = await Promise.all(
    readersOf(reader).map((one) => journal.find({ index: 'inbox', pk: termsKey(one), ...range, limit })),
  );
  // the same term may stand on two of the lists: under its agency and under its district
  const found = Map.groupBy(
    pages.flatMap(({ cards }) => cards),
    ({ sk }) => sk,
  );
  const order = [...found.keys()].toSorted().slice(0, limit);
  const more = found.size > limit || pages.some(({ next }) => next !== undefined);
  const seen = order.flatMap((sk): SeenTerm[] => {
    const ways = (found.get(sk) ?? []).map(({ card }): TermCard => parseTolerantly(TermCard, card));
    const term = ways.find((one) => maySee(one, reader));
    return term === undefined ? [] : [{ sk, term }];
  });
  return { seen, last: more ? order.at(-1) : undefined };
}

/** The action that lets a caller see the thing, and so its terms. */
const seenBy = {
  order: 'order.read',
  case: 'case.clock',
  consultation: 'consultation.read',
  meeting: 'meeting.read',
  'listed-case': 'listed-case.read',
  'regional-measure': 'regional-measure.read',
  proposal: 'proposal.read',
  objection: 'objection.read',
} as const satisfies Readonly<Record<TermSubject, Action>>;

/** The list says how the agency stands to the thing; the access policy says which of its roles see that. */
function maySee(term: TermCard, actor: Actor): boolean {
  return decideAccess(seenBy[term.about.kind], actor, thingOf[term.standing](term, actor)).outcome === 'allowed';
}

const thingOf: Readonly<Record<Standing, (term: TermCard, actor: Actor) => Thing>> = {
  'of-district': ({ district }) => defined({ district }),
  'of-city': () => ({}),
  own: (_, { agency }) => ({ agencies: [agency] }),
  // its own term: the share that let it start the clock may have ended since
  started: (_, { agency }) => ({ grants: [{ agency, persons: [], roles: [] }] }),
  party: (_, { agency }) => ({ parties: [agency] }),
  invited: (_, { agency }) => ({ invited: [agency] }),
  'aimed-at': (_, { agency }) => ({ aimedAt: agency }),
  supervises: ({ district }) => ({ supervisedIn: district ?? 'city' }),
};
