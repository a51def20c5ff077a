import type { AlarmTaken } from '../../shared/alerts/bodies.ts';
import { type Alert, type NotTaken, RaisedAlert } from '../../shared/alerts/model.ts';
import { type FirstAlarm, raiseAlert } from '../../shared/alerts/raise-alert.ts';
import { sourceKey } from '../../shared/alerts/report.ts';
import { AlertSources, Alerts } from '../../shared/alerts/streams.ts';
import {
  nameVictim,
  othersOf,
  type SameVictim,
  type VictimFact,
  type VictimMark,
  type VictimRecord,
  Victims,
  victimKeys,
} from '../../shared/alerts/victim.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { type Change, change, fresh, type Loaded, streamKey } from '../../shared/journal/stream.ts';
import { type Plan, planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Fact, Refusal } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { ApiTools } from '../platform/api-tools.ts';

/** The answer on the alarm: 201 if it is new, else 200. `others` are all other alarms of the victim. */
type Answer = (status: 200 | 201, alert: Alert, others: readonly SameVictim[]) => StoredAnswer | Promise<StoredAnswer>;

/**
 * So often Cordon tries to take an alarm together with its place among those of the victim. Then it takes the alarm without: it waits for
 * no pointer.
 */
const TRIES_WITH_VICTIM = 6;

/**
 * The attempts to take an alarm, for `carryOut`: the alert it becomes, or the one it became when the same source reported it before. The
 * alert and its place among the alarms of the victim are saved together, so two alarms of one victim at the same instant know of each other.
 */
export function takingAlarm(
  { journal, dataKeys }: ApiTools,
  input: AlarmTaken,
  context: Context,
  answer: Answer,
): (failed: number) => Promise<Plan | Refusal<Fact>> {
  return async (failed) => {
    const { victims: secret } = await dataKeys();
    const marks = victimKeys(secret, input.victim);
    const [source, victims] = await Promise.all([
      journal.load(AlertSources, sourceKey(secret, input, context.actor.agency)),
      loadVictims(journal, marks),
    ]);
    const first = source.state === undefined ? undefined : await firstAlarm(journal, source.state.alertId);
    const decision = raiseAlert(input, first, context);
    if (decision.kind === 'refusal') return planFrom(decision, [source]);
    const { alert, facts } = decision;
    const isNew = facts.length > 0;
    const told = await answer(isNew ? 201 : 200, alert, othersOf(alert.alertId, victims));
    if (!isNew) return { kind: 'plan', changes: [], answer: told };
    const taken = splitFacts([source, fresh(Alerts, alert.alertId)], facts);
    const named = failed >= TRIES_WITH_VICTIM ? [] : naming(victims, alert);
    return { kind: 'plan', changes: [...taken, ...named], answer: told };
  };
}

/** The alarm that has the source's number, and the report that it was. An alarm that nothing happened to is its report. */
async function firstAlarm(journal: Journal, alertId: string): Promise<FirstAlarm> {
  const { state: alert, version } = await journal.load(Alerts, alertId);
  if (alert === undefined) throw new Error('a source reference points to no alert');
  if (version === 1) return { alert, report: alert };
  const { facts } = await journal.facts(streamKey(Alerts.name, alertId), { limit: 1 });
  return { alert, report: parseTolerantly(RaisedAlert, facts[0]?.data) };
}

/** The alarms of a victim under one mark, as read. */
export type LoadedVictim = Loaded<VictimRecord, VictimFact> & { readonly mark: VictimMark };

/** The records of a victim, mark by mark, in one read. */
export async function loadVictims(journal: Journal, marks: ReadonlyMap<string, VictimMark>): Promise<readonly LoadedVictim[]> {
  if (marks.size === 0) return [];
  const records = await journal.loadMany(Victims, [...marks.keys()]);
  return records.flatMap((record) => {
    const mark = marks.get(record.id);
    return mark === undefined ? [] : [{ ...record, mark }];
  });
}

function naming(victims: readonly LoadedVictim[], alert: Alert): readonly Change[] {
  return victims.flatMap((victim) => {
    const [fact] = nameVictim(victim.state, alert);
    return fact === undefined ? [] : [change(victim, fact)];
  });
}

/** The parts of the report that were not taken, without their values. */
export function notTakenOf({ notTaken }: Alert): { readonly notTaken?: Pick<NotTaken, 'path' | 'rule'>[] } {
  return notTaken === undefined ? {} : { notTaken: notTaken.map(({ path, rule }) => ({ path, rule })) };
}
