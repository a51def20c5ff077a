import { meaningOf } from '#refusals';
import type { StoredAnswer } from '../journal/journal.ts';
import type { RefusalCode } from '../kernel/refusals.ts';
import { elapsed, SECOND } from '../kernel/time.ts';
import type { Rejection } from './api-request.ts';
import { ofEveryAnswer } from './every-answer.ts';
import type { GatewayAnswer } from './gateway-event.ts';
import { type FieldError, languageOf, problemBody } from './problem-body.ts';
import { ruleInChinese } from './rules-zh.ts';

/** The headers of every answer. Answers hold people's data, so no cache may keep a copy. */
const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  ...ofEveryAnswer,
} as const;

/** The data of its request that a reply needs. */
export interface ReplyContext {
  readonly correlationId: string;
  readonly language: string | undefined;
  /** The time here, ISO 8601 UTC: it tells a caller whose clock is wrong. */
  readonly now?: string;
  /** Facts as they were recorded, whose rules stay in the words of then. */
  readonly asRecorded?: true | undefined;
}

/** The answer as it goes out. The rules that input broke are recorded in English, and told in the reader's language. */
export function reply({ status, body, headers }: StoredAnswer, about: ReplyContext): GatewayAnswer {
  const { correlationId, language, asRecorded } = about;
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  return {
    statusCode: status,
    headers: { ...always, ...type, ...headers, 'x-correlation-id': correlationId },
    body: body === undefined ? '' : textOf(body, headers?.['content-type'], asRecorded !== true && languageOf(language) === 'zh'),
  };
}

/** JSON, but for a text that says of what kind it is. */
function textOf(body: unknown, type: string | undefined, inChinese: boolean): string {
  if (typeof body === 'string' && type?.startsWith('text/') === true) return body;
  const text = JSON.stringify(body);
  return inChinese && text.includes('"rule":"') ? JSON.stringify(JSON.parse(text, ruleTold)) : text;
}

/** A broken rule stands beside the path where it was broken. */
function ruleTold(this: unknown, name: string, value: unknown): unknown {
  if (name !== 'rule' || typeof value !== 'string') return value;
  return typeof this === 'object' && this !== null && 'path' in this ? ruleInChinese(value) : value;
}

/** The problem that tells of a rejection, as an answer. */
export function problemOf({ code, detail, errors }: Rejection, { correlationId, language, now }: ReplyContext): StoredAnswer {
  const { paths, path, rule, ...rest } = detail;
  const shown: Readonly<Record<string, unknown>> = code === 'TIME_IN_FUTURE' ? { ...rest, now } : rest;
  const broken = [...(errors ?? []), ...atPaths(paths, meaningOf(code).en), ...atPaths([path], String(rule))];
  const { status } = meaningOf(code);
  return {
    status,
    body: problemBody(code, broken.length === 0 ? shown : { ...shown, errors: broken }, correlationId, language),
    headers: {
      'content-type': 'application/problem+json',
      'content-language': languageOf(language),
      ...(status === meaningOf('BUSY').status ? { 'retry-after': '1' } : {}),
      ...(status === 429 && now !== undefined ? { 'retry-after': secondsUntil(String(shown['until']), now) } : {}),
      ...besides[code],
      ...(Array.isArray(shown['allow']) ? { allow: shown['allow'].join(', ') } : {}),
    },
  };
}

/** Whole seconds to a moment, at least one. */
function secondsUntil(at: string, now: string): string {
  return String(Math.max(1, Math.ceil(elapsed(now, at) / SECOND)));
}

/** The value that Cordon would have taken instead. */
const besides: { readonly [Code in RefusalCode]?: Readonly<Record<string, string>> } = {
  CONTENT_TYPE_UNSUPPORTED: { accept: 'application/json' },
  CONTENT_ENCODING_UNSUPPORTED: { 'accept-encoding': 'identity' },
};

/** The domain names the places in a body that a refusal is about, and sometimes the rule that was broken there. */
function atPaths(paths: unknown, rule: string): readonly FieldError[] {
  if (!Array.isArray(paths)) return [];
  return paths.flatMap((path) => (typeof path === 'string' ? [{ in: 'body', path, rule }] : []));
}
