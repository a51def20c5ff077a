import { Input } from 'antd';
import type { WidgetProps } from '../forms/form-context.ts';

/** A report that comes by telephone has no number of its own; the API takes this for none. */
export const NO_NUMBER = '-';

/** The number as a person reads it. */
export const shownRef = (sourceRef: string): string => (sourceRef === NO_NUMBER ? '' : sourceRef);

/** The source's own number, left empty where it has none. */
export function SourceRefInput({ id, describedBy, value, faults, onChange }: WidgetProps) {
  return (
    <Input
      id={id}
      aria-describedby={describedBy}
      status={faults.length > 0 ? 'error' : ''}
      value={shownRef(typeof value === 'string' ? value : '')}
      onChange={({ target }) => onChange(target.value.trim() === '' ? NO_NUMBER : target.value)}
    />
  );
}
