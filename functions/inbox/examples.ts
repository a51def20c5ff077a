import type * as z from 'zod';
import type { PushedNotice } from '../../shared/notifications/model.ts';

/** An example for the document and for `docs/agencies.md`: evidence that was asked for did not come in time. */
export const noticeExample: z.input<typeof PushedNotice> = {
  entryId: 'inb_01KAN0F9Q0V3M6T9WB2D5G8J1N',
  class: 'digest',
  what: 'consultation.evidence-overdue',
  subject: { kind: 'consultation', id: 'cst_01KAN0A4C0R2T4V6X8Z0B2D4F6', reference: 'HS-261122-B2D4F6' },
  district: 'haidian',
  at: '2026-11-26T01:31:07.412Z',
  dueAt: '2026-11-25T16:00:00.000Z',
  term: { kind: 'evidence', endsAt: '2026-11-25T16:00:00.000Z' },
};
