import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Action } from '../../shared/access/policy.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { behind } from '../../shared/journal/keys.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { defined } from '../../shared/kernel/defined.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { readersOf, termsKey } from '../../shared/terms/keys.ts';
import { RunningTerm, type Standing, type TermKind, type TermSubject } from '../../shared/terms/model.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { type Next, placeOf } from '../platform/place.ts';

const TermCard = RunningTerm.omit({ over: true });
export type TermCard = Omit<RunningTerm, 'over'>;

interface TermsQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** ISO 8601, UTC */
  readonly before?: string | undefined;
  readonly kind?: TermKind | undefined;
}

interface TermsPage {
  readonly kind: 'page';
  readonly terms: readonly TermCard[];
  readonly next: Next;
}

/**
 * A page of the terms that concern the caller, by their end. It reads each of the caller's lists (its agency's and its district's, or for an
 * agency of the whole city each district's) for one page from where the last page ended, so a page costs the same for any number of terms.
 *
 * @returns the page, or CURSOR_INVALID
 */
export async function pageOfTerms(call: Call & { readonly query: TermsQuery }, tools: ApiTools): Promise<TermsPage | Rejection> {
  const { limit, before, kind } = call.query;
  const readers = readersOf(call.actor);
  const place = await placeOf(call, tools, { readers, before, kind });
  if (place.kind === 'refusal') return place;
  const after = place.after?.['sk'];
  const range = defined({ from: after === undefined ? undefined : behind(after), to: before });
  const pages = await Promise.all(
    readers.map((reader) => tools.journal.find({ index: 'inbox', pk: termsKey(reader), ...range, limit })),
  );
  // the same term may stand on two of the lists: under its agency and under its district
  const found = Map.groupBy(
    pages.flatMap(({ cards }) => cards),
    ({ sk }) => sk,
  );
  const order = [...found.keys()].toSorted().slice(0, limit);
  const more = found.size > limit || pages.some(({ next }) => next !== undefined);
  const terms = order.flatMap((sk) => {
    const ways = (found.get(sk) ?? []).map(({ card }): TermCard => parseTolerantly(TermCard, card));
    return ways.find((term) => maySee(term, call.actor)) ?? [];
  });
  const last = order.at(-1);
  return {
    kind: 'page',
    terms: kind === undefined ? terms : terms.filter((term) => term.kind === kind),
    next: place.next(more && last !== undefined ? { sk: last } : undefined),
  };
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
} as const satisfies Readonly<Record<TermSubject, Action>>;

/** The list says how the agency stands to the thing; the access policy says which of its roles see that. */
function maySee(term: TermCard, actor: Actor): boolean {
  return decideAccess(seenBy[term.about.kind], actor, thingOf[term.standing](term, actor)).outcome === 'allowed';
}

const thingOf: Readonly<Record<Standing, (term: TermCard, actor: Actor) => Thing>> = {
  'of-district': ({ district }) => defined({ district }),
  own: (_, { agency }) => ({ agencies: [agency] }),
  // its own term: the share that let it start the clock may have ended since
  started: (_, { agency }) => ({ grants: [{ agency, persons: [], roles: [] }] }),
  party: (_, { agency }) => ({ parties: [agency] }),
  invited: (_, { agency }) => ({ invited: [agency] }),
  'aimed-at': (_, { agency }) => ({ aimedAt: agency }),
};
