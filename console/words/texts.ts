import { useCallback } from 'react';
import { type Language, useLanguage } from './language.ts';

/** The texts of a page folder in both languages. They come with the folder's own chunk, not with the first load. */
export type Texts<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** Gives the text for a key in the language of the page; `{{n}}` is replaced by the value of that name. */
export type Text<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/**
 * The texts of one page folder, for `useText`. A key that the other language lacks does not compile.
 *
 * @param zh the texts in Chinese, which say what keys there are
 */
export function textsOf<Key extends string>(
  zh: Readonly<Record<Key, string>>,
  en: Readonly<Record<NoInfer<Key>, string>>,
): Texts<Key> {
  return { zh, en };
}

/** The texts of a page folder in the language of the page; a page that uses it is drawn again when the language changes. */
export function useText<Key extends string>(texts: Texts<Key>): Text<Key> {
  const spoken = useLanguage();
  return useCallback((key, values) => filled(texts[spoken][key], values), [texts, spoken]);
}

function filled(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
