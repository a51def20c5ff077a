import * as z from 'zod';
import type { Fact } from './decision.ts';

/**
 * Reading what another release of Cordon wrote: states, facts, cards, messages, inputs of workflows. The release before and the one after run
 * beside this one during each deployment and after a rollback. So a reader passes over members that it does not know, which a later release
 * added, and is as strict as ever about those that it knows. Requests of callers are not read in this way: there an unknown member is a
 * mistake that the caller must hear of.
 */
export interface Read<Content> {
  readonly content: Content;
  /** The members of the thing itself that were passed over. */
  readonly unknown: Readonly<Record<string, unknown>>;
}

/** @returns undefined if it does not fit the schema even without the members that the schema does not know */
export function read<Content>(schema: z.ZodType<Content>, written: unknown): Read<Content> | undefined {
  const parsed = schema.safeParse(written);
  if (parsed.success) return { content: parsed.data, unknown: {} };
  const places = unknownPlaces(parsed.error.issues);
  const [first] = places;
  if (first === undefined) return undefined;
  const again = read(schema, places.reduce(without, written));
  return again && { content: again.content, unknown: { ...membersAt(places, written), ...again.unknown } };
}

/**
 * The same for callers that need nothing but the content.
 * @throws ZodError if it does not fit
 */
export function parseTolerantly<Content>(schema: z.ZodType<Content>, written: unknown): Content {
  return read(schema, written)?.content ?? schema.parse(written);
}

/**
 * A recorded fact as one of those that a schema knows; undefined if its type is not among them: a later release recorded it, and only that
 * release can tell what it means.
 * @throws Error that tells nothing of the content, if the fact has a known type and other content
 */
export function readFact<F extends Fact>(schema: z.ZodType<F>, { type, data }: Fact): F | undefined {
  const fact = read(schema, { type, data });
  if (fact !== undefined) return fact.content;
  const issues = schema.safeParse({ type, data }).error?.issues ?? [];
  if (issues.some(({ path }) => path.length === 1 && path[0] === 'type')) return undefined;
  throw new Error(`a fact ${type} is of no known shape`);
}

type Place = readonly PropertyKey[];
type Issues = readonly z.core.$ZodIssue[];

/** The places of the members that a schema does not know, if they are all that is wrong; otherwise none. */
function unknownPlaces(issues: Issues, before: Place = []): readonly Place[] {
  const places = issues.map((issue): readonly Place[] => {
    const at = [...before, ...issue.path];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...at, key]);
    if (issue.code !== 'invalid_union') return [];
    return issue.errors.map((option) => unknownPlaces(option, at)).find((option) => option.length > 0) ?? [];
  });
  return places.every((of) => of.length > 0) ? places.flat() : [];
}

const Members = z.record(z.string(), z.unknown());

/** A copy without the member at this place. */
function without(value: unknown, [key, ...further]: Place): unknown {
  if (key === undefined) return value;
  if (Array.isArray(value)) return value.map((one, at) => (at === key ? without(one, further) : one));
  const members = Object.entries(Members.parse(value));
  if (further.length === 0) return Object.fromEntries(members.filter(([name]) => name !== key));
  return Object.fromEntries(members.map(([name, member]) => [name, name === key ? without(member, further) : member]));
}

/** The members at those of the places that lie in the thing itself. */
function membersAt(places: readonly Place[], written: unknown): Readonly<Record<string, unknown>> {
  const own = places.flatMap(([key, ...further]) => (further.length === 0 ? [key] : []));
  return Object.fromEntries(Object.entries(Members.safeParse(written).data ?? {}).filter(([name]) => own.includes(name)));
}
