import * as z from 'zod';
import { UtcInstant } from './time.ts';

/** The schema of a fact: its type, and data that always say when it was recorded (`at`, ISO 8601 UTC). */
export function fact<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), data: z.strictObject({ at: UtcInstant, ...shape }) });
}
