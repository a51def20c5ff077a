import { Flex } from 'antd';
import { NavLink, useSearchParams } from 'react-router';
import { Page } from '../states/page.tsx';
import { useText } from '../words/texts.ts';
import { Needs } from './needs.tsx';
import { OwnCases } from './own-cases.tsx';
import { useScope } from './scope.ts';
import { SharedCases } from './shared-cases.tsx';
import { caseTexts } from './words.ts';

/**
 * The cases that a person may see: for the police those of the district or the city, and those that others share with them; for other agencies
 * what is shared with them, after what needs them now.
 */
export default function CasesPage() {
  const t = useText(caseTexts);
  const scope = useScope();
  const [query] = useSearchParams();
  if (scope === undefined) return null;
  if (!scope.isOwn)
    return (
      <Page title={t('shared')}>
        <Needs may={scope.may} />
        <section className="part">
          <h2>{t('shared')}</h2>
          <SharedCases />
        </section>
      </Page>
    );
  const isShared = query.get('shared') !== null;
  return (
    <Page title={isShared ? t('shared') : t('cases')}>
      <nav aria-label={t('which')}>
        <Flex gap="middle" className="filters">
          <NavLink to="/cases" aria-current={isShared ? 'false' : 'page'}>
            {t('own')}
          </NavLink>
          <NavLink to="/cases?shared=with-me" aria-current={isShared ? 'page' : 'false'}>
            {t('shared')}
          </NavLink>
        </Flex>
      </nav>
      {isShared ? <SharedCases /> : <OwnCases scope={scope} />}
    </Page>
  );
}
