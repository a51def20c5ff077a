import { Checkbox, Radio, Select } from 'antd';
import { type ControlProps, spoken, statusOf } from './control.ts';
import { textIn, textsIn } from './draft.ts';
import { enumerationOf } from './enumeration.ts';
import type { FieldOf } from './field.ts';
import { type FormTools, useForm } from './form-context.ts';

/** Up to so many values stand side by side; more open as a list. */
const SIDE_BY_SIDE = 4;

interface Option {
  readonly value: string;
  readonly label: string;
}

/** The values of an enumeration with the API's words for them. */
export function optionsOf(
  { labels = {}, spoken: language }: Pick<FormTools, 'labels' | 'spoken'>,
  values: readonly string[],
): readonly Option[] {
  const enumeration = enumerationOf(labels, values);
  const words = enumeration === undefined ? undefined : labels[enumeration];
  return values.map((value) => ({ value, label: words?.[value]?.[language] ?? value }));
}

/** One of the values of an enumeration. */
export function ChoiceInput(props: ControlProps<FieldOf<'choice'>>) {
  return <OneOf {...props} options={optionsOf(useForm(), props.field.values)} />;
}

/** One of several values: side by side where they are few. */
export function OneOf(props: ControlProps & { readonly options: readonly Option[] }) {
  const { field, draft, id, label, set, options } = props;
  const { t } = useForm();
  if (options.length <= SIDE_BY_SIDE && field.required)
    return (
      <Radio.Group
        id={id}
        aria-label={label}
        value={textIn(draft)}
        options={[...options]}
        onChange={({ target }) => set(String(target.value))}
        {...spoken(props)}
      />
    );
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!field.required}
      placeholder={t('choose')}
      options={[...options]}
      value={textIn(draft) === '' ? null : textIn(draft)}
      status={statusOf(props)}
      onChange={(value) => set(value ?? undefined)}
      {...spoken(props)}
    />
  );
}

/** A value of an enumeration, or a text that the person types. */
export function OpenChoiceInput(props: ControlProps<FieldOf<'open-choice'>>) {
  const { field, draft, id, set } = props;
  const tools = useForm();
  return (
    <Select
      id={id}
      mode="tags"
      maxCount={1}
      allowClear
      placeholder={tools.t('choose')}
      showSearch={{ optionFilterProp: 'label' }}
      options={[...optionsOf(tools, field.values)]}
      value={textIn(draft) === '' ? [] : [textIn(draft)]}
      status={statusOf(props)}
      onChange={([value]) => set(value)}
      {...spoken(props)}
    />
  );
}

/** Several values of an enumeration. */
export function ChoicesInput(props: ControlProps<FieldOf<'choices'>>) {
  return <ManyOf {...props} options={optionsOf(useForm(), props.field.values)} />;
}

export function ManyOf(props: ControlProps & { readonly options: readonly Option[]; readonly isLoading?: boolean }) {
  const { draft, id, set, options, isLoading = false } = props;
  const { t } = useForm();
  return (
    <Select
      id={id}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('choose')}
      loading={isLoading}
      options={[...options]}
      value={[...textsIn(draft)]}
      status={statusOf(props)}
      onChange={(values) => set(values.length === 0 ? undefined : values)}
      {...spoken(props)}
    />
  );
}

/** A yes or no that is required is asked for; one that is not is a box to tick. */
export function YesNoInput(props: ControlProps<FieldOf<'yes-no'>>) {
  const { field, draft, id, label, set } = props;
  const { t } = useForm();
  if (!field.required)
    return (
      <Checkbox id={id} checked={draft === true} onChange={({ target }) => set(target.checked)} {...spoken(props)}>
        {label}
      </Checkbox>
    );
  const options = [
    { value: true, label: t('yes') },
    { value: false, label: t('no') },
  ];
  return (
    <Radio.Group
      id={id}
      aria-label={label}
      value={typeof draft === 'boolean' ? draft : null}
      options={options}
      onChange={({ target }) => set(target.value === true)}
      {...spoken(props)}
    />
  );
}
