/** Spaces and invisible marks, among them the blank pattern of Braille. */
const UNSEEN = /[\s\p{Cf}\p{M}\u2800]+/gu;

/**
 * The number of a paper as it is compared: the same for full-width and plain characters, capitals and small letters, and all brackets,
 * dashes and spaces. Only its letters and digits count; a hyphen stays only between two digits, since 1-12 is another number than 11-2.
 */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .replaceAll(/(?<=\p{N})[^\p{L}\p{N}]+(?=\p{N})/gu, '-')
    .replaceAll(/[^\p{L}\p{N}-]|(?<!\p{N})-|-(?!\p{N})/gu, '')
    .toUpperCase();
}
