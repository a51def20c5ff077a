import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { useSound } from '../waking/sound.ts';

/**
 * The count of the inbox is read again so often while another page is open; the inbox itself is told of each change. A hidden tab reads it
 * only where it shall wake, and where browsers slow the timers of hidden tabs, less often.
 */
const COUNT_EVERY_MS = 30_000;

/** How many open entries there are, by class and kind of thing; undefined until they are counted. */
export function useInboxSummary(): Schemas['InboxSummary'] | undefined {
  const wakes = useSound() !== 'off';
  const { data } = useQuery({
    queryKey: ['inbox', 'summary'],
    queryFn: () => contentOf(api.GET('/v1/inbox/summary')),
    refetchInterval: COUNT_EVERY_MS,
    refetchIntervalInBackground: wakes,
  });
  return data;
}
