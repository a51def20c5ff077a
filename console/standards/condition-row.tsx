import { Input, Select } from 'antd';
import { useId } from 'react';
import { useLabels, useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { MeasureSelect } from './measure-select.tsx';
import { useMeasures } from './measures.ts';
import { type ConditionDraft, gapsIn, takesList, withMeasure, withOperator } from './rule-draft.ts';
import { ValueInput } from './value-input.tsx';
import { standardTexts } from './words.ts';

interface ConditionRowProps {
  readonly condition: ConditionDraft;
  readonly name: string;
  onChange(condition: ConditionDraft): void;
}

/** One comparison: the measure, how it is compared, with what, and where that stands. */
export function ConditionRow({ condition, name, onChange }: ConditionRowProps) {
  const t = useText(standardTexts);
  const words = useWords();
  const { list, formOf } = useMeasures();
  const { measure, op, values } = condition;
  const form = formOf(measure);
  const gaps = gapsIn(condition, formOf);
  return (
    <>
      <div className="row">
        <MeasureSelect
          name={name}
          measures={list.map((one) => one.measure)}
          value={measure}
          choose={(chosen) => onChange(withMeasure(condition, chosen, formOf(chosen)))}
        />
        {form !== undefined && (
          <Select
            aria-label={`${name} · ${t('comparison')}`}
            popupMatchSelectWidth={false}
            options={form.operators.map((value) => ({ value, label: words('operator', value) }))}
            value={op === '' ? null : op}
            onChange={(chosen) => onChange(withOperator(condition, chosen))}
          />
        )}
        {form !== undefined && (
          <ValueInput
            form={form}
            name={`${name} · ${t('value')}`}
            many={takesList(op)}
            values={values}
            onChange={(typed) => onChange({ ...condition, values: typed })}
          />
        )}
      </div>
      <SourceRow condition={condition} name={name} onChange={onChange} />
      {gaps.length > 0 && <p className="help">{t('gaps', { parts: gaps.map((gap) => t(gapWords[gap])).join(t('and')) })}</p>}
    </>
  );
}

const gapWords = { measure: 'measure', op: 'comparison', value: 'value', source: 'source', grade: 'gradeOf' } as const;

/** The paper in which the condition stands, and how sure it is. */
function SourceRow({ condition, name, onChange }: ConditionRowProps) {
  const t = useText(standardTexts);
  const labels = useLabels();
  const language = useLanguage();
  const id = useId();
  const grades = Object.entries(labels?.['sourceGrade'] ?? {}).map(([value, label]) => ({ value, label: label[language] }));
  return (
    <div className="row">
      <Input
        id={id}
        aria-label={`${name} · ${t('source')}`}
        placeholder={t('source')}
        value={condition.source}
        onChange={({ target }) => onChange({ ...condition, source: target.value })}
      />
      <Select
        aria-label={`${name} · ${t('gradeOf')}`}
        popupMatchSelectWidth={false}
        placeholder={t('gradeOf')}
        options={grades}
        value={condition.grade === '' ? null : condition.grade}
        onChange={(grade) => onChange({ ...condition, grade })}
      />
    </div>
  );
}
