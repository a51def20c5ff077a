import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { WidgetProps } from '../forms/form-context.ts';
import { useText } from '../words/texts.ts';
import { texts } from './words.ts';

/** The consultations that a meeting discussed, chosen among those of the agency that go on. */
export function DiscussedInput({ id, value, describedBy, onChange }: WidgetProps) {
  const t = useText(texts);
  const { data, isPending } = useQuery({
    queryKey: ['consultations', 'choose'],
    queryFn: () => contentOf(api.GET('/v1/consultations', { params: { query: { open: 'true', limit: 100 } } })),
  });
  const options = (data?.items ?? []).map(({ consultationId, reference, title }) => ({
    value: consultationId,
    label: `${reference} · ${title}`,
  }));
  return (
    <Select
      id={id}
      mode="multiple"
      placeholder={t('choose')}
      showSearch={{ optionFilterProp: 'label' }}
      loading={isPending}
      options={options}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(ids) => onChange(ids.length === 0 ? undefined : ids)}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
    />
  );
}
