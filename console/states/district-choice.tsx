import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { useLabels } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useSet } from './choices.tsx';
import { useMe } from './me.ts';

type District = Schemas['ScreeningEntry']['district'];

/** The district that the address of a page asks for, as a query of a list has it; nothing where the API has no word for it. */
export function useDistrictAsked(): { readonly district?: District } {
  const [query] = useSearchParams();
  const labels = useLabels();
  const asked = query.get('district') ?? '';
  const isDistrict = (value: string): value is District => Object.hasOwn(labels?.['district'] ?? {}, value);
  return isDistrict(asked) ? { district: asked } : {};
}

/** Which district's list is shown, for an agency of the whole city: an agency of one district may list no other. */
export function DistrictChoice() {
  const { t } = useTranslation();
  const spoken = useLanguage();
  const labels = useLabels();
  const [query] = useSearchParams();
  const set = useSet();
  const id = useId();
  const me = useMe();
  if (me === undefined || me.agency.district !== undefined) return null;
  return (
    <span>
      <label htmlFor={id}>{t('districtShown')} </label>
      <select id={id} value={query.get('district') ?? ''} onChange={({ target }) => set('district', target.value)}>
        <option value="">{t('wholeCity')}</option>
        {Object.entries(labels?.['district'] ?? {}).map(([value, word]) => (
          <option key={value} value={value}>
            {word[spoken]}
          </option>
        ))}
      </select>
    </span>
  );
}
