import type * as z from 'zod';
import type { Action } from '../access/policy.ts';
import type { During } from '../kernel/lifecycle.ts';
import type { RefusalCode } from '../kernel/refusals.ts';

/** The header that carries a signature of the body, in both directions. */
export const SIGNATURE_HEADER = 'x-jws-signature';

/** The header of a read that tells its caller which actions of the access policy are open on the thing that it shows. */
export const ACTIONS_HEADER = 'cordon-actions';

/** One operation of the API. Routing, validation, OpenAPI, the CDK's routes and the access tests are all made from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With its parameters in braces, as API Gateway and OpenAPI spell them. */
  readonly path: `/v1/${string}`;
  /** One line: what the caller gets done. */
  readonly summary: string;
  readonly tag: string;
  /** `public` needs no token; otherwise the action is looked up in `shared/access/policy.ts`. */
  readonly access: 'public' | { readonly action: Action };
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** A body that may be left out is optional; then it is empty, without a content type. */
  readonly body?: z.ZodType;
  /** The body for the document, if the route takes more than callers are told to send. */
  readonly bodyAsTold?: z.ZodType;
  /** The answers that are not problems, by status. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** The media type of its answers, if they are not JSON but a text. The operation gives it as `content-type`. */
  readonly media?: 'text/calendar' | 'text/csv';
  /** The refusals of the operation itself; `refusalsOf` adds those that every route of its kind may give. */
  readonly refusals: readonly RefusalCode[];
  /** Takes `If-Match` with the version of the thing in its path; a `PUT` also `If-None-Match: *`, to record only what is new. */
  readonly ifMatch?: true;
  /**
   * The states of the thing that its action is on, or of each of several, in which the operation may be given: from the table of the lifecycle
   * (`statesFor`). Another state is refused. The document says them as `x-cordon-states`.
   */
  readonly during?: During;
  /**
   * A bank with registered keys must sign the body (`x-jws-signature`). `examined`: the request asks about a signature, and nothing is
   * recorded.
   */
  readonly signed?: true | 'examined';
  /** It answers with recorded facts, whose hashes are checked: no word in them is put into the reader's language. */
  readonly asRecorded?: true;
  /** An example of the body, for the document. */
  readonly example?: unknown;
}

export type Routes = Readonly<Record<string, Route>>;

/**
 * A context's routes by operation name.
 *
 * @throws Error if two operations share method and path, or the parameters in the path are not those of the schema.
 */
export function defineRoutes<const R extends Routes>(routes: R): R {
  const seen = new Set<string>();
  for (const [name, route] of Object.entries(routes)) {
    const key = routeKey(route);
    if (seen.has(key)) throw new Error(`${name}: ${key} is taken`);
    seen.add(key);
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const inSchema = Object.keys(route.params?.shape ?? {});
    if (inPath.join() !== inSchema.join())
      throw new Error(`${name}: the path has ${inPath.join()}, the schema ${inSchema.join()}`);
  }
  return routes;
}

/** How API Gateway names a route: `POST /v1/alerts`. */
export function routeKey(route: Pick<Route, 'method' | 'path'>): string {
  return `${route.method} ${route.path}`;
}

/** Whether the operation changes something, and so takes an `Idempotency-Key`. */
export function isCommand({ method, signed }: Pick<Route, 'method' | 'signed'>): boolean {
  return method !== 'GET' && signed !== 'examined';
}

/** Whether a caller may ask that the thing is recorded only if there is none at this id (`If-None-Match: *`). */
export function takesOnlyNew({ method, ifMatch }: Pick<Route, 'method' | 'ifMatch'>): boolean {
  return method === 'PUT' && ifMatch === true;
}

/** Whether the body may be left out altogether. */
export function mayLackBody(body: z.ZodType): boolean {
  return body.def.type === 'optional';
}

/** Every refusal that the route may give: its own, and those that follow from its parts. */
export function refusalsOf(route: Route): readonly RefusalCode[] {
  const { access, params, query, body, ifMatch, signed, refusals } = route;
  return [
    ...new Set<RefusalCode>([
      ...(access === 'public' ? [] : (['TOKEN_CLAIMS_INVALID', 'ACTION_NOT_ALLOWED', 'ROLE_NOT_ALLOWED'] as const)),
      ...(params === undefined ? [] : (['NOT_FOUND'] as const)),
      ...(query === undefined && body === undefined ? [] : (['INPUT_INVALID'] as const)),
      ...(query?.shape['cursor'] === undefined ? [] : (['CURSOR_INVALID'] as const)),
      ...(body === undefined
        ? []
        : ([
            'JSON_MALFORMED',
            'JSON_FIELD_TWICE',
            'JSON_TOO_DEEP',
            'CONTENT_TYPE_UNSUPPORTED',
            'CONTENT_ENCODING_UNSUPPORTED',
            'BODY_TOO_LARGE',
          ] as const)),
      ...(isCommand(route) ? (['IDEMPOTENCY_KEY_REUSED', 'BUSY'] as const) : []),
      ...(ifMatch === true ? (['VERSION_CONFLICT'] as const) : []),
      ...(signed === true ? (['SIGNATURE_REQUIRED', 'SIGNATURE_INVALID'] as const) : []),
      ...refusals,
      'INTERNAL',
    ]),
  ];
}
