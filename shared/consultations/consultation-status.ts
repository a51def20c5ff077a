/** Where a consultation can stand. How it gets from one to another is said by `consultation-lifecycle.ts` alone. */
export const consultationStatuses = ['convened', 'deliberating', 'following-up', 'closed', 'withdrawn'] as const;
export type ConsultationStatus = (typeof consultationStatuses)[number];

/** Whether it is still worked on: then it stands on agendas. */
export function isOpen(status: ConsultationStatus): boolean {
  return status !== 'closed' && status !== 'withdrawn';
}
