import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

/** The count of the inbox is read again so often while another page is open; the inbox itself is told of each change. */
const COUNT_EVERY_MS = 30_000;

/** How many open entries there are, by class and kind of thing; undefined until they are counted. */
export function useInboxSummary(): Schemas['InboxSummary'] | undefined {
  const { data } = useQuery({
    queryKey: ['inbox', 'summary'],
    queryFn: () => contentOf(api.GET('/v1/inbox/summary')),
    refetchInterval: COUNT_EVERY_MS,
  });
  return data;
}
