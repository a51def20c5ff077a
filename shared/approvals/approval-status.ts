/** The states of an approval. */
export const approvalStatuses = ['asked', 'granted', 'declined', 'withdrawn', 'lapsed', 'used'] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];
