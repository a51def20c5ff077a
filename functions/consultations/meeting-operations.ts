import type { Consultation } from '../../shared/consultations/consultation.ts';
import { consultationThing } from '../../shared/consultations/kind.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { consultationEntry } from '../../shared/consultations/views.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, findOn, type Present, type Reach, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { refuse } from '../../shared/kernel/decision.ts';
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

interface MeetingAnswer<Status> extends Call {
  answer(status: Status, view: MeetingView, version: number): StoredAnswer;
}

type MeetingCall = Call & { readonly params: { readonly meetingId: string } };

const meeting: Reach<MeetingCall, Meeting, MeetingFact> = {
  load: ({ params }, journal) => journal.load(Meetings, params.meetingId),
  thing: meetingThing,
};
const shown: Target<MeetingCall & MeetingAnswer<200>, Meeting, MeetingFact> = { ...meeting, answer: answered(200) };
const onMeeting = commandOn(shown);

/** The answer with a meeting as it is now. */
function answered<Status>(status: Status) {
  return (request: MeetingAnswer<Status>, { state, version }: Present<Meeting>): StoredAnswer =>
    request.answer(status, meetingView(state), version);
}

/** The commands of agencies on their periodic meetings. */
export const meetingOperations: Operations<typeof meetingRoutes, ApiTools> = {
  scheduleMeeting: createOn({
    type: Meetings,
    may: (request: MeetingAnswer<201>) => request.allowed(),
    answer: answered(201),
  })(async (input, context, { tools }) => ({
    decision: await ifRegistered(tools.journal, scheduleMeeting(input, context), partiesNamed('meeting.read', input.parties)),
    changes: ({ state }) => seatsTaken('meeting', state.meetingId, state.parties, context.now),
  })),

  getMeeting: readOn(shown),

  listMeetings: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await seatsOf(request, tools, Meetings, 'meeting', request.query.open === 'true');
    return page.kind === 'refusal' ? page : request.answer(200, { items: page.states.map(meetingView), ...page.next });
  },

  // Each reader sees only consultations that they take part in: an agenda shows no others.
  getAgenda: async (request, tools) => {
    const found = await findOn(meeting, request, tools.journal);
    if (found.kind === 'refusal') return found;
    const page = await seatsOf(request, tools, Consultations, 'consultation', true);
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const convener = found.state.convener.agency;
    const common = page.states.filter(({ parties }) => parties.some(({ agency }) => agency === convener));
    return request.answer(200, { items: common.map((one) => consultationEntry(one, request.actor.agency, now)), ...page.next });
  },

  recordMinutes: onMeeting(async (state, input, context, { request, tools }) => {
    const discussed = await tools.journal.loadMany(Consultations, input.discussed);
    const strange = discussed.flatMap((one, i) =>
      one.state !== undefined && mayName(one.state, request) ? [] : [`/discussed/${i}`],
    );
    return strange.length > 0 ? refuse('NOT_FOUND', { paths: strange }) : recordMinutes(state, input, context);
  }),
  cancelMeeting: onMeeting(cancelMeeting),
  endMeetings: onMeeting(endSeries),
};

/** Whether the caller's agency takes part in the consultation, and so may say that the meeting discussed it. */
function mayName(consultation: Consultation, { actor }: Call): boolean {
  return consultationThing(consultation).parties?.includes(actor.agency) === true;
}
