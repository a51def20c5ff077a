import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { useText } from '../words/texts.ts';
import { texts } from './words.ts';

/** What goes on, or all: the filter that the API has for consultations and meetings. It stands in the address. */
export function Filters({ all }: { readonly all: boolean }) {
  const t = useText(texts);
  const [, setQuery] = useSearchParams();
  return (
    <fieldset className="filters">
      <legend className="unseen">{t('filter')}</legend>
      {[false, true].map((choice) => (
        <Button
          key={String(choice)}
          aria-pressed={choice === all}
          type={choice === all ? 'primary' : 'default'}
          onClick={() => setQuery(choice ? { all: 'true' } : {})}
        >
          {choice ? t('showAll') : t('showOpen')}
        </Button>
      ))}
    </fieldset>
  );
}
