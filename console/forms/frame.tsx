import { type ReactNode, useEffect, useState } from 'react';
import { fieldWord } from '../words/fields.ts';
import { helpFor } from '../words/help.ts';
import { type Draft, membersIn } from './draft.ts';
import type { Field } from './field.ts';
import { idOf, useForm } from './form-context.ts';
import { ruleText } from './rule-text.ts';

/** What every view of a field gets. */
export interface FieldProps<Known extends Field = Field> {
  readonly field: Known;
  readonly draft: Draft;
  /** Where the value stands. */
  readonly pointer: string;
}

/** What stands above a field. */
export function useLabel(field: Field): string {
  const { operationId, spoken } = useForm();
  // an entry of a list has no name of its own
  const [list = ''] = field.path.split('/').slice(-2);
  return fieldWord(operationId, field.path, field.name === '' ? list : field.name, spoken);
}

interface FramedProps {
  readonly field: Field;
  readonly pointer: string;
  readonly label: string;
  /** The input has the label in itself, as a box to tick has. */
  readonly isLabelled?: boolean;
  readonly children: (inside: {
    readonly id: string;
    readonly describedBy: string | undefined;
    readonly isFaulty: boolean;
  }) => ReactNode;
}

/** A label tied to its input, what helps to fill it in, and what is wrong with it. */
export function Framed({ field, pointer, label, isLabelled = false, children }: FramedProps) {
  const { formId, operationId, faults, spoken, t } = useForm();
  const id = idOf(formId, pointer);
  const own = faults.filter((fault) => fault.pointer === pointer);
  const help = helpFor(operationId, field.path, field.name, spoken);
  const describedBy = [help !== undefined && `${id}--help`, own.length > 0 && `${id}--fault`]
    .filter((one) => one !== false)
    .join(' ');
  return (
    <div className="field">
      {!isLabelled && (
        <label htmlFor={id}>
          {label}
          <Optional field={field} />
        </label>
      )}
      {children({ id, describedBy: describedBy === '' ? undefined : describedBy, isFaulty: own.length > 0 })}
      {help !== undefined && (
        <p className="help" id={`${id}--help`}>
          {help}
        </p>
      )}
      {own.length > 0 && (
        <p className="fault" id={`${id}--fault`}>
          {own.map(({ rule }) => ruleText(rule, t, spoken)).join(' · ')}
        </p>
      )}
    </div>
  );
}

function Optional({ field }: { readonly field: Field }) {
  const { t } = useForm();
  return field.required ? null : <span className="quiet"> ({t('optional')})</span>;
}

/** What is wrong with a group or a list as a whole. */
function GroupFaults({ pointer }: { readonly pointer: string }) {
  const { faults, spoken, t } = useForm();
  const own = faults.filter((fault) => fault.pointer === pointer);
  return own.length === 0 ? null : <p className="fault">{own.map(({ rule }) => ruleText(rule, t, spoken)).join(' · ')}</p>;
}

interface SetOfFieldsProps {
  readonly field: Field;
  readonly pointer: string;
  readonly isGiven: boolean;
  readonly children: ReactNode;
}

/** Fields that belong together: a fieldset, or, where they can stay away, something to open. */
export function SetOfFields({ field, pointer, isGiven, children }: SetOfFieldsProps) {
  const { formId, operationId, spoken } = useForm();
  const label = useLabel(field);
  const help = helpFor(operationId, field.path, field.name, spoken);
  const id = idOf(formId, pointer);
  if (field.name === '') return children;
  const inside = (
    <>
      {help !== undefined && <p className="help">{help}</p>}
      <GroupFaults pointer={pointer} />
      {children}
    </>
  );
  if (!field.required)
    return (
      <MayStayAway field={field} pointer={pointer} isGiven={isGiven} label={label}>
        {inside}
      </MayStayAway>
    );
  return (
    <fieldset id={id} tabIndex={-1} className="set">
      <legend>{label}</legend>
      {inside}
    </fieldset>
  );
}

/** What can stay away is closed at first; what is wrong in it opens it. The person opens and closes it. */
function MayStayAway({ field, pointer, isGiven, label, children }: SetOfFieldsProps & { readonly label: string }) {
  const { formId, faults, open } = useForm();
  const [isOpen, setOpen] = useState(isGiven || open.includes(field.path));
  const isFaulty = faults.some((fault) => fault.pointer.startsWith(pointer));
  useEffect(() => {
    if (isFaulty) setOpen(true);
  }, [isFaulty]);
  return (
    <details
      className="set"
      aria-label={label}
      id={idOf(formId, pointer)}
      tabIndex={-1}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {label}
        <Optional field={field} />
      </summary>
      {children}
    </details>
  );
}

/** Whether anything has been given in a group. */
export const isGiven = (draft: Draft): boolean =>
  Object.values(membersIn(draft)).some((one) => one !== '' && one !== false && Object.keys(membersIn(one)).length === 0);
