import { sameOfficerTwice } from '../../freezes/officers.ts';
import type { StopOrder } from '../../freezes/order/stop-order.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Created, create, type Decision, refuse } from '../../kernel/decision.ts';
import { DAY, plus } from '../../kernel/time.ts';
import { accountOf, questionAnswered, questionAsked } from '../question/ask-bank.ts';
import type { BankQuestion, DeclinedAt } from '../question/model.ts';
import type { BankQuestionFact } from '../question/question-facts.ts';
import type { EndWatch, StartWatch } from './bodies.ts';
import type { Watch, WatchLine } from './model.ts';
import type { WatchFact } from './watch-facts.ts';
import { watchLifecycle } from './watch-lifecycle.ts';

/** The ids of what begins. */
interface Begun {
  readonly watchId: string;
  readonly instructionId: string;
}

/**
 * Has the bank of an order watch its account for so many days (policy `watch.longest`): it tells each new line at once.
 *
 * @returns `watch.begun` and the question to the bank, or SAME_OFFICER_TWICE, QUESTION_NEEDS_ACCOUNT, WATCH_TOO_LONG
 */
export function startWatch(
  order: StopOrder,
  { days, reason, officers }: StartWatch,
  { watchId, instructionId }: Begun,
  context: Context,
): Created<WatchFact | BankQuestionFact> {
  const known = accountOf(order);
  if (known.kind === 'refusal') return known;
  const { now, policy } = context;
  const same = sameOfficerTwice(officers);
  if (same !== undefined) return same;
  const maxDays = policy.amount('watch.longest', now);
  if (days > maxDays) return refuse('WATCH_TOO_LONG', { paths: ['/days'], maxDays });
  const { orderId, alertId, district, agency, account } = order;
  const until = plus(now, days * DAY);
  const ofOrder = { orderId, alertId, district, agency, bankId: account.bankId };
  const asked = { instruction: 'watch', watchId, until } as const;
  return create<WatchFact | BankQuestionFact>(
    watchId,
    { type: 'watch.begun', data: { at: now, watchId, ...ofOrder, instructionId, reason, officers: [...officers], until } },
    questionAsked(order, { asked, account: known.account, instructionId, agency, reason, officers }, context),
  );
}

/** Lines that a bank tells, and what is known of them. */
export interface ToldNow {
  /** The lines that are new, as they are kept. */
  readonly lines: readonly WatchLine[];
  /** How many of them the order takes as outflows. */
  readonly followedLines: number;
  readonly signature?: string | undefined;
}

/**
 * Takes new lines of the account (动账). By the first word of the bank the question to it is answered. A line of after the end of the watch is
 * not the police's to see.
 *
 * @param question to the bank, which its first lines answer
 * @returns `watch.lines-told`, no fact without a new line, or WATCH_ENDED with the places of lines of after the end
 */
export function tellLines(
  watch: Watch,
  { lines, followedLines, signature }: ToldNow,
  { question }: { readonly question: BankQuestion | undefined },
  context: Context,
): Decision<WatchFact | BankQuestionFact> {
  const endedAt = watch.ended?.at ?? (watch.status === 'declined' ? watch.until : undefined);
  if (endedAt !== undefined && lines.some(({ line }) => line.at === undefined || line.at > endedAt))
    return refuse('WATCH_ENDED', { endedAt });
  const answered = question === undefined ? [] : questionAnswered(question, context);
  if (lines.length === 0) return accept(...answered);
  const evidence = signature === undefined ? {} : { signature };
  const ids = lines.map(({ lineId }) => lineId);
  return accept<WatchFact | BankQuestionFact>(
    ...takeUpWatch(watch, context),
    { type: 'watch.lines-told', data: { at: context.now, lines: ids, followedLines, ...evidence } },
    ...answered,
  );
}

/** The bank said that it cannot watch the account: the watch is over. No fact if it was before. */
export function declineWatch({ status }: Watch, declined: DeclinedAt): readonly WatchFact[] {
  return watchLifecycle.allows(status, 'decline') ? [{ type: 'watch.declined', data: declined }] : [];
}

/** The bank watches the account, although it had said that it cannot. No fact if it had not. */
export function takeUpWatch({ status }: Watch, { now }: Pick<Context, 'now'>): readonly WatchFact[] {
  return watchLifecycle.allows(status, 'takeUp') ? [{ type: 'watch.taken-up', data: { at: now } }] : [];
}

/**
 * Ends a watch before its term, and has the bank told.
 *
 * @returns `watch.ended` and the question by which the bank is told, or SAME_OFFICER_TWICE, WATCH_STATE_FORBIDS
 */
export function endWatch(
  watch: Watch,
  { reason, officers }: EndWatch,
  { order, instructionId }: { readonly order: StopOrder; readonly instructionId: string },
  context: Context,
): Decision<WatchFact | BankQuestionFact> {
  const refusal = sameOfficerTwice(officers) ?? watchLifecycle.refusal(watch.status, 'end');
  if (refusal !== undefined) return refusal;
  const known = accountOf(order);
  if (known.kind === 'refusal') return known;
  const asked = { instruction: 'watch-end', watchId: watch.watchId } as const;
  const why = { reason, officers };
  return accept<WatchFact | BankQuestionFact>(
    { type: 'watch.ended', data: { at: context.now, by: 'word', reason, officers: [...officers] } },
    questionAsked(order, { asked, account: known.account, instructionId, agency: watch.agency, ...why }, context),
  );
}

/** What time does: the watch ends at its term, once. The bank was told of the term from the start. */
export function advanceWatch(watch: Watch, { now }: Pick<Context, 'now'>): readonly WatchFact[] {
  const moment = watchEndsAt(watch);
  return moment === undefined || now < moment ? [] : [{ type: 'watch.ended', data: { at: now, by: 'term' } }];
}

/** When it ends by itself; undefined once it is over. */
export function watchEndsAt({ status, until }: Watch): string | undefined {
  return watchLifecycle.allows(status, 'end') ? until : undefined;
}
