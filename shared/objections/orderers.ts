import { isOfficer, samePerson } from '../freezes/officers.ts';
import type { Officer } from '../kernel/people.ts';
import { plainText } from '../kernel/plain-text.ts';

/** Who ordered a measure: the officers who signed, the persons by their tokens, and the heads who approved it, by name. */
export interface Orderers {
  readonly officers: readonly Officer[];
  readonly persons: readonly { readonly agency: string; readonly subject: string }[];
  readonly approvers: readonly string[];
}

/** A person as a token, or an assignment, names them. */
interface Named {
  readonly agency: string;
  readonly subject: string;
  /** Absent where only the subject is known. */
  readonly name?: string;
}

/** Whether the person had a part in ordering the measure. */
export function hasOrdered({ agency, subject, name }: Named, { officers, persons, approvers }: Orderers): boolean {
  return (
    persons.some((one) => one.agency === agency && one.subject === subject) ||
    officers.some((officer) => isOfficer(officer, { subject, name: name ?? subject })) ||
    (name !== undefined && approvers.some((approver) => plainText(approver) === plainText(name)))
  );
}

/** The place of the first of these officers who had a part in ordering the measure; -1 if none had. */
export function signingOrderer(signing: readonly Officer[], orderers: Orderers): number {
  return signing.findIndex(
    (officer) =>
      orderers.officers.some((one) => samePerson(one, officer)) ||
      orderers.persons.some(({ subject }) => isOfficer(officer, { subject, name: subject })) ||
      orderers.approvers.some((approver) => plainText(approver) === plainText(officer.name)),
  );
}
