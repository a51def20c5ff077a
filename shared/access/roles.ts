/** The role of a person or a system in its agency. Cordon does not know a token's other roles; they give nothing. */
export const roles = [
  'officer',
  'duty-officer',
  'supervisor',
  'approver',
  'administrator',
  'bank-system',
  'bank-liaison',
  'prosecutor',
  'judge',
  'regulator-reader',
  'town-officer',
  'operator-system',
  'provider-system',
  'partner-officer',
] as const;
export type Role = (typeof roles)[number];
