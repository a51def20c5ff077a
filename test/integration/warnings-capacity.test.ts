import { expect, test } from 'vitest';
import * as z from 'zod';
import { stockChange, stockId } from '../../bench/speed/warnings/stock.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { actors } from '../support/access-actors.ts';
import { meteredApi } from '../support/metered-api.ts';
import { T0 } from '../support/samples.ts';

const STATION = 'haidian-bench';
const [FEW, MANY] = [100, 4_000];
/** What the caller holds: a half. The head of the list: one. The warning: one. */
const UNITS = 2.5;
const Next = z.object({ warning: z.looseObject({ warningId: z.string() }) });

const on = meteredApi();

/** Claims as a person of their own. @returns the warning, and the read units */
async function claim(subject: string): Promise<{ readonly warningId: string; readonly units: number }> {
  const person: Actor = { ...actors.haidian, subject };
  on.table.consumed = 0;
  const answer = await on.api.call(person, 'POST', '/v1/warnings/next', { body: { level: 'station', station: STATION } });
  const { warning } = Next.parse(answer.body);
  return { warningId: warning.warningId, units: on.table.consumed };
}

test('a claim reads the same few units with a hundred and with thousands of the lightest grade open', {
  timeout: 120_000,
}, async () => {
  const fill = (from: number, to: number) => on.fill({ from, to, atOnce: 40, now: T0 }, (n) => stockChange(n, STATION, T0));
  await fill(0, FEW);
  expect(await claim('a')).toEqual({ warningId: stockId(0), units: UNITS });
  await fill(FEW, MANY);
  expect(await claim('b')).toEqual({ warningId: stockId(1), units: UNITS });
});
