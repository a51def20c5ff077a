import { hashOf } from '../../kernel/canonical.ts';
import { isPlaceholder } from '../../kernel/reference.ts';
import type { WatchedLine } from './model.ts';

/** The id of a line by what it says: the same line again has the same. */
export function contentId(watchId: string, line: WatchedLine): string {
  return `${watchId}.c.${hashOf(line)}`;
}

/** The id of a line by its serial, or by what it says if it has none or a placeholder. */
export function lineIdOf(watchId: string, line: WatchedLine): string {
  const { serial } = line;
  return serial === undefined || isPlaceholder(serial) ? contentId(watchId, line) : `${watchId}.s.${hashOf(serial)}`;
}
