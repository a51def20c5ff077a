import { api, type Schemas } from '../api/client.ts';
import { ApiProblem, contentOf } from '../api/problem.ts';
import type { ActThing } from './thing.ts';

/** A fact of a thing: what changed, the agency that did it, and when. */
export type Change = Pick<Schemas['AuditEntry'], 'seq' | 'type' | 'at' | 'by'>;

const PAGE = 100;
/** The audit is read from the beginning: a thing with more facts is shown with the last ones of these pages. */
const MOST_PAGES = 10;

/**
 * The facts since the version that a person saw.
 *
 * @returns undefined where the reader may not read the audit of the thing, or it has none
 */
export async function changesSince(seen: ActThing): Promise<readonly Change[] | undefined> {
  const stream = streamOf(seen);
  if (stream === undefined) return undefined;
  try {
    return (await factsOf(stream)).filter((fact) => isSince(fact, seen));
  } catch (error) {
    if (error instanceof ApiProblem) return undefined;
    throw error;
  }
}

/** By the number of the version where the thing has one; otherwise by when it was read, to the second. */
function isSince({ seq, at }: Schemas['AuditEntry'], { version, readAt }: ActThing): boolean {
  if (version !== undefined) return seq > version;
  return readAt === undefined || Date.parse(at) >= Date.parse(readAt);
}

const named: Readonly<Record<string, string>> = { agencies: 'agency:', banks: 'bank:', webhooks: 'webhook:' };

/** The name of a thing's stream in the audit. */
function streamOf({ path, params }: ActThing): string | undefined {
  const [, last] = /\{(\w+)\}$/.exec(path) ?? [];
  const id = last === undefined ? undefined : params[last];
  if (id === undefined) return undefined;
  if (/^[a-z]{3}_/.test(String(id))) return String(id);
  const [, , collection = ''] = path.split('/');
  const start = named[collection];
  return start === undefined ? undefined : `${start}${id}`;
}

async function factsOf(stream: string): Promise<readonly Schemas['AuditEntry'][]> {
  const facts: Schemas['AuditEntry'][] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const { items, next } = await contentOf(api.GET('/v1/audit/{stream}', { params: { path: { stream }, query } }));
    facts.push(...items);
    cursor = next;
    if (cursor === undefined) break;
  }
  return facts;
}
