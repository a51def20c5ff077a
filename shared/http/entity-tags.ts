import type { StoredAnswer } from '../journal/journal.ts';
import { hashOf } from '../kernel/canonical.ts';
import { epoch, HOUR } from '../kernel/time.ts';
import { ACTIONS_HEADER } from './define-routes.ts';

/** What `If-Match` says: any version, or one of these. A weak tag never matches here (RFC 9110, 13.1.1). */
export type EntityTags = '*' | readonly string[];

/** A list of entity tags (RFC 9110, 8.8.3), of which some may be empty. */
const LIST = /^[\s,]*(?:(?:W\/)?"[!#-~\u0080-\u00ff]*"\s*(?:,[\s,]*|$))+$/;

/** The strong tags of an `If-Match`, without their quotes; undefined if it is not a list of tags. */
export function entityTags(header: string): EntityTags | undefined {
  if (header.trim() === '*') return '*';
  if (!LIST.test(header)) return undefined;
  const tags = [...header.matchAll(/(?<weak>W\/)?"(?<tag>[^"]*)"/g)];
  return tags.flatMap(({ groups }) => (groups?.['weak'] === undefined ? [groups?.['tag'] ?? ''] : []));
}

/**
 * Whether the caller has this answer already, as `If-None-Match` says. Here a weak tag matches as well (RFC 9110, 13.1.2); a header that is
 * no list of tags matches nothing, so that the caller gets the answer.
 *
 * @param etag as the answer has it, in quotes
 */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return LIST.test(header) && [...header.matchAll(/"[^"]*"/g)].some(([tag]) => tag === etag);
}

/**
 * The tag of an answer that shows more, or less, than one version of a thing: it changes when the shown content changes, also by other
 * streams or by time. To a reader who sees only a part (no version), it tells nothing of the rest.
 */
export function tagOf(version: number | undefined, shown: unknown): string {
  const seen = hashOf(lasting(shown)).slice(0, 16);
  return version === undefined ? `~${seen}` : `${version}.${seen}`;
}

/** The tag of a read that also tells which actions are open: these can change, with the roles of the caller or by time, while the rest stays. */
function tagWith(tag: string, actions: string): string {
  return `${tag}.${hashOf(actions).slice(0, 8)}`;
}

/** Whether the caller knows what it is shown, by its tag, alone or with that of the open actions. */
export function namesShown(tags: EntityTags, shown: string): boolean {
  return tags === '*' || tags.some((tag) => tag === shown || tag.startsWith(`${shown}.`));
}

/** Whether the caller knows this version, by the version alone or by the tag of the caller's view. */
export function namesVersion(tags: EntityTags, version: number): boolean {
  return tags === '*' ? version > 0 : tags.some((tag) => tag === String(version) || tag.startsWith(`${version}.`));
}

/**
 * The answer to a read with its ETag; 304 without a body if the caller has it already, by `If-None-Match` (RFC 9110, 13.1.2). An answer
 * without a tag of its own gets one over all that it shows. The actions that it tells count, too. A header that is no list of tags is passed over: the caller gets the answer.
 */
export function unlessKnown(answer: StoredAnswer, ifNoneMatch: string | undefined, now: string): StoredAnswer {
  if (answer.status !== 200) return answer;
  const shown = answer.headers?.['etag'] ?? `"${tagOfPage(answer.body, now)}"`;
  const actions = answer.headers?.[ACTIONS_HEADER];
  const etag = actions === undefined ? shown : `"${tagWith(shown.slice(1, -1), actions)}"`;
  const headers = { ...answer.headers, etag };
  return isKnown(ifNoneMatch, etag) ? { status: 304, body: undefined, headers } : { ...answer, headers };
}

/** The tag of an answer that may be a page of a list. @param now ISO 8601 UTC */
export function tagOfPage(shown: unknown, now: string): string {
  return tagOf(undefined, withoutCursor(shown, now));
}

/**
 * The answer as it is compared: a cursor is made anew for each answer, so only whether there is one counts. It lasts for an hour, so a list
 * with a cursor is given again each half hour: the caller's cursor is never a dead one.
 */
function withoutCursor(body: unknown, now: string): unknown {
  if (typeof body !== 'object' || body === null || !('next' in body)) return body;
  return { ...body, next: Math.floor(epoch(now) / (HOUR / 2)) };
}

/** The shown content, without the members that change each second. */
function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => !name.endsWith('Seconds'));
  return Object.fromEntries(members.map(([name, member]) => [name, lasting(member)]));
}
