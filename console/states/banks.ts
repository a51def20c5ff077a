import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { NamedBank } from '../paste/bank-names.ts';

const PAGE = 100;
const FRESH_MS = 10 * 60_000;

/** The banks that can be reached, all pages of them; undefined until they are read. */
export function useBanks(): readonly NamedBank[] | undefined {
  const { data } = useQuery({
    queryKey: ['banks', 'all'],
    staleTime: FRESH_MS,
    queryFn: async () => {
      const banks: NamedBank[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
        const page = await contentOf(api.GET('/v1/banks', { params: { query } }));
        banks.push(...page.items.map(({ bankId, name }) => ({ bankId, name })));
        cursor = page.next;
      } while (cursor !== undefined);
      return banks;
    },
  });
  return data;
}
