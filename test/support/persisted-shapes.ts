import * as z from 'zod';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { streamKinds } from './stream-kinds.ts';

/** The version of a state's persisted shape, and a hash of the shape. */
export const Shapes = z.record(z.string(), z.strictObject({ schemaVersion: z.number(), shape: z.string() }));
export type Shapes = z.infer<typeof Shapes>;

/** The shapes as the code has them, by the name of the stream. */
export async function shapesOf(): Promise<Shapes> {
  const kinds = await streamKinds();
  return Object.fromEntries(
    kinds.map(({ name, schemaVersion, state }) => [
      name,
      { schemaVersion, shape: hashOf(z.toJSONSchema(state, { unrepresentable: 'any' })).slice(0, 16) },
    ]),
  );
}

/** The content of the page: a shape is replaced only by one of a later version. */
export function carriedOn(written: Shapes, now: Shapes): Shapes {
  const kept = Object.entries(now).map(([name, shape]) => {
    const before = written[name];
    return [name, before === undefined || shape.schemaVersion > before.schemaVersion ? shape : before] as const;
  });
  return Object.fromEntries(kept);
}
