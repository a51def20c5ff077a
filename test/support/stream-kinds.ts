import { globSync } from 'node:fs';
import * as z from 'zod';
import type { StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';

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
  factsWithin: z.union([z.literal(true), z.looseObject({ told: z.array(z.string()) })]).optional(),
  factLog: z.unknown().optional(),
  aside: z.unknown().optional(),
});
const Named = z.object({ name: z.string(), schemaVersion: z.number() });
export type StreamKind = z.infer<typeof StreamKind>;

/** Every kind of stream that `shared/` exports, found by looking: a new one needs no line in any test. */
export async function streamKinds(): Promise<readonly StreamKind[]> {
  const kinds = (await allExports()).flatMap((one) => StreamKind.safeParse(one).data ?? []);
  return [...new Map(kinds.map((kind) => [kind.name, kind])).values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The kind of stream of this name, as the journal takes it. */
export async function streamType(name: string): Promise<StreamType<unknown, Fact>> {
  const found = (await allExports()).find((one) => Named.safeParse(one).data?.name === name && isStreamType(one));
  if (!isStreamType(found)) throw new Error(`there is no kind of stream ${name}`);
  return found;
}

function isStreamType(one: unknown): one is StreamType<unknown, Fact> {
  return StreamKind.safeParse(one).success;
}

let exports: Promise<readonly unknown[]> | undefined;

function allExports(): Promise<readonly unknown[]> {
  exports ??= importAll();
  return exports;
}

async function importAll(): Promise<readonly unknown[]> {
  const modules = await Promise.all(globSync('shared/**/*.ts', { cwd: root }).map((path) => import(`${root}${path}`)));
  return modules.flatMap((module) => Object.values(z.record(z.string(), z.unknown()).parse({ ...module })));
}
