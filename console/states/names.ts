import { useQueries } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

type Named = Schemas['NamedThing'];

/** The most ids that the API takes at once. */
const MOST = 100;
const KEPT_MS = 300_000;

interface Asked {
  readonly id: string;
  resolve(named: Named | null): void;
  reject(reason: unknown): void;
}

let waiting: Asked[] = [];

/** What an id names, asked for together with all other ids that are wanted at this moment; null if the person may not know it. */
function named(id: string): Promise<Named | null> {
  return new Promise((resolve, reject) => {
    waiting.push({ id, resolve, reject });
    if (waiting.length === 1) setTimeout(askAll);
  });
}

function askAll(): void {
  const asked = waiting;
  waiting = [];
  for (let at = 0; at < asked.length; at += MOST) void ask(asked.slice(at, at + MOST));
}

async function ask(asked: readonly Asked[]): Promise<void> {
  try {
    const ids = asked.map(({ id }) => id).join(',');
    const { items } = await contentOf(api.GET('/v1/names', { params: { query: { ids } } }));
    const known = new Map(items.map((item) => [item.id, item]));
    for (const { id, resolve } of asked) resolve(known.get(id) ?? null);
  } catch (error) {
    for (const { reject } of asked) reject(error);
  }
}

/**
 * The names of agencies and banks, and the references of things, by their ids (`GET /v1/names`). Ids are asked for together and kept.
 *
 * @returns the name of an id; the id itself until it is known, and where the person may not know more
 */
export function useNames(ids: readonly (string | undefined)[]): (id: string) => string {
  const namedBy = useNamed(ids);
  return (id) => namedBy(id)?.reference ?? namedBy(id)?.name ?? id;
}

/** The same, with all that the API says of each: a thing has a title beside its reference. */
export function useNamed(ids: readonly (string | undefined)[]): (id: string) => Named | undefined {
  const wanted = [...new Set(ids)].filter((id) => id !== undefined);
  const names = useQueries({
    queries: wanted.map((id) => ({ queryKey: ['name', id], queryFn: () => named(id), staleTime: KEPT_MS })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
  return (id) => names.get(id);
}
