import * as z from 'zod';
import type { StreamType } from '../journal/stream.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { fact } from '../kernel/fact.ts';
import { WarningId } from '../kernel/ids.ts';
import { DAY, elapsed } from '../kernel/time.ts';
import type { WarningFact } from './warning-facts.ts';
import type { Warning } from './warning-model.ts';

/** An alarm that names the person who was warned. */
export interface AlarmOfPerson {
  readonly alertId: string;
  /** When it was recorded, ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Notes that the warning ended in a loss (预警后被骗): an alarm of the same person within the policy's days. The alarm that the warning itself
 * raised, because the money was gone before, is none. No fact if it is noted, or came later or earlier than that.
 */
export function noteLoss(warning: Warning, { alertId, at }: AlarmOfPerson, { now, policy }: Context): Decision<WarningFact> {
  const { receivedAt, firstContactAt, losses } = warning;
  const since = elapsed(receivedAt, at);
  const within = policy.amount('warning.loss-within', receivedAt) * DAY;
  const isKnown = warning.alertId === alertId || losses.some((loss) => loss.alertId === alertId);
  if (isKnown || since < 0 || since > within) return accept();
  const afterContact = firstContactAt !== undefined && firstContactAt <= at;
  return accept({ type: 'warning.ended-in-loss', data: { at: now, loss: { alertId, at, afterContact } } });
}

/** Takes back that the warning ended in a loss. No fact if it was not noted. */
export function withdrawLoss({ losses }: Warning, alertId: string, { now }: Context): Decision<WarningFact> {
  if (!losses.some((loss) => loss.alertId === alertId)) return accept();
  return accept({ type: 'warning.loss-withdrawn', data: { at: now, alertId } });
}

/**
 * The warnings that an alarm followed, by its id: so a withdrawn alarm leads back to them without its victim's data. Few alarms follow a
 * warning, and only these have one.
 */
const WarningsBefore = z.strictObject({ warnings: z.array(WarningId) });
type WarningsBefore = z.infer<typeof WarningsBefore>;

export const WarningsBeforeFact = z.discriminatedUnion('type', [fact('warnings-before.noted', { warningId: WarningId })]);
export type WarningsBeforeFact = z.infer<typeof WarningsBeforeFact>;

export const WarningsBeforeAlarms: StreamType<WarningsBefore, WarningsBeforeFact> = {
  name: 'warnings-before',
  schemaVersion: 1,
  state: WarningsBefore,
  fact: WarningsBeforeFact,
  onlyState: true,
  evolve: (before, { data: { warningId } }) => ({ warnings: [...(before?.warnings ?? []), warningId] }),
  index: () => ({ entries: {}, card: {} }),
};

/** That the alarm followed this warning. No fact if it is noted. @param at ISO 8601, UTC */
export function noteBefore(before: WarningsBefore | undefined, warningId: string, at: string): readonly WarningsBeforeFact[] {
  if (before?.warnings.includes(warningId) === true) return [];
  return [{ type: 'warnings-before.noted', data: { at, warningId } }];
}
