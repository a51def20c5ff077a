import type { Actor } from './context.ts';

/** Whom something is shared with: an agency; where persons or roles are named, only those of the agency who are one or have one. */
export interface Audience {
  readonly agency: string;
  /** Subjects of tokens. */
  readonly persons: readonly string[];
  readonly roles: readonly string[];
}

/** Whether the actor is one of those. */
export function isMeant({ agency, persons, roles }: Audience, actor: Pick<Actor, 'agency' | 'subject' | 'roles'>): boolean {
  if (agency !== actor.agency) return false;
  if (persons.length === 0 && roles.length === 0) return true;
  return persons.includes(actor.subject) || roles.some((role) => actor.roles.includes(role));
}
