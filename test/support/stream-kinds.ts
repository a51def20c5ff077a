import { globSync } from 'node:fs';
import * as z from 'zod';

const root = new URL('../../', import.meta.url).pathname;

const Union = z.looseObject({
  options: z.array(z.looseObject({ shape: z.looseObject({ type: z.looseObject({ value: z.string() }) }) })),
});
const StreamKind = z.object({
  name: z.string(),
  schemaVersion: z.number(),
  state: z.instanceof(z.ZodType),
  fact: Union,
  factsFile: z.unknown().optional(),
});
export type StreamKind = z.infer<typeof StreamKind>;

/** Every kind of stream that `shared/` exports, found by looking: a new one needs no line in any test. */
export async function streamKinds(): Promise<readonly StreamKind[]> {
  const modules = await Promise.all(globSync('shared/**/*.ts', { cwd: root }).map((path) => import(`${root}${path}`)));
  const exported = modules.flatMap((module) => Object.values(z.record(z.string(), z.unknown()).parse({ ...module })));
  const kinds = exported.flatMap((one) => StreamKind.safeParse(one).data ?? []);
  return [...new Map(kinds.map((kind) => [kind.name, kind])).values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
