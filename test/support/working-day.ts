import { expect } from 'vitest';
import * as z from 'zod';
import type { ApiClient } from '../../local/client.ts';
import { eventually } from './city.ts';

const Body = z.record(z.string(), z.unknown());
/** An id of a thing: a person at a desk copies it out of an answer, and types none. */
const ID = /\b[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\b/g;

/** A user at work: each call counts, and names only ids that an earlier answer to this user had. */
export interface WorkingDay {
  readonly calls: readonly string[];
  read(path: string): Promise<Record<string, unknown>>;
  /** Reads again until the answer is as described: a person who looks again at a page that is open. It counts as one call. */
  readWhen(path: string, is: (answer: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  act(path: string, body?: object): Promise<Record<string, unknown>>;
}

/** @param client of the user, over the public API */
export function workingDay(client: ApiClient): WorkingDay {
  const calls: string[] = [];
  const seen = new Set<string>();

  async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>> {
    const named = `${path} ${JSON.stringify(body ?? {})}`.match(ID) ?? [];
    expect(named.filter((id) => !seen.has(id))).toEqual([]);
    const answer = await client.request(method, path, ...(body === undefined ? [] : [body]));
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    for (const id of JSON.stringify(answer.body).match(ID) ?? []) seen.add(id);
    return Body.parse(answer.body);
  }

  return {
    calls,
    read: (path) => {
      calls.push(`GET ${path}`);
      return ask('GET', path);
    },
    readWhen: (path, is) => {
      calls.push(`GET ${path}`);
      return eventually(async () => {
        const answer = await ask('GET', path);
        return is(answer) ? answer : undefined;
      });
    },
    act: (path, body) => {
      calls.push(`POST ${path}`);
      return ask('POST', path, body);
    },
  };
}

/** The member of an answer that is a list of things. */
export function listIn(answer: Record<string, unknown>, member = 'items'): readonly Record<string, unknown>[] {
  return z.array(Body).parse(answer[member]);
}
