import { useTranslation } from 'react-i18next';

/** Stands in the window of a sign-in that is over, where the browser does not let it close itself. */
export function HandedBack() {
  const { t } = useTranslation();
  return (
    <main className="door">
      <p role="status">{t('handedBack')}</p>
    </main>
  );
}
