/** What a person or a system is in its agency. A token's other roles are not known here and give nothing. */
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
] as const;
export type Role = (typeof roles)[number];
