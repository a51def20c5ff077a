/** An account number as banks know it: no spaces, no dashes, plain digits and letters. */
export function accountIn(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\p{Cf}\p{Pd}\u2212\u30FC]/gu, '');
}
