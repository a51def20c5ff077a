import * as z from 'zod';
import { decideAccess, mayEver } from '../../shared/access/decide-access.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { Victims, victimKeys } from '../../shared/alerts/victim.ts';
import { CaseNumbers, caseNumberKey } from '../../shared/cases/pointers.ts';
import { markKey, placeOfName } from '../../shared/finding/marks.ts';
import type { NamingKind } from '../../shared/finding/message.ts';
import { type FoundKind, foundKinds, type SearchMark } from '../../shared/finding/model.ts';
import type { Sought } from '../../shared/finding/question.ts';
import { scopesOf } from '../../shared/finding/scope.ts';
import type { IndexPosition, IndexQuery, Journal } from '../../shared/journal/journal.ts';
import { findKey, referenceKey, through } from '../../shared/journal/keys.ts';
import { type IndexName, idOfStream } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import type { ReferencedKind } from '../../shared/kernel/phone-reference.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { WarnedPersons } from '../../shared/warnings/person.ts';
import type { DataKeys } from '../platform/secrets.ts';
import { readBy } from './sights.ts';

/** A thing that may be found, and where in its source it stands. Whether it is shown, the thing itself says. */
export interface Candidate {
  readonly kind: FoundKind;
  readonly id: string;
  readonly position: IndexPosition;
  /** It was named by its own id or reference: nothing else has to be compared. */
  readonly named?: SearchMark;
  /** It stands under this mark, in this scope, for this person: see `isPlace`. */
  readonly entry?: { readonly by: SearchMark; readonly scope: string; readonly item: string | undefined };
}

interface CandidatePage {
  readonly candidates: readonly Candidate[];
  /** Absent on the last. */
  readonly next?: IndexPosition;
}

/** One place where candidates stand, in an order of its own. */
export interface Source {
  read(after: IndexPosition | undefined, limit: number): Promise<CandidatePage>;
}

/** What a search asks: its readings, of which kinds of thing, and which caller asks. */
export interface Asked {
  readonly sought: readonly Sought[];
  readonly kinds: readonly FoundKind[] | undefined;
  readonly actor: Actor;
  readonly keys: DataKeys;
}

/**
 * The places where what is sought can stand, always in the same order for the same question and caller: first what has a register of its own
 * (ids, references, numbers of filings, victims), then the entries, mark by mark, kind by kind, scope by scope.
 */
export function sourcesOf(journal: Journal, { sought, kinds = foundKinds, actor, keys }: Asked): readonly Source[] {
  // a kind that is named twice is one
  const asked = [...new Set(kinds)].filter((kind) => mayEver(readBy(kind), actor));
  const may = { kinds: asked, actor, keys };
  return [registers(journal, sought, may), ...sought.flatMap((one) => entries(journal, one, may))];
}

interface May {
  readonly kinds: readonly FoundKind[];
  readonly actor: Actor;
  readonly keys: DataKeys;
}

/** What the registers have: few things, so they are one page, the newest first. */
function registers(journal: Journal, sought: readonly Sought[], may: May): Source {
  return {
    read: async (after, limit) => {
      const found = await Promise.all(sought.map((one) => registered(journal, one, may)));
      const things = new Map(found.flat().map((one) => [one.id, one]));
      const newest = [...things.values()]
        .filter(({ kind }) => may.kinds.includes(kind))
        .toSorted((a, b) => (a.id < b.id ? 1 : -1));
      const rest = newest.filter(({ id }) => after === undefined || id < (after['id'] ?? ''));
      const candidates = rest.slice(0, limit);
      const last = candidates.at(-1);
      return rest.length > limit && last !== undefined ? { candidates, next: last.position } : { candidates };
    },
  };
}

async function registered(journal: Journal, sought: Sought, { actor, keys }: May): Promise<readonly Candidate[]> {
  switch (sought.by) {
    case 'id':
      return [candidate(sought.kind, sought.id, 'id')];
    case 'reference': {
      const ids = await idsByReference(journal, sought);
      return ids.map((id) => candidate(sought.kind, id, 'reference'));
    }
    case 'case-number': {
      const { id, state } = await journal.load(CaseNumbers, caseNumberKey(sought.plain));
      return [candidate('case', state?.caseId ?? id)];
    }
    case 'phone':
    case 'id-number': {
      const [key] = victimKeys(keys.victims, sought.by === 'phone' ? { phone: sought.plain } : { idNumber: sought.plain }).keys();
      if (key === undefined) return [];
      const [{ state: victim }, { state: warned }] = await Promise.all([
        journal.load(Victims, key),
        journal.load(WarnedPersons, key),
      ]);
      const known = (victim?.alarms ?? []).filter(
        (alarm) => decideAccess('alert.read', actor, alertThing(alarm)).outcome === 'allowed',
      );
      return [
        ...known.map(({ alertId }) => candidate('alert', alertId)),
        ...(warned?.warnings ?? []).map(({ warningId }) => candidate('warning', warningId)),
      ];
    }
    default:
      return [];
  }
}

function candidate(kind: FoundKind, id: string, named?: SearchMark): Candidate {
  return { kind, id, position: { id }, ...(named === undefined ? {} : { named }) };
}

/** Where references of these kinds lead, whose things stand in `inbox` by something else. */
const indexOfReferences: Readonly<Partial<Record<ReferencedKind, IndexName>>> = {
  'listed-case': 'file',
  warning: 'file',
  campaign: 'listing',
};

/** More than one thing with a reference would be a chance of one in a billion; then both are shown. */
const SAME_REFERENCE = 10;

/** The ids of what has the reference. Where nothing has it, one that no thing has: so a missing thing costs the same reads as a hidden one. */
async function idsByReference(
  journal: Journal,
  { kind, reference }: Extract<Sought, { by: 'reference' }>,
): Promise<readonly string[]> {
  const { cards } = await journal.find({
    ...{ index: indexOfReferences[kind] ?? 'inbox', pk: referenceKey(reference), limit: SAME_REFERENCE },
  });
  return cards.length === 0 ? [reference] : cards.map(({ stream }) => idOfStream(stream));
}

/** Which kinds of thing have entries under a mark. The victims of alarms have a register for phones and documents. */
const kindsUnder: Readonly<Partial<Record<Sought['by'], readonly NamingKind[]>>> = {
  phone: ['case'],
  'id-number': ['case'],
  'account-number': ['order'],
  name: ['alert', 'order', 'case'],
};

/** A part of an index without its partition, and the hash that the partition ends with. */
type Range = Pick<IndexQuery, 'index' | 'from' | 'to'> & { readonly mark: string };

function entries(journal: Journal, sought: Sought, { kinds, actor, keys }: May): readonly Source[] {
  const range = rangeOf(sought, keys.finds);
  if (range === undefined) return [];
  const { mark, ...part } = range;
  const under = (kindsUnder[sought.by] ?? []).filter((kind) => kinds.includes(kind));
  return under.flatMap((kind) =>
    scopesOf(actor).map((scope) =>
      entrySource(journal, { ...part, pk: findKey(kind, scope, mark) }, { kind, by: sought.by, scope }),
    ),
  );
}

function rangeOf(sought: Sought, secret: string): Range | undefined {
  switch (sought.by) {
    case 'name': {
      const place = placeOfName(secret, sought.plain);
      if (place === undefined) return undefined;
      const { first: mark, chain } = place;
      return chain === '' ? { index: 'listing', mark } : { index: 'listing', mark, from: chain, to: through(chain) };
    }
    case 'phone': {
      const mark = markKey(secret, 'phone', sought.plain);
      return mark === undefined ? undefined : { index: 'inbox', mark };
    }
    case 'id-number':
    case 'account-number': {
      const mark = markKey(secret, sought.by, sought.plain);
      return mark === undefined ? undefined : { index: 'file', mark };
    }
    default:
      return undefined;
  }
}

const EntryCard = z.object({ id: z.string(), item: z.string().optional() });

function entrySource(
  journal: Journal,
  part: Pick<IndexQuery, 'index' | 'pk' | 'from' | 'to'>,
  { kind, by, scope }: { readonly kind: NamingKind; readonly by: SearchMark; readonly scope: string },
): Source {
  return {
    read: async (after, limit) => {
      const { cards, next } = await journal.find({ ...part, limit, ...(after === undefined ? {} : { after }) });
      const candidates = cards.map(({ stream, sk, card }): Candidate => {
        const { id, item } = parseTolerantly(EntryCard, card);
        return { kind, id, position: { stream, sk }, entry: { by, scope, item } };
      });
      return next === undefined ? { candidates } : { candidates, next };
    },
  };
}
