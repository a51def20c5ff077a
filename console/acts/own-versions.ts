/** What names a version of a thing: as `ActThing`. */
interface Versioned {
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly etag?: string | undefined;
}

/** The versions that this person's acts made, by the thing and the version on which each acted. They live as long as the page. */
const made = new Map<string, string>();

const keyOf = ({ path, params }: Versioned, etag: string): string => `${path} ${JSON.stringify(params)} ${etag}`;

/** Keeps what an act of this person made of a thing. */
export function noteOwnVersion(thing: Versioned, after: string | null): void {
  if (thing.etag !== undefined && after !== null && thing.etag !== after) made.set(keyOf(thing, thing.etag), after);
}

/**
 * The version that a form acts on: the one that the person saw when it opened, and what this person's own acts made of it since. So a form
 * that stands beside another is not refused for what the person did there; what others did meanwhile still is a conflict.
 */
export function withOwnVersions<Thing extends Versioned>(thing: Thing): Thing {
  let { etag } = thing;
  for (let next = etag; next !== undefined; next = made.get(keyOf(thing, next))) etag = next;
  return { ...thing, etag };
}
