import { createHash } from 'node:crypto';
import { isKnown } from '../../shared/http/entity-tags.ts';
import { ofEveryAnswer } from '../../shared/http/every-answer.ts';
import { type GatewayAnswer, type GatewayEvent, withoutBody } from '../../shared/http/gateway-event.ts';
import { encodings, NONCE_MARK } from './env.ts';
import type { Site } from './site.ts';

export interface ConsoleAnswer extends GatewayAnswer {
  readonly isBase64Encoded: boolean;
}

const HOME = '/console';
const SETTINGS = '/console/config.json';
/** An address of a page: words, and ids of things. */
const PAGE_ADDRESS = /^\/console(?:\/[\w-]+)*\/?$/;
/** The name of a file has the hash of its content, so an address never gets another content. */
const FOREVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/** Of every answer here: also that no frame holds it. */
const always = {
  ...ofEveryAnswer,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/**
 * The answer to a request for the console: a built file, the settings, or the page at every address of a page.
 *
 * @param nonce a new one for each answer
 */
export function answerConsole(
  event: Pick<GatewayEvent, 'rawPath' | 'headers' | 'requestContext'>,
  site: Site,
  nonce: string,
): ConsoleAnswer {
  const { rawPath: path, headers } = event;
  const answer = answerTo(path, headers, site, nonce);
  return event.requestContext.http?.method === 'HEAD' ? withoutBody(answer) : answer;
}

type Headers = GatewayEvent['headers'];

function answerTo(path: string, headers: Headers, site: Site, nonce: string): ConsoleAnswer {
  const name = path.startsWith(`${HOME}/`) ? path.slice(HOME.length + 1) : '';
  if (Object.hasOwn(site.files, name)) return file(name, headers, site);
  if (path === SETTINGS) return settings(headers, site);
  if (path === '/') return text(307, '', { location: HOME, 'cache-control': ASK_AGAIN });
  if (PAGE_ADDRESS.test(path)) return page(site, nonce);
  return text(404, 'Not found\n', { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
}

function file(name: string, headers: Headers, site: Site): ConsoleAnswer {
  const known = site.files[name];
  if (known === undefined) throw new Error('a file that is in the list has no entry there');
  const encoding = known.encoded ? encodings.find((one) => takes(headers['accept-encoding'], one.name)) : undefined;
  const tag = `"${known.hash}${encoding?.ending ?? ''}"`;
  const about = { etag: tag, 'cache-control': FOREVER, vary: 'accept-encoding' };
  if (isKnown(headers['if-none-match'], tag)) return text(304, '', about);
  return {
    statusCode: 200,
    headers: {
      ...always,
      ...about,
      'content-type': known.type,
      ...(encoding !== undefined && { 'content-encoding': encoding.name }),
    },
    body: site.read(name, encoding?.ending ?? '').toString('base64'),
    isBase64Encoded: true,
  };
}

function settings(headers: Headers, { settings: body }: Site): ConsoleAnswer {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const about = { etag: tag, 'cache-control': ASK_AGAIN };
  if (isKnown(headers['if-none-match'], tag)) return text(304, '', about);
  return text(200, body, { ...about, 'content-type': 'application/json' });
}

/** The page has a nonce of its own each time, so it has no tag, and no cache keeps it. */
function page({ page: html, others }: Site, nonce: string): ConsoleAnswer {
  return text(200, html.replaceAll(NONCE_MARK, nonce), {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache, no-store',
    'content-security-policy': policyOf(nonce, others),
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  });
}

/**
 * Everything comes from Cordon itself, except tokens and files of evidence. Styles that components add while they run carry the nonce;
 * scripts never do. A picture may also be of bytes that the page has fetched and checked (`blob:`); a picture runs nothing.
 */
function policyOf(nonce: string, others: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self' ${others.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function text(statusCode: number, body: string, headers: Readonly<Record<string, string>>): ConsoleAnswer {
  return { statusCode, headers: { ...always, ...headers }, body, isBase64Encoded: false };
}

/** Whether a list of encodings has this one, and does not refuse it with `q=0`. */
function takes(accepted: string | undefined, encoding: string): boolean {
  return (accepted ?? '').split(',').some((one) => {
    const [name = '', ...rest] = one
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    return name === encoding && !rest.some((part) => /^q=0(?:\.0*)?$/.test(part));
  });
}
