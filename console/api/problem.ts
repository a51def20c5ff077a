/** What went wrong, as far as a page tells it apart. */
type ProblemKind = 'offline' | 'forbidden' | 'not-found' | 'conflict' | 'failed';

/** One broken rule of the input: where it stands (a JSON pointer into the part named), and the rule in the reader's language. */
export interface BrokenRule {
  readonly in: string;
  readonly path: string;
  readonly rule: string;
}

/** An answer that is not the one asked for: in the API's own words, with the id under which operators find it. */
export class ApiProblem extends Error {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly title: string | undefined;
  readonly correlationId: string | undefined;
  /** The stable code of the refusal, as `ORDER_STATE_FORBIDS`. */
  readonly code: string | undefined;
  /** The rules that the input breaks. */
  readonly errors: readonly BrokenRule[];
  /** What the refusal says beyond its title: counts, states, moments. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(response?: Response, body?: unknown) {
    super(response === undefined ? 'the API could not be reached' : `the API answered ${response.status}`);
    this.status = response?.status ?? 0;
    this.kind = kindOf(this.status);
    this.title = textIn(body, 'title');
    this.correlationId = textIn(body, 'correlationId');
    this.code = textIn(body, 'code');
    this.errors = errorsIn(body);
    this.details = detailsIn(body);
  }
}

function kindOf(status: number): ProblemKind {
  if (status === 0) return 'offline';
  if (status === 403) return 'forbidden';
  if (status === 412) return 'conflict';
  return status === 404 ? 'not-found' : 'failed';
}

function memberOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

function textIn(body: unknown, name: string): string | undefined {
  const value = memberOf(body, name);
  return typeof value === 'string' ? value : undefined;
}

/** A rule at each place. A refusal that names places only means itself there. */
function errorsIn(body: unknown): readonly BrokenRule[] {
  const errors = memberOf(body, 'errors');
  const paths = memberOf(body, 'paths');
  const title = textIn(body, 'title') ?? '';
  const single = { in: 'body', path: textIn(body, 'path'), rule: textIn(body, 'rule') ?? title };
  return [
    ...(Array.isArray(errors) ? errors : []).flatMap((error: unknown) => {
      const [path, rule] = [textIn(error, 'path'), textIn(error, 'rule')];
      return path === undefined || rule === undefined ? [] : [{ in: textIn(error, 'in') ?? 'body', path, rule }];
    }),
    ...(Array.isArray(paths) ? paths : []).flatMap((path: unknown) =>
      typeof path === 'string' ? [{ in: 'body', path, rule: single.rule }] : [],
    ),
    ...(single.path === undefined ? [] : [{ ...single, path: single.path }]),
  ];
}

const ofEveryProblem = new Set(['type', 'title', 'status', 'code', 'correlationId', 'errors', 'paths', 'path', 'rule']);

function detailsIn(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ofEveryProblem.has(name)));
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
