import { Button, Input, Select, Space } from 'antd';
import { cityNow } from '../states/city-clock.ts';
import { accountIn } from './account-number.ts';
import { wallOf } from './city-time.ts';
import { type ControlProps, spoken, statusOf } from './control.ts';
import { textIn, textsIn } from './draft.ts';
import type { FieldOf } from './field.ts';
import { useForm } from './form-context.ts';
import { fenIn, yuanOf } from './money.ts';

/** A text of one line. */
export function TextInput(props: ControlProps) {
  const { field, draft, id, set } = props;
  const { maxLength } = field.schema;
  return (
    <Input
      id={id}
      value={textIn(draft)}
      status={statusOf(props)}
      onChange={({ target }) => set(target.value)}
      {...(maxLength !== undefined && { count: { max: maxLength } })}
      {...spoken(props)}
    />
  );
}

/**
 * A text of several lines, which shows how much of it is left. It grows by the style sheet: Ant Design's own way measures with an inline style,
 * which the page's policy forbids.
 */
export function LinesInput(props: ControlProps) {
  const { field, draft, id, set } = props;
  const { maxLength } = field.schema;
  return (
    <Input.TextArea
      id={id}
      value={textIn(draft)}
      status={statusOf(props)}
      className="lines"
      rows={3}
      onChange={({ target }) => set(target.value)}
      {...(maxLength !== undefined && { count: { max: maxLength, show: true } })}
      {...spoken(props)}
    />
  );
}

/** An account number: spaces, dashes and full-width digits go as they are typed or pasted. */
export function AccountInput(props: ControlProps) {
  const { draft, id, set } = props;
  return (
    <Input
      id={id}
      className="number"
      inputMode="text"
      autoComplete="off"
      value={textIn(draft)}
      status={statusOf(props)}
      onChange={({ target }) => set(accountIn(target.value))}
      {...spoken(props)}
    />
  );
}

export function NumberInput(props: ControlProps) {
  const { field, draft, id, set } = props;
  return (
    <Input
      id={id}
      className="number short"
      inputMode={field.schema.type === 'integer' ? 'numeric' : 'decimal'}
      value={textIn(draft)}
      status={statusOf(props)}
      onChange={({ target }) => set(target.value)}
      {...spoken(props)}
    />
  );
}

/** A sum in yuan; when the person leaves it, it stands as it was understood. */
export function MoneyInput(props: ControlProps) {
  const { draft, id, set } = props;
  const tidy = (): void => {
    const fen = fenIn(textIn(draft));
    if (fen !== undefined) set(yuanOf(fen));
  };
  return (
    <Input
      id={id}
      className="number short"
      inputMode="decimal"
      prefix="¥"
      autoComplete="off"
      value={textIn(draft)}
      status={statusOf(props)}
      onChange={({ target }) => set(target.value)}
      onBlur={tidy}
      {...spoken(props)}
    />
  );
}

/** A moment on the clocks of Beijing, wherever the browser is. */
export function MomentInput(props: ControlProps) {
  const { draft, id, set } = props;
  const { t } = useForm();
  return (
    <Space.Compact className="moment">
      <Input
        id={id}
        type="datetime-local"
        step={1}
        value={textIn(draft)}
        status={statusOf(props)}
        suffix={<span className="quiet">{t('beijing')}</span>}
        onChange={({ target }) => set(target.value)}
        {...spoken(props)}
      />
      <Button onClick={() => set(wallOf(cityNow()) ?? '')}>{t('now')}</Button>
    </Space.Compact>
  );
}

export function DayInput(props: ControlProps) {
  const { field, draft, id, set } = props;
  return (
    <Input
      id={id}
      className="short"
      type={field.kind === 'time' ? 'time' : 'date'}
      value={textIn(draft)}
      status={statusOf(props)}
      onChange={({ target }) => set(target.value)}
      {...spoken(props)}
    />
  );
}

/** Several texts or numbers, each ended by Enter or a comma. */
export function TagsInput(props: ControlProps<FieldOf<'tags'>>) {
  const { draft, id, set } = props;
  const { t } = useForm();
  return (
    <Select
      id={id}
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={[',', '，', ';', '；', '\n']}
      placeholder={t('typeAndEnter')}
      value={[...textsIn(draft)]}
      status={statusOf(props)}
      onChange={(values) => set(values.length === 0 ? undefined : values)}
      {...spoken(props)}
    />
  );
}
