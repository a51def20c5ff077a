import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resultCodeList, resultCodes } from '../../shared/freezes/bank-answer/result-codes.ts';

const guide = readFileSync(new URL('../../docs/banks.md', import.meta.url), 'utf8');

test('docs/banks.md has every result code once, as the table of the code has it', () => {
  const rows = [...guide.matchAll(/^\| (\d{4}) \| ([^|]+) \| (\w+) \|/gm)].map(([, code, meaning, resultClass]) => [
    code,
    { class: resultClass, meaning },
  ]);
  expect(rows).toHaveLength(resultCodeList.length);
  expect(Object.fromEntries(rows)).toEqual(resultCodes);
});
