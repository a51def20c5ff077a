import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { Choices, useSet } from '../states/choices.tsx';
import { useMe } from '../states/me.ts';
import { useLabels } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { supervisionTexts } from './words.ts';

/** Which district, for an agency of the whole city; by which day; only one's own; open or closed. */
export function WhichOnes() {
  const t = useText(supervisionTexts);
  const [query] = useSearchParams();
  const set = useSet();
  const [district, before, mine] = [useId(), useId(), useId()];
  const me = useMe();
  const isClosed = query.get('state') === 'closed';
  return (
    <div className="filters">
      <Choices
        name={t('which')}
        of="state"
        choices={[
          { value: '', text: t('open') },
          { value: 'closed', text: t('closed') },
        ]}
      />
      {me !== undefined && me.agency.district === undefined && (
        <span>
          <label htmlFor={district}>{t('district')} </label>
          <select id={district} value={query.get('district') ?? ''} onChange={({ target }) => set('district', target.value)}>
            <option value="">{t('allDistricts')}</option>
            <Districts />
          </select>
        </span>
      )}
      {!isClosed && (
        <span>
          <label htmlFor={before}>{t('before')} </label>
          <input
            id={before}
            type="date"
            value={query.get('before') ?? ''}
            onChange={({ target }) => set('before', target.value)}
          />
        </span>
      )}
      <span>
        <input
          id={mine}
          type="checkbox"
          checked={query.get('mine') === 'true'}
          onChange={({ target }) => set('mine', target.checked ? 'true' : '')}
        />
        <label htmlFor={mine}> {t('mine')}</label>
      </span>
    </div>
  );
}

function Districts() {
  const spoken = useLanguage();
  const labels = useLabels();
  const all = Object.entries(labels?.['district'] ?? {});
  return all.map(([value, word]) => (
    <option key={value} value={value}>
      {word[spoken]}
    </option>
  ));
}
