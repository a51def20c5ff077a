import { Input, Select } from 'antd';
import { enumerationOf } from '../forms/enumeration.ts';
import { useLabels } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type MeasureForm, valueIn } from './rule-draft.ts';
import { standardTexts } from './words.ts';

interface ValueInputProps {
  readonly form: MeasureForm;
  /** What a screen reader calls it. */
  readonly name: string;
  /** Whether several values are taken. */
  readonly many: boolean;
  readonly values: readonly string[];
  onChange(values: readonly string[]): void;
}

/** The value of a measure, or several: a sum in yuan, a count, yes or no, or one of the API's words. */
export function ValueInput({ form, name, many, values, onChange }: ValueInputProps) {
  const t = useText(standardTexts);
  const options = useOptions(form);
  const unfit = values.some((one) => one !== '' && valueIn(one, form.kind) === undefined);
  const status = unfit ? 'error' : '';
  if (many)
    return (
      <Select
        aria-label={name}
        mode={options === undefined ? 'tags' : 'multiple'}
        className="broad"
        status={status}
        options={options === undefined ? [] : [...options]}
        value={[...values]}
        onChange={onChange}
      />
    );
  const [value = ''] = values;
  if (options !== undefined)
    return (
      <Select
        aria-label={name}
        popupMatchSelectWidth={false}
        options={[...options]}
        value={value === '' ? null : value}
        onChange={(chosen) => onChange([chosen])}
      />
    );
  return (
    <Input
      aria-label={name}
      aria-invalid={unfit}
      className="short"
      inputMode="decimal"
      status={status}
      suffix={form.kind === 'fen' ? t('yuan') : undefined}
      value={value}
      onChange={({ target }) => onChange([target.value])}
    />
  );
}

/** What can be chosen; undefined where a figure is typed. */
function useOptions(form: MeasureForm): readonly { readonly value: string; readonly label: string }[] | undefined {
  const t = useText(standardTexts);
  const labels = useLabels() ?? {};
  const language = useLanguage();
  if (form.kind === 'yes-no')
    return [
      { value: 'true', label: t('yes') },
      { value: 'false', label: t('no') },
    ];
  if (form.values === undefined) return undefined;
  const words = labels[enumerationOf(labels, form.values) ?? ''];
  return form.values.map((value) => ({ value, label: words?.[value]?.[language] ?? value }));
}
