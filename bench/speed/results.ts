import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CityError } from '../../local/city-error.ts';
import { Figure } from './figures.ts';

const directory = join(import.meta.dirname, '..', 'results');

export const Results = z.strictObject({
  /** ISO 8601. */
  date: z.iso.date(),
  machine: z.string(),
  figures: z.array(Figure),
});
export type Results = z.infer<typeof Results>;

/**
 * Writes the results. Sections that an earlier run of the day measured, and this one did not, stay.
 *
 * @param pageOf makes a page for a browser of them @returns the two files that were written
 */
export function save(results: Results, pageOf: (whole: Results) => string): readonly string[] {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, results.date);
  const whole = existsSync(`${file}.json`) ? withEarlier(results, read(`${results.date}.json`)) : results;
  writeFileSync(`${file}.json`, `${JSON.stringify(whole, undefined, 2)}\n`);
  writeFileSync(`${file}.html`, pageOf(whole));
  return [`${file}.json`, `${file}.html`];
}

/** The results, behind the sections that only the earlier ones have. */
export function withEarlier(results: Results, earlier: Results): Results {
  const measured = new Set(results.figures.map(({ section }) => section));
  return { ...results, figures: [...earlier.figures.filter(({ section }) => !measured.has(section)), ...results.figures] };
}

/** The newest results that were saved. @throws CityError if there are none, or if they cannot be read */
export function newest(): Results {
  const names = existsSync(directory) ? readdirSync(directory).filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name)) : [];
  const last = names.toSorted().at(-1);
  if (last === undefined)
    throw new CityError('There are no results in bench/results to compare with: npm run bench -- --save makes them');
  return read(last);
}

function read(name: string): Results {
  const found = Results.safeParse(JSON.parse(readFileSync(join(directory, name), 'utf8')));
  if (!found.success) throw new CityError(`The results in bench/results/${name} have another form than this release's`);
  return found.data;
}
