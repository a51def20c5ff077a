import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import type { Widget } from '../forms/form-context.ts';
import { addCaseItem, withdrawCaseItem } from '../generated/acts/cases.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { caseTexts } from './words.ts';

interface AddItemProps {
  readonly thing: ActThing;
  /** The kind of item, as `POST /v1/cases/{caseId}/items` names it. */
  readonly kind: 'alert' | 'freeze-request' | 'person' | 'loss' | 'evidence';
  readonly fields?: Readonly<Record<string, Widget>>;
}

/** Adds one kind of item to the case. */
export function AddItem({ thing, kind, fields }: AddItemProps) {
  const t = useText(caseTexts);
  const words = useWords();
  const word = t('add', { what: words('caseItem', kind) });
  return <ActButton act={addCaseItem} thing={thing} fixed={{ kind }} fields={fields} word={word} size="small" />;
}

interface WithdrawItemProps {
  readonly thing: ActThing;
  readonly itemId: string;
}

/** Takes a wrong item out of the case; the history keeps it. */
export function WithdrawItem({ thing, itemId }: WithdrawItemProps) {
  return <ActButton act={withdrawCaseItem} thing={thing} params={{ itemId }} size="small" danger />;
}
