import type { Context } from '../kernel/context.ts';
import type { ProcedureClock } from '../procedure-clocks/clock.ts';
import { clockMoment, clockSteps } from '../procedure-clocks/run-clocks.ts';
import type { Action, Consultation, EvidenceRequest } from './consultation.ts';
import { isOpen } from './consultation.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import { consultationLifecycle } from './consultation-lifecycle.ts';
import { takesPart } from './standing.ts';

type Figures = Pick<Context, 'now' | 'policy'>;

/**
 * The facts that are due now and not yet noted: invitations that were not answered, evidence that did not come in time, actions not done in
 * time, procedure clocks that are about to end or have ended. Each is noted once, even if this runs often or late.
 */
export function advanceConsultation(consultation: Consultation, figures: Figures): readonly ConsultationFact[] {
  const { now } = figures;
  const invitations = asked(consultation)
    .filter(({ dueAt }) => dueAt <= now)
    .map(
      ({ agency, dueAt }): ConsultationFact => ({ type: 'consultation.invitation-overdue', data: { at: now, agency, dueAt } }),
    );
  const evidence = awaited(consultation)
    .filter(({ dueAt }) => dueAt <= now)
    .map(
      ({ n, by, from, dueAt }): ConsultationFact => ({
        type: 'consultation.evidence-overdue',
        data: { at: now, n, by, from, dueAt },
      }),
    );
  const actions = agreed(consultation)
    .filter(({ dueAt }) => dueAt <= now)
    .map(
      ({ n, owner, dueAt }): ConsultationFact => ({ type: 'consultation.action-overdue', data: { at: now, n, owner, dueAt } }),
    );
  return [...invitations, ...evidence, ...actions, ...consultation.clocks.flatMap((clock) => said(clock, figures))];
}

/** The next moment at which something is due, or undefined if time alone changes nothing. It may have passed: then call `advance`. */
export function nextConsultationMoment(consultation: Consultation): string | undefined {
  return [
    ...asked(consultation).map(({ dueAt }) => dueAt),
    ...awaited(consultation).map(({ dueAt }) => dueAt),
    ...agreed(consultation).map(({ dueAt }) => dueAt),
    ...consultation.clocks.flatMap((clock) => clockMoment(clock) ?? []),
  ].toSorted()[0];
}

/** A date that has passed, and its subject; it waits until a person has dealt with it. */
export interface RunOut {
  readonly what: 'invitation' | 'evidence' | 'action' | 'clock';
  readonly dueAt: string;
}

/**
 * The overdue dates that wait for a person, as an agency may see them: all of them for a party, its own invitation for an agency that was
 * only asked. A term of procedure waits until a party stops it, even if the consultation is over: the law goes on.
 */
export function ranOut(consultation: Consultation, agency: string, now: string): readonly RunOut[] {
  const { status, parties, evidenceRequests, actions, clocks } = consultation;
  const inside = takesPart(consultation, agency);
  const invited = consultationLifecycle.allows(status, 'accept') ? parties.filter(({ answer }) => answer === 'invited') : [];
  const asked = status === 'deliberating' ? evidenceRequests.filter((request) => request.status === 'open') : [];
  const agreed = isOpen(status) ? actions.filter(({ done }) => done === undefined) : [];
  const terms = clocks.filter(({ stoppedAt }) => stoppedAt === undefined).map(({ endsAt }) => ({ dueAt: endsAt }));
  const known: readonly (readonly [RunOut['what'], readonly { readonly dueAt?: string | undefined }[]])[] = inside
    ? [
        ['invitation', invited],
        ['evidence', asked],
        ['action', agreed],
        ['clock', terms],
      ]
    : [['invitation', invited.filter((party) => party.agency === agency)]];
  return known
    .flatMap(([what, things]) => things.flatMap(({ dueAt }) => (dueAt === undefined || dueAt > now ? [] : [{ what, dueAt }])))
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

/** Whether it still needs its parties: they work on it, or a term of procedure has not been stopped. Then it stands on their lists. */
export function isUnsettled({ status, clocks }: Pick<Consultation, 'status' | 'clocks'>): boolean {
  return isOpen(status) || clocks.some(({ stoppedAt }) => stoppedAt === undefined);
}

/** The agencies that have not answered the invitation and have not been reminded. */
function asked({ status, parties }: Consultation): readonly { readonly agency: string; readonly dueAt: string }[] {
  if (!consultationLifecycle.allows(status, 'noteInvitationOverdue')) return [];
  return parties.flatMap(({ agency, answer, dueAt, overdue = false }) =>
    answer !== 'invited' || dueAt === undefined || overdue ? [] : [{ agency, dueAt }],
  );
}

function awaited({ status, evidenceRequests }: Consultation): readonly EvidenceRequest[] {
  if (!consultationLifecycle.allows(status, 'noteEvidenceOverdue')) return [];
  return evidenceRequests.filter((request) => request.status === 'open' && !request.overdue);
}

function agreed({ status, actions }: Consultation): readonly Action[] {
  if (!consultationLifecycle.allows(status, 'noteActionOverdue')) return [];
  return actions.filter(({ done, overdue }) => done === undefined && !overdue);
}

/** The due facts of a clock. */
function said(clock: ProcedureClock, figures: Figures): readonly ConsultationFact[] {
  const at = figures.now;
  return clockSteps(clock, figures).map((one): ConsultationFact => {
    if (one.step === 'settled') return { type: 'consultation.clock-settled', data: { at, ...one.data } };
    return { type: `consultation.clock-${one.step}`, data: { at, ...one.data } };
  });
}
