import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { request } from '../api/client.ts';
import { ApiProblem, answerOf } from '../api/problem.ts';
import type { Json } from '../forms/schema.ts';
import type { Act, AnswerOf, OperationId } from './act.ts';
import { firstAttempt, nextAttempt, refused, SENT_BEFORE } from './attempt.ts';
import { type Change, changesSince } from './changes-since.ts';
import { versionOf } from './offers.ts';
import { noteOwnVersion, withOwnVersions } from './own-versions.ts';
import { type ActThing, readAgain, readThing } from './thing.ts';

/** What became of the last sending. */
export type Sending =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  /** The network is gone, or the service broke: it may have happened. */
  | { readonly kind: 'unknown'; readonly problem: ApiProblem }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }
  /** The thing is not any more what the person saw; the facts since, where the reader may know them. */
  | { readonly kind: 'conflict'; readonly changes: readonly Change[] | undefined };

/** What a form sends. */
export interface Filled {
  readonly params: Readonly<Record<string, string | number>>;
  readonly body: Json | undefined;
}

interface Options<Id extends OperationId> {
  readonly act: Act<Id>;
  readonly thing: ActThing | undefined;
  /** Whether it is sent only for what is not there yet. */
  readonly onlyNew: boolean;
  /** It is there already, and stays as it is. */
  taken(): void;
  done(answer: AnswerOf<Id>): void;
}

interface SendingOf {
  readonly sending: Sending;
  /** @returns whether it was carried out */
  send(filled: Filled): Promise<boolean>;
}

const newKey = (): string => crypto.randomUUID();

/** Sends what a form holds: under one key, on the version that the person saw. */
export function useSending<Id extends OperationId>({ act, thing, onlyNew, taken, done }: Options<Id>): SendingOf {
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending>({ kind: 'idle' });
  const attempt = useRef(firstAttempt(newKey));
  // The page may read the thing again under the open form; what counts is what the person saw when it opened.
  const seen = useRef<ActThing | undefined>(thing);

  const send = async (filled: Filled): Promise<boolean> => {
    setSending({ kind: 'busy' });
    try {
      seen.current = act.ifMatch ? await onVersion(seen.current) : seen.current;
      attempt.current = nextAttempt(attempt.current, JSON.stringify([filled, seen.current?.etag]), newKey);
      const { answer, etag } = await carriedOut(act, filled, {
        key: attempt.current.key,
        etag: seen.current?.etag,
        onlyNew,
      });
      if (act.ifMatch && seen.current !== undefined) noteOwnVersion(seen.current, etag);
      setSending({ kind: 'idle' });
      done(answer);
      await readAgain(queries, thing);
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setSending(await endedBy(error));
      return false;
    }
  };

  const endedBy = async (problem: ApiProblem): Promise<Sending> => {
    if (problem.status === 0 || problem.status >= 500) return { kind: 'unknown', problem };
    attempt.current = refused(attempt.current, problem.code);
    if (problem.code === SENT_BEFORE) void readAgain(queries, thing);
    // What is shown is not what is there any more, or not for this person.
    if (problem.status === 403 || problem.status === 409) void readAgain(queries, thing);
    if (onlyNew && problem.code === 'VERSION_CONFLICT') {
      taken();
      return { kind: 'idle' };
    }
    if (problem.code !== 'VERSION_CONFLICT' || seen.current === undefined) return { kind: 'refused', problem };
    const changes = await changesSince(seen.current);
    seen.current = await readAnew(seen.current).catch(() => seen.current);
    await readAgain(queries, thing);
    return { kind: 'conflict', changes };
  };

  return { sending, send };
}

async function onVersion(thing: ActThing | undefined): Promise<ActThing | undefined> {
  if (thing === undefined) return undefined;
  return thing.etag === undefined ? readAnew(thing) : withOwnVersions(thing);
}

async function readAnew(thing: ActThing): Promise<ActThing> {
  const { data, etag, readAt } = await readThing(thing.path, thing.params);
  return { ...thing, etag, readAt, version: versionOf(data) };
}

interface Under {
  readonly key: string;
  readonly etag: string | undefined;
  readonly onlyNew: boolean;
}

async function carriedOut<Id extends OperationId>(
  act: Act<Id>,
  { params, body }: Filled,
  { key, etag, onlyNew }: Under,
): Promise<{ readonly answer: AnswerOf<Id>; readonly etag: string | null }> {
  const headers = {
    ...(act.idempotent && { 'idempotency-key': key }),
    ...(act.ifMatch && etag !== undefined && { 'if-match': etag }),
    ...(act.onlyNew && onlyNew && { 'if-none-match': '*' }),
  };
  const method = act.method === 'put' ? 'PUT' : 'POST';
  const { data, response } = await answerOf(request({ method, path: act.path, params, headers, body }));
  // The document says what the operation answers, and the API keeps to it.
  return { answer: data as AnswerOf<Id>, etag: response.headers.get('etag') };
}
