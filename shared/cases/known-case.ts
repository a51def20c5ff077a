import * as z from 'zod';
import type { Actor } from '../kernel/context.ts';
import { CaseId } from '../kernel/ids.ts';
import type { Case } from './model.ts';
import { holdsCase } from './visibility.ts';

/** Another case, as an officer is told of it who may link or merge it with her own. */
export const KnownCase = z
  .strictObject({
    caseId: CaseId,
    reference: z.string().describe('What people call the case on the phone.'),
    caseNumber: z.string().optional().describe('The number of its filing, where it is filed.'),
  })
  .meta({ id: 'KnownCase' });
export type KnownCase = z.infer<typeof KnownCase>;

/**
 * The case as the actor is told of it; undefined where it is not the actor's own. A case that is only shared with the actor is not told:
 * a look at it is recorded, and this is none.
 */
export function knownCase(fraudCase: Case, actor: Actor): KnownCase | undefined {
  if (!holdsCase(fraudCase, actor)) return undefined;
  const { caseId, reference, filing } = fraudCase;
  return { caseId, reference, ...(filing === undefined ? {} : { caseNumber: filing.caseNumber }) };
}
