import type { Officer } from '../kernel/people.ts';

/**
 * Two different officers sign (双人办案). Two are the same if their police number is, or their name and phone both are:
 * a second number does not make a second person.
 */
export function sameOfficerTwice(officers: readonly Officer[]): boolean {
  return officers.some((one, i) =>
    officers
      .slice(i + 1)
      .some((other) => sameText(one.badge, other.badge) || (sameText(one.name, other.name) && samePhone(one, other))),
  );
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
