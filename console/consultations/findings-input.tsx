import { Input, Radio, Select } from 'antd';
import { useId } from 'react';
import type { WidgetProps } from '../forms/form-context.ts';
import type { Json } from '../forms/schema.ts';
import { useNames } from '../states/names.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { inForce } from './model.ts';
import { QuestionText } from './question-text.tsx';
import { useWhole } from './whole.ts';
import { texts } from './words.ts';

type Members = Readonly<Record<string, Json>>;

const membersIn = (value: Json | undefined): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

/** A finding for each question: the answer, the opinions that it rests on, and where no opinion says it, why. */
export function FindingsInput({ id, value, faults, onChange }: WidgetProps) {
  const { questions } = useWhole();
  const findings = Array.isArray(value) ? value.map(membersIn) : [];
  const change = (n: number, more: Readonly<Record<string, Json | undefined>>): void =>
    onChange(questions.map((_, i) => (i + 1 === n ? changed(findings[i], n, more) : { question: i + 1, ...findings[i] })));
  return (
    <div id={id} tabIndex={-1}>
      {questions.map((question, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a question has no id: its place is its number
        <fieldset key={i} className="set">
          <legend className="unseen">{question.text}</legend>
          <QuestionText question={question} n={i + 1} />
          <FindingFields
            n={i + 1}
            answers={question.answers}
            finding={findings[i] ?? {}}
            change={(more) => change(i + 1, more)}
          />
          {faults
            .filter(({ pointer }) => pointer.includes(`/findings/${i}`) || pointer.endsWith('/findings'))
            .map(({ pointer, text }) => (
              <p key={pointer} className="fault">
                {text}
              </p>
            ))}
        </fieldset>
      ))}
    </div>
  );
}

/** The finding with other members; what is emptied stays away. */
function changed(finding: Members | undefined, question: number, more: Readonly<Record<string, Json | undefined>>): Members {
  const members: Readonly<Record<string, Json | undefined>> = { question, ...finding, ...more };
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, one]) => (one === undefined || one === '' ? [] : [[name, one] as const])),
  );
}

interface FindingFieldsProps {
  readonly n: number;
  readonly answers: readonly string[];
  readonly finding: Members;
  change(more: Readonly<Record<string, Json | undefined>>): void;
}

function FindingFields({ n, answers, finding, change }: FindingFieldsProps) {
  const t = useText(texts);
  const words = useWords();
  const id = useId();
  const opinions = inForce(useWhole().opinions, n);
  const nameOf = useNames(opinions.map(({ by }) => by.agency));
  const { position, text = '', reason = '', restsOn } = finding;
  return (
    <>
      <Radio.Group
        aria-label={t('findingOn', { n })}
        value={position ?? null}
        options={answers.map((answer) => ({ value: answer, label: words('position', answer) }))}
        onChange={({ target }) => change({ position: String(target.value) })}
      />
      <div className="field">
        <label htmlFor={`${id}-text`}>{t('why')}</label>
        <Input.TextArea
          id={`${id}-text`}
          rows={2}
          value={String(text)}
          onChange={({ target }) => change({ text: target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-rests`}>{t('restsOn')}</label>
        <Select
          id={`${id}-rests`}
          mode="multiple"
          placeholder={t('choose')}
          value={Array.isArray(restsOn) ? restsOn.map(Number) : []}
          options={opinions.map((opinion) => ({
            value: opinion.n,
            label: `${opinion.n}. ${nameOf(opinion.by.agency)}: ${words('position', opinion.position)}`,
          }))}
          onChange={(numbers) => change({ restsOn: numbers.length === 0 ? undefined : numbers })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-reason`}>{t('unsupported')}</label>
        <Input.TextArea
          id={`${id}-reason`}
          rows={2}
          value={String(reason)}
          onChange={({ target }) => change({ reason: target.value })}
        />
      </div>
    </>
  );
}
