import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId, CaseId } from '../kernel/ids.ts';
import { ProcedureClock } from './clock.ts';

/** How many clocks one case holds. */
export const MAX_CASE_CLOCKS = 40;

/** The members of the case that say who is concerned. */
const OfCase = { reference: z.string(), district: z.enum(districts), agencies: z.array(AgencyId) };

/**
 * The terms of criminal procedure of a case (办案期限), which run without a consultation, too. They are a stream beside the case, so a term
 * does not make an officer's version of the case stale.
 */
export const CaseClocks = z.strictObject({
  caseId: CaseId,
  /** As the case was when the last clock was started. */
  ...OfCase,
  clocks: z.array(ProcedureClock),
});
export type CaseClocks = z.infer<typeof CaseClocks>;

const By = z.strictObject({ agency: AgencyId, subject: z.string() });
const n = z.int().positive();
const { kind, suspect, endsAt, lastDay, warnAt, provisional, extension, outcome } = ProcedureClock.shape;
const clock = { n, kind, suspect, lastDay, endsAt, provisional };

export const CaseClocksFact = z.discriminatedUnion('type', [
  fact('case-clocks.started', { by: By, caseId: CaseId, ...OfCase, clock: ProcedureClock }),
  fact('case-clocks.extended', {
    by: By,
    n,
    reason: z.string(),
    extension: extension.unwrap(),
    lastDay,
    endsAt,
    warnAt,
    provisional,
  }),
  fact('case-clocks.stopped', {
    by: By,
    n,
    outcome: outcome.unwrap(),
    reason: z.string().optional(),
    late: z.boolean(),
  }),
  // the calendar that ends a provisional term is known now
  fact('case-clocks.settled', { ...clock, warnAt, before: lastDay }),
  fact('case-clocks.warned', { ...clock, startedBy: AgencyId.optional() }),
  fact('case-clocks.expired', { ...clock, startedBy: AgencyId.optional() }),
]);
export type CaseClocksFact = z.infer<typeof CaseClocksFact>;
