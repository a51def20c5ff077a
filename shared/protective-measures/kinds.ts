/** What a bank does to protect a person's own account: it takes no payment out of it, or no more than so much a day. Money still comes in. */
export const protectiveKinds = ['no-outgoing', 'day-limit'] as const;
export type ProtectiveKind = (typeof protectiveKinds)[number];
