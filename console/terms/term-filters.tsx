import { Checkbox, Select } from 'antd';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { type TermFilters, useTermSums } from './use-terms.ts';
import { termTexts } from './words.ts';

/** The filters of the terms, with the sums that belong to them: how many ran out, how many wait for this agency, which kinds there are. */
export function TermFilterBar({ filters }: { readonly filters: TermFilters }) {
  const t = useText(termTexts);
  const words = useWords();
  const id = useId();
  const [query, setQuery] = useSearchParams();
  const { kind: _, ...others } = filters;
  const kinds = Object.entries(useTermSums(others).data?.kinds ?? {}).filter(([, count]) => count > 0);
  const set = (name: string, value: string): void => {
    const changed = new URLSearchParams(query);
    if (value === '') changed.delete(name);
    else changed.set(name, value);
    setQuery(changed, { replace: true });
  };
  const options = [
    { value: '', label: t('all') },
    ...kinds.map(([kind, count]) => ({ value: kind, label: `${words('termKind', kind)} (${count})` })),
  ];
  return (
    <>
      <Sums filters={filters} />
      <fieldset className="filters">
        <legend className="unseen">{t('filters')}</legend>
        <Checkbox checked={filters.mine !== undefined} onChange={({ target }) => set('mine', target.checked ? 'true' : '')}>
          {t('mine')}
        </Checkbox>
        <span>
          <label htmlFor={id}>{t('kind')}</label>{' '}
          <Select
            id={id}
            size="small"
            value={filters.kind ?? ''}
            options={options}
            onChange={(kind: string) => set('kind', kind)}
            popupMatchSelectWidth={false}
          />
        </span>
      </fieldset>
    </>
  );
}

function Sums({ filters }: { readonly filters: TermFilters }) {
  const t = useText(termTexts);
  const { data } = useTermSums(filters);
  if (data === undefined) return null;
  const more = data.more ? '+' : '';
  const sums = [
    [t('total'), data.total],
    [t('ranOut'), data.ranOut],
    [t('waitsForMe'), data.waitsForMe],
  ] as const;
  return (
    <dl className="sums" aria-label={t('sums')}>
      {sums.map(([term, count]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{`${count}${more}`}</dd>
        </div>
      ))}
    </dl>
  );
}
