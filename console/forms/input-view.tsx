import type { ComponentType, ReactNode } from 'react';
import { ChoiceInput, ChoicesInput, OpenChoiceInput, YesNoInput } from './choice-inputs.tsx';
import type { ControlProps } from './control.ts';
import type { Field } from './field.ts';
import { useForm } from './form-context.ts';
import { type FieldProps, Framed, useLabel } from './frame.tsx';
import { AgenciesInput, AgencyInput, ApprovalInput, BankInput, StationInput, WordsInput } from './known-inputs.tsx';
import { ruleText } from './rule-text.ts';
import {
  AccountInput,
  DayInput,
  LinesInput,
  MomentInput,
  MoneyInput,
  NumberInput,
  TagsInput,
  TextInput,
} from './text-inputs.tsx';
import { ThingInput } from './thing-input.tsx';

/** The widget that a page brings for this field. */
export function OwnField({ field, draft, pointer }: FieldProps) {
  const { widgets, faults, set, t, spoken } = useForm();
  const Own = widgets[field.path];
  const label = useLabel(field);
  const texts = faults
    .filter((fault) => fault.pointer.startsWith(pointer))
    .map((fault) => ({ pointer: fault.pointer, text: ruleText(fault.rule, t, spoken) }));
  if (Own === undefined) return null;
  return (
    <Framed field={field} pointer={pointer} label={label}>
      {({ id, describedBy }) => (
        <Own
          id={id}
          field={field}
          label={label}
          describedBy={describedBy}
          value={draft}
          faults={texts}
          onChange={(value) => set(pointer, value)}
        />
      )}
    </Framed>
  );
}

/** A field with one input. */
export function InputView({ field, draft, pointer }: FieldProps) {
  const { set } = useForm();
  const label = useLabel(field);
  const hasOwnLabel = field.kind === 'yes-no' && !field.required;
  return (
    <Framed field={field} pointer={pointer} label={label} isLabelled={hasOwnLabel}>
      {({ id, describedBy, isFaulty }) =>
        inputOf({ field, draft, id, label, isFaulty, describedBy, set: (value) => set(pointer, value) })
      }
    </Framed>
  );
}

/** The inputs by what they take. */
function inputOf(props: ControlProps): ReactNode {
  const { field } = props;
  switch (field.kind) {
    case 'choice':
      return <ChoiceInput {...props} field={field} />;
    case 'open-choice':
      return <OpenChoiceInput {...props} field={field} />;
    case 'choices':
      return <ChoicesInput {...props} field={field} />;
    case 'yes-no':
      return <YesNoInput {...props} field={field} />;
    case 'approval':
      return <ApprovalInput {...props} field={field} />;
    case 'thing':
      return <ThingInput {...props} field={field} />;
    case 'tags':
      return <TagsInput {...props} field={field} />;
    case 'roles':
      return <WordsInput {...props} enumeration="role" many />;
    case 'measure':
      return <WordsInput {...props} enumeration="measure" many={false} />;
    default: {
      const Plain = plainInputs[field.kind] ?? TextInput;
      return <Plain {...props} />;
    }
  }
}

const plainInputs: Readonly<Partial<Record<Field['kind'], ComponentType<ControlProps>>>> = {
  lines: LinesInput,
  json: LinesInput,
  account: AccountInput,
  number: NumberInput,
  money: MoneyInput,
  moment: MomentInput,
  day: DayInput,
  time: DayInput,
  bank: BankInput,
  agency: AgencyInput,
  agencies: AgenciesInput,
  station: StationInput,
};
