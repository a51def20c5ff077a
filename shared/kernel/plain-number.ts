/**
 * The number of a paper as it is compared: the same whether it was typed full-width or not, in capitals or not, with whatever brackets,
 * dashes, spaces and marks that nobody sees. What is left are its letters and digits.
 */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}
