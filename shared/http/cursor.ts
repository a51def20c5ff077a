import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../kernel/canonical.ts';
import type { Actor } from '../kernel/context.ts';
import { epoch, HOUR, instant } from '../kernel/time.ts';

/** Longer than a person reads a page; short enough that a leaked cursor soon expires. */
const CURSOR_LIFE = HOUR;

const Content = z.strictObject({ until: z.iso.datetime(), position: z.record(z.string(), z.string()) });

/** Where a page ended, in the form of the index it came from. */
export type Position = Readonly<Record<string, string>>;

/** The list that a cursor belongs to: the operation, the query without cursor and limit, and the caller. */
export interface CursorScope {
  readonly operation: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The text is filled up to a multiple of this, so that the length of a cursor tells little of the position. */
const BLOCK = 64;

/**
 * A cursor for the page after this position, good for an hour. Its holder can neither read nor change it: the position may name what the
 * caller may not know. Each caller and list has a key of its own, so it fits no other.
 */
export function makeCursor(key: string, scope: CursorScope, position: Position, now: string): string {
  const text = JSON.stringify({ until: instant(epoch(now) + CURSOR_LIFE), position });
  const content = text.padEnd(Math.ceil(text.length / BLOCK) * BLOCK);
  const keys = keysOf(key, scope);
  // made from the content: two contents never share one
  const iv = createHmac('sha256', keys.iv).update(content).digest().subarray(0, IV_BYTES);
  const cipher = createCipheriv(CIPHER, keys.cipher, iv);
  const hidden = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url');
}

/** The position in the cursor, or undefined if it is not ours, not for this caller and query, or too old. */
export function readCursor(key: string, scope: CursorScope, cursor: string, now: string): Position | undefined {
  const content = opened(keysOf(key, scope).cipher, cursor);
  if (content === undefined) return undefined;
  const { until, position } = Content.parse(JSON.parse(content));
  return until < now ? undefined : position;
}

/** The content of the cursor, if it was made with this key. */
function opened(key: Buffer, cursor: string): string | undefined {
  const sent = Buffer.from(cursor, 'base64url');
  // an encoding has one spelling: another one of the same bytes is not ours
  if (sent.byteLength <= IV_BYTES + TAG_BYTES || sent.toString('base64url') !== cursor) return undefined;
  const decipher = createDecipheriv(CIPHER, key, sent.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sent.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const shown = decipher.update(sent.subarray(IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([shown, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Replaces a text in a cursor's position, so that no cursor keeps the text itself. */
export function sealOf(key: string, text: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(`seal:${text}`).digest('base64url');
}

/** The keys of the cursors of one caller and list. */
function keysOf(key: string, { operation, query, actor }: CursorScope): { readonly cipher: Buffer; readonly iv: Buffer } {
  const scope = canonicalJson({ operation, query, agency: actor.agency, subject: actor.subject });
  const both = createHmac('sha512', Buffer.from(key, 'hex')).update(`cursor:${scope}`).digest();
  return { cipher: both.subarray(0, KEY_BYTES), iv: both.subarray(KEY_BYTES) };
}
