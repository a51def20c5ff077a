import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Officer } from '../kernel/people.ts';

/**
 * Two different officers sign (双人办案). Two are the same if their police number is, or their name and phone both are:
 * a second number does not make a second person.
 *
 * @returns SAME_OFFICER_TWICE with the place of the one who is there already, or undefined
 */
export function sameOfficerTwice(officers: readonly Officer[]): Refusal | undefined {
  const again = officers.findIndex((one, i) => officers.slice(0, i).some((other) => samePerson(one, other)));
  return again < 0 ? undefined : refuse('SAME_OFFICER_TWICE', { paths: [`/officers/${again}`] });
}

function samePerson(one: Officer, other: Officer): boolean {
  return sameText(one.badge, other.badge) || (sameText(one.name, other.name) && samePhone(one, other));
}

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Phones are the same by their digits, however they are spaced. */
function samePhone(a: Officer, b: Officer): boolean {
  return digits(a.phone) === digits(b.phone);
}

function digits(phone: string): string {
  return phone.replaceAll(/[ -]/g, '');
}
