import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { byKind } from '../../console/forms/by-kind.ts';
import { moment } from '../../console/words/format.ts';

describe('a moment', () => {
  test.each([
    ['2026-12-31T15:59:59Z', '2026-06-01T00:00:00Z', '12/31 23:59:59', '31/12, 23:59:59'],
    // the year is that of Beijing, where it has begun
    ['2026-12-31T16:00:00Z', '2026-12-31T15:00:00Z', '2027/01/01 00:00:00', '01/01/2027, 00:00:00'],
    ['2025-11-22T01:20:00Z', '2026-11-22T01:20:00Z', '2025/11/22 09:20:00', '22/11/2025, 09:20:00'],
  ])('%s has its year if it is not the one of %s', (instant, now, zh, en) => {
    expect(moment(instant, 'zh', now)).toBe(zh);
    expect(moment(instant, 'en', now)).toBe(en);
  });
});

describe('agencies', () => {
  test('stand by kind, police first and courts behind the supervisors of banks, and by name within a kind', () => {
    const listed = [
      ['法院', 'court'],
      ['海淀镇', 'town'],
      ['监管局', 'regulator'],
      ['海淀分局', 'police'],
      ['检察院', 'procuratorate'],
      ['朝阳分局', 'police'],
    ] as const;
    const names = byKind(listed.map(([name, kind]) => ({ name, kind }))).map(({ name }) => name);
    expect(names).toEqual(['朝阳分局', '海淀分局', '检察院', '监管局', '法院', '海淀镇']);
  });
});

test('a text names what it takes in two braces: in one, a person would read the name', () => {
  const cwd = join(import.meta.dirname, '..', '..', 'console');
  const files = globSync(['*/words.ts', '*/*/words.ts', 'words/{zh,en}.ts', 'states/history-words.ts'], { cwd });
  expect(files.length).toBeGreaterThan(15);
  const faults = files.flatMap((file) =>
    [...readFileSync(join(cwd, file), 'utf8').matchAll(/(?<![{$])\{\w+\}(?!\})/g)].map(([found]) => `${file} ${found}`),
  );
  expect(faults).toEqual([]);
});
