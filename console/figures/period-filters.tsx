import { Button } from 'antd';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { useMe } from '../states/me.ts';
import { daysAsked } from '../states/period.ts';
import { PeriodChoice } from '../states/period-choice.tsx';
import { useLabels, useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Grouping } from './groupings.ts';
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
  const set = (values: Readonly<Record<string, string>>): void =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(values)) {
        if (value === '') after.delete(name);
        else after.set(name, value);
      }
      return after;
    });
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
      <PeriodChoice
        name={t('period')}
        usual={['today', 'thisMonth', 'lastMonth', 'thisYear']}
        days={daysAsked(query, by, today)}
        today={today}
        onChange={(days) => set({ ...days })}
      >
        <DistrictFilter chosen={query.get('district') ?? ''} onChange={(district) => set({ district })} />
      </PeriodChoice>
    </>
  );
}

interface DistrictFilterProps {
  readonly chosen: string;
  onChange(value: string): void;
}

/** For those who read all districts: an agency of one district, or of one bank, has no choice. */
function DistrictFilter({ chosen, onChange }: DistrictFilterProps) {
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
