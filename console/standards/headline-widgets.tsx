import { Input, Select } from 'antd';
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { WidgetProps } from '../forms/form-context.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { useMeasures } from './measures.ts';
import { shownValue, valueIn } from './rule-draft.ts';
import { standardTexts } from './words.ts';

/** The measure of the headline figure: whether it is a sum or a count follows from it. */
interface Headline {
  readonly measure: string;
  setMeasure(measure: string): void;
}

const HeadlineContext = createContext<Headline>({ measure: '', setMeasure: () => undefined });

/** Around a form with the two widgets below. @param measure the one that the form begins with */
export function HeadlineOf({
  measure: first = '',
  children,
}: {
  readonly measure?: string | undefined;
  readonly children: ReactNode;
}) {
  const [measure, setMeasure] = useState(first);
  const headline = useMemo(() => ({ measure, setMeasure }), [measure]);
  return <HeadlineContext value={headline}>{children}</HeadlineContext>;
}

/** The measure of the headline figure. */
export function MeasureWidget({ id, value, describedBy, onChange }: WidgetProps) {
  const words = useWords();
  const { list } = useMeasures();
  const { setMeasure } = use(HeadlineContext);
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={list.map(({ measure }) => ({ value: measure, label: words('measure', measure) }))}
      value={typeof value === 'string' ? value : null}
      onChange={(measure: string | undefined) => {
        setMeasure(measure ?? '');
        onChange(measure);
      }}
    />
  );
}

/** The headline figure: a sum is given in yuan, as the measure says. */
export function ThresholdWidget({ id, value, describedBy, onChange }: WidgetProps) {
  const t = useText(standardTexts);
  const { formOf } = useMeasures();
  const kind = formOf(use(HeadlineContext).measure)?.kind;
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (typeof value === 'number' ? shownValue(value, kind) : '');
  const type = (text: string): void => {
    setTyped(text);
    onChange(text.trim() === '' ? undefined : (valueIn(text, kind) ?? text));
  };
  return (
    <Input
      id={id}
      aria-describedby={describedBy}
      className="short"
      inputMode="decimal"
      suffix={kind === 'fen' ? t('yuan') : undefined}
      value={shown}
      onChange={({ target }) => type(target.value)}
    />
  );
}
