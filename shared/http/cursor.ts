import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { hashOf } from '../kernel/canonical.ts';
import type { Actor } from '../kernel/context.ts';
import { epoch, HOUR, instant } from '../kernel/time.ts';

/** Longer than a person reads a page; short enough that a leaked cursor soon expires. */
const CURSOR_LIFE = HOUR;

const Content = z.strictObject({
  /** Hash of the caller and the list: a cursor of another caller or another list does not fit. */
  of: z.string(),
  until: z.iso.datetime(),
  position: z.record(z.string(), z.string()),
});

/** Where a page ended, in the form of the index it came from. */
export type Position = Readonly<Record<string, string>>;

/** The list that a cursor belongs to: the operation, the query without cursor and limit, and the caller. */
export interface CursorScope {
  readonly operation: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
}

/** A cursor for the page after this position. Opaque, signed, bound to the caller and the query, good for an hour. */
export function makeCursor(key: string, scope: CursorScope, position: Position, now: string): string {
  const content = { of: scopeHash(scope), until: instant(epoch(now) + CURSOR_LIFE), position };
  const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${payload}.${mac(key, payload).toString('base64url')}`;
}

/** The position in the cursor, or undefined if it is not ours, not for this caller and query, or too old. */
export function readCursor(key: string, scope: CursorScope, cursor: string, now: string): Position | undefined {
  const [payload = '', signature = ''] = cursor.split('.', 2);
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(key, payload);
  if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected)) return undefined;
  const content = Content.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (content.of !== scopeHash(scope) || content.until < now) return undefined;
  return content.position;
}

/** Replaces a text in a cursor's position. The holder of the cursor can read the position, but cannot guess the text from this. */
export function sealOf(key: string, text: string): string {
  return mac(key, `seal:${text}`).toString('base64url');
}

function scopeHash({ operation, query, actor }: CursorScope): string {
  return hashOf({ operation, query, agency: actor.agency, subject: actor.subject });
}

function mac(key: string, payload: string): Buffer {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(payload).digest();
}
