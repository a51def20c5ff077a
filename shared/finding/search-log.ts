import * as z from 'zod';
import { shardOf } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { beijingDay } from '../kernel/beijing.ts';
import { keyedHash } from '../kernel/canonical.ts';
import type { Actor, Context } from '../kernel/context.ts';
import { StoredDay } from '../kernel/day.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId } from '../kernel/ids.ts';
import { SearchMark } from './model.ts';
import type { Sought } from './question.ts';

/**
 * A search on the record (查询留痕): who looked, for which kinds of marks, and how much was shown. It holds a keyed hash of what was looked for
 * and never the text, so that command can compare searches and read no person's data here.
 */
export const SearchFact = z.discriminatedUnion('type', [
  fact('searches.noted', {
    agency: AgencyId,
    subject: z.string(),
    /** `search`: by a text. `account`: one account at one bank. */
    what: z.enum(['search', 'account']),
    marks: z.array(SearchMark),
    sought: z.string(),
    shown: z.int().nonnegative(),
    /** What earlier pages of the same search showed; absent on the first. */
    before: z.int().positive().optional(),
  }),
]);
export type SearchFact = z.infer<typeof SearchFact>;

const SearchDay = z.strictObject({ agency: AgencyId, day: StoredDay, count: z.int().positive() });
export type SearchDay = z.infer<typeof SearchDay>;

/**
 * The searches of an agency on a Beijing day, in sixteen streams by person: the people of a large agency search at once, and do not wait for
 * each other. Command reads them one by one, so no index has them.
 */
export const Searches: StreamType<SearchDay, SearchFact> = {
  name: 'searches',
  schemaVersion: 1,
  state: SearchDay,
  fact: SearchFact,
  evolve: (before, { data: { agency, at } }) => ({ agency, day: beijingDay(at), count: (before?.count ?? 0) + 1 }),
  index: () => ({ entries: {}, card: {} }),
};

/** The stream in which a person's searches of a moment stand: `<agency>:<day in Beijing>:<0…15>`. @param now ISO 8601, UTC */
export function searchesId({ agency, subject }: Actor, now: string): string {
  return `${agency}:${beijingDay(now)}:${shardOf(subject)}`;
}

/** What a search was, as its record tells it. */
export interface Searched {
  readonly what: 'search' | 'account';
  readonly sought: readonly Sought[];
  readonly shown: number;
  readonly before: number;
}

/** The fact of a search. It is recorded before the caller gets the answer. @param secret the data key */
export function noteSearch(
  { what, sought, shown, before }: Searched,
  secret: string,
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): SearchFact {
  return {
    type: 'searches.noted',
    data: {
      ...{ at: now, agency: actor.agency, subject: actor.subject, what, marks: sought.map(({ by }) => by), shown },
      sought: keyedHash(secret, JSON.stringify(sought.map(({ by: _, ...value }) => Object.values(value)))),
      ...(before === 0 ? {} : { before }),
    },
  };
}
