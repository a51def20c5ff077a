import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { WidgetProps } from '../forms/form-context.ts';
import { useText } from '../words/texts.ts';
import { type FactDraft, factDrafts, factsOf } from './facts-draft.ts';
import { MeasureSelect } from './measure-select.tsx';
import { useMeasures } from './measures.ts';
import { ValueInput } from './value-input.tsx';
import { standardTexts } from './words.ts';

/** The facts of a case, a measure a row: figures, and nothing of a person. A widget for the form of the kit. */
export function FactsWidget(props: WidgetProps) {
  const { list } = useMeasures();
  return list.length === 0 ? null : <Facts {...props} />;
}

function Facts({ id, value, label, faults, describedBy, onChange }: WidgetProps) {
  const t = useText(standardTexts);
  const { formOf } = useMeasures();
  const last = useRef(0);
  const next = (): number => ++last.current;
  const empty = (): FactDraft => ({ key: next(), measure: '', value: '' });
  const [rows, setRows] = useState(() => {
    const given = factDrafts(value, formOf, next);
    return given.length === 0 ? [empty()] : given;
  });
  const set = (facts: readonly FactDraft[]): void => {
    setRows(facts);
    onChange(factsOf(facts, formOf));
  };
  return (
    <fieldset id={id} tabIndex={-1} className="rule" aria-label={label} aria-describedby={describedBy}>
      {rows.map((row, n) => (
        <FactRow
          key={row.key}
          row={row}
          name={t('factN', { n: n + 1 })}
          taken={rows.map(({ measure }) => measure)}
          fault={faults.find(({ pointer }) => pointer.endsWith(`/${row.measure}`))?.text}
          onChange={(changed) => set(rows.map((one) => (one.key === row.key ? changed : one)))}
          onRemove={() => set(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <Button size="small" onClick={() => setRows([...rows, empty()])}>
        {t('addFact')}
      </Button>
    </fieldset>
  );
}

interface FactRowProps {
  readonly row: FactDraft;
  readonly name: string;
  readonly taken: readonly string[];
  readonly fault: string | undefined;
  onChange(row: FactDraft): void;
  onRemove(): void;
}

function FactRow({ row, name, taken, fault, onChange, onRemove }: FactRowProps) {
  const t = useText(standardTexts);
  const { list, formOf } = useMeasures();
  const form = formOf(row.measure);
  const free = list.filter(({ measure }) => measure === row.measure || !taken.includes(measure));
  return (
    <fieldset className="row">
      <legend className="unseen">{name}</legend>
      <MeasureSelect
        name={name}
        measures={free.map(({ measure }) => measure)}
        value={row.measure}
        choose={(measure) => onChange({ ...row, measure, value: '' })}
      />
      {form !== undefined && (
        <ValueInput
          form={form}
          name={`${name} · ${t('value')}`}
          many={false}
          values={[row.value]}
          onChange={([value = '']) => onChange({ ...row, value })}
        />
      )}
      <Button size="small" aria-label={`${t('takeOut')} · ${name}`} onClick={onRemove}>
        ✕
      </Button>
      {fault !== undefined && <p className="fault">{fault}</p>}
    </fieldset>
  );
}
