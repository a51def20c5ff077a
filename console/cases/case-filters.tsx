import { Checkbox, Input, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import { useStations } from '../states/stations.ts';
import { useLabels } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type FilterName, filtersIn, withFilter } from './filters.ts';
import { useCasesSummary } from './lists.ts';
import type { Scope } from './scope.ts';
import { caseTexts } from './words.ts';

const EVERY_DISTRICT = 'all';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** The filters of the list of cases. They stand in the address, so that a list can be sent on. */
export function CaseFilters({ scope }: { readonly scope: Scope }) {
  const t = useText(caseTexts);
  const [query, setQuery] = useSearchParams();
  const set = (name: FilterName, value: string): void => setQuery(withFilter(query, name, value), { replace: true });
  const stations = [...useStations().values()].map(({ stationId, name }) => ({ value: stationId, label: name }));
  // The states that a list can have are those that its sums count.
  const counted = useCasesSummary(filtersIn(query))?.statuses ?? {};
  const states = useOptions('caseState').filter(({ value }) => value in counted);
  const districts = [{ value: EVERY_DISTRICT, label: t('allDistricts') }, ...useOptions('district')];
  const choose = (name: FilterName, label: string, options: readonly Option[]): ReactNode => (
    <Choice label={label} value={query.get(name) ?? ''} options={options} any={t('any')} chosen={(value) => set(name, value)} />
  );
  return (
    <fieldset className="filters">
      <legend className="unseen">{t('filters')}</legend>
      {choose('status', t('state'), states)}
      {scope.isCity && choose('district', t('district'), districts)}
      {stations.length > 0 && choose('station', t('station'), stations)}
      <Day label={t('from')} value={query.get('from') ?? ''} chosen={(day) => set('from', day)} />
      <Day label={t('to')} value={query.get('to') ?? ''} chosen={(day) => set('to', day)} />
      <Checkbox checked={query.get('mine') !== null} onChange={({ target }) => set('mine', target.checked ? 'true' : '')}>
        {t('mine')}
      </Checkbox>
      <Checkbox checked={query.get('sort') === 'oldest'} onChange={({ target }) => set('sort', target.checked ? 'oldest' : '')}>
        {t('oldest')}
      </Checkbox>
    </fieldset>
  );
}

/** The values of an enumeration with their words, from the API. */
function useOptions(enumeration: string): readonly Option[] {
  const language = useLanguage();
  return Object.entries(useLabels()?.[enumeration] ?? {}).map(([value, label]) => ({ value, label: label[language] }));
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly any: string;
  chosen(value: string): void;
}

function Choice({ label, value, options, any, chosen }: ChoiceProps) {
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{label}</label>{' '}
      <Select
        id={id}
        size="small"
        value={value}
        options={[{ value: '', label: any }, ...options]}
        onChange={chosen}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </span>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  chosen(day: string): void;
}

function Day({ label, value, chosen }: DayProps) {
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{label}</label>{' '}
      <Input
        id={id}
        type="date"
        size="small"
        style={{ width: 140 }}
        value={value}
        onChange={({ target }) => chosen(target.value)}
      />
    </span>
  );
}
