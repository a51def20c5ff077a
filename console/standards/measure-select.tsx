import { Select } from 'antd';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { standardTexts } from './words.ts';

interface MeasureSelectProps {
  /** What the row is called, for screen readers. */
  readonly name: string;
  /** The measures to choose from. */
  readonly measures: readonly string[];
  /** Empty where none is chosen yet. */
  readonly value: string;
  choose(measure: string): void;
}

/** One of the measures of the standards, found by its word. */
export function MeasureSelect({ name, measures, value, choose }: MeasureSelectProps) {
  const t = useText(standardTexts);
  const words = useWords();
  return (
    <Select
      aria-label={`${name} · ${t('measure')}`}
      className="broad"
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      placeholder={t('measure')}
      options={measures.map((measure) => ({ value: measure, label: words('measure', measure) }))}
      value={value === '' ? null : value}
      onChange={choose}
    />
  );
}
