import type { Context } from '../../shared/kernel/context.ts';
import type { ReceiveWarning } from '../../shared/warnings/bodies.ts';
import { evolveWarning } from '../../shared/warnings/evolve-warning.ts';
import { receiveWarning } from '../../shared/warnings/take-clue.ts';
import type { WarningFact } from '../../shared/warnings/warning-facts.ts';
import type { Warning } from '../../shared/warnings/warning-model.ts';
import { context, minute, T0 } from './samples.ts';

/** A clue of a person; high, unless it says otherwise. */
export function clue(over: Partial<ReceiveWarning> = {}): ReceiveWarning {
  return {
    source: 'national-platform',
    sourceRef: 'YJ-0001',
    person: { name: '王某', phone: '13800000000' },
    district: 'haidian',
    fraudType: '冒充公检法',
    risk: 80,
    signals: [],
    seenAt: T0,
    ...over,
  };
}

/** How sure a source must be for each grade. */
export const risks = { urgent: 95, high: 75, medium: 50, low: 10 } as const;

/** The warning that a clue begins. */
export function warningOf(over: Partial<ReceiveWarning> = {}, at: Context = context()): Warning {
  const decision = receiveWarning(clue(over), { key: `key-${over.sourceRef ?? '1'}`, district: 'haidian' }, at);
  if (decision.kind === 'refusal') throw new Error(decision.code);
  return evolvedBy(undefined, decision.facts);
}

/** The warning after these facts. */
export function evolvedBy(before: Warning | undefined, facts: readonly WarningFact[]): Warning {
  const after = facts.reduce<Warning | undefined>((state, fact) => evolveWarning(state, fact), before);
  if (after === undefined) throw new Error('there is no warning');
  return after;
}

/** What a visit looked at, asked and offered. */
export const checklist = { records: true, chats: true, apps: true, transfers: true, protectionOffered: true } as const;

/** Some minutes after the alarm of the samples, in the middle of the morning in Beijing. */
export const at = (minutes: number, over: Partial<Context> = {}): Context => context({ now: minute(minutes), ...over });
