import type * as z from 'zod';
import { fact } from '../kernel/fact.ts';
import { AgencyId } from '../kernel/ids.ts';

/** A fact that says which agency acted. */
export function actedFact<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return fact(type, { by: AgencyId, ...shape });
}
