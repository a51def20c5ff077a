import { Select } from 'antd';
import { useMemo } from 'react';
import type { Widget, WidgetProps } from '../forms/form-context.ts';
import { useWords } from '../words/labels.ts';
import type { Case } from './use-case.ts';

type Persons = NonNullable<Case['persons']>;

/** A field for one of the persons of a case, by name; the API takes the id of the item. */
export function usePersonChoice(persons: Persons = []): Widget {
  return useMemo(() => (props: WidgetProps) => <PersonChoice {...props} persons={persons} />, [persons]);
}

function PersonChoice({ id, value, label, describedBy, persons, onChange }: WidgetProps & { readonly persons: Persons }) {
  const words = useWords();
  return (
    <Select
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      value={typeof value === 'string' ? value : null}
      options={persons.map(({ itemId, name, role }) => ({ value: itemId, label: `${name} · ${words('personRole', role)}` }))}
      onChange={(chosen: string | null) => onChange(chosen ?? undefined)}
    />
  );
}
