import type { IndexEntry } from '../journal/stream.ts';

/** The approvals that wait for an answer on a desk, in the index `inbox`, the oldest first. @param desk as `deskKey` spells it */
export function waitingKey(desk: string): string {
  return `approvals-on#${desk}`;
}

/** @param askedAt ISO 8601, UTC */
export function waitingOnDesk(desk: string, askedAt: string, id: string): IndexEntry {
  return { pk: waitingKey(desk), sk: `${askedAt}#${id}` };
}

/** The approvals that a person asked for, in the index `listing`. */
export function askedByKey(agency: string, subject: string): string {
  return `approvals-of#${agency}#${subject}`;
}

export function askedBy(agency: string, subject: string, askedAt: string, id: string): IndexEntry {
  return { pk: askedByKey(agency, subject), sk: `${askedAt}#${id}` };
}
