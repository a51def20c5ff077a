import * as z from 'zod';
import { StationId } from '../../cases/model.ts';
import type { StreamType } from '../../journal/stream.ts';
import { beijingMonth } from '../../kernel/beijing.ts';
import type { Context } from '../../kernel/context.ts';
import { Month } from '../../kernel/day.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import { CaseId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { filedInMonth } from './keys.ts';

/**
 * The cases of a station whose filing (立案) was noted here in a month, each once. The month is that of the note, not of the day that the
 * filing names: so no filing is hidden in a month that is ranked already.
 */
const FilingsOfMonth = z.strictObject({ station: StationId, month: Month, cases: z.array(CaseId) });
export type FilingsOfMonth = z.infer<typeof FilingsOfMonth>;

export const FilingCountFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('station-filings.counted'),
    data: z.strictObject({ at: UtcInstant, station: StationId, month: Month, caseId: CaseId }),
  }),
]);
export type FilingCountFact = z.infer<typeof FilingCountFact>;

/** Filings by station and month; those of a month are found together. */
export const StationFilings: StreamType<FilingsOfMonth, FilingCountFact> = {
  name: 'station-filings',
  schemaVersion: 1,
  state: FilingsOfMonth,
  fact: FilingCountFact,
  evolve: (before, { data: { station, month, caseId } }) => ({ station, month, cases: [...(before?.cases ?? []), caseId] }),
  index: ({ station, month, cases }) => ({
    entries: { listing: filedInMonth(month, station) },
    card: { station, filed: cases.length },
  }),
};

/** The id of a station's month. */
export function filingsId(station: string, month: string): string {
  return `${station}:${month}`;
}

/** The month in Beijing for which a filing counts. @param notedAt when it was noted here, ISO 8601 */
export function monthOfFiling(notedAt: string): string {
  return beijingMonth(notedAt);
}

/** Counts a filed case for its station and month. A case that is counted there already is not counted again. */
export function countFiling(
  before: FilingsOfMonth | undefined,
  { station, month, caseId }: { readonly station: string; readonly month: string; readonly caseId: string },
  { now }: Pick<Context, 'now'>,
): Decision<FilingCountFact> {
  if (before?.cases.includes(caseId) === true) return accept();
  return accept({ type: 'station-filings.counted', data: { at: now, station, month, caseId } });
}
