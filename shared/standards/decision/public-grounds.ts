import { type Refusal, refuse } from '../../kernel/decision.ts';
import { ID_TAIL } from '../../kernel/ids.ts';
import { plainNumber } from '../../kernel/plain-number.ts';
import { inPlainForm } from '../../kernel/tidy.ts';
import type { RecordDecision } from './decision-model.ts';

const DATE = /[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?/gu;
/** Eight digits or more, spaces and hyphens among them not counted: phones, documents, cards, accounts. */
const LONG_NUMBER = /[0-9〇零一二三四五六七八九](?:[\s-]*[0-9〇零一二三四五六七八九]){7}/u;
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
  const plain = inPlainForm(publicGrounds);
  const number = caseNumber === undefined ? '' : plainNumber(caseNumber);
  const leads =
    LONG_NUMBER.test(plain.replaceAll(DATE, ' , ')) ||
    CORDON_ID.test(plain) ||
    REFERENCE.test(plain) ||
    (number.length >= LEAST_CASE_NUMBER && plainNumber(plain).includes(number));
  return leads ? refuse('GROUNDS_NOT_PUBLIC', { paths: ['/publicGrounds'] }) : undefined;
}
