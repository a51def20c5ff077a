import type { Actor, Context } from '../../kernel/context.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { GroundClass } from '../entry/grounds.ts';
import type { Mark, MarkKind } from '../mark/mark-model.ts';
import { heaviest, type MarkRegister, rowsInForce } from '../mark/mark-register.ts';
import { type Advice, type AskedMark, type Checked, markAsked } from './check-model.ts';

/** The kinds of mark that each kind of agency may check; police all. */
const mayCheck: Readonly<Partial<Record<Actor['agencyKind'], readonly MarkKind[]>>> = {
  bank: ['account', 'phone', 'device', 'person', 'outlet'],
  operator: ['phone', 'device', 'person', 'outlet'],
};

/** What is advised, by the one who asks and the kind of mark: if the ground is certain, and if it is only suspected. */
type Advised = readonly [certain: Advice, suspected: Advice];
const ofBank = {
  account: ['hold-and-call-police', 'watch-closely'],
  phone: ['refuse-service', 'check-identity'],
  device: ['refuse-service', 'check-identity'],
  person: ['refuse-service', 'check-identity'],
  outlet: ['tell-regulator', 'watch-closely'],
  address: ['block', 'watch-closely'],
  app: ['block', 'watch-closely'],
} as const satisfies Readonly<Record<MarkKind, Advised>>;
const ofOperator = {
  ...ofBank,
  phone: ['suspend-number', 'check-identity'],
  device: ['do-not-connect', 'check-identity'],
} as const satisfies Readonly<Record<MarkKind, Advised>>;

function adviceFor({ agencyKind }: Actor, kind: MarkKind, ground: GroundClass): Advice {
  if (agencyKind === 'police') return 'look-at-entry';
  const [certain, suspected] = (agencyKind === 'operator' ? ofOperator : ofBank)[kind];
  return ground === 'suspected' ? suspected : certain;
}

/** The marks of a question, as they are looked up. */
interface MarksAsked {
  readonly kind: 'asked';
  readonly marks: readonly Mark[];
}

/**
 * Reads the marks of a question. A bank asks for accounts of any bank, and for outlets of its own.
 *
 * @returns them, or CHECK_KIND_NOT_ALLOWED or INPUT_INVALID with the places in the body
 */
export function marksAsked(asked: readonly AskedMark[], actor: Actor): MarksAsked | Refusal {
  const allowed = mayCheck[actor.agencyKind];
  const barred = allowed === undefined ? [] : placesOf(asked, ({ kind }) => !allowed.includes(kind), 'kind');
  if (barred.length > 0) return refuse('CHECK_KIND_NOT_ALLOWED', { paths: barred });
  const foreign = placesOf(asked, ({ agency }) => agency !== undefined && agency !== actor.agency, 'agency');
  if (actor.agencyKind !== 'police' && foreign.length > 0) return refuse('CHECK_KIND_NOT_ALLOWED', { paths: foreign });
  const read = asked.map((one) => markAsked(asOwn(one, actor)));
  const marks = read.flatMap((mark) => mark ?? []);
  if (marks.length === read.length) return { kind: 'asked', marks };
  return refuse('MARK_UNREADABLE', { paths: read.flatMap((mark, at) => (mark === undefined ? [`/marks/${at}/value`] : [])) });
}

function placesOf(asked: readonly AskedMark[], is: (one: AskedMark) => boolean, member: string): readonly string[] {
  return asked.flatMap((one, at) => (is(one) ? [`/marks/${at}/${member}`] : []));
}

function asOwn(one: AskedMark, { agency, agencyKind }: Actor): AskedMark {
  if (one.kind === 'outlet' && one.agency === undefined) return { ...one, agency };
  if (one.kind === 'account' && one.bankId === undefined && agencyKind === 'bank') return { ...one, bankId: agency };
  return one;
}

/**
 * The answer for a mark.
 *
 * @param at its place in the question
 * @param registers all that the blacklist has under the mark: of an account at its bank, and of its number at any bank
 */
export function answerFor(
  mark: Mark,
  at: number,
  registers: readonly (MarkRegister | undefined)[],
  { actor, now }: Pick<Context, 'actor' | 'now'>,
): Checked {
  const rows = registers.flatMap((register) => rowsInForce(register, now));
  const ground = heaviest(rows);
  const last = rows.toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
  if (ground === undefined || last === undefined) return { mark: at, hit: false };
  const told = { mark: at, hit: true, class: ground, advice: adviceFor(actor, mark.kind, ground) };
  const listing = { until: last.until, reference: last.reference };
  return { ...told, ...listing, ...(actor.agencyKind === 'police' ? { entryId: last.entryId } : {}) };
}
