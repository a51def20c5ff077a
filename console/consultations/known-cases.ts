import { useQueries } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import type { Whole } from './model.ts';

type Case = Schemas['Case'];

/** The cases of a consultation as far as they are shown to the reader, read when a form asks for what is in them. */
export function useKnownCases({ cases }: Pick<Whole, 'cases'>): readonly Case[] {
  return useQueries({
    queries: cases
      .filter(({ reference }) => reference !== undefined)
      .map(({ caseId }) => ({
        queryKey: ['consultation-case', caseId],
        queryFn: () => contentOf(api.GET('/v1/cases/{caseId}', { params: { path: { caseId } } })),
        staleTime: 60_000,
      })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
}

/** A piece of a case that can be named in a bundle, in words. */
export interface Piece {
  readonly caseId: string;
  readonly part: Case['parts'][number];
  readonly item?: string;
  readonly word: string;
}

/** What the reader may bring in from a case: each part as a whole, and the items of those that hold some. */
export function piecesOf(fraudCase: Case, caseId: string): readonly Piece[] {
  const { parts, alerts = [], persons = [], losses = [], evidence = [] } = fraudCase;
  const items: readonly (Omit<Piece, 'caseId'> & { readonly item: string })[] = [
    ...evidence.map(({ itemId, title }) => ({ part: 'evidence' as const, item: itemId, word: title })),
    ...persons.map(({ itemId, name }) => ({ part: 'persons' as const, item: itemId, word: name })),
    ...losses.map(({ itemId, at }) => ({ part: 'losses' as const, item: itemId, word: at })),
    ...alerts.map(({ alertId, reference }) => ({ part: 'alerts' as const, item: alertId, word: reference })),
  ];
  return [...items.map((piece) => ({ caseId, ...piece })), ...parts.map((part) => ({ caseId, part, word: '' }))];
}
