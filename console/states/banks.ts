import { useQuery } from '@tanstack/react-query';
import { allPages } from '../api/all-pages.ts';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { NamedBank } from '../paste/bank-names.ts';

const FRESH_MS = 10 * 60_000;

/** The banks that can be reached, all pages of them; undefined until they are read. */
export function useBanks(): readonly NamedBank[] | undefined {
  const { data } = useQuery({
    queryKey: ['banks', 'all'],
    staleTime: FRESH_MS,
    queryFn: async () => {
      const banks = await allPages((query) => contentOf(api.GET('/v1/banks', { params: { query } })));
      return banks.map(({ bankId, name }) => ({ bankId, name }));
    },
  });
  return data;
}
