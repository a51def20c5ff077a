import { Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useMay } from '../acts/may.ts';
import { Page } from '../states/page.tsx';
import { useText } from '../words/texts.ts';
import { Subscription } from './subscription.tsx';
import { TermFilterBar } from './term-filters.tsx';
import { TermList } from './term-list.tsx';
import { TermMonth } from './term-month.tsx';
import { filtersIn } from './use-terms.ts';
import { termTexts } from './words.ts';

const MONTH = 'month';

/** The terms and deadlines that concern a person (期限): what ends when, as a list by day or as a month. */
export default function TermsPage() {
  const t = useText(termTexts);
  const [query, setQuery] = useSearchParams();
  const may = useMay();
  const filters = filtersIn(query);
  const isMonth = query.get('view') === MONTH;
  const show = (view: string): void => {
    const changed = new URLSearchParams(query);
    if (view === MONTH) changed.set('view', view);
    else for (const name of ['view', 'month']) changed.delete(name);
    setQuery(changed, { replace: true });
  };
  return (
    <Page title={t('terms')}>
      <TermFilterBar filters={filters} />
      <Segmented
        aria-label={t('view')}
        value={isMonth ? MONTH : 'list'}
        options={[
          { value: 'list', label: t('list') },
          { value: MONTH, label: t('month') },
        ]}
        onChange={show}
      />
      {isMonth ? <TermMonth filters={filters} /> : <TermList filters={filters} />}
      <p className="quiet">{t('provisionalNote')}</p>
      {may.has('calendar.issue') && <Subscription />}
    </Page>
  );
}
