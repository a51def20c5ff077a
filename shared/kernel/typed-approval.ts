import * as z from 'zod';

/** The member in which callers used to type an approval. Approvals are acts: Cordon refuses the member, and says how to get an approval. */
export const typedApproval = z
  .never({ error: 'is not taken: an approval is an act; ask for it with POST /v1/approvals and name it as approvalId' })
  .optional();
