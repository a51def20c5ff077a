import { describe, expect, test } from 'vitest';
import { accountOf, emptyRow } from '../../console/duty/stop/row.ts';
import { createTurns } from '../../console/duty/stop/turns.ts';

describe('the account that is asked for', () => {
  const row = { ...emptyRow(), number: ' 6222000000000001001 ', bankId: 'jinghua' };

  test('is that of a row with a bank and a number that the API takes', () => {
    expect(accountOf(row)).toEqual({ bankId: 'jinghua', accountNumber: '6222000000000001001' });
  });

  test('is none where the bank is not chosen, the number is half typed, or is of one transaction', () => {
    expect(accountOf({ ...row, bankId: '' })).toBeUndefined();
    expect(accountOf({ ...row, number: '6222' })).toBeUndefined();
    expect(accountOf({ ...row, number: '6222 0000 0000' })).toBeUndefined();
    expect(accountOf({ ...row, of: 'posSerial' })).toBeUndefined();
  });
});

describe('questions in turn', () => {
  const open = new AbortController().signal;
  const held = () => Promise.withResolvers<string>();

  test('run so many at once, the others in order', async () => {
    const inTurn = createTurns(2);
    const begun: number[] = [];
    const gates = [held(), held(), held(), held()];
    const all = gates.map(({ promise }, n) =>
      inTurn(open, () => {
        begun.push(n);
        return promise;
      }),
    );
    await Promise.resolve();
    await new Promise(setImmediate);
    expect(begun).toEqual([0, 1]);
    gates[1]?.resolve('b');
    await all[1];
    await new Promise(setImmediate);
    expect(begun).toEqual([0, 1, 2]);
    for (const gate of gates) gate.resolve('x');
    expect(await Promise.all(all)).toEqual(['x', 'b', 'x', 'x']);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  test('are never asked when they were taken back before their turn, and a failure gives its place on', async () => {
    const inTurn = createTurns(1);
    const first = held();
    const stop = new AbortController();
    let asked = 0;
    const ask = () => {
      asked += 1;
      return Promise.resolve('asked');
    };
    const running = inTurn(open, () => first.promise);
    const [taken, last] = [inTurn(stop.signal, ask), inTurn(open, ask)];
    stop.abort();
    first.reject(new Error('offline'));
    await expect(running).rejects.toThrow('offline');
    await expect(taken).rejects.toThrow();
    expect(await last).toBe('asked');
    expect(asked).toBe(1);
  });
});
