/** What went wrong, as far as a page tells it apart. */
type ProblemKind = 'offline' | 'forbidden' | 'not-found' | 'failed';

/** An answer that is not the one asked for: in the API's own words, with the id under which operators find it. */
export class ApiProblem extends Error {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly title: string | undefined;
  readonly correlationId: string | undefined;

  constructor(response?: Response, body?: unknown) {
    super(response === undefined ? 'the API could not be reached' : `the API answered ${response.status}`);
    this.status = response?.status ?? 0;
    this.kind = kindOf(this.status);
    this.title = textIn(body, 'title');
    this.correlationId = textIn(body, 'correlationId');
  }
}

function kindOf(status: number): ProblemKind {
  if (status === 0) return 'offline';
  if (status === 403) return 'forbidden';
  return status === 404 ? 'not-found' : 'failed';
}

function textIn(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The content of an answer, and the answer itself.
 *
 * @throws ApiProblem if the API refuses, fails or is out of reach
 */
export async function answerOf<Data>(call: Promise<Answer<Data>>): Promise<{ readonly data: Data; readonly response: Response }> {
  const { data, error, response } = await call.catch((reason: unknown) => {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw new ApiProblem();
  });
  if (data === undefined) throw new ApiProblem(response, error);
  return { data, response };
}

/** The content of an answer alone. @throws ApiProblem as `answerOf` */
export async function contentOf<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  return (await answerOf(call)).data;
}
