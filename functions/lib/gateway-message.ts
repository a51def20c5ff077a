import * as z from 'zod';
import { BankMessage } from '../../shared/freezes/bank-message.ts';
import { NoticeMessage } from '../../shared/notifications/model.ts';

/** What stands in the queue to the gateway: an instruction for a bank, or a notice for an agency's webhook. Checked at both ends. */
export const GatewayMessage = z.union([BankMessage, NoticeMessage]);
export type GatewayMessage = z.infer<typeof GatewayMessage>;

export function isNotice(message: GatewayMessage): message is NoticeMessage {
  return 'entryId' in message;
}

/** Whom it is for: a bank or an agency. The two share one space of ids. */
export function receiverOf(message: GatewayMessage): string {
  return isNotice(message) ? message.agency : message.bankId;
}
