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

/** @param page the same as a page for a browser @returns the two files that were written */
export function save(results: Results, page: string): readonly string[] {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, results.date);
  writeFileSync(`${file}.json`, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(`${file}.html`, page);
  return [`${file}.json`, `${file}.html`];
}

/** The newest results that were saved. @throws CityError if there are none, or if they cannot be read */
export function newest(): Results {
  const names = existsSync(directory) ? readdirSync(directory).filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name)) : [];
  const last = names.toSorted().at(-1);
  if (last === undefined)
    throw new CityError('There are no results in bench/results to compare with: npm run bench -- --save makes them');
  const read = Results.safeParse(JSON.parse(readFileSync(join(directory, last), 'utf8')));
  if (!read.success) throw new CityError(`The results in bench/results/${last} have another form than this release's`);
  return read.data;
}
