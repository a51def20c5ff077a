/** The states of a consultation. `consultation-lifecycle.ts` alone says which leads to which. */
export const consultationStatuses = ['convened', 'deliberating', 'following-up', 'closed', 'withdrawn'] as const;
export type ConsultationStatus = (typeof consultationStatuses)[number];

/** Whether the parties still work on it: then it stands on agendas. */
export function isOpen(status: ConsultationStatus): boolean {
  return status !== 'closed' && status !== 'withdrawn';
}
