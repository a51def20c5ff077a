import { globSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { AccessPart } from './access-actors.ts';

const Part = z.custom<AccessPart>(
  (one) => z.looseObject({ rows: z.looseObject({}), prepare: z.function() }).safeParse(one).success,
);

/** What each `access-….ts` here says of the routes of its context: a new file needs no line in any test. */
export async function accessParts(): Promise<readonly AccessPart[]> {
  const files = globSync('access-*.ts', { cwd: import.meta.dirname });
  const modules = await Promise.all(files.map((file) => import(join(import.meta.dirname, file))));
  const exported = modules.flatMap((module) => Object.values(z.record(z.string(), z.unknown()).parse({ ...module })));
  return exported.flatMap((one) => Part.safeParse(one).data ?? []);
}
