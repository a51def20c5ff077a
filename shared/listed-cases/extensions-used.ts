import type { ListedCase } from './model.ts';

/** How many of the extensions that policy allows are used up: its own, or those of a listing that ended in it, if that had used more. */
export function extensionsUsed({
  extensions,
  extensionsUsed: carried,
}: Pick<ListedCase, 'extensions' | 'extensionsUsed'>): number {
  return carried ?? extensions.length;
}
