import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { Day } from '../../kernel/day.ts';
import { ConsultationId } from '../../kernel/ids.ts';
import { prose, text } from '../../kernel/people.ts';
import { StandardContentInput } from '../standard/content.ts';
import { Criterion } from '../standard/criteria.ts';

/** The name of streams of proposals: enough to ask whether a proposal exists. */
export const PROPOSAL_STREAM = 'proposal';

/** The content of a new proposal. A conclusion of a consultation may carry one, too. */
export const ProposeStandard = z.strictObject({
  criterion: Criterion,
  title: text(120),
  reason: prose(2_000),
  /** The districts it concerns; all sixteen by default. */
  districts: z
    .array(z.enum(districts))
    .min(1)
    .max(districts.length)
    .refine((names) => new Set(names).size === names.length, 'must name each district once')
    .default([...districts]),
  /** The first day on which it would be in force. */
  effectiveFrom: Day,
  content: StandardContentInput,
  consultationId: ConsultationId.optional(),
});
export type ProposeStandard = z.infer<typeof ProposeStandard>;
