import * as z from 'zod';
import type { StreamType } from '../../journal/stream.ts';
import { fact } from '../../kernel/fact.ts';
import { AgencyId, BlacklistEntryId } from '../../kernel/ids.ts';
import { elapsed, laterOf, UtcInstant } from '../../kernel/time.ts';
import { GroundClass, groundClasses } from '../entry/grounds.ts';
import { MarkKind } from './mark-model.ts';

/** A listing of the mark, as a check and a collision need it. It names no person, no case and no evidence. */
export const MarkRow = z.strictObject({
  entryId: BlacklistEntryId,
  reference: z.string(),
  /** The agency that listed it. */
  by: AgencyId,
  /** The national list that has it, if it came with one. */
  list: z.string().optional(),
  class: GroundClass,
  from: UtcInstant,
  until: UtcInstant,
  /** It ended before its term. */
  endedAt: UtcInstant.optional(),
  /** An appeal was upheld: the listing was wrong, and counts in no sum of time. */
  cleared: z.literal(true).optional(),
});
export type MarkRow = z.infer<typeof MarkRow>;

/** So many listings of one mark are kept. */
export const MAX_LISTINGS = 40;

/**
 * What the blacklist knows of one mark, of all who list it. Its id is the keyed hash of the mark; the register does not hold the mark itself.
 */
export const MarkRegister = z.strictObject({ kind: MarkKind, rows: z.array(MarkRow) });
export type MarkRegister = z.infer<typeof MarkRegister>;

export const MarkFact = z.discriminatedUnion('type', [fact('blacklist-mark.noted', { kind: MarkKind, row: MarkRow })]);
export type MarkFact = z.infer<typeof MarkFact>;

/** The registers of marks, by the keyed hash of the mark. They are only loaded by that key, so no index has them; the entries have the facts. */
export const BlacklistMarks: StreamType<MarkRegister, MarkFact> = {
  name: 'blacklist-mark',
  schemaVersion: 1,
  state: MarkRegister,
  fact: MarkFact,
  onlyState: true,
  evolve: (before, { data: { kind, row } }) => ({
    kind,
    rows: [...(before?.rows ?? []).filter(({ entryId }) => entryId !== row.entryId), row],
  }),
  index: () => ({ entries: {}, card: {} }),
};

/** Whether the listing holds at this moment. @param now ISO 8601, UTC */
export function isInForce({ from, until, endedAt }: Pick<MarkRow, 'from' | 'until' | 'endedAt'>, now: string): boolean {
  return endedAt === undefined && from <= now && now < until;
}

/** The listings that hold at this moment. A mark hits while there is one. @param now ISO 8601, UTC */
export function rowsInForce(register: MarkRegister | undefined, now: string): readonly MarkRow[] {
  return (register?.rows ?? []).filter((row) => isInForce(row, now));
}

/** The heaviest ground among listings. */
export function heaviest(rows: readonly MarkRow[]): GroundClass | undefined {
  return groundClasses.find((one) => rows.some((row) => row.class === one));
}

/** How long the mark was listed before a moment, in milliseconds: times of several listings count once. @param now ISO 8601, UTC */
export function listedBefore(register: MarkRegister | undefined, now: string): number {
  const spans = (register?.rows ?? [])
    .filter(({ cleared }) => cleared === undefined)
    .map(({ from, until, endedAt = until }) => ({ from, to: [endedAt, until, now].toSorted()[0] ?? now }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  let sum = 0;
  let edge = '';
  for (const { from, to } of spans) {
    if (to > edge) sum += elapsed(laterOf(from, edge), to);
    edge = laterOf(to, edge);
  }
  return sum;
}
