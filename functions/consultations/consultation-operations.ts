import { decideAccess } from '../../shared/access/decide-access.ts';
import { changeBundle } from '../../shared/consultations/change-bundle.ts';
import { extendClock, startClock, stopClock } from '../../shared/consultations/clocks.ts';
import { conclude } from '../../shared/consultations/conclude.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import type { ConsultationFact } from '../../shared/consultations/consultation-facts.ts';
import { convene } from '../../shared/consultations/convene.ts';
import { nameDeputy, revokeDeputy } from '../../shared/consultations/deputy.ts';
import { answerRequest, requestEvidence } from '../../shared/consultations/evidence-requests.ts';
import { completeAction, reopen, withdraw } from '../../shared/consultations/follow-up.ts';
import { giveOpinion } from '../../shared/consultations/give-opinion.ts';
import type { Conclude, Convene } from '../../shared/consultations/model.ts';
import { acceptInvitation, declineInvitation } from '../../shared/consultations/respond.ts';
import { takesPart } from '../../shared/consultations/standing.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { fresh, streamKey } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { type Decision, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { Meetings } from '../../shared/meetings/streams.ts';
import { PROPOSAL_STREAM } from '../../shared/standards/proposal/propose-standard.ts';
import { findCases } from '../lookups/cases.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import { seatsTaken } from '../lookups/seats.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { type ConsultationCall, consultationOf, nextOpinion } from './found-consultation.ts';
import { partiesNamed } from './parties-named.ts';
import type { consultationRoutes } from './routes.ts';

type CommandRoutes = Omit<
  typeof consultationRoutes,
  | 'getConsultation'
  | 'listConsultations'
  | 'listOpinions'
  | 'scheduleMeeting'
  | 'getMeeting'
  | 'listMeetings'
  | 'getAgenda'
  | 'recordMinutes'
  | 'cancelMeeting'
  | 'endMeetings'
>;

/** The commands of the parties of a consultation. */
export const consultationOperations: Operations<CommandRoutes, ApiTools> = {
  conveneConsultation: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const nowhere = await refersToNothing(journal, request);
      if (nowhere !== undefined) return refuse('NOT_FOUND', { paths: [nowhere] });
      const context = request.context();
      const convened = convene((await findCases(journal, request.body.caseIds)).files, request.body, context);
      const decision = await ifRegistered(journal, convened, partiesNamed('consultation.read', request.body.parties));
      if (decision.kind === 'refusal') return decision;
      const { consultationId, parties } = convenedIn(decision.facts);
      const agencies = parties.map(({ agency }) => agency);
      return {
        kind: 'plan',
        changes: [
          ...splitFacts([fresh(Consultations, consultationId)], decision.facts),
          ...seatsTaken('consultation', consultationId, agencies, context.now),
        ],
        answer: request.answer(201, { consultationId, state: 'convened' }, decision.facts.length),
      };
    });
  },

  acceptConsultation: async (request, tools) => command(request, tools, acceptInvitation, answered(request)),

  declineConsultation: async (request, tools) =>
    command(request, tools, (state, context) => declineInvitation(state, request.body, context), answered(request)),

  changeBundle: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await consultationOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { files } = await findCases(journal, found.state.caseIds);
      return planFrom(changeBundle(found.state, files, request.body, request.context()), [found.loaded], (after) => {
        const { state = found.state, version } = after(found.loaded);
        return answered(request)(state, version, state.bundleVersion);
      });
    }),

  giveOpinion: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await consultationOf(request, journal);
      if (found.kind === 'refusal') return found;
      const decision = giveOpinion(found.state, request.body, request.context());
      return planFrom(decision, [found.loaded, nextOpinion(found.state)], (after) => {
        const { state = found.state, version } = after(found.loaded);
        const own = state.opinions.findLast(
          ({ by, question }) => by.agency === request.actor.agency && question === request.body.question,
        );
        return answered(request)(state, version, own?.n);
      });
    }),

  requestEvidence: async (request, tools) =>
    command(
      request,
      tools,
      (state, context) => requestEvidence(state, request.body, context),
      (state, version) => answered(request)(state, version, state.evidenceRequests.length),
    ),

  answerEvidenceRequest: async (request, tools) =>
    command(
      request,
      tools,
      (state, context) => answerRequest(state, request.params.n, request.body, context),
      (state, version) => answered(request)(state, version, request.params.n),
    ),

  nameDeputy: async (request, tools) =>
    command(request, tools, (state, context) => nameDeputy(state, request.body, context), answered(request)),

  revokeDeputy: async (request, tools) =>
    command(request, tools, (state, context) => revokeDeputy(state, request.body, context), answered(request)),

  concludeConsultation: async (request, tools) =>
    command(
      request,
      tools,
      (state, context) => mayNotPropose(request) ?? conclude(state, request.body, context),
      answered(request),
    ),

  completeAction: async (request, tools) =>
    command(
      request,
      tools,
      (state, context) => completeAction(state, request.params.n, request.body, context),
      (state, version) => answered(request)(state, version, request.params.n),
    ),

  withdrawConsultation: async (request, tools) =>
    command(request, tools, (state, context) => withdraw(state, request.body, context), answered(request)),

  reopenConsultation: async (request, tools) =>
    command(request, tools, (state, context) => reopen(state, request.body, context), answered(request)),

  startClock: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await consultationOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { files } = await findCases(journal, request.body.suspect === undefined ? [] : found.state.caseIds);
      return planFrom(startClock(found.state, files, request.body, request.context()), [found.loaded], (after) => {
        const { state = found.state, version } = after(found.loaded);
        return answered(request)(state, version, state.clocks.length);
      });
    }),

  extendClock: async (request, tools) =>
    command(
      request,
      tools,
      (state, context) => extendClock(state, request.params.n, request.body, context),
      (state, version) => answered(request)(state, version, request.params.n),
    ),

  stopClock: async (request, tools) =>
    command(
      request,
      tools,
      (state, context) => stopClock(state, request.params.n, request.body, context),
      (state, version) => answered(request)(state, version, request.params.n),
    ),
};

interface Answering extends Pick<Call, 'actor'> {
  answer(
    status: 200,
    body: { consultationId: string; state: Consultation['status']; n?: number | undefined },
    version?: number,
  ): StoredAnswer;
}

/** The answer to a command: the state of the consultation, and the number of the new entry. */
function answered(request: Answering) {
  return (state: Consultation, version: number, n?: number): StoredAnswer => {
    const { consultationId, status } = state;
    const known = takesPart(state, request.actor.agency) ? version : undefined;
    return request.answer(200, { consultationId, state: status, ...(n === undefined ? {} : { n }) }, known);
  };
}

/** A command that concerns the consultation alone. */
async function command(
  request: ConsultationCall,
  { journal }: ApiTools,
  decide: (consultation: Consultation, context: Context) => Decision<ConsultationFact>,
  answer: (consultation: Consultation, version: number) => StoredAnswer,
): Promise<StoredAnswer | Rejection> {
  return carryOut(request, journal, async () => {
    const found = await consultationOf(request, journal);
    if (found.kind === 'refusal') return found;
    return planFrom(decide(found.state, request.context()), [found.loaded], (after) => {
      const { state = found.state, version } = after(found.loaded);
      return answer(state, version);
    });
  });
}

/** Refuses a conclusion that proposes a standard if its agency may propose none: the relay makes the proposal in that agency's name. */
function mayNotPropose({ body, actor }: { readonly body: Conclude; readonly actor: Actor }): Refusal | undefined {
  if (body.proposal === undefined || decideAccess('proposal.make', actor, undefined).outcome === 'allowed') return undefined;
  return refuse('ACTION_NOT_ALLOWED', { paths: ['/proposal'] });
}

/** Refuses a body that names a meeting without the caller, or a proposal that does not exist. */
async function refersToNothing(
  journal: Journal,
  { body, actor }: { readonly body: Pick<Convene, 'meetingId' | 'proposalId'>; readonly actor: Actor },
): Promise<string | undefined> {
  const { meetingId, proposalId } = body;
  const meeting = meetingId === undefined ? undefined : await journal.load(Meetings, meetingId);
  if (meeting !== undefined && meeting.state?.parties.includes(actor.agency) !== true) return '/meetingId';
  if (proposalId === undefined) return undefined;
  const { facts } = await journal.facts(streamKey(PROPOSAL_STREAM, proposalId), { limit: 1 });
  return facts.length === 0 ? '/proposalId' : undefined;
}

function convenedIn(facts: readonly ConsultationFact[]) {
  for (const fact of facts) if (fact.type === 'consultation.convened') return fact.data.consultation;
  throw new Error('a consultation was convened without a fact');
}
