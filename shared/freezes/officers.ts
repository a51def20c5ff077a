import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Officer } from '../kernel/people.ts';

/**
 * Two different officers sign (双人办案). Two are the same if their police number is, or their name and phone both are:
 * a second number does not make a second person, and neither does another way of writing the same.
 *
 * @returns SAME_OFFICER_TWICE with the place of the one who is there already, or undefined
 */
export function sameOfficerTwice(officers: readonly Officer[]): Refusal | undefined {
  const again = officers.findIndex((one, i) => officers.slice(0, i).some((other) => samePerson(one, other)));
  return again < 0 ? undefined : refuse('SAME_OFFICER_TWICE', { paths: [`/officers/${again}`] });
}

function samePerson(one: Officer, other: Officer): boolean {
  return (
    plainBadge(one.badge) === plainBadge(other.badge) ||
    (plain(one.name) === plain(other.name) && plainPhone(one.phone) === plainPhone(other.phone))
  );
}

/** Whether the officer is the person that a token names: by name, or by a subject that is the police number. */
export function isOfficer({ name, badge }: Officer, person: { readonly name: string; readonly subject: string }): boolean {
  return plain(name) === plain(person.name) || plainBadge(badge) === plainBadge(person.subject);
}

/** A text without what does not tell one person from another: width and case of letters, spaces, what cannot be seen. */
function plain(text: string): string {
  const visible = text.normalize('NFKC').replaceAll(/[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
  // up and down again, for letters whose capitals are the same: ß and ss, σ and ς
  return visible.toUpperCase().toLowerCase();
}

function plainBadge(badge: string): string {
  return plain(badge).replace(/^0+/, '');
}

/** The digits as they are dialled from Beijing to all of China: without the country's code and the trunk zero. */
function plainPhone(phone: string): string {
  return plain(phone)
    .replaceAll('-', '')
    .replace(/^(?:\+|00)86/, '')
    .replace(/^0+/, '');
}
