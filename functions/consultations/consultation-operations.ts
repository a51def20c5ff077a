import { decideAccess } from '../../shared/access/decide-access.ts';
import { changeBundle } from '../../shared/consultations/change-bundle.ts';
import { extendClock, startClock, stopClock } from '../../shared/consultations/clocks.ts';
import { conclude } from '../../shared/consultations/conclude.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import { convene } from '../../shared/consultations/convene.ts';
import { nameDeputy, revokeDeputy } from '../../shared/consultations/deputy.ts';
import { answerRequest, requestEvidence } from '../../shared/consultations/evidence-requests.ts';
import { completeAction, reopen, withdraw } from '../../shared/consultations/follow-up.ts';
import { giveOpinion } from '../../shared/consultations/give-opinion.ts';
import type { Conclude, Convene } from '../../shared/consultations/model.ts';
import { acceptInvitation, declineInvitation } from '../../shared/consultations/respond.ts';
import { takesPart } from '../../shared/consultations/standing.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, type Present } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { Meetings } from '../../shared/meetings/streams.ts';
import { PROPOSAL_STREAM } from '../../shared/standards/proposal/propose-standard.ts';
import { enteredInCases } from '../lookups/case-consultations.ts';
import { findCases } from '../lookups/cases.ts';
import { openedByActor, unopenedByParties } from '../lookups/consultation-files.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import { seatsTaken } from '../lookups/seats.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { type ConsultationCall, consultationNamed, nextOpinion } from './found-consultation.ts';
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

/** An answer to a command: where it left the consultation, and the number of what is new. */
interface Outcome {
  consultationId: string;
  state: Consultation['status'];
  n?: number | undefined;
}

interface Answering extends ConsultationCall {
  answer(status: 200, body: Outcome, version?: number): StoredAnswer;
}

const onConsultation = commandOn({ ...consultationNamed, answer: answered });

/** The commands of the parties of a consultation. */
export const consultationOperations: Operations<CommandRoutes, ApiTools> = {
  conveneConsultation: createOn({
    type: Consultations,
    may: (request: Convening) => request.allowed(),
    answer: (request, { state: { consultationId, status }, version }) =>
      request.answer(201, { consultationId, state: status }, version),
  })(async (input, context, { request, tools: { journal } }) => {
    const nowhere = await refersToNothing(journal, request);
    if (nowhere !== undefined) return refuse('NOT_FOUND', { paths: [nowhere] });
    const convened = convene(input, (await findCases(journal, input.caseIds)).files, context);
    return {
      decision: await ifRegistered(journal, convened, partiesNamed('consultation.read', input.parties)),
      changes: ({ state }) => [
        ...seatsTaken(
          'consultation',
          state.consultationId,
          state.parties.map(({ agency }) => agency),
          context.now,
        ),
        ...enteredInCases(state, context.now),
      ],
    };
  }),

  acceptConsultation: onConsultation((state, _none, context) => acceptInvitation(state, context)),
  declineConsultation: onConsultation(declineInvitation),

  changeBundle: onConsultation(async (state, input, context, { request, tools }) => {
    const { files } = await findCases(tools.journal, state.caseIds);
    return { decision: changeBundle(state, input, files, context), answer: numbered(request, (after) => after.bundleVersion) };
  }),

  giveOpinion: onConsultation(async (state, input, context, { request, tools }) => {
    const opened = await openedByActor(tools.journal, state, input.bundleVersion, context.actor);
    return {
      decision: giveOpinion(state, input, opened.of, context),
      streams: [nextOpinion(state)],
      rests: opened.rests,
      answer: numbered(
        request,
        ({ opinions }) =>
          opinions.findLast(({ by, question }) => by.agency === request.actor.agency && question === input.question)?.n,
      ),
    };
  }),

  requestEvidence: onConsultation((state, input, context, { request }) => ({
    decision: requestEvidence(state, input, context),
    answer: numbered(request, (after) => after.evidenceRequests.length),
  })),

  answerEvidenceRequest: onConsultation((state, input, context, { request }) => ({
    decision: answerRequest(state, { ...input, n: request.params.n }, context),
    answer: numbered(request, () => request.params.n),
  })),

  nameDeputy: onConsultation(nameDeputy),
  revokeDeputy: onConsultation(revokeDeputy),

  concludeConsultation: onConsultation(async (state, input, context, { request, tools }) => {
    const refusal = mayNotPropose(request);
    if (refusal !== undefined) return refusal;
    const unopened = await unopenedByParties(tools.journal, state);
    return { decision: conclude(state, input, unopened.of, context), rests: unopened.rests };
  }),

  completeAction: onConsultation((state, input, context, { request }) => ({
    decision: completeAction(state, { ...input, n: request.params.n }, context),
    answer: numbered(request, () => request.params.n),
  })),

  withdrawConsultation: onConsultation(withdraw),
  reopenConsultation: onConsultation(reopen),

  startClock: onConsultation(async (state, input, context, { request, tools }) => {
    const { files } = await findCases(tools.journal, input.suspect === undefined ? [] : state.caseIds);
    return { decision: startClock(state, input, files, context), answer: numbered(request, (after) => after.clocks.length) };
  }),

  extendClock: onConsultation((state, input, context, { request }) => ({
    decision: extendClock(state, { ...input, n: request.params.n }, context),
    answer: numbered(request, () => request.params.n),
  })),

  stopClock: onConsultation((state, input, context, { request }) => ({
    decision: stopClock(state, { ...input, n: request.params.n }, context),
    answer: numbered(request, () => request.params.n),
  })),
};

interface Convening extends Call {
  answer(status: 201, body: Outcome, version: number): StoredAnswer;
}

function answered(request: Answering, { state, version }: Present<Consultation>, n?: number): StoredAnswer {
  const { consultationId, status } = state;
  const known = takesPart(state, request.actor.agency) ? version : undefined;
  return request.answer(200, { consultationId, state: status, ...(n === undefined ? {} : { n }) }, known);
}

/** The same with the number of what the command was about. */
function numbered(request: Answering, numberOf: (after: Consultation) => number | undefined) {
  return (after: Present<Consultation>): StoredAnswer => answered(request, after, numberOf(after.state));
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
