import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { contentOf } from '../../api/problem.ts';
import { askedKey } from './keys.ts';

type Entry = Schemas['ApprovalEntry'];

/** As many of the latest approvals that the person asked for are looked through. */
const LATEST = 100;
const FRESH_MS = 10_000;

/** The approvals that this person asked for, the newest first. */
export function useAllAsked(): readonly Entry[] {
  const { data } = useQuery({
    queryKey: askedKey,
    queryFn: () => contentOf(api.GET('/v1/approvals', { params: { query: { asked: 'mine', limit: LATEST } } })),
    staleTime: FRESH_MS,
  });
  return data?.items ?? [];
}

/** Those about one order. */
export function useAsked(orderId: string): readonly Entry[] {
  return useAllAsked().filter((entry) => entry.orderId === orderId);
}

/** The latest of them that was granted for this gate and opens it still. */
export function useGranted(orderId: string, gate: Entry['gate']): string | undefined {
  return useAsked(orderId).find((entry) => entry.gate === gate && entry.status === 'granted')?.approvalId;
}
