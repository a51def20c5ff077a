import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { Choices, useSet } from '../states/choices.tsx';
import { DistrictChoice } from '../states/district-choice.tsx';
import { useText } from '../words/texts.ts';
import { supervisionTexts } from './words.ts';

/** Which district, for an agency of the whole city; by which day; only one's own; open or closed. */
export function WhichOnes() {
  const t = useText(supervisionTexts);
  const [query] = useSearchParams();
  const set = useSet();
  const [before, mine] = [useId(), useId()];
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
      <DistrictChoice />
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
