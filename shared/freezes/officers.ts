import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Officer } from '../kernel/people.ts';
import { plainPhone, plainText } from '../kernel/plain-text.ts';

/**
 * Two different officers sign (双人办案). Two are the same if their police number is, or if their name and phone both are: a second number does
 * not make a second person, and another spelling does not either.
 *
 * @param within where in the body the officers stand
 * @returns SAME_OFFICER_TWICE with the place of the officer who is there already, or undefined
 */
export function sameOfficerTwice(officers: readonly Officer[], within = ''): Refusal | undefined {
  const again = officers.findIndex((one, i) => officers.slice(0, i).some((other) => samePerson(one, other)));
  return again < 0 ? undefined : refuse('SAME_OFFICER_TWICE', { paths: [`${within}/officers/${again}`] });
}

/** Whether two entries name one person: by police number, or by name and phone. */
export function samePerson(one: Officer, other: Officer): boolean {
  return (
    plainBadge(one.badge) === plainBadge(other.badge) ||
    (plainText(one.name) === plainText(other.name) && plainPhone(one.phone) === plainPhone(other.phone))
  );
}

/** Whether the officer is the person that a token names: by name, or by a subject that is the police number. */
export function isOfficer({ name, badge }: Officer, person: { readonly name: string; readonly subject: string }): boolean {
  return plainText(name) === plainText(person.name) || plainBadge(badge) === plainBadge(person.subject);
}

function plainBadge(badge: string): string {
  return plainText(badge).replace(/^0+/, '');
}
