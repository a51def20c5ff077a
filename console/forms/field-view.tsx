import { Button, Input } from 'antd';
import { memo } from 'react';
import { fieldWord } from '../words/fields.ts';
import { ChoiceInput, OneOf } from './choice-inputs.tsx';
import { type Draft, listIn, type Members, membersIn, SHAPE, textIn } from './draft.ts';
import type { Field, FieldOf } from './field.ts';
import { idOf, useForm } from './form-context.ts';
import { type FieldProps, Framed, isGiven, SetOfFields, useLabel } from './frame.tsx';
import { InputView, OwnField } from './input-view.tsx';
import { WordsInput } from './known-inputs.tsx';

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

function MemberViews({
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
      <MemberViews fields={field.fields} draft={draft} pointer={pointer} />
    </SetOfFields>
  );
}

function VariantsView({ field, draft, pointer }: FieldProps<FieldOf<'variants'>>) {
  const { by, variants } = field;
  const chosen = textIn(membersIn(draft)[by]);
  return (
    <SetOfFields field={field} pointer={pointer} isGiven={chosen !== ''}>
      <DecidingView field={field} draft={draft} pointer={pointer} />
      {variants
        .filter(({ value }) => value === chosen)
        .map((variant) => (
          <MemberViews key={variant.value} fields={variant.field.fields} draft={draft} pointer={pointer} />
        ))}
    </SetOfFields>
  );
}

/** The choice among the variants. What has been typed stays; what the chosen one has beside it is begun. */
function DecidingView({ field, draft, pointer }: FieldProps<FieldOf<'variants'>>) {
  const { begin, set } = useForm();
  const { by, variants } = field;
  const values = variants.map(({ value }) => value);
  const { says: _, ...known } = field;
  const choice: FieldOf<'choice'> = {
    ...known,
    ...{ kind: 'choice', name: by, path: `${field.path}/${by}`, required: true, nullable: false, schema: {}, values },
  };
  const label = useLabel(choice);
  const place = `${pointer}/${by}`;
  const choose = (value: Draft): void => {
    const variant = variants.find((one) => one.value === value);
    set(pointer, { ...(variant && membersIn(begin(variant.field))), ...membersIn(draft), [by]: textIn(value) });
  };
  return (
    <Framed field={choice} pointer={place} label={label}>
      {(inside) => <ChoiceInput {...inside} field={choice} draft={membersIn(draft)[by]} label={label} set={choose} />}
    </Framed>
  );
}

/** One of several forms of a condition: a single one, or several together. */
function ShapesView({ field, draft, pointer }: FieldProps<FieldOf<'shapes'>>) {
  const { begin, formId, operationId, spoken, set, t } = useForm();
  const shapes = field.shapes();
  const chosen = textIn(membersIn(draft)[SHAPE]);
  const label = useLabel(field);
  const options = shapes.map(({ value }, n) => ({
    value,
    label: n === 0 ? t('single') : fieldWord(operationId, '', value, spoken),
  }));
  const choose = (value: Draft): void => {
    const shape = shapes.find((one) => one.value === value);
    set(pointer, { ...(shape && withOneEntry(membersIn(begin(shape.field)))), [SHAPE]: textIn(value) });
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
            <MemberViews fields={shape.field.fields} draft={draft} pointer={pointer} />
          </div>
        ))}
    </SetOfFields>
  );
}

/** A list of conditions begins with one. */
const withOneEntry = (members: Members): Members =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, Array.isArray(value) && value.length === 0 ? [{}] : value]),
  );

function ListView({ field, draft, pointer }: FieldProps<FieldOf<'list'>>) {
  const { begin, set, t } = useForm();
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
      <Button size="small" disabled={entries.length >= maxItems} onClick={() => set(pointer, [...entries, begin(item) ?? {}])}>
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
