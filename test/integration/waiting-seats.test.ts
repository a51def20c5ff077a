import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWaitingSeats, type WaitingSeats } from '../../functions/platform/waiting-seats.ts';
import { MINUTE, SECOND } from '../../shared/kernel/time.ts';
import { startTestTable, type TestTable } from '../support/test-table.ts';
import { createMemorySeats } from '../support/waiting-seats.ts';

let table: TestTable;
let now = Date.UTC(2026, 10, 22);
const realNow = () => now;
const overTable = () => createWaitingSeats({ ...table, realNow });

beforeAll(async () => {
  table = await startTestTable();
}, 60_000);
afterAll(() => table.stop());

const kinds: readonly (readonly [string, () => WaitingSeats])[] = [
  ['in memory', () => createMemorySeats(realNow)],
  ['in the table', overTable],
];

describe.each(kinds)('the seats of banks that wait, %s', (where, create) => {
  test('are two a bank, and free again once their time is over', async () => {
    const seats = create();
    const bank = `bank-${where}-a`;
    expect([await seats.take(bank, 20 * SECOND), await seats.take(bank, 5 * SECOND)]).not.toContain(undefined);
    expect(await seats.take(bank, SECOND)).toBeUndefined();
    expect(await seats.take(`${bank}-other`, SECOND)).toBeDefined();
    now += 5 * SECOND;
    expect(await seats.take(bank, 20 * SECOND)).toBeDefined();
    expect(await seats.take(bank, SECOND)).toBeUndefined();
  });

  test('are free again once they are left, and then only', async () => {
    const seats = create();
    const bank = `bank-${where}-b`;
    const [first, second] = [await seats.take(bank, 20 * SECOND), await seats.take(bank, 20 * SECOND)];
    await first?.leave();
    expect(await seats.take(bank, 20 * SECOND)).toBeDefined();
    now += 20 * SECOND;
    const [third] = [await seats.take(bank, 20 * SECOND), await seats.take(bank, 20 * SECOND)];
    // a poll that ends late does not free another poll's seat
    await second?.leave();
    expect(await seats.take(bank, SECOND)).toBeUndefined();
    await third?.leave();
    expect(await seats.take(bank, SECOND)).toBeDefined();
  });

  test('are as many for polls that come at one instant', async () => {
    const seats = create();
    const taken = await Promise.all(Array.from({ length: 8 }, () => seats.take(`bank-${where}-c`, 20 * SECOND)));
    expect(taken.filter((seat) => seat !== undefined)).toHaveLength(2);
  });
});

test('a seat that a wrong clock took for hours blocks no poll', async () => {
  const ahead = createWaitingSeats({ ...table, realNow: () => now + 60 * MINUTE });
  for (let i = 0; i < 2; i += 1) expect(await ahead.take('bank-d', 20 * SECOND)).toBeDefined();
  expect(await overTable().take('bank-d', 20 * SECOND)).toBeDefined();
});
