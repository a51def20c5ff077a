import { UNSTATED } from '../../shared/alerts/model.ts';
import { applied } from '../../shared/journal/split-facts.ts';
import type { Change, Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { RecordContact } from '../../shared/warnings/bodies.ts';
import { wantsAlarm } from '../../shared/warnings/messages.ts';
import type { WarningFact } from '../../shared/warnings/warning-facts.ts';
import type { Warning } from '../../shared/warnings/warning-model.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { takingAlarm } from './take-alarm.ts';

/** The contact by which it came out that the money was gone. */
interface Paid {
  readonly loaded: Loaded<Warning, WarningFact>;
  readonly facts: readonly WarningFact[];
  readonly contacted: { readonly at: string; readonly paid?: RecordContact['paid'] };
}

/**
 * The facts of a contact with a person who has paid, and the alarm that follows in the same append: its 30 minutes run from the contact. A
 * warning raises one alarm, whichever contact told it first.
 *
 * @returns the decision and the changes of the alarm, or the refusal of the alarm
 */
export async function raisingAlarm(
  tools: ApiTools,
  { loaded, facts, contacted: { at, paid } }: Paid,
  context: Context,
): Promise<{ readonly decision: Decision<Fact>; readonly alarm: readonly Change[] }> {
  const after = applied(loaded, facts).state ?? impossible('a contact left no warning');
  if (!wantsAlarm(after)) return { decision: accept<WarningFact>(...facts), alarm: [] };
  const { reference, district, person, fraudType = UNSTATED } = after;
  const report = {
    ...({ source: 'warning', sourceRef: reference, receivedAt: at, district, victim: person } as const),
    ...{ fraudType: paid?.fraudType ?? fraudType, lossFen: paid?.lossFen ?? 0, summary: paid?.summary ?? '' },
  };
  let alertId = '';
  const attempt = takingAlarm(tools, report, context, (_, alert) => {
    alertId = alert.alertId;
    return { status: 201, body: null };
  });
  const plan = await attempt(0);
  if (plan.kind === 'refusal') return { decision: plan, alarm: [] };
  const raised: WarningFact = { type: 'warning.alarm-raised', data: { at: context.now, alertId } };
  return { decision: accept<WarningFact>(...facts, raised), alarm: plan.changes };
}
