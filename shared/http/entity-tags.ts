/** What `If-Match` says: any version, or one of these. A weak tag is none of them: it never matches here (RFC 9110, 13.1.1). */
export type EntityTags = '*' | readonly string[];

/** A list of entity tags (RFC 9110, 8.8.3), of which some may be empty. */
const LIST = /^[\s,]*(?:(?:W\/)?"[!#-~\u0080-\u00ff]*"\s*(?:,[\s,]*|$))+$/;

/** The strong tags of an `If-Match`, without their quotes; undefined where it is no list of tags. */
export function entityTags(header: string): EntityTags | undefined {
  if (header.trim() === '*') return '*';
  if (!LIST.test(header)) return undefined;
  const tags = [...header.matchAll(/(?<weak>W\/)?"(?<tag>[^"]*)"/g)];
  return tags.flatMap(({ groups }) => (groups?.['weak'] === undefined ? [groups?.['tag'] ?? ''] : []));
}
