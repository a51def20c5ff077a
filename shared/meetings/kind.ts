import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import type { Thing } from '../kernel/thing.ts';
import type { Meeting } from './meeting.ts';
import { advanceMeeting } from './run-meetings.ts';
import { Meetings } from './streams.ts';

/** A meeting is for those who meet. */
export function meetingThing({ convener, parties }: Pick<Meeting, 'convener' | 'parties'>): Thing {
  return { agencies: [convener.agency], parties };
}

export const auditedMeeting: AuditedKind = { stream: 'meeting', starts: 'mtg_' };

export const toldMeeting: ToldKind<Meeting> = {
  type: Meetings,
  about: ({ convener, parties }) => ({
    agencies: [convener.agency],
    parties: parties.filter((agency) => agency !== convener.agency),
  }),
};

export const dueMeeting: DueKind<Meeting> = { type: Meetings, due: advanceMeeting };
