import { answerOf } from './problem.ts';

/** An answer with the tag by which the API tells whether it has changed. */
export interface Tagged<Content> {
  readonly content: Content;
  readonly etag: string | undefined;
  /** When it was read, in milliseconds of this browser: the seconds of its clocks count from there. */
  readonly readAt: number;
}

interface Answered<Content> {
  readonly data?: Content;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Reads again what was read before: while nothing has changed, the API answers 304 without a body, and what was read stays.
 *
 * @param before what was read, if it was
 * @param ask makes the request with these headers
 * @throws ApiProblem as `answerOf`
 */
export async function readUnlessKnown<Content>(
  before: Tagged<Content> | undefined,
  ask: (headers: { readonly 'if-none-match'?: string }) => Promise<Answered<Content>>,
): Promise<Tagged<Content>> {
  const call = ask(before?.etag === undefined ? {} : { 'if-none-match': before.etag });
  const unchanged = await call.then(
    ({ response }) => response.status === 304,
    () => false,
  );
  if (unchanged && before !== undefined) return before;
  const { data, response } = await answerOf(call);
  return { content: data, etag: response.headers.get('etag') ?? undefined, readAt: Date.now() };
}
