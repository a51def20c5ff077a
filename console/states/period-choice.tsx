import { Button } from 'antd';
import { type ReactNode, useId } from 'react';
import { useText } from '../words/texts.ts';
import { type Days, usualDays } from './period.ts';
import { periodTexts } from './period-words.ts';

interface PeriodChoiceProps {
  /** What the days are of, for screen readers. */
  readonly name: string;
  /** The periods that one press chooses. */
  readonly usual: readonly (keyof ReturnType<typeof usualDays>)[];
  readonly days: Days;
  /** In Beijing. */
  readonly today: string;
  /** Further filters, in the same line. */
  readonly children?: ReactNode;
  onChange(days: Partial<Days>): void;
}

/** A choice of days: a usual period, or a first and a last one. */
export function PeriodChoice({ name, usual, days, today, children, onChange }: PeriodChoiceProps) {
  const t = useText(periodTexts);
  const periods = usualDays(today);
  const isShown = ({ from, to }: Days): boolean => from === days.from && to === days.to;
  return (
    <fieldset className="filters">
      <legend className="unseen">{name}</legend>
      {usual.map((one) => (
        <Button
          key={one}
          aria-pressed={isShown(periods[one])}
          type={isShown(periods[one]) ? 'primary' : 'default'}
          onClick={() => onChange(periods[one])}
        >
          {t(one)}
        </Button>
      ))}
      <DayInput name={t('from')} value={days.from} onChange={(from) => onChange({ from })} />
      <DayInput name={t('to')} value={days.to} onChange={(to) => onChange({ to })} />
      {children}
    </fieldset>
  );
}

interface DayInputProps {
  readonly name: string;
  readonly value: string;
  onChange(value: string): void;
}

function DayInput({ name, value, onChange }: DayInputProps) {
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{name} </label>
      <input id={id} type="date" value={value} onChange={({ target }) => onChange(target.value)} />
    </span>
  );
}
