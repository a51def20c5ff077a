import type { DeclinedAt } from '../bank-questions/question/model.ts';
import type { BankQuestionFact } from '../bank-questions/question/question-facts.ts';
import { inFuture } from '../kernel/clock.ts';
import type { Context, District } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { personActing } from '../kernel/people.ts';
import { HOUR, plus } from '../kernel/time.ts';
import type { LiftProtection, OrderProtection, ProlongProtection } from './bodies.ts';
import type { Prolonged, ProtectiveMeasure } from './model.ts';
import type { ProtectedPlaceFact, ProtectionFact } from './protection-facts.ts';
import { protectionLifecycle } from './protection-lifecycle.ts';

type Facts = ProtectionFact | ProtectedPlaceFact | BankQuestionFact;

/** So many offices that joined are kept; of more the number is kept. */
export const MAX_JOINED = 20;

/** What is known of a measure that is ordered. */
export interface KnownToOrder {
  readonly accountKey: string;
  readonly district: District;
  /** Of the caller, as the token gives it. */
  readonly name: string;
}

/** How long a measure may run, from now or from its beginning. */
function termOf(
  hours: number,
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): { readonly kind: 'term'; readonly until: string } | Refusal {
  const most = policy.amount('protection.term', now);
  if (hours * HOUR > most) return refuse('PROTECTION_TOO_LONG', { paths: ['/termHours'], maxHours: most / HOUR });
  return { kind: 'term', until: plus(now, hours * HOUR) };
}

/**
 * Has a person's own account protected. The bank gets it as a message beside its orders.
 *
 * @returns `protective-measure.requested`, the place of the account and the question to the bank, or PROTECTION_TOO_LONG, TIME_IN_FUTURE
 */
export function orderProtection(
  input: OrderProtection,
  { accountKey, district, name }: KnownToOrder,
  context: Context,
): Created<Facts> {
  const { now, actor, newId } = context;
  const { termHours, consent, account, bankId, officer, person, kind, limitFen, ground, approvalId, warningId } = input;
  const term = termOf(termHours, context);
  if (term.kind === 'refusal') return term;
  if (consent !== undefined && inFuture(consent.at, context)) return refuse('TIME_IN_FUTURE', { paths: ['/consent/at'] });
  const protectionId = newId('prm');
  const instructionId = newId('ins');
  const { until } = term;
  const measure = {
    ...{
      protectionId,
      bankId,
      account,
      accountKey,
      person,
      kind,
      ground,
      district,
      agency: actor.agency,
      officer,
      until,
      instructionId,
    },
    ...defined({ limitFen, consent, approvalId, warningId }),
    by: personActing(actor, name),
  };
  return create<Facts>(
    protectionId,
    { type: 'protective-measure.requested', data: { at: now, ...measure } },
    { type: 'protected-place.taken', data: { at: now, protectionId } },
    askedToProtect(measure, context),
  );
}

type Standing = Pick<ProtectiveMeasure, 'status' | 'until'>;

/** Whether a measure still stands on its account: then another one joins it. @param now ISO 8601, UTC */
export function stands({ status, until }: Standing, now: string): boolean {
  return protectionLifecycle.allows(status, 'join') && now < until;
}

/** Why the command is not possible; the bank holds nothing whose term is over, before a fact says so. */
function forbids(measure: Standing, command: 'lift' | 'prolong', now: string): Refusal | undefined {
  return protectionLifecycle.refusal(isOver(measure, now) ? 'expired' : measure.status, command);
}

function isOver({ status, until }: Standing, now: string): boolean {
  return protectionLifecycle.allows(status, 'expire') && now >= until;
}

/**
 * Another office asks for the same account: what stands goes on as it is, and the office is noted. The same office again changes nothing.
 *
 * @returns `protective-measure.joined`, or no fact
 */
export function joinProtection(
  { joined, by: first, joinedNotKept: _ }: ProtectiveMeasure,
  { ground, warningId }: OrderProtection,
  { name }: Pick<KnownToOrder, 'name'>,
  { now, actor }: Context,
): Decision<ProtectionFact> {
  const by = personActing(actor, name);
  const isKnown = [first, ...joined.map((one) => one.by)].some(
    ({ agency, subject }) => agency === by.agency && subject === by.subject,
  );
  return isKnown
    ? accept()
    : accept({ type: 'protective-measure.joined', data: { at: now, by, ground, ...defined({ warningId }) } });
}

/**
 * The bank has done it, or does what it had said that it cannot. No fact if that changes nothing.
 *
 * @param instructionId the question that the bank answered
 */
export function confirmProtection(
  measure: ProtectiveMeasure,
  instructionId: string,
  { now }: Pick<Context, 'now'>,
): readonly ProtectionFact[] {
  const { status, prolonged } = measure;
  if (protectionLifecycle.allows(status, 'confirm')) return [{ type: 'protective-measure.put-in-force', data: { at: now } }];
  const longer = prolonged.find((one) => one.instructionId === instructionId);
  if (longer?.declined === undefined || !protectionLifecycle.allows(status, 'confirmLonger')) return [];
  const until = endOf(measure, (one) => one === longer || one.declined === undefined);
  return [{ type: 'protective-measure.prolonging-done', data: { at: now, instructionId, until } }];
}

/**
 * The bank said that it cannot. Of a longer term: the end before it holds again. No fact where that changes nothing any more.
 *
 * @param instructionId the question that the bank answered
 */
export function declineProtection(
  measure: ProtectiveMeasure,
  instructionId: string,
  declined: DeclinedAt,
): readonly ProtectionFact[] {
  const { status, prolonged } = measure;
  if (protectionLifecycle.allows(status, 'decline')) return [{ type: 'protective-measure.declined', data: declined }];
  const longer = prolonged.find((one) => one.instructionId === instructionId);
  if (longer === undefined || longer.declined !== undefined) return [];
  if (!protectionLifecycle.allows(status, 'declineLonger')) return [];
  const until = endOf(measure, (one) => one !== longer && one.declined === undefined);
  return [{ type: 'protective-measure.prolonging-declined', data: { ...declined, instructionId, until } }];
}

/** The latest end that holds: of the longer terms, those that fit; else the one before them all. */
function endOf({ firstUntil, until, prolonged }: ProtectiveMeasure, holds: (one: Prolonged) => boolean): string {
  return prolonged.findLast(holds)?.until ?? firstUntil ?? until;
}

/** The bank has ended it. No fact if it had. */
export function confirmLift({ status }: ProtectiveMeasure, { now }: Pick<Context, 'now'>): readonly ProtectionFact[] {
  return protectionLifecycle.allows(status, 'confirmLift') ? [{ type: 'protective-measure.lifted', data: { at: now } }] : [];
}

/** The bank said that it does not end it. */
export function refuseLift({ status }: ProtectiveMeasure, declined: DeclinedAt): readonly ProtectionFact[] {
  return protectionLifecycle.allows(status, 'refuseLift') ? [{ type: 'protective-measure.lift-refused', data: declined }] : [];
}

/**
 * Ends it before its term: the bank is asked at once. Who asks was checked, and how is kept.
 *
 * @returns `protective-measure.lift-ordered` and the question to the bank, or PROTECTION_STATE_FORBIDS
 */
export function liftProtection(
  measure: ProtectiveMeasure,
  { cause, identity, reason, officer }: LiftProtection,
  { name }: Pick<KnownToOrder, 'name'>,
  context: Context,
): Decision<ProtectionFact | BankQuestionFact> {
  const { now, actor, newId } = context;
  const forbidden = forbids(measure, 'lift', now);
  if (forbidden !== undefined) return forbidden;
  const instructionId = newId('ins');
  const by = personActing(actor, name);
  return accept<ProtectionFact | BankQuestionFact>(
    { type: 'protective-measure.lift-ordered', data: { at: now, cause, identity, reason, officer, by, instructionId } },
    asked(
      measure,
      { instruction: 'unprotect', protectionId: measure.protectionId },
      { instructionId, officer, agency: actor.agency },
      context,
    ),
  );
}

/**
 * Lets it run on, with a new consent, within what the policy allows in all (`protection.longest`): the bank gets the new end.
 *
 * @returns `protective-measure.prolonged` and the question to the bank, or PROTECTION_STATE_FORBIDS, PROTECTION_TOO_LONG,
 *   PROTECTION_NOT_LONGER, TIME_IN_FUTURE
 */
export function prolongProtection(
  measure: ProtectiveMeasure,
  { termHours, consent, officer }: ProlongProtection,
  { name }: Pick<KnownToOrder, 'name'>,
  context: Context,
): Decision<ProtectionFact | BankQuestionFact> {
  const { now, actor, policy, newId } = context;
  const forbidden = forbids(measure, 'prolong', now);
  if (forbidden !== undefined) return forbidden;
  const term = termOf(termHours, context);
  if (term.kind === 'refusal') return term;
  const { until } = term;
  // terms are in hours; so the longer ones stay few
  if (until < plus(measure.until, HOUR)) return refuse('PROTECTION_NOT_LONGER', { paths: ['/termHours'], until: measure.until });
  const last = plus(measure.requestedAt, policy.amount('protection.longest', now));
  if (until > last) return refuse('PROTECTION_TOO_LONG', { paths: ['/termHours'], until: last });
  if (inFuture(consent.at, context)) return refuse('TIME_IN_FUTURE', { paths: ['/consent/at'] });
  const instructionId = newId('ins');
  return accept<ProtectionFact | BankQuestionFact>(
    { type: 'protective-measure.prolonged', data: { at: now, consent, until, by: personActing(actor, name), instructionId } },
    askedToProtect({ ...measure, until, instructionId, officer, agency: actor.agency }, context),
  );
}

/** What time does: it ends with its term, once. The bank knew the term from the start. */
export function advance(measure: ProtectiveMeasure, { now }: Pick<Context, 'now'>): readonly ProtectionFact[] {
  return isOver(measure, now) ? [{ type: 'protective-measure.expired', data: { at: now } }] : [];
}

/** When it ends by itself; undefined once it is over. */
export function nextMoment({ status, until }: Pick<ProtectiveMeasure, 'status' | 'until'>): string | undefined {
  return protectionLifecycle.allows(status, 'expire') ? until : undefined;
}

type Protecting = Pick<
  ProtectiveMeasure,
  'protectionId' | 'bankId' | 'account' | 'kind' | 'limitFen' | 'district' | 'agency' | 'officer' | 'until' | 'instructionId'
>;

function askedToProtect(measure: Protecting, context: Context): BankQuestionFact {
  const { protectionId, kind, limitFen, until, instructionId, officer, agency } = measure;
  const what = { instruction: 'protect', protectionId, measure: kind, until, ...defined({ limitFen }) } as const;
  return asked(measure, what, { instructionId, officer, agency }, context);
}

/** What a bank is told of the ground: nothing of the person or the warning. */
const REASON = '经本人同意或依法审批，对账户采取保护性措施';

function asked(
  { bankId, account: { holder, number, kind }, district }: Pick<ProtectiveMeasure, 'bankId' | 'account' | 'district'>,
  what: Extract<BankQuestionFact, { type: 'bank-question.asked' }>['data']['asked'],
  { instructionId, officer, agency }: Pick<ProtectiveMeasure, 'instructionId' | 'officer' | 'agency'>,
  { now, policy }: Context,
): BankQuestionFact {
  const dueAt = plus(now, policy.amount(`bank-question.due-${what.instruction}`, now));
  return {
    type: 'bank-question.asked',
    data: {
      ...{ at: now, instructionId, bankId, asked: what, dueAt },
      account: { accountName: holder, accountNumber: number, accountKind: kind },
      authority: { agency, district, officers: [officer], reason: REASON },
    },
  };
}
