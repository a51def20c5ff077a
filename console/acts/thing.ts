import { type QueryClient, type QueryKey, useQuery } from '@tanstack/react-query';
import { request } from '../api/client.ts';
import { answerOf } from '../api/problem.ts';
import type { paths } from '../generated/api.ts';
import { useMay } from './may.ts';
import { stateOf, versionOf } from './offers.ts';

/** The paths that read one thing. */
export type ThingPath = {
  [Path in keyof paths]: paths[Path] extends { get: { responses: { 200: { content: { 'application/json': object } } } } }
    ? Path
    : never;
}[keyof paths];

/** What a path answers when it is read. */
export type ThingOf<Path extends ThingPath> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Data } } } };
}
  ? Data
  : never;

type ParamsIn<Path extends ThingPath> = paths[Path] extends { get: { parameters: { path: infer Params } } }
  ? Readonly<Params>
  : Readonly<Record<never, never>>;

/**
 * What an act has to know of the thing that it is about. `useThing` gives it; a page that knows the thing as a row of a list makes one of
 * `path`, `params`, `may` and `state`: then the version is read when a form opens.
 */
export interface ActThing {
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The actions that are open to this person on the thing. */
  readonly may: ReadonlySet<string>;
  /** The thing's own word for how it stands. */
  readonly state?: string | undefined;
  /** The version that this person saw; absent: it is read when a form opens. */
  readonly etag?: string | undefined;
  /** The number of the version, where the thing has one. */
  readonly version?: number | undefined;
  /** When it was read, by the clock of the API. */
  readonly readAt?: string | undefined;
  /** What is read again when the thing has changed, beside the thing itself. */
  readonly shownIn?: readonly QueryKey[] | undefined;
}

interface ReadThing<Data> {
  readonly data: Data;
  readonly etag: string | undefined;
  readonly may: ReadonlySet<string> | undefined;
  readonly readAt: string | undefined;
}

/** A thing that has been read, with all that its acts need. */
export interface Thing<Data> extends ActThing {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  /** When it was read last, in milliseconds of this browser: its seconds count from there. */
  readonly updatedAt: number;
  /** For `<Answer of>`, with the content alone. */
  readonly query: { readonly data: Data | undefined; readonly error: Error | null; refetch(): Promise<unknown> };
  refetch(): Promise<unknown>;
}

/** The key under which a thing is kept, and read again. */
export const thingKey = (path: string, params: ActThing['params']): QueryKey => ['thing', path, { ...params }];

const nothing: ReadonlySet<string> = new Set();

/** The header in which the API says which acts are open to the reader on the thing read. */
const ACTIONS = 'cordon-actions';

/** Reads a thing anew, past what is kept. @throws ApiProblem */
export async function readThing(path: string, params: ActThing['params']): Promise<ReadThing<unknown>> {
  const { data, response } = await answerOf(request({ method: 'GET', path, params }));
  const actions = response.headers.get(ACTIONS);
  return {
    data,
    etag: response.headers.get('etag') ?? undefined,
    may: actions === null ? undefined : new Set(actions.split(' ').filter((one) => one !== '')),
    readAt: response.headers.get('date') ?? undefined,
  };
}

interface Options {
  /** While false, nothing is read: for a page that waits for `useLive`. */
  readonly enabled?: boolean;
  /** Other queries that show the thing, to be read again when it has changed. */
  readonly shownIn?: readonly QueryKey[];
  /** Whether the API records each read: then none is made only because the window came to the front. */
  readonly isRecorded?: boolean;
}

/**
 * Reads one thing, and learns which acts are open on it.
 *
 * @param path as the document has it: `/v1/orders/{orderId}`
 */
export function useThing<Path extends ThingPath>(
  path: Path,
  params: ParamsIn<Path>,
  options: Options = {},
): Thing<ThingOf<Path>> {
  const { enabled = true, shownIn, isRecorded = false } = options;
  const own = plainParams(params);
  const mine = useMay();
  const {
    data: read,
    error,
    isPending,
    dataUpdatedAt: updatedAt,
    refetch,
  } = useQuery({
    queryKey: thingKey(path, own),
    enabled,
    refetchOnWindowFocus: !isRecorded,
    // The document says what the path answers, and the API keeps to it: the one place where its word is taken for a type.
    queryFn: async () => (await readThing(path, own)) as ReadThing<ThingOf<Path>>,
  });
  const data = read?.data;
  return {
    ...{
      path,
      params: own,
      may: read === undefined ? nothing : (read.may ?? mine),
      etag: read?.etag,
      readAt: read?.readAt,
      shownIn,
    },
    ...{ state: stateOf(data), version: versionOf(data), data, error, isPending, updatedAt, refetch },
    query: { data, error, refetch },
  };
}

/** Has all that shows a thing read again. */
export async function readAgain(queries: QueryClient, thing: ActThing | undefined): Promise<void> {
  if (thing === undefined) return;
  const keys = [thingKey(thing.path, thing.params), ...(thing.shownIn ?? [])];
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

function plainParams(params: object): ActThing['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );
}
