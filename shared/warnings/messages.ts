import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { earlierOf, laterOf } from '../kernel/time.ts';
import { afterAttempt, attemptNumber } from './contact.ts';
import { outcomesOf } from './outcomes.ts';
import type { WarningFact } from './warning-facts.ts';
import { warningLifecycle } from './warning-lifecycle.ts';
import type { Attempt, ContactOutcome, Message, Warning } from './warning-model.ts';

/** The message that a provider is to carry now; undefined if it is answered, lost, or no longer wanted. */
export function messageToSend({ status, rung: { message } }: Warning, number: number, now: string): Message | undefined {
  const isDue = status !== 'closed' && message?.number === number && message.outcomeBy > now;
  return isDue ? message : undefined;
}

/**
 * Notes to which provider a message is given, before it is: so the provider may answer at once. No fact if it is noted, or no longer wanted.
 */
export function noteSent(warning: Warning, number: number, sentBy: string, { now }: Context): Decision<WarningFact> {
  const message = messageToSend(warning, number, now);
  if (message === undefined || isCarrier(warning, number, sentBy)) return accept();
  return accept({ type: 'warning.message-sent', data: { at: now, number, means: message.means, sentBy } });
}

/** Whether the message was given to this provider. */
function isCarrier({ carried }: Warning, number: number, provider: string): boolean {
  return carried.some((one) => one.number === number && one.by === provider);
}

/** What a provider says of a message. */
export interface MessageOutcome {
  readonly number: number;
  readonly outcome: ContactOutcome;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Takes what the provider says of a message. The first word on a message counts; the same again changes nothing. A late one is recorded too,
 * and may end the warning; it does not move the ladder that has gone on. It was said neither before the provider had the message nor after now,
 * whatever the provider's clock says.
 *
 * @returns `warning.message-answered`, and `warning.closed`; MESSAGE_UNKNOWN also for a message of another provider; OUTCOME_NOT_OF_MEANS,
 *   MESSAGE_ANSWERED
 */
export function answerMessage(
  warning: Warning,
  { number, outcome, at }: MessageOutcome,
  context: Context,
): Decision<WarningFact> {
  const { actor, now } = context;
  const given = warning.carried.find((one) => one.number === number && one.by === actor.agency);
  if (given === undefined) return refuse('MESSAGE_UNKNOWN');
  const { means } = given;
  if (!outcomesOf[means].includes(outcome)) return refuse('OUTCOME_NOT_OF_MEANS', { possible: outcomesOf[means] });
  const before = warning.attempts.find(({ message }) => message === number);
  if (before !== undefined)
    return before.outcome === outcome ? accept() : refuse('MESSAGE_ANSWERED', { outcome: before.outcome });
  const attempt: Attempt = {
    ...{ number: attemptNumber(warning), means, level: 'city', at: earlierOf(laterOf(at, given.at), now), outcome },
    by: { agency: actor.agency, subject: actor.subject },
    message: number,
  };
  if (warning.rung.message?.number === number && warning.status !== 'closed')
    return accept(...afterAttempt('warning.message-answered', warning, attempt, context));
  const [, ...ending] = warning.status === 'closed' ? [] : afterAttempt('warning.message-answered', warning, attempt, context);
  return accept<WarningFact>({ type: 'warning.message-answered', data: { at: now, attempt } }, ...ending);
}

/** Whether a warning can still take an alarm because the money was gone. */
export function wantsAlarm(warning: Warning): boolean {
  return warning.alertId === undefined && warningLifecycle.allows(warning.status, 'raiseAlarm');
}
