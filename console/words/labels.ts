import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { useLanguage } from './language.ts';

/** Gives the word for a value of an enumeration; for a value that this release of the API does not know, the value itself. */
export type Words = (enumeration: string, value: string) => string;

/** The words of the API for its enumerations (`GET /v1/labels`), in the language of the page. */
export function useWords(): Words {
  const language = useLanguage();
  const labels = useLabels();
  return (enumeration, value) => labels?.[enumeration]?.[value]?.[language] ?? value;
}

/** The enumerations themselves, in both languages; undefined until they are read. */
export function useLabels(): Schemas['Labels']['labels'] | undefined {
  const { data } = useQuery({
    queryKey: ['labels'],
    queryFn: () => contentOf(api.GET('/v1/labels')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.labels;
}
