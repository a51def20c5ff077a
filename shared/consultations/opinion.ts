import * as z from 'zod';
import { ConsultationId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { OpinionLine } from './consultation.ts';

/** An opinion (会商意见) as it was signed: the ledger's line, and the text it has the hash of. Never changed; a newer one may follow. */
export const Opinion = z.strictObject({
  consultationId: ConsultationId,
  ...OpinionLine.omit({ supersededBy: true }).shape,
  text: z.string(),
  /** The exhibits of which the person who signed had opened files by then. Absent in opinions of before evidence could be opened. */
  opened: z.array(z.int().positive()).optional(),
});
export type Opinion = z.infer<typeof Opinion>;

/** The only fact of an opinion. */
export const OpinionFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opinion.signed'), data: z.strictObject({ at: UtcInstant, opinion: Opinion }) }),
]);
export type OpinionFact = z.infer<typeof OpinionFact>;

/** The id of an opinion's stream. */
export function opinionId(consultationId: string, n: number): string {
  return `${consultationId}:${n}`;
}
