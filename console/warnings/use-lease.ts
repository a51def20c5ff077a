import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type ActThing, readAgain } from '../acts/thing.ts';
import { api } from '../api/client.ts';
import { ApiProblem, contentOf } from '../api/problem.ts';
import { cityNow } from '../states/city-clock.ts';

const LOOK_EVERY_MS = 15_000;
const SIGNS = ['keydown', 'pointerdown', 'input'] as const;

/**
 * Holds a warning for as long again while its person works on the page: when half of the time that was left is over, and the person has opened
 * the page, pressed a key or touched it since it was held last.
 *
 * @param until when the time is over, ISO 8601; undefined while this person does not hold it
 */
export function useLease(warning: ActThing, warningId: string, until: string | undefined): void {
  const queries = useQueryClient();
  const renew = async (): Promise<void> => {
    const header = { 'idempotency-key': crypto.randomUUID() };
    const call = api.POST('/v1/warnings/{warningId}/renew', { params: { path: { warningId }, header } });
    await contentOf(call).catch((problem: unknown) => {
      // what is read again says how the warning stands
      if (!(problem instanceof ApiProblem)) throw problem;
    });
    await readAgain(queries, warning);
  };
  const latest = useRef(renew);
  useEffect(() => {
    latest.current = renew;
  });
  useEffect(() => {
    if (until === undefined) return undefined;
    const left = (): number => Date.parse(until) - Date.parse(cityNow());
    const half = left() / 2;
    let isWorking = true;
    const note = (): void => {
      isWorking = true;
    };
    const look = (): void => {
      const now = left();
      if (!isWorking || now > half || now <= 0) return;
      isWorking = false;
      void latest.current();
    };
    for (const sign of SIGNS) addEventListener(sign, note);
    const looking = setInterval(look, LOOK_EVERY_MS);
    return () => {
      clearInterval(looking);
      for (const sign of SIGNS) removeEventListener(sign, note);
    };
  }, [until]);
}
