import * as z from 'zod';
import { AlertId, ListedCaseId, OrderId, ReturnRoundId } from '../kernel/ids.ts';
import { hasLapsed } from './decide-approval.ts';
import { Approval, Gate } from './model.ts';

/** An approval as its readers see it. */
export const ApprovalView = z
  .strictObject({ ...Approval.omit({ desk: true }).shape, version: z.int().positive() })
  .meta({ id: 'Approval' });
export type ApprovalView = z.input<typeof ApprovalView>;

/** What a list shows of an approval: its gate and its thing, not the words. */
export const ApprovalEntry = z
  .strictObject({
    ...Approval.pick({ approvalId: true, reference: true, status: true, district: true, needed: true }).shape,
    ...Approval.pick({ askedAt: true, expiresAt: true }).shape,
    gate: Gate,
    agency: Approval.shape.askedBy.shape.agency,
    orderId: OrderId.optional(),
    listedCaseId: ListedCaseId.optional(),
    alertId: AlertId.optional(),
    returnId: ReturnRoundId.optional(),
  })
  .meta({ id: 'ApprovalEntry' });
export type ApprovalEntry = z.input<typeof ApprovalEntry>;

/** An approval as an index holds it: with the subject of the token of the person who asked. */
export const ApprovalCard = z.object({ ...ApprovalEntry.shape, subject: z.string() });
export type ApprovalCard = z.output<typeof ApprovalCard>;

/** The approval as its readers see it: field by field, and as lapsed from the moment it lapses. */
export function approvalView(approval: Approval, version: number, now: string): ApprovalView {
  const { desk: _, ...shown } = approval;
  return { ...shown, status: hasLapsed(approval, now) ? 'lapsed' : approval.status, version };
}

export function approvalEntry({ subject: _, ...entry }: ApprovalCard, now: string): ApprovalEntry {
  return { ...entry, status: hasLapsed(entry, now) ? 'lapsed' : entry.status };
}
