import * as z from 'zod';
import { canonicalJson } from '../../kernel/canonical.ts';
import { keysOf } from '../../kernel/lifecycle.ts';
import { Fen } from '../../kernel/money.ts';
import { prose, text } from '../../kernel/people.ts';
import { Offence } from './criteria.ts';
import { MeasureName } from './measures.ts';
import { Rule, RuleInput, SourceGrade } from './rule.ts';

const AccountOwner = z.enum(['own', 'others', 'company']);

/** The content of a standard besides its rules. */
const saying = {
  title: text(120),
  offence: Offence,
  /** The conduct it is about (行为方式), in words. */
  conduct: prose(400),
  /** The measure of its headline figure; absent if it has none, such as a test of knowledge. */
  measure: MeasureName.optional(),
  /** The headline figure: fen, or a count. */
  threshold: z.int().nonnegative().optional(),
  /** How much must be traced to fraud, if it says so. */
  minimumTracedFen: Fen.optional(),
  /** The owners of the accounts it is about. */
  accounts: z.array(AccountOwner).min(1).max(3),
  /** Whether lawful funds are taken off a flow before it is compared (扣除合法资金). */
  lawfulFundsDeducted: z.boolean(),
  issuer: text(120),
  /** The document it stands in, with article and number. */
  document: text(300),
  grade: SourceGrade,
  note: prose(600).optional(),
} as const;

/**
 * The tests of a standard, at least one. It is met if the amount or else a serious consequence (if it names any) and the knowledge test
 * hold, and none of its exceptions does.
 */
function testsOf<R extends z.ZodType>(rule: R) {
  return {
    /** The amount: money, cards, accounts (数额). */
    amount: rule.optional(),
    /** Facts that show that the person knew (明知). */
    knowledge: rule.optional(),
    /** Facts that make the case serious at any amount (严重后果). */
    consequences: rule.optional(),
    /** People left out although the rest holds: juveniles, students (例外). */
    exceptions: z.array(z.strictObject({ name: text(80), when: rule })).max(8),
  } as const;
}

/** The texts and the tests of a standard, for any place. */
export const StandardContent = z.strictObject({ ...saying, ...testsOf(Rule) });
export type StandardContent = z.infer<typeof StandardContent>;

/** The members of what comes in. */
export const contentInput = {
  ...saying,
  measure: z.string().max(64).optional(),
  threshold: z.number().optional(),
  minimumTracedFen: z.number().optional(),
  ...testsOf(RuleInput),
  exceptions: z
    .array(z.strictObject({ name: text(80), when: RuleInput }))
    .max(8)
    .default([]),
} as const;

/** Whether it tests anything at all. */
export function hasTest({
  amount,
  knowledge,
  consequences,
}: {
  amount?: unknown;
  knowledge?: unknown;
  consequences?: unknown;
}): boolean {
  return [amount, knowledge, consequences].some((test) => test !== undefined);
}

export const NO_TEST = 'must have at least one of amount, knowledge and consequences';

/**
 * The size of a standard's texts and tests, in bytes of canonical JSON: a proposal is one item of the table with every district's answer, a
 * page of a hundred standards one answer. The longest of the seed takes a tenth of it.
 */
export const MAX_CONTENT_BYTES = 40_000;

/** Whether the content that a body has, perhaps among other members, is within what one standard may say. */
export function fitsContent(body: Readonly<Record<string, unknown>>): boolean {
  const content = Object.fromEntries(keysOf(contentInput).map((name) => [name, body[name]]));
  return Buffer.byteLength(canonicalJson(content)) <= MAX_CONTENT_BYTES;
}

export const CONTENT_TOO_LARGE = `must have texts and rules of at most ${MAX_CONTENT_BYTES} bytes together, as JSON`;

/** The same as it comes in, its figures and rules still to be checked. */
export const StandardContentInput = z.strictObject(contentInput).refine(hasTest, NO_TEST).refine(fitsContent, CONTENT_TOO_LARGE);
export type StandardContentInput = z.infer<typeof StandardContentInput>;
