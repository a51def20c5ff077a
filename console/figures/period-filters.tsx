import { Button } from 'antd';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { useMe } from '../states/me.ts';
import { useLabels, useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Grouping } from './groupings.ts';
import { type Days, daysAsked, usualDays } from './period.ts';
import { figureTexts } from './words.ts';

interface PeriodFiltersProps {
  readonly groupings: readonly Grouping[];
  readonly by: Grouping;
  readonly today: string;
}

/** By what, of which days, of which district: all of it stands in the address. */
export function PeriodFilters({ groupings, by, today }: PeriodFiltersProps) {
  const t = useText(figureTexts);
  const words = useWords();
  const [query, setQuery] = useSearchParams();
  const days = daysAsked(query, by, today);
  const usual = usualDays(today);
  const set = (values: Readonly<Record<string, string>>): void =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(values)) {
        if (value === '') after.delete(name);
        else after.set(name, value);
      }
      return after;
    });
  const isShown = ({ from, to }: Days): boolean => from === days.from && to === days.to;
  return (
    <>
      <fieldset className="filters">
        <legend className="unseen">{t('by')}</legend>
        {groupings.map((one) => (
          <Button key={one} aria-pressed={one === by} type={one === by ? 'primary' : 'default'} onClick={() => set({ by: one })}>
            {words('grouping', one)}
          </Button>
        ))}
      </fieldset>
      <fieldset className="filters">
        <legend className="unseen">{t('period')}</legend>
        {(['today', 'thisMonth', 'lastMonth', 'thisYear'] as const).map((name) => (
          <Button
            key={name}
            aria-pressed={isShown(usual[name])}
            type={isShown(usual[name]) ? 'primary' : 'default'}
            onClick={() => set({ ...usual[name] })}
          >
            {t(name)}
          </Button>
        ))}
        <DayInput name={t('from')} value={days.from} onChange={(from) => set({ from })} />
        <DayInput name={t('to')} value={days.to} onChange={(to) => set({ to })} />
        <DistrictFilter chosen={query.get('district') ?? ''} onChange={(district) => set({ district })} />
      </fieldset>
    </>
  );
}

interface InputProps {
  onChange(value: string): void;
}

function DayInput({ name, value, onChange }: InputProps & { readonly name: string; readonly value: string }) {
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{name} </label>
      <input id={id} type="date" value={value} onChange={({ target }) => onChange(target.value)} />
    </span>
  );
}

/** For those who read all districts: an agency of one district, or of one bank, has no choice. */
function DistrictFilter({ chosen, onChange }: InputProps & { readonly chosen: string }) {
  const t = useText(figureTexts);
  const spoken = useLanguage();
  const labels = useLabels();
  const me = useMe();
  const id = useId();
  const ways = me?.may.find(({ action }) => action === 'stats.read')?.ways ?? [];
  if (me === undefined || me.agency.district !== undefined || ways.every(({ fields }) => fields === 'own-figures')) return null;
  const districts = Object.entries(labels?.['district'] ?? {});
  return (
    <span>
      <label htmlFor={id}>{t('district')} </label>
      <select id={id} value={chosen} onChange={({ target }) => onChange(target.value)}>
        <option value="">{t('allDistricts')}</option>
        {districts.map(([value, word]) => (
          <option key={value} value={value}>
            {word[spoken]}
          </option>
        ))}
      </select>
    </span>
  );
}
