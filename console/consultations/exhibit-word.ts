import type { Words } from '../words/labels.ts';
import type { Exhibit } from './model.ts';

/** An exhibit in words; undefined where it is not shown to the reader. */
export function exhibitWord(exhibit: Exhibit, words: Words): string | undefined {
  if (!exhibit.visible) return undefined;
  const { content, part, note } = exhibit;
  return [words('casePart', part), content?.title, content?.number, note].filter((one) => one !== undefined).join(' · ');
}
