import type { IndexEntry } from '../journal/stream.ts';

/** The questions that a bank has to answer, in the index `inbox`, what is due first. */
export function questionsOfBankKey(bankId: string): string {
  return `bank-questions#${bankId}`;
}

/** @param dueAt ISO 8601, UTC */
export function questionOfBank(bankId: string, dueAt: string, instructionId: string): IndexEntry {
  return { pk: questionsOfBankKey(bankId), sk: `${dueAt}#${instructionId}` };
}

/** The statements that were asked for on an order, in the index `file`, in the order of time. */
export function statementsOfOrderKey(orderId: string): string {
  return `statements-of-order#${orderId}`;
}

/** @param requestedAt ISO 8601, UTC */
export function statementOfOrder(orderId: string, requestedAt: string, statementId: string): IndexEntry {
  return { pk: statementsOfOrderKey(orderId), sk: `${requestedAt}#${statementId}` };
}

/** The statements of the orders of an alarm, in the index `listing`, in the order of time. */
export function statementsOfAlarmKey(alertId: string): string {
  return `statements-of-alert#${alertId}`;
}

/** @param requestedAt ISO 8601, UTC */
export function statementOfAlarm(alertId: string, requestedAt: string, statementId: string): IndexEntry {
  return { pk: statementsOfAlarmKey(alertId), sk: `${requestedAt}#${statementId}` };
}

/** The watches, or the questions whose account it is, of an order, in the index `file`, in the order of time. */
export function askedOfOrderKey(kind: 'watch' | 'holder-request', orderId: string): string {
  return `${kind}-of-order#${orderId}`;
}

/** @param requestedAt ISO 8601, UTC */
export function askedOfOrder(kind: 'watch' | 'holder-request', orderId: string, requestedAt: string, id: string): IndexEntry {
  return { pk: askedOfOrderKey(kind, orderId), sk: `${requestedAt}#${id}` };
}

/** The lines of a watch, in the index `file`, in the order in which they were told. */
export function linesOfWatchKey(watchId: string): string {
  return `lines-of-watch#${watchId}`;
}

/** @param toldAt ISO 8601, UTC */
export function lineOfWatch(watchId: string, toldAt: string, lineId: string): IndexEntry {
  return { pk: linesOfWatchKey(watchId), sk: `${toldAt}#${lineId}` };
}
