import * as z from 'zod';

/** The largest sum the product takes: ten thousand million yuan, in fen. Far below 2^53, so that sums of sums stay exact. */
const MAX_FEN = 1_000_000_000_000;

/** A sum of money in fen (1/100 yuan): a positive integer, never a fraction. */
export const PositiveFen = z.int().positive().max(MAX_FEN);

/** A sum in the smallest units of its own currency (cents, yen): a positive integer. */
export const PositiveMinor = z.int().positive().max(MAX_FEN);

/** A sum in fen that may be nothing. */
export const Fen = z.int().nonnegative().max(MAX_FEN);
