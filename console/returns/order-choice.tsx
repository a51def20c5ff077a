import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo } from 'react';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { Widget, WidgetProps } from '../forms/form-context.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { returnTexts } from './words.ts';

/** A field for one of the orders of a case, by its account; the API takes the id of the order. */
export function useOrderChoice(caseId: string): Widget {
  return useMemo(() => (props: WidgetProps) => <OrderChoice {...props} caseId={caseId} />, [caseId]);
}

function OrderChoice({ id, value, label, describedBy, faults, caseId, onChange }: WidgetProps & { readonly caseId: string }) {
  const t = useText(returnTexts);
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['case-orders', caseId],
    queryFn: () => contentOf(api.GET('/v1/cases/{caseId}/fund-graph', { params: { path: { caseId } } })),
    refetchOnWindowFocus: false,
  });
  const options = (data?.accounts ?? []).flatMap(({ bankId, bankName = bankId, accountName, accountNumber, orders }) =>
    orders.map(({ orderId, state }) => ({
      value: orderId,
      label: [bankName, accountName, accountNumber, words('orderState', state)].filter(Boolean).join(' · '),
    })),
  );
  return (
    <Select
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      placeholder={t('chooseOrder')}
      status={faults.length > 0 ? 'error' : ''}
      value={typeof value === 'string' && value !== '' ? value : null}
      options={options}
      onChange={(chosen: string | null) => onChange(chosen ?? undefined)}
    />
  );
}
