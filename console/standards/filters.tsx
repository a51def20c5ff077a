import { Select } from 'antd';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { useMeasures } from './measures.ts';
import { standardTexts } from './words.ts';

/** Keeps a filter in the address: no filter names a person. */
function useFilter(name: string): readonly [value: string, set: (value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const set = (value: string | undefined): void =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
      return next;
    });
  return [params.get(name) ?? '', set];
}

interface SelectFilterProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What is chosen where the address says nothing. */
  readonly first?: string;
  readonly optional?: boolean;
}

/** One of several values. */
export function SelectFilter({ name, label, options, first = '', optional = false }: SelectFilterProps) {
  const [value, set] = useFilter(name);
  const id = useId();
  const all = optional ? [{ value: '', label: label }] : [];
  return (
    <span>
      <label htmlFor={id} className="unseen">
        {label}
      </label>
      <Select
        id={id}
        popupMatchSelectWidth={false}
        options={[...all, ...options]}
        value={value === '' ? first : value}
        onChange={(chosen) => set(chosen)}
      />
    </span>
  );
}

/** One of the criteria, or all. */
export function CriterionFilter({ optional = false }: { readonly optional?: boolean }) {
  const t = useText(standardTexts);
  const words = useWords();
  const { criteria } = useMeasures();
  const options = criteria.map((value) => ({ value, label: words('criterion', value) }));
  if (options.length === 0) return null;
  return optional ? (
    <SelectFilter name="criterion" label={t('allCriteria')} options={options} optional />
  ) : (
    <SelectFilter name="criterion" label={t('criterion')} options={options} first={options[0]?.value ?? ''} />
  );
}

/** A day in Beijing. */
export function DayFilter({ name, label }: { readonly name: string; readonly label: string }) {
  const [value, set] = useFilter(name);
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{label}</label>{' '}
      <input
        id={id}
        type="date"
        className="ant-input ant-input-outlined short"
        value={value}
        onChange={({ target }) => set(target.value)}
      />
    </span>
  );
}

/** A box to tick. */
export function TickFilter({ name, label }: { readonly name: string; readonly label: string }) {
  const [value, set] = useFilter(name);
  return (
    <label>
      <input type="checkbox" checked={value === 'true'} onChange={({ target }) => set(target.checked ? 'true' : undefined)} />{' '}
      {label}
    </label>
  );
}
