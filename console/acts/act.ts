import type { Schema } from '../forms/schema.ts';
import type { operations } from '../generated/api.ts';

/** The operations of the API, by the names that its document gives them. */
export type OperationId = keyof operations;

/** What the document says of an operation that changes something; `console/build/acts.ts` writes one for each into `generated/acts/`. */
export interface Act<Id extends OperationId = OperationId> {
  readonly operationId: Id;
  readonly method: 'post' | 'put';
  /** With the places of its parameters, as in `/v1/orders/{orderId}/extend`. */
  readonly path: string;
  /** The parameters in the path. A form asks for those that the page does not know. */
  readonly params: Readonly<Record<string, Schema>>;
  /** What a person needs the right to, as in `order.extend`. */
  readonly action: string;
  /** The states of its thing in which it can be done; absent: the document names none. */
  readonly states?: readonly string[];
  /** Whether it takes the version of the thing that the person saw. */
  readonly ifMatch: boolean;
  /** Whether it can be asked to record only what is not there yet. */
  readonly onlyNew: boolean;
  /** Whether it can be sent twice under one key and happens once. */
  readonly idempotent: boolean;
  readonly body?: { readonly required: boolean; readonly schema: Schema };
}

/** The parameters in the path of an operation, with their values. */
export type ParamsOf<Id extends OperationId> = operations[Id] extends { parameters: { path: infer Params } }
  ? Readonly<Params>
  : Readonly<Record<never, never>>;

type Json<Response> = Response extends { content: { 'application/json': infer Content } } ? Content : never;

/** What the API answers to an operation that was carried out. */
export type AnswerOf<Id extends OperationId> = operations[Id] extends { responses: infer Responses }
  ? Json<Responses[keyof Responses & (200 | 201 | 202)]>
  : never;
