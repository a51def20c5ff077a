/** Where a case stands: opened, filed (立案), or merged into another (并案). */
export const caseStatuses = ['open', 'filed', 'merged'] as const;
export type CaseStatus = (typeof caseStatuses)[number];
