const FEN_IN_YUAN = 100n;
const WAN = 10_000n;
/** Full-width digits and signs, as Chinese keyboards give them. */
const plain = (text: string): string => text.normalize('NFKC');
const SUM = /^[¥￥]?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?(万)?元?$/u;

/**
 * The sum that a person typed or pasted, in fen: `1,234.50`, `￥1234.5`, `1.2万`, with full-width digits too. Exact: no fraction is rounded.
 *
 * @returns undefined if it is no sum, or is finer than a fen
 */
export function fenIn(text: string): number | undefined {
  const [, whole, fraction = '', wan] = SUM.exec(plain(text).replaceAll(/[\s']/gu, '')) ?? [];
  if (whole === undefined) return undefined;
  const scale = 10n ** BigInt(fraction.length);
  const units = BigInt(whole.replaceAll(',', '') + fraction) * FEN_IN_YUAN * (wan === undefined ? 1n : WAN);
  if (units % scale !== 0n) return undefined;
  const fen = units / scale;
  return fen <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(fen) : undefined;
}

/** Fen as yuan with two decimals, as the field shows them. */
export function yuanOf(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const digits = String(Math.abs(Math.trunc(fen))).padStart(3, '0');
  const grouped = digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${sign}${grouped}.${digits.slice(-2)}`;
}
