import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { useLanguage } from './language.ts';

/** Gives the word for a value of an enumeration; for a value that this release of the API does not know, the value itself. */
export type Words = (enumeration: string, value: string) => string;

/** The words of the API for its enumerations (`GET /v1/labels`), in the language of the page. */
export function useWords(): Words {
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['labels'],
    queryFn: () => contentOf(api.GET('/v1/labels')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (enumeration, value) => data?.labels[enumeration]?.[value]?.[language] ?? value;
}
