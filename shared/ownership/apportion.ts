/** A claim on a pool. */
export interface Weighed {
  readonly claimId: string;
  readonly weightFen: number;
}

/**
 * Shares a pool by weights in whole fen, by the largest remainder: each gets pool × weight ÷ whole, rounded down, and the fen that this
 * leaves of the sum go one each to the largest fractions. A share is never above its weight.
 *
 * @param wholeFen what the weights are parts of: at least their sum. Above it, a part of the pool stays
 * @param weighed in the order in which equal fractions get their fen
 */
export function apportion(poolFen: number, wholeFen: number, weighed: readonly Weighed[]): ReadonlyMap<string, number> {
  if (wholeFen === 0) return new Map();
  const whole = BigInt(wholeFen);
  // a pool of more than the whole would give more than the weights
  const pool = BigInt(Math.min(poolFen, wholeFen));
  const parts = weighed.map(({ claimId, weightFen }) => {
    // products of two sums of a case are beyond what a number holds exactly
    const product = pool * BigInt(weightFen);
    return { claimId, fen: Number(product / whole), fraction: product % whole };
  });
  const due = Number((pool * BigInt(weighed.reduce((sum, { weightFen }) => sum + weightFen, 0))) / whole);
  const left = due - parts.reduce((sum, { fen }) => sum + fen, 0);
  const favoured = parts
    .toSorted((one, other) => Number(other.fraction > one.fraction) - Number(other.fraction < one.fraction))
    .slice(0, left);
  const shares = new Map(parts.map(({ claimId, fen }) => [claimId, fen]));
  for (const { claimId, fen } of favoured) shares.set(claimId, fen + 1);
  return shares;
}
