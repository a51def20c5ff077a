import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../states/page.tsx';

/** An address of the console under which there is no page. */
export function NoPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('noPage')}>
      <Link to="/">{t('home')}</Link>
    </Page>
  );
}
