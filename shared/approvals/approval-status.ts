/** How an approval stands. */
export const approvalStatuses = ['asked', 'granted', 'declined', 'withdrawn', 'lapsed', 'used'] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];
