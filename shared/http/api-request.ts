import type * as z from 'zod';
import type { Action } from '../access/policy.ts';
import type { FieldSet } from '../access/rows.ts';
import type { Command, StoredAnswer } from '../journal/journal.ts';
import type { Actor, Context } from '../kernel/context.ts';
import type { Fact, Refusal } from '../kernel/decision.ts';
import type { Thing } from '../kernel/thing.ts';
import type { Route } from './define-routes.ts';
import type { EntityTags } from './entity-tags.ts';
import type { FieldError } from './problem-body.ts';

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Answers<R extends Route> = R['answers'];

/** The request is rejected, for a reason of the request itself or of the domain. `errors` tells which fields are meant. */
export interface Rejection extends Refusal<Fact> {
  readonly errors?: readonly FieldError[];
}

interface Allowed {
  readonly kind: 'allowed';
  /** The parts of the thing that may be shown. */
  readonly fields: FieldSet;
}

/** A body as it came in, and the signature that came with it, if one did: not checked yet, see `signedBy`. */
interface Sent {
  readonly bytes: Uint8Array;
  readonly signature: string | undefined;
}

/** What every request has, on any route: its caller, and the command under which it is carried out. */
export interface Call {
  readonly operation: string;
  /** On public routes: an anonymous actor, to which the policy allows nothing. */
  readonly actor: Actor;
  /** The caller's name by the token. Cordon keeps it only in the record of a person's act. */
  readonly callerName: string;
  readonly correlationId: string;
  /** The command under which this request is carried out, once. */
  readonly command: Command;
  /** Whether the caller gave a key under which the command may come again. */
  readonly hasKey: boolean;
  /** The versions the caller knows (If-Match). */
  readonly ifMatch?: EntityTags;
  /** Only if the thing is not there yet (`If-None-Match: *`). */
  readonly onlyNew?: true;
  /** What a decider may know. Its `now` is the command's, at every call: a command has one time, retries included. */
  context(): Context;
  /** What the route's action allows the caller to do with this thing, or the refusal, which reveals no hidden thing. */
  allowed(thing?: Thing): Allowed | Rejection;
  /** For the kit: another attempt begins, and the thing that an earlier one saw counts no more. */
  begins(): void;
  /** For the kit: a rule of the domain refuses the caller these actions on the thing, so its read does not tell them. */
  closes(actions: readonly Action[]): void;
  /** For the kit: the actions of the policy that are open to the caller on the thing that the request names, see `actionsToldOn`. */
  openActions(): readonly Action[] | undefined;
  readonly sent: Sent;
  /** A rejection as the caller will see it. */
  problem(rejection: Rejection): StoredAnswer;
}

/** A request as an operation gets it: parsed, its caller known and not shut out from the start. */
export interface ApiRequest<R extends Route> extends Call {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
  /** An answer of the route. With the version of the thing answered, or the tag of what is shown (`tagOf`), it has an ETag. */
  answer<S extends keyof Answers<R> & number>(status: S, body: z.input<Answers<R>[S]>, tag?: number | string): StoredAnswer;
}

/** What an operation does with a request. `tools` are those of its function: journal, keys, clock. */
export type Operation<R extends Route, Tools> = (request: ApiRequest<R>, tools: Tools) => Promise<StoredAnswer | Rejection>;

export function isRejection(reply: object): reply is Rejection {
  return 'kind' in reply && reply.kind === 'refusal';
}
