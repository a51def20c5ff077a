import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { CaseId } from '../../shared/kernel/ids.ts';
import { ExtendClock, ProcedureClock, StartClock, StopClock } from '../../shared/procedure-clocks/clock.ts';

const OfCase = z.strictObject({ caseId: CaseId });
const NthOfCase = OfCase.extend({
  n: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .transform(Number),
});

/** A term of procedure, and the case on whose file it runs: one that was merged into another keeps its own. */
const CaseClock = z.strictObject({ caseId: CaseId, ...ProcedureClock.shape }).meta({ id: 'CaseClock' });
export type CaseClock = z.infer<typeof CaseClock>;

/** A clock tells by itself whether a command was carried out, so none takes a version. */
const onNth = { method: 'POST', tag: 'cases', params: NthOfCase, answers: { 200: CaseClock } } as const;

export const caseClockRoutes = defineRoutes({
  listCaseClocks: {
    method: 'GET',
    path: '/v1/cases/{caseId}/clocks',
    summary:
      'Read the terms of procedure of a case, and of the cases that were merged into it; a procuratorate with which it is shared reads its own',
    tag: 'cases',
    access: { action: 'case.clocks' },
    params: OfCase,
    answers: { 200: z.strictObject({ items: z.array(CaseClock) }) },
    refusals: [],
  },
  startCaseClock: {
    method: 'POST',
    path: '/v1/cases/{caseId}/clocks',
    summary: 'Start a term of criminal procedure of a case, which warns before its end; no consultation is needed',
    tag: 'cases',
    access: { action: 'case.clock' },
    params: OfCase,
    body: StartClock,
    answers: { 201: CaseClock },
    refusals: ['CASE_ITEM_UNKNOWN', 'TIME_IN_FUTURE', 'CLOCK_RUNNING', 'SUPPLEMENTS_USED_UP', 'CASE_FULL'],
    example: { kind: 'arrest-request', from: '2026-11-22T10:00:00+08:00' },
  },
  extendCaseClock: {
    ...onNth,
    path: '/v1/cases/{caseId}/clocks/{n}/extend',
    summary: 'Extend a term of a case on a ground that the law names',
    access: { action: 'case.clock' },
    body: ExtendClock,
    refusals: ['CLOCK_OF_OTHER_PARTY', 'CLOCK_STOPPED', 'TERM_EXPIRED', 'CLOCK_EXTENSION_NOT_ALLOWED'],
    example: { ground: 'roaming', reason: 'Three provinces' },
  },
  stopCaseClock: {
    ...onNth,
    path: '/v1/cases/{caseId}/clocks/{n}/stop',
    summary: 'Stop a clock of a case: its act is done, or the clock is void',
    access: { action: 'case.clock' },
    body: StopClock,
    refusals: ['CLOCK_OF_OTHER_PARTY', 'CLOCK_STOPPED'],
    example: { outcome: 'done' },
  },
});
