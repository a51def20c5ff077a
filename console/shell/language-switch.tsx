import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { speak, useLanguage } from '../words/language.ts';

/** Switches to the other language, named in that language. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <Button size="small" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => speak(other)}>
      {t('otherLanguage')}
    </Button>
  );
}
