import { expect, test } from 'vitest';
import { chunks } from '../../shared/kernel/chunks.ts';

test.each([
  [[], []],
  [[1], [[1]]],
  [[1, 2], [[1, 2]]],
  [
    [1, 2, 3, 4, 5],
    [[1, 2], [3, 4], [5]],
  ],
])('%j in lists of two is %j', (items, lists) => {
  expect(chunks(items, 2)).toEqual(lists);
});
