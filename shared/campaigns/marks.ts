import { keyedHash } from '../kernel/canonical.ts';
import { plainAccount, plainPhone, plainText } from '../kernel/plain-text.ts';
import { isPlaceholder } from '../kernel/reference.ts';
import type { LeadKind, LeadSubject } from './model.ts';

/** What tells that two leads are the same. A name does not: many people share one. */
export const leadMarks = ['id-number', 'phone', 'account-number', 'device', 'place', 'network', 'app'] as const;
export type LeadMark = (typeof leadMarks)[number];

/** What the member `mark` is of a lead of each kind; absent where it tells nothing. A den and an outlet may be one place. */
const markOf: Readonly<Partial<Record<LeadKind, LeadMark>>> = {
  device: 'device',
  den: 'place',
  outlet: 'place',
  network: 'network',
  app: 'app',
};

/**
 * The keys under which a lead is found by its marks, in any spelling. A placeholder (`0`, `无`) is no mark. The keys tell nothing of the marks.
 *
 * @param secret the data key: marks are people's data
 */
export function leadMarkKeys(secret: string, kind: LeadKind, subject: LeadSubject): ReadonlyMap<string, LeadMark> {
  const own = markOf[kind];
  const marks: readonly (readonly [LeadMark, string | undefined])[] = [
    ['id-number', subject.idNumber && plainText(subject.idNumber)],
    ['phone', subject.phone && plainPhone(subject.phone)],
    ['account-number', subject.accountNumber && plainAccount(subject.accountNumber)],
    ...(own === undefined ? [] : [[own, subject.mark && plainText(subject.mark)] as const]),
  ];
  return new Map(
    marks.flatMap(([mark, plain = '']) =>
      plain === '' || isPlaceholder(plain) ? [] : [[keyedHash(secret, `lead-mark#${mark}#${plain}`), mark] as const],
    ),
  );
}
