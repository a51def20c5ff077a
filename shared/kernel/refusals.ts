/**
 * Every reason for which Cordon says no. The code is part of the API and never changes its meaning.
 * `shared/http/problems.ts` gives each its status and titles, exhaustively.
 */
export const refusalCodes = [
  // the request itself
  'INPUT_INVALID',
  'JSON_MALFORMED',
  'CONTENT_TYPE_UNSUPPORTED',
  'BODY_TOO_LARGE',
  'CURSOR_INVALID',
  'IDEMPOTENCY_KEY_REUSED',
  'VERSION_CONFLICT',
  'BUSY',
  'ROUTE_NOT_FOUND',
  'INTERNAL',
  // who may
  'TOKEN_CLAIMS_INVALID',
  'ACTION_NOT_ALLOWED',
  'NOT_FOUND',
  'SIGNATURE_REQUIRED',
  'SIGNATURE_INVALID',
  // alerts and freeze requests
  'TIME_IN_FUTURE',
  'TIME_TOO_LONG_AGO',
  'TIME_BEFORE_ALARM',
  'SAME_OFFICER_TWICE',
  'DUPLICATE_ACCOUNT',
  'BANK_UNKNOWN',
  'STOP_LIMIT_REACHED',
  // stop orders
  'ORDER_STATE_FORBIDS',
  'INSTRUCTION_PENDING',
  'INSTRUCTION_NOT_PENDING',
  'RESULT_CONFLICT',
  'RESULT_INCOMPLETE',
  'EXTENSION_NOT_ALLOWED',
  'ACCOUNT_FROZEN',
  'TOO_MANY_DOCUMENTS',
  'CASE_NOT_FILED',
  'DOCUMENT_MISSING',
  'APPROVAL_MISSING',
  'TERM_EXPIRED',
  'RENEWAL_TOO_EARLY',
  'RENEWAL_TOO_LONG',
  // banks
  'ENDPOINT_NOT_ALLOWED',
  'KEY_SET_INVALID',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];
