import type { ProcedureClock } from './clock.ts';

type NewTerm = Pick<ProcedureClock, 'lastDay' | 'endsAt' | 'warnAt'>;

/** The clock with its term lengthened; the new end has not been announced yet. */
export function lengthenedBy(
  { provisional: _, ...clock }: ProcedureClock,
  {
    extension,
    lastDay,
    endsAt,
    warnAt,
    provisional,
  }: NewTerm & { readonly extension: NonNullable<ProcedureClock['extension']>; readonly provisional?: true | undefined },
): ProcedureClock {
  return {
    ...clock,
    ...{ extension, lastDay, endsAt, warnAt, warned: false },
    ...(provisional === undefined ? {} : { provisional }),
  };
}

/** The clock with the end that the calendar, now known, gives it. */
export function settledAs({ provisional: _, ...clock }: ProcedureClock, { lastDay, endsAt, warnAt }: NewTerm): ProcedureClock {
  return { ...clock, lastDay, endsAt, warnAt, warned: clock.warned && lastDay === clock.lastDay };
}
