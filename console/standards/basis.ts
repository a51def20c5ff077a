import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';

type Standard = Schemas['Standard'];

/** The standard that a form begins with, by its id in the address; none where the address names none. */
export function useBasis() {
  const [params] = useSearchParams();
  const standardId = params.get('from') ?? '';
  return useQuery({
    queryKey: ['standard', standardId],
    queryFn: async () =>
      standardId === ''
        ? { standard: undefined }
        : { standard: await contentOf(api.GET('/v1/standards/{standardId}', { params: { path: { standardId } } })) },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a standard says, without what is known about its being recorded. */
export function contentIn(standard: Standard): Schemas['Proposal']['content'] {
  const { standardId, criterion, place, recordedAt, recordedBy, proposalId, ...rest } = standard;
  const { effectiveFrom, effectiveTo, believedFrom, believedUntil, ...content } = rest;
  return content;
}
