import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { propose } from '../standards/proposal/propose.ts';
import type { Action, Consultation, Unopened } from './consultation.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import { badFindings, badSupport, drawn } from './findings.ts';
import { currentOpinions } from './give-opinion.ts';
import type { Conclude } from './model.ts';
import { forbidden, full, signatoryOf, takesPart } from './standing.ts';

/**
 * Concludes a consultation: minutes, one finding for each question, and actions with the parties that owe them. The convener concludes, or
 * the deputy that it named. Every party that accepted must have given its opinion, or be excused with a reason. The agency that concludes
 * must have answered every question, and cannot excuse itself or the convener. A finding needs opinions that say the same; it names the
 * opinions of that moment, dissent included. Evidence requests that are still open are dropped.
 *
 * @param unopened by party, the exhibits with files of which it has opened none: the conclusion names them
 * @returns `consultation.concluded`, and `consultation.closed` if no action is left; or CONSULTATION_STATE_FORBIDS, FINDING_MISSING,
 *   POSITION_UNKNOWN, FINDING_UNSUPPORTED, OPINION_MISSING, EXCUSE_NOT_ALLOWED, PARTY_UNKNOWN, DUE_DATE_PAST, CONSULTATION_FULL, or the
 *   refusal of the proposal
 */
export function conclude(
  consultation: Consultation,
  input: Conclude,
  unopened: readonly Unopened[],
  context: Context,
): Decision<ConsultationFact> {
  const { actor, now } = context;
  const refusal =
    forbidden(consultation, 'conclude') ??
    badFindings(consultation, input) ??
    badActions(consultation, input, now) ??
    badExcuses(consultation, input, actor.agency) ??
    badProposal(input, context) ??
    badSilence(consultation, input, actor.agency) ??
    badSupport(consultation, input, actor.agency);
  if (refusal !== undefined) return refusal;
  const { round } = consultation;
  const opinions = currentOpinions(consultation.opinions);
  const findings = drawn(consultation, input.findings);
  const actions = input.actions.map(
    (action, i): Action => ({ n: consultation.actions.length + i + 1, ...action, round, overdue: false }),
  );
  const left = actions.length + consultation.actions.filter(({ done }) => done === undefined).length;
  const concluded: ConsultationFact = {
    type: 'consultation.concluded',
    data: {
      at: now,
      conclusion: {
        by: signatoryOf(actor),
        at: now,
        round,
        minutes: input.minutes,
        findings,
        opinions: opinions.map(({ n }) => n),
        dissent: findings.flatMap(({ dissent = [] }) => dissent).toSorted((a, b) => a - b),
        excused: input.excused,
        unopened: [...unopened],
      },
      actions,
      dropped: consultation.evidenceRequests.filter(({ status }) => status === 'open').map(({ n }) => n),
      ...(input.proposal === undefined ? {} : { proposal: input.proposal }),
    },
  };
  return left > 0
    ? accept(concluded)
    : accept<ConsultationFact>(concluded, { type: 'consultation.closed', data: { at: now, round } });
}

function badActions(consultation: Consultation, { actions, excused }: Conclude, now: string): Refusal | undefined {
  const strangers = [
    ...actions.flatMap(({ owner }, i) => (takesPart(consultation, owner) ? [] : [`/actions/${i}/owner`])),
    ...excused.flatMap(({ agency }, i) => (takesPart(consultation, agency) ? [] : [`/excused/${i}/agency`])),
  ];
  if (strangers.length > 0) return refuse('PARTY_UNKNOWN', { paths: strangers });
  const past = actions.flatMap(({ dueAt }, i) => (dueAt <= now ? [`/actions/${i}/dueAt`] : []));
  if (past.length > 0) return refuse('DUE_DATE_PAST', { paths: past });
  return full('actions', consultation.actions.length + actions.length);
}

/** The agency that concludes and the convener must answer too. A party that answered every question cannot be excused. */
function badExcuses(
  { convener, opinions, questions }: Consultation,
  { excused }: Conclude,
  concluding: string,
): Refusal | undefined {
  const current = currentOpinions(opinions);
  const spoken = (agency: string) => current.filter(({ by }) => by.agency === agency).length === questions.length;
  const paths = excused.flatMap(({ agency }, i) =>
    agency === concluding || agency === convener.agency || spoken(agency) ? [`/excused/${i}`] : [],
  );
  return paths.length > 0 ? refuse('EXCUSE_NOT_ALLOWED', { paths }) : undefined;
}

/** The decider checks a proposal before the conclusion, so that no conclusion carries an impossible one. */
function badProposal({ proposal }: Conclude, context: Context): Refusal | undefined {
  if (proposal === undefined) return undefined;
  const decision = propose(proposal, context);
  if (decision.kind !== 'refusal') return undefined;
  const { paths } = decision.detail;
  return refuse(decision.code, Array.isArray(paths) ? { paths: paths.map((path) => `/proposal${path}`) } : decision.detail);
}

/**
 * The parties that accepted, have said nothing on any question, and are not excused; and the concluding agency if it has not answered every
 * question, with the number it has left.
 */
function badSilence(consultation: Consultation, { excused }: Conclude, concluding: string): Refusal | undefined {
  const { parties, questions } = consultation;
  const opinions = currentOpinions(consultation.opinions);
  const heard = new Set([...opinions.map(({ by }) => by.agency), ...excused.map(({ agency }) => agency)]);
  const silent = parties.filter(({ agency, answer }) => answer === 'accepted' && !heard.has(agency)).map(({ agency }) => agency);
  const answered = new Set(opinions.flatMap(({ by, question }) => (by.agency === concluding ? [question] : [])));
  const unanswered = questions.length - answered.size;
  if (silent.length + unanswered === 0) return undefined;
  const agencies = unanswered === 0 ? silent : [...new Set([concluding, ...silent])];
  return refuse('OPINION_MISSING', { agencies, unanswered });
}
