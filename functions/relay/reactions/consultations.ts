import { isUnsettled, ranOut } from '../../../shared/consultations/deadlines.ts';
import { type SeatFact, Seats, seatId } from '../../../shared/consultations/seats.ts';
import { Consultations } from '../../../shared/consultations/streams.ts';
import type { Journal } from '../../../shared/journal/journal.ts';
import { type Change, change, fresh, idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom, transact } from '../../../shared/journal/transact.ts';
import { refuse } from '../../../shared/kernel/decision.ts';
import { followingMeeting } from '../../../shared/meetings/run-meetings.ts';
import { Meetings } from '../../../shared/meetings/streams.ts';
import { Proposals } from '../../../shared/standards/proposal/proposal-streams.ts';
import { propose } from '../../../shared/standards/proposal/propose.ts';
import { missingInCases } from '../../lookups/case-consultations.ts';
import { seatsTaken } from '../../lookups/seats.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

type ConsultationTurn =
  | 'consultation.closed'
  | 'consultation.withdrawn'
  | 'consultation.reopened'
  | 'consultation.reconvened'
  | 'consultation.accepted'
  | 'consultation.declined'
  | 'consultation.invitation-overdue'
  | 'consultation.evidence-answered'
  | 'consultation.evidence-overdue'
  | 'consultation.concluded'
  | 'consultation.action-done'
  | 'consultation.action-overdue'
  | 'consultation.clock-started'
  | 'consultation.clock-stopped'
  | 'consultation.clock-expired';

/**
 * Agendas and lists of open things use the seats; the consultation as it stands at this run decides. A consultation that an earlier release
 * convened comes into the files of its cases here.
 */
export const settleSeats: Reaction<FactOf<ConsultationTurn>, CoordinationTools> = {
  name: 'settleSeats',
  does: 'takes the consultation off the lists of its parties, or puts it back on them, on top if something has run out',
  react: async ({ recorded }, { journal, now }) => {
    const at = now();
    const consultationId = idOfStream(recorded.stream);
    await appendOnce(journal, commandOf('settleSeats', recorded, at), async () => {
      const { state } = await journal.load(Consultations, consultationId);
      if (state === undefined) return refuse('NOT_FOUND');
      const open = isUnsettled(state);
      const seats = state.parties.map(({ agency }) => ({ agency, open, overdue: ranOut(state, agency, at).length > 0 }));
      const [set, entered] = await Promise.all([
        seatsSet(journal, consultationId, seats, at),
        missingInCases(journal, state, at),
      ]);
      return { kind: 'plan', changes: [...set, ...entered] };
    });
  },
};

/** The conclusion proposes a standard: it becomes a proposal of its own, made in the name of the agency that concluded. */
export const draftProposal: Reaction<FactOf<'consultation.concluded'>, CoordinationTools> = {
  name: 'draftProposal',
  does: 'makes the proposal of a standard that the conclusion carries, if it carries one',
  react: async ({ fact, recorded }, tools) => {
    const { proposal } = fact.data;
    if (proposal === undefined) return;
    const context = contextOf(tools, recorded.actor);
    const consultationId = idOfStream(recorded.stream);
    const outcome = await transact(tools.journal, commandOf('draftProposal', recorded, context.now), async () => {
      const decision = propose({ ...proposal, consultationId }, context);
      const made = decision.facts.flatMap(({ type, data }) => (type === 'proposal.made' ? [data.proposalId] : []))[0];
      return made === undefined ? planFrom(decision, []) : planFrom(decision, [fresh(Proposals, made)]);
    });
    // It was sound when it was concluded; since then only its first day can have come.
    if (outcome.outcome === 'refused')
      tools.log.warn('a conclusion proposed a standard too late', { code: outcome.refusal.code });
  },
};

/** A finished meeting stands on no list of coming meetings; one without its minutes stands on top. */
export const leaveSeats: Reaction<FactOf<'meeting.held' | 'meeting.cancelled' | 'meeting.minutes-overdue'>, CoordinationTools> = {
  name: 'leaveSeats',
  does: 'takes the meeting off the lists of coming meetings, or puts it on top of them if its minutes are missing',
  react: async ({ recorded }, { journal, now }) => {
    const at = now();
    const meetingId = idOfStream(recorded.stream);
    await appendOnce(journal, commandOf('leaveSeats', recorded, at), async () => {
      const { state } = await journal.load(Meetings, meetingId);
      if (state === undefined) return refuse('NOT_FOUND');
      const open = state.status === 'scheduled';
      const seats = state.parties.map((agency) => ({ agency, open, overdue: open && state.minutesOverdue }));
      return { kind: 'plan', changes: await seatsSet(journal, meetingId, seats, at) };
    });
  },
};

/** The id of the next meeting stands in the fact, so there is one even if this runs often. */
export const openNextMeeting: Reaction<FactOf<'meeting.followed'>, CoordinationTools> = {
  name: 'openNextMeeting',
  does: 'schedules the next meeting of the series, if it is not scheduled yet',
  react: async ({ fact, recorded }, { journal, now }) => {
    const at = now();
    const { next } = fact.data;
    await appendOnce(journal, commandOf('openNextMeeting', recorded, at), async () => {
      const [{ state: meeting }, following] = await Promise.all([
        journal.load(Meetings, idOfStream(recorded.stream)),
        journal.load(Meetings, next),
      ]);
      if (meeting === undefined) return refuse('NOT_FOUND');
      if (following.state !== undefined) return { kind: 'plan', changes: [] };
      const scheduled = followingMeeting(meeting, fact, { now: at });
      const changes = [change(fresh(Meetings, next), scheduled), ...seatsTaken('meeting', next, meeting.parties, at)];
      return { kind: 'plan', changes };
    });
  },
};

interface SeatToSet {
  readonly agency: string;
  readonly open: boolean;
  readonly overdue: boolean;
}

/** The changes that make these seats what they should be, if they differ. */
async function seatsSet(journal: Journal, of: string, wanted: readonly SeatToSet[], at: string): Promise<readonly Change[]> {
  const seats = await journal.loadMany(
    Seats,
    wanted.map(({ agency }) => seatId(of, agency)),
  );
  return seats.flatMap((seat) => {
    const { state } = seat;
    const wish = wanted.find(({ agency }) => agency === state?.agency);
    if (state === undefined || wish === undefined) return [];
    const { open, overdue } = wish;
    const facts: SeatFact[] = [];
    if (state.open !== open) facts.push({ type: open ? 'seat.reopened' : 'seat.closed', data: { at } });
    if ((state.overdue ?? false) !== overdue) facts.push({ type: 'seat.overdue-noted', data: { at, overdue } });
    const [first, ...rest] = facts;
    return first === undefined ? [] : [change(seat, first, ...rest)];
  });
}
