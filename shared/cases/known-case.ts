import * as z from 'zod';
import { type Actor, districts } from '../kernel/context.ts';
import { CaseId } from '../kernel/ids.ts';
import { holdsCase } from './visibility.ts';

/** Another case, as Cordon tells it to an officer who may link or merge it with the officer's own. */
export const KnownCase = z
  .strictObject({
    caseId: CaseId,
    reference: z.string().describe('What people call the case on the phone.'),
    caseNumber: z.string().optional().describe('The number of its filing, if it is filed.'),
  })
  .meta({ id: 'KnownCase' });
export type KnownCase = z.infer<typeof KnownCase>;

/** The members of a case that say what is told, and to which actor. */
export const ToldCase = z.object({
  ...{ caseId: CaseId, reference: z.string(), agencies: z.array(z.string()), district: z.enum(districts) },
  filing: z.object({ caseNumber: z.string() }).optional(),
  mergedInto: CaseId.optional(),
});
type ToldCase = z.infer<typeof ToldCase>;

/**
 * The case as Cordon tells it to the actor; undefined if it is not the actor's own. Cordon does not tell a case that is only shared with
 * the actor: it records each look at such a case, and this is not a look.
 */
export function knownCase(fraudCase: ToldCase, actor: Actor): KnownCase | undefined {
  if (!holdsCase(fraudCase, actor)) return undefined;
  const { caseId, reference, filing } = fraudCase;
  return { caseId, reference, ...(filing === undefined ? {} : { caseNumber: filing.caseNumber }) };
}
