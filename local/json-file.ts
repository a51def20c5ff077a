import type * as z from 'zod';
import { readText, writeAtomically } from './engines/files.ts';

/** Writes a JSON file, whole or not at all, even if the process is killed. */
export function writeJson(file: string, value: unknown): void {
  writeAtomically(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** The file's content, or undefined if there is none or it does not fit the schema. */
export function readJson<T extends z.ZodType>(file: string, schema: T): z.infer<T> | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
