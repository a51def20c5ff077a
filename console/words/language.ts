import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Language = 'zh' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zh };
  }
}

/** The language is a wish of this browser, not of a person. */
const KEPT_AS = 'cordon.language';

/**
 * Starts with the language that this browser had last; Chinese at first.
 *
 * @param says is told of the language at first and at each change, as a tag (BCP 47)
 */
export async function startLanguage(says: (tag: string) => void): Promise<void> {
  i18next.on('languageChanged', (lng) => says(lng === 'zh' ? 'zh-CN' : 'en'));
  await i18next.use(initReactI18next).init({
    lng: localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh',
    fallbackLng: false,
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
}

export const language = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

/** The language of the page; a page that uses it is drawn again when the language changes. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh';
}

export function speak(wanted: Language): void {
  localStorage.setItem(KEPT_AS, wanted);
  void i18next.changeLanguage(wanted);
}
