/** Spaces and invisible marks, among them the blank pattern of Braille. */
const UNSEEN = /[\s\p{Cf}\p{M}\u2800]+/gu;

/**
 * The number of a paper as it is compared: the same whether it was typed full-width or not, in capitals or not, with whatever brackets,
 * dashes and spaces. What is left are its letters and digits; only where a sign parts two digits does a hyphen stay, since 1-12 is
 * another number than 11-2.
 */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .replaceAll(/(?<=\p{N})[^\p{L}\p{N}]+(?=\p{N})/gu, '-')
    .replaceAll(/[^\p{L}\p{N}-]|(?<!\p{N})-|-(?!\p{N})/gu, '')
    .toUpperCase();
}
