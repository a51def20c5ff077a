import type { OwnershipClaim } from './model.ts';

/** What a claim says of a line. */
export interface Said {
  readonly claimId: string;
  readonly fen: number;
}

/** The lines that victims claim. */
export interface ClaimedLines {
  /** What is claimed of a line, in the order of the claims' ids. */
  by(accountId: string, lineId: string): readonly Said[];
}

const none: readonly Said[] = [];

export function claimedLines(claims: readonly OwnershipClaim[]): ClaimedLines {
  const accounts = new Map<string, Map<string, Said[]>>();
  for (const { claimId, transfers } of claims.toSorted((one, other) => (one.claimId < other.claimId ? -1 : 1))) {
    for (const { accountId, lineId, amountFen: fen } of transfers) {
      const lines = accounts.get(accountId) ?? new Map<string, Said[]>();
      accounts.set(accountId, lines.set(lineId, [...(lines.get(lineId) ?? []), { claimId, fen }]));
    }
  }
  return { by: (accountId, lineId) => accounts.get(accountId)?.get(lineId) ?? none };
}
