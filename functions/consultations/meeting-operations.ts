import type { Consultation } from '../../shared/consultations/consultation.ts';
import { consultationThing } from '../../shared/consultations/kind.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { consultationEntry } from '../../shared/consultations/views.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { applied, splitFacts } from '../../shared/journal/split-facts.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import { meetingThing } from '../../shared/meetings/kind.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import type { MeetingFact } from '../../shared/meetings/meeting-facts.ts';
import { cancelMeeting, endSeries, recordMinutes, scheduleMeeting } from '../../shared/meetings/run-meetings.ts';
import { Meetings } from '../../shared/meetings/streams.ts';
import { type MeetingView, meetingView } from '../../shared/meetings/views.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import { seatsTaken } from '../lookups/seats.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { meetingRoutes } from './meeting-routes.ts';
import { partiesNamed } from './parties-named.ts';
import { seatsOf } from './seats-page.ts';

/** The commands of agencies on their periodic meetings. */
export const meetingOperations: Operations<typeof meetingRoutes, ApiTools> = {
  scheduleMeeting: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const context = request.context();
      const scheduled = scheduleMeeting(request.body, context);
      const decision = await ifRegistered(journal, scheduled, partiesNamed('meeting.read', request.body.parties));
      if (decision.kind === 'refusal') return decision;
      const { meetingId, parties } = scheduledIn(decision.facts);
      const { state, version } = applied(fresh(Meetings, meetingId), decision.facts);
      if (state === undefined) return refuse('INTERNAL');
      return {
        kind: 'plan',
        changes: [
          ...splitFacts([fresh(Meetings, meetingId)], decision.facts),
          ...seatsTaken('meeting', meetingId, parties, context.now),
        ],
        answer: request.answer(201, meetingView(state), version),
      };
    });
  },

  getMeeting: async (request, { journal }) => {
    const found = await meetingOf(request, journal);
    return found.kind === 'refusal' ? found : request.answer(200, meetingView(found.state), found.loaded.version);
  },

  listMeetings: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await seatsOf(request, tools, Meetings, 'meeting', request.query.open === 'true');
    return page.kind === 'refusal' ? page : request.answer(200, { items: page.states.map(meetingView), ...page.next });
  },

  // Each reader sees only consultations that they take part in: an agenda shows no others.
  getAgenda: async (request, tools) => {
    const found = await meetingOf(request, tools.journal);
    if (found.kind === 'refusal') return found;
    const page = await seatsOf(request, tools, Consultations, 'consultation', true);
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const convener = found.state.convener.agency;
    const common = page.states.filter(({ parties }) => parties.some(({ agency }) => agency === convener));
    return request.answer(200, { items: common.map((one) => consultationEntry(one, request.actor.agency, now)), ...page.next });
  },

  recordMinutes: async (request, tools) =>
    command(
      request,
      tools,
      async (meeting, context) => {
        const discussed = await tools.journal.loadMany(Consultations, request.body.discussed);
        const strange = discussed.flatMap(({ state }, i) =>
          state !== undefined && mayName(state, request) ? [] : [`/discussed/${i}`],
        );
        return strange.length > 0 ? refuse('NOT_FOUND', { paths: strange }) : recordMinutes(meeting, request.body, context);
      },
      (view, version) => request.answer(200, view, version),
    ),

  cancelMeeting: async (request, tools) =>
    command(
      request,
      tools,
      (meeting, context) => cancelMeeting(meeting, request.body, context),
      (view, version) => request.answer(200, view, version),
    ),

  endMeetings: async (request, tools) =>
    command(
      request,
      tools,
      (meeting, context) => endSeries(meeting, request.body, context),
      (view, version) => request.answer(200, view, version),
    ),
};

type MeetingCall = Call & { readonly params: { readonly meetingId: string } };

/** A command on a meeting; the answer shows the meeting as it is after it. */
async function command(
  request: MeetingCall,
  { journal }: ApiTools,
  decide: (meeting: Meeting, context: Context) => Decision<MeetingFact> | Promise<Decision<MeetingFact>>,
  answer: (view: MeetingView, version: number) => StoredAnswer,
): Promise<StoredAnswer | Rejection> {
  return carryOut(request, journal, async () => {
    const found = await meetingOf(request, journal);
    if (found.kind === 'refusal') return found;
    return planFrom(await decide(found.state, request.context()), [found.loaded], (after) => {
      const { state = found.state, version } = after(found.loaded);
      return answer(meetingView(state), version);
    });
  });
}

interface FoundMeeting {
  readonly kind: 'meeting';
  readonly state: Meeting;
  readonly loaded: Loaded<Meeting, MeetingFact>;
}

/** The meeting, if it exists, the caller may do this with it, and it is the version the caller knows. */
async function meetingOf(request: MeetingCall, journal: Journal): Promise<FoundMeeting | Rejection> {
  const loaded = await journal.load(Meetings, request.params.meetingId);
  const { state, version } = loaded;
  if (state === undefined) return refuse('NOT_FOUND');
  const access = request.allowed(meetingThing(state));
  if (access.kind === 'refusal') return access;
  return staleness(request, version) ?? { kind: 'meeting', state, loaded };
}

/** Whether the caller's agency takes part in the consultation, and so may say that the meeting discussed it. */
function mayName(consultation: Consultation, { actor }: Call): boolean {
  return consultationThing(consultation).parties?.includes(actor.agency) === true;
}

function scheduledIn(facts: readonly MeetingFact[]) {
  for (const fact of facts) if (fact.type === 'meeting.scheduled') return fact.data.meeting;
  throw new Error('a meeting was scheduled without a fact');
}
