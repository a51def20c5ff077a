import type { Actor } from './context.ts';

/** The audience of a share: an agency, or only the named persons and roles in it. */
export interface Audience {
  readonly agency: string;
  /** Subjects of tokens. */
  readonly persons: readonly string[];
  readonly roles: readonly string[];
}

/** Whether the actor belongs to the audience. */
export function isMeant({ agency, persons, roles }: Audience, actor: Pick<Actor, 'agency' | 'subject' | 'roles'>): boolean {
  if (agency !== actor.agency) return false;
  if (persons.length === 0 && roles.length === 0) return true;
  return persons.includes(actor.subject) || roles.some((role) => actor.roles.includes(role));
}
