import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useMay } from '../../acts/may.ts';
import { api } from '../../api/client.ts';
import { contentOf } from '../../api/problem.ts';
import type { paths } from '../../generated/api.ts';
import { findAccount } from '../../generated/operations.ts';
import { type AskedAccount, accountOf, type Row } from './row.ts';
import { createTurns } from './turns.ts';

/** What Cordon knows of an account: its stops that the person may see, and the agency that holds it. */
export type AccountPast = paths['/v1/accounts/find']['post']['responses'][200]['content']['application/json'];

/** How the question for an account stands. */
export type Past =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'known'; readonly past: AccountPast };

/** So long a person has typed nothing before an account is asked for. */
const SETTLED_MS = 500;
/** The most stops that a line tells. */
const LIMIT = 3;

/** Questions that run at once: so few that the browser has connections left for what the officer sends. */
const inTurn = createTurns(2);

const keyOf = ({ bankId, accountNumber }: AskedAccount): string => `${bankId} ${accountNumber}`;

/**
 * What is known of the accounts of the rows, asked for once each, a moment after the rows stand still. A look is recorded, so an answer is kept
 * as long as its row is there; a row that goes takes its question back.
 *
 * @returns tells how a row's question stands; undefined where none is asked
 */
export function useAccountPasts(rows: readonly Row[]): (row: Row) => Past | undefined {
  const isAllowed = useMay().has(findAccount.action);
  const wanted = new Map(rows.flatMap((row) => accountOf(row) ?? []).map((one) => [keyOf(one), one]));
  const settled = useSettled([...wanted.keys()].join('\n'), SETTLED_MS);
  const asked = isAllowed ? settled.split('\n').flatMap((key) => wanted.get(key) ?? []) : [];
  const pasts = useQueries({
    queries: asked.map((one) => ({
      queryKey: ['account-past', one.bankId, one.accountNumber],
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => inTurn(signal, () => ask(one, signal)),
    })),
    combine: (results) =>
      new Map(
        results.map(({ data, isError }, place): readonly [string, Past] => [
          keyOf(asked[place] ?? { bankId: '', accountNumber: '' }),
          data !== undefined ? { kind: 'known', past: data } : { kind: isError ? 'failed' : 'asking' },
        ]),
      ),
  });
  return (row) => {
    const one = accountOf(row);
    return one && pasts.get(keyOf(one));
  };
}

function ask(one: AskedAccount, signal: AbortSignal): Promise<AccountPast> {
  const header = { 'idempotency-key': crypto.randomUUID() };
  return contentOf(api.POST('/v1/accounts/find', { params: { header }, body: { ...one, limit: LIMIT }, signal }));
}

/** The value as it was when it last stood still for so long. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
