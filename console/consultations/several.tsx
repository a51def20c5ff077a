import { Select } from 'antd';
import type { WidgetProps } from '../forms/form-context.ts';
import { useText } from '../words/texts.ts';
import { texts } from './words.ts';

interface SeveralProps<Value extends string | number> extends Pick<WidgetProps, 'id' | 'describedBy'> {
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly loading?: boolean;
  /** Gets what is chosen now; undefined where nothing is, since the body then goes without it. */
  choose(values: readonly Value[] | undefined): void;
}

/** Several of a list, found by typing. */
export function Several<Value extends string | number>(props: SeveralProps<Value>) {
  const { id, options, chosen, loading = false, choose, describedBy } = props;
  const t = useText(texts);
  return (
    <Select<Value[]>
      id={id}
      mode="multiple"
      placeholder={t('choose')}
      showSearch={{ optionFilterProp: 'label' }}
      loading={loading}
      options={[...options]}
      value={[...chosen]}
      onChange={(values) => choose(values.length === 0 ? undefined : values)}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
    />
  );
}
