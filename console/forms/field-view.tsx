import { Button, Input } from 'antd';
import { type ComponentType, memo, type ReactNode } from 'react';
import { fieldWord } from '../words/fields.ts';
import { helpFor } from '../words/help.ts';
import { ChoiceInput, ChoicesInput, OneOf, OpenChoiceInput, YesNoInput } from './choice-inputs.tsx';
import type { ControlProps } from './control.ts';
import { type Draft, listIn, membersIn, SHAPE, textIn } from './draft.ts';
import type { Field, FieldOf, Variant } from './field.ts';
import { idOf, useForm } from './form-context.ts';
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

interface FieldProps<Known extends Field = Field> {
  readonly field: Known;
  readonly draft: Draft;
  /** Where the value stands. */
  readonly pointer: string;
}

/** One field of a form, whatever it is: with its label, its help and its faults. Only what a person changes is drawn again. */
export const FieldView = memo(function FieldView({ field, draft, pointer }: FieldProps) {
  const { widgets } = useForm();
  if (widgets[field.path] !== undefined) return <OwnField field={field} draft={draft} pointer={pointer} />;
  switch (field.kind) {
    case 'constant':
      return null;
    case 'group':
      return <GroupView field={field} draft={draft} pointer={pointer} />;
    case 'variants':
      return <VariantsView field={field} draft={draft} pointer={pointer} />;
    case 'shapes':
      return <ShapesView field={field} draft={draft} pointer={pointer} />;
    case 'list':
      return <ListView field={field} draft={draft} pointer={pointer} />;
    case 'officers':
      return <OfficersView field={field} draft={draft} pointer={pointer} />;
    case 'map':
      return <MapView field={field} draft={draft} pointer={pointer} />;
    default:
      return <InputView field={field} draft={draft} pointer={pointer} />;
  }
});

function useLabel(field: Field): string {
  const { operationId, spoken } = useForm();
  // an entry of a list has no name of its own
  const [list = ''] = field.path.split('/').slice(-2);
  return fieldWord(operationId, field.path, field.name === '' ? list : field.name, spoken);
}

/** The widget that a page brings for this field. */
function OwnField({ field, draft, pointer }: FieldProps) {
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

function InputView({ field, draft, pointer }: FieldProps) {
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
function Framed({ field, pointer, label, isLabelled = false, children }: FramedProps) {
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
function SetOfFields({ field, pointer, isGiven, children }: SetOfFieldsProps) {
  const { formId, operationId, spoken, faults, open } = useForm();
  const label = useLabel(field);
  const help = helpFor(operationId, field.path, field.name, spoken);
  const id = idOf(formId, pointer);
  if (field.name === '') return <>{children}</>;
  if (field.required)
    return (
      <fieldset id={id} tabIndex={-1} className="set">
        <legend>{label}</legend>
        {help !== undefined && <p className="help">{help}</p>}
        <GroupFaults pointer={pointer} />
        {children}
      </fieldset>
    );
  const isOpen = isGiven || open.includes(field.path) || faults.some((fault) => fault.pointer.startsWith(pointer));
  return (
    <details className="set" id={id} tabIndex={-1} {...(isOpen && { open: true })}>
      <summary>
        {label}
        <Optional field={field} />
      </summary>
      {help !== undefined && <p className="help">{help}</p>}
      <GroupFaults pointer={pointer} />
      {children}
    </details>
  );
}

const isGiven = (draft: Draft): boolean =>
  Object.values(membersIn(draft)).some((one) => one !== '' && one !== false && Object.keys(membersIn(one)).length === 0);

function Members({
  fields,
  draft,
  pointer,
}: {
  readonly fields: readonly Field[];
  readonly draft: Draft;
  readonly pointer: string;
}) {
  const members = membersIn(draft);
  return fields.map((field) => (
    <FieldView key={field.name} field={field} draft={members[field.name]} pointer={`${pointer}/${field.name}`} />
  ));
}

function GroupView({ field, draft, pointer }: FieldProps<FieldOf<'group'>>) {
  return (
    <SetOfFields field={field} pointer={pointer} isGiven={isGiven(draft)}>
      <Members fields={field.fields} draft={draft} pointer={pointer} />
    </SetOfFields>
  );
}

function VariantsView({ field, draft, pointer }: FieldProps<FieldOf<'variants'>>) {
  const { by, variants } = field;
  const chosen = textIn(membersIn(draft)[by]);
  const deciding: FieldOf<'choice'> = {
    ...field,
    kind: 'choice',
    name: by,
    path: `${field.path}/${by}`,
    required: true,
    nullable: false,
    schema: {},
    values: variants.map(({ value }) => value),
  };
  const { says: _, ...choice } = deciding;
  return (
    <SetOfFields field={field} pointer={pointer} isGiven={chosen !== ''}>
      <InputView field={choice} draft={chosen} pointer={`${pointer}/${by}`} />
      {variants
        .filter(({ value }) => value === chosen)
        .map((variant) => (
          <Members key={variant.value} fields={variant.field.fields} draft={draft} pointer={pointer} />
        ))}
    </SetOfFields>
  );
}

/** One of several forms of a condition: a single one, or several together. */
function ShapesView({ field, draft, pointer }: FieldProps<FieldOf<'shapes'>>) {
  const { formId, operationId, spoken, set, t } = useForm();
  const shapes = field.shapes();
  const chosen = textIn(membersIn(draft)[SHAPE]);
  const label = useLabel(field);
  const options = shapes.map(({ value }, n) => ({
    value,
    label: n === 0 ? t('single') : fieldWord(operationId, '', value, spoken),
  }));
  const choose = (value: Draft): void => {
    const shape = shapes.find((one) => one.value === value);
    set(pointer, { ...begun(shape), [SHAPE]: textIn(value) });
  };
  return (
    <SetOfFields field={field} pointer={pointer} isGiven={chosen !== ''}>
      <OneOf
        field={{ ...field, required: true }}
        draft={chosen}
        id={idOf(formId, `${pointer}/${SHAPE}`)}
        label={label}
        isFaulty={false}
        describedBy={undefined}
        options={options}
        set={choose}
      />
      {shapes
        .filter(({ value }) => value === chosen)
        .map((shape) => (
          <div key={shape.value} className="nested">
            <Members fields={shape.field.fields} draft={draft} pointer={pointer} />
          </div>
        ))}
    </SetOfFields>
  );
}

/** A list of conditions begins with one. */
const begun = (
  shape: Variant | undefined,
): Readonly<Record<string, readonly []>> | Readonly<Record<string, readonly [Readonly<Record<never, never>>]>> =>
  Object.fromEntries((shape?.field.fields ?? []).flatMap(({ kind, name }) => (kind === 'list' ? [[name, [{}] as const]] : [])));

function ListView({ field, draft, pointer }: FieldProps<FieldOf<'list'>>) {
  const { set, t } = useForm();
  const entries = listIn(draft);
  const item = field.item();
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = field.schema;
  return (
    <SetOfFields field={field} pointer={pointer} isGiven={entries.length > 0}>
      <ol className="list">
        {entries.map((entry, n) => (
          // The entries have no id of their own; one that is taken out moves the others up.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={n}>
            <FieldView field={item} draft={entry} pointer={`${pointer}/${n}`} />
            <span className="tools">
              <Button
                size="small"
                aria-label={t('copyEntry', { n: n + 1 })}
                disabled={entries.length >= maxItems}
                onClick={() => set(pointer, entries.toSpliced(n + 1, 0, entry))}
              >
                ⧉
              </Button>
              <Button
                size="small"
                aria-label={t('removeEntry', { n: n + 1 })}
                disabled={field.required && entries.length <= minItems}
                onClick={() => set(pointer, entries.toSpliced(n, 1))}
              >
                ✕
              </Button>
            </span>
          </li>
        ))}
      </ol>
      <Button size="small" disabled={entries.length >= maxItems} onClick={() => set(pointer, [...entries, {}])}>
        {t('addEntry')}
      </Button>
    </SetOfFields>
  );
}

/** The two officers, a row each. */
function OfficersView({ field, draft, pointer }: FieldProps<FieldOf<'officers'>>) {
  const { t } = useForm();
  const item = field.item();
  const entries = listIn(draft);
  return (
    <SetOfFields field={field} pointer={pointer} isGiven>
      {[0, 1].map((n) => (
        <fieldset key={n} className="row">
          <legend className="unseen">{t('officerN', { n: n + 1 })}</legend>
          <FieldView field={item} draft={entries[n] ?? {}} pointer={`${pointer}/${n}`} />
        </fieldset>
      ))}
    </SetOfFields>
  );
}

/** Values by names that the person chooses. */
function MapView({ field, draft, pointer }: FieldProps<FieldOf<'map'>>) {
  const { formId, set, t } = useForm();
  const rows = listIn(draft);
  const label = useLabel(field);
  const item = field.item();
  return (
    <SetOfFields field={field} pointer={pointer} isGiven={rows.length > 0}>
      {rows.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no id of its own
        <fieldset key={n} className="row">
          <legend className="unseen">{t('entry', { n: n + 1 })}</legend>
          <WordsInput
            field={{ ...item, required: true }}
            draft={membersIn(row)['key']}
            id={idOf(formId, `${pointer}/${n}/key`)}
            label={`${label} · ${t('key')}`}
            isFaulty={false}
            describedBy={undefined}
            enumeration="measure"
            many={false}
            set={(key) => set(`${pointer}/${n}/key`, key)}
          />
          <Input
            aria-label={`${label} · ${t('entry', { n: n + 1 })}`}
            value={textIn(membersIn(row)['value'])}
            onChange={({ target }) => set(`${pointer}/${n}/value`, target.value)}
          />
          <Button size="small" aria-label={t('removeEntry', { n: n + 1 })} onClick={() => set(pointer, rows.toSpliced(n, 1))}>
            ✕
          </Button>
        </fieldset>
      ))}
      <Button size="small" onClick={() => set(pointer, [...rows, {}])}>
        {t('addEntry')}
      </Button>
    </SetOfFields>
  );
}
