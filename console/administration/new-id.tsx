import { Link } from 'react-router';
import { textIn } from '../forms/draft.ts';
import type { WidgetProps } from '../forms/form-context.ts';
import { narrow } from '../forms/read.ts';
import { TextInput } from '../forms/text-inputs.tsx';
import { useText } from '../words/texts.ts';
import { administrationTexts } from './words.ts';

interface NewIdProps extends WidgetProps {
  /** What the form says of an id that is registered already. */
  readonly known: string;
  /** Where the page of each stands, as `/banks`. */
  readonly pages: string;
}

/** The id of what is registered anew (编号): typed, not chosen. Where it is refused as known, a link leads to its page. */
export function NewId({ id, value, field, label, faults, describedBy, onChange, known, pages }: NewIdProps) {
  const t = useText(administrationTexts);
  const isKnown = faults.some(({ text }) => text === known);
  return (
    <>
      <TextInput
        id={id}
        draft={value}
        field={field}
        label={label}
        isFaulty={faults.length > 0}
        describedBy={describedBy}
        set={onChange}
      />
      {isKnown && <Link to={`${pages}/${narrow(textIn(value))}`}>{t('toItsPage')}</Link>}
    </>
  );
}
