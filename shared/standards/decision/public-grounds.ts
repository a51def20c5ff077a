import { type Refusal, refuse } from '../../kernel/decision.ts';
import { ID_TAIL } from '../../kernel/ids.ts';
import { plainNumber } from '../../kernel/plain-number.ts';
import { inPlainForm } from '../../kernel/tidy.ts';
import type { RecordDecision } from './decision-model.ts';

const DAY = '(?:19|20)[0-9]{2}[-./年](?:0?[1-9]|1[0-2])[-./月](?:0?[1-9]|[12][0-9]|3[01])日?';
/** A day, or one to another, and not a part of a longer number that is written in groups. */
const DATE = new RegExp(`(?<![0-9][-./]?)${DAY}(?:\\s*[-~]\\s*${DAY})?(?:(?<=日)|(?![-./]?[0-9]))`, 'gu');
const DIGIT = '[\\p{Nd}〇零一二三四五六七八九]';
/** Eight digits or more, spaces and hyphens among them not counted: phones, documents, cards, accounts. */
const LONG_NUMBER = new RegExp(`${DIGIT}(?:[\\s-]*${DIGIT}){7}`, 'u');
/** Eleven or more, with any signs among them except those of a sum or a list: as phones and cards are written, too. */
const GROUPED_NUMBER = new RegExp(`${DIGIT}(?:[^\\p{L}\\p{N},，、;；]{0,3}${DIGIT}){10}`, 'u');
const CORDON_ID = new RegExp(`[a-z]{3}_${ID_TAIL}`, 'iu');
const REFERENCE = /\b[A-Z]{2}-[0-9]{6}-[0-9A-Z]{6}\b/iu;
/** A shorter number of a case could be any number. */
const LEAST_CASE_NUMBER = 4;

/**
 * Whether the grounds that every district reads hold what leads to a person or a case: a long number, an id or reference of Cordon, or the
 * decision's own case number. A name is in no list; the agency answers for it that there is none.
 *
 * @returns GROUNDS_NOT_PUBLIC
 */
export function groundsRefused({
  publicGrounds,
  caseNumber,
}: Pick<RecordDecision, 'publicGrounds' | 'caseNumber'>): Refusal | undefined {
  if (publicGrounds === undefined) return undefined;
  const plain = inPlainForm(publicGrounds).normalize('NFKC');
  const withoutDates = plain.replaceAll(DATE, ' , ');
  const number = caseNumber === undefined ? '' : plainNumber(caseNumber);
  const leads =
    [LONG_NUMBER, GROUPED_NUMBER].some((long) => long.test(withoutDates)) ||
    CORDON_ID.test(plain) ||
    REFERENCE.test(plain) ||
    (number.length >= LEAST_CASE_NUMBER && plainNumber(plain).includes(number));
  return leads ? refuse('GROUNDS_NOT_PUBLIC', { paths: ['/publicGrounds'] }) : undefined;
}
