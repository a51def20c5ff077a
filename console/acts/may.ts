import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

const nothing: ReadonlySet<string> = new Set();
const actionsOf = ({ may }: Schemas['Me']): ReadonlySet<string> => new Set(may.map(({ action }) => action));

/** The actions that this person may do on some thing (`GET /v1/me`): what is offered where there is no thing yet. */
export function useMay(): ReadonlySet<string> {
  const { data } = useQuery({
    queryKey: ['me'],
    queryFn: () => contentOf(api.GET('/v1/me')),
    staleTime: 60_000,
    select: actionsOf,
  });
  return data ?? nothing;
}
