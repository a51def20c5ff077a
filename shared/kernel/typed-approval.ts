import * as z from 'zod';
import { ApprovalId } from './ids.ts';

/** The member in which callers used to type an approval. Approvals are acts: Cordon refuses the member, and says how to get an approval. */
export const typedApproval = z
  .never({ error: 'is not taken: an approval is an act; ask for it with POST /v1/approvals and name it as approvalId' })
  .optional();

/**
 * The granted approval without which the rule refuses the act. The schema lets it be absent, so that the refusal can say which approval the act
 * takes; the document marks it, so that a form can ask for it before.
 */
export const neededApproval = (description: string) => ApprovalId.optional().meta({ description, 'x-cordon-needed': true });
