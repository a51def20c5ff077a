import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { WidgetProps } from '../forms/form-context.ts';
import { Several } from './several.tsx';

/** The consultations that a meeting discussed, chosen among those of the agency that go on. */
export function DiscussedInput({ id, value, describedBy, onChange }: WidgetProps) {
  const { data, isPending } = useQuery({
    queryKey: ['consultations', 'choose'],
    queryFn: () => contentOf(api.GET('/v1/consultations', { params: { query: { open: 'true', limit: 100 } } })),
  });
  const options = (data?.items ?? []).map(({ consultationId, reference, title }) => ({
    value: consultationId,
    label: `${reference} · ${title}`,
  }));
  return (
    <Several
      id={id}
      options={options}
      chosen={Array.isArray(value) ? value.map(String) : []}
      loading={isPending}
      choose={onChange}
      describedBy={describedBy}
    />
  );
}
