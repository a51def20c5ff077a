import * as z from 'zod';
import { directory } from '../../../journal/keys.ts';
import type { AuditedKind } from '../../../journal/kind.ts';
import type { StreamType } from '../../../journal/stream.ts';
import { fact } from '../../../kernel/fact.ts';
import { forTheCity } from '../../../kernel/thing.ts';
import { PublishedMonth } from './sheet.ts';

/** Each edition is a fact with its whole sheet; its number is that of the edition. */
export const FiguresMonthFact = z.discriminatedUnion('type', [
  fact('figures-month.published', { sheet: PublishedMonth }),
  fact('figures-month.corrected', { sheet: PublishedMonth }),
]);
export type FiguresMonthFact = z.infer<typeof FiguresMonthFact>;

/** Published months; the state is the edition in force, the facts are all editions. */
export const FiguresMonths: StreamType<PublishedMonth, FiguresMonthFact> = {
  name: 'figures-month',
  schemaVersion: 2,
  state: PublishedMonth,
  fact: FiguresMonthFact,
  evolve: (_, { data: { sheet } }) => sheet,
  index: ({ month, edition, publishedAt, publishedBy }) => ({
    entries: { listing: directory('figures-month', month) },
    card: { month, edition, publishedAt, publishedBy },
  }),
};

/** The editions of a month are for the city's command. */
export const auditedFigures: AuditedKind = {
  stream: 'figures-month',
  starts: 'figures-month:',
  ids: '20[0-9]{2}-[0-9]{2}',
  reader: forTheCity,
};
