import { Checkbox, Input } from 'antd';
import { membersIn, textIn } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import { useForm, type WidgetProps } from '../forms/form-context.ts';
import { fieldWord } from '../words/fields.ts';

const nothing: readonly Field[] = [];

/** The checklist of a visit: what was looked at and offered as boxes to tick, the answers of the person as lines. A box left empty says no. */
export function ChecklistInput({ id, value, field, faults, label, describedBy, onChange }: WidgetProps) {
  const { operationId, spoken } = useForm();
  const fields = field.kind === 'group' ? field.fields : nothing;
  const boxes = fields.filter(({ kind }) => kind === 'yes-no');
  const lines = fields.filter(({ kind }) => kind !== 'yes-no');
  const given = membersIn(value);
  const word = (name: string, path: string): string => fieldWord(operationId, path, name, spoken);
  const set = (name: string, member: string | boolean): void => {
    const ticked = Object.fromEntries(boxes.map((box) => [box.name, given[box.name] === true]));
    const after = { ...given, ...ticked, [name]: member };
    onChange(Object.fromEntries(Object.entries(after).filter(([, one]) => one !== '')));
  };
  return (
    <fieldset id={id} aria-label={label} aria-describedby={describedBy} tabIndex={-1} className="set">
      {boxes.map(({ name, path }) => (
        <div key={name}>
          <Checkbox checked={given[name] === true} onChange={({ target }) => set(name, target.checked)}>
            {word(name, path)}
          </Checkbox>
        </div>
      ))}
      {lines.map(({ name, path }) => (
        <div key={name} className="field">
          <label htmlFor={`${id}--${name}`}>{word(name, path)}</label>
          <Input id={`${id}--${name}`} value={textIn(given[name])} onChange={({ target }) => set(name, target.value)} />
        </div>
      ))}
      {faults.map(({ pointer, text }) => (
        <p key={pointer} className="fault">
          {text}
        </p>
      ))}
    </fieldset>
  );
}
