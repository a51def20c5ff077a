import { Select } from 'antd';
import type { WidgetProps } from '../forms/form-context.ts';
import { useWords } from '../words/labels.ts';

/** The result codes with their numbers, by which people at banks know them and type them. */
export function CodeWidget({ id, label, describedBy, field, value, faults, onChange }: WidgetProps) {
  const words = useWords();
  const codes = field.kind === 'choice' ? field.values.toSorted() : [];
  return (
    <Select
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      showSearch={{ optionFilterProp: 'label' }}
      status={faults.length > 0 ? 'error' : ''}
      value={typeof value === 'string' ? value : null}
      options={codes.map((code) => ({ value: code, label: `${code} ${words('resultCode', code)}` }))}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
