import type { IndexEntry } from '../journal/stream.ts';

/** The rounds of a case, in the index `file`, the first one first. */
export function roundsOfKey(caseId: string): string {
  return `returns-of#${caseId}`;
}

/** @param openedAt ISO 8601, UTC */
export function roundOf(caseId: string, openedAt: string, returnId: string): IndexEntry {
  return { pk: roundsOfKey(caseId), sk: `${openedAt}#${returnId}` };
}

/** The public notices that run, in the index `listing`, by when they end. */
export const noticesKey = 'return-notices';

/** @param until ISO 8601, UTC */
export function noticeUntil(until: string, returnId: string): IndexEntry {
  return { pk: noticesKey, sk: `${until}#${returnId}` };
}

/** The claims of a case, in the index `file`, in the order in which they were made. */
export function claimsOfKey(caseId: string): string {
  return `return-claims-of#${caseId}`;
}

/** @param madeAt ISO 8601, UTC */
export function claimOfCase(caseId: string, madeAt: string, claimId: string): IndexEntry {
  return { pk: claimsOfKey(caseId), sk: `${madeAt}#${claimId}` };
}

/** The payments of a round, in the index `file`. */
export function paymentsOfKey(returnId: string): string {
  return `return-payments-of#${returnId}`;
}

export function paymentOfRound(returnId: string, paymentId: string): IndexEntry {
  return { pk: paymentsOfKey(returnId), sk: paymentId };
}

/** The payments out of an account over all rounds, by its order, in the index `listing`. */
export function paymentsOutOfKey(orderId: string): string {
  return `return-payments-out-of#${orderId}`;
}

export function paymentOutOf(orderId: string, paymentId: string): IndexEntry {
  return { pk: paymentsOutOfKey(orderId), sk: paymentId };
}
