import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Thing } from '../acts/thing.ts';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

const LOOK_EVERY_MS = 30_000;

/**
 * Has a consultation read again once it has changed. To read it is a look at the evidence of other agencies, which is recorded; so the list,
 * which shows no evidence, is asked when it last changed.
 */
export function useFresh({ data, refetch }: Thing<Schemas['ConsultationView']>): void {
  const list = useQuery({
    queryKey: ['consultations', 'touched'],
    enabled: data !== undefined,
    refetchInterval: LOOK_EVERY_MS,
    queryFn: () => contentOf(api.GET('/v1/consultations', { params: { query: { open: 'true' } } })),
  });
  const touched = list.data?.items.find(({ consultationId }) => consultationId === data?.consultationId)?.touchedAt;
  const shown = data?.touchedAt;
  useEffect(() => {
    if (touched !== undefined && shown !== undefined && touched > shown) void refetch();
  }, [touched, shown, refetch]);
}
