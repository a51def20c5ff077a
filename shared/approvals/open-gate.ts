import { isOfficer } from '../freezes/officers.ts';
import { sameFiling } from '../freezes/order/filing.ts';
import { hashOf } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Officer } from '../kernel/people.ts';
import type { ApprovalFact } from './approval-facts.ts';
import { hasLapsed, unusedUntil } from './decide-approval.ts';
import type { Approval, Granted, Matter } from './model.ts';

const AT = { paths: ['/approvalId'] } as const;

/** An approval that opens its gate: who granted it, and the fact that uses it up. */
export interface Opened {
  readonly kind: 'opened';
  readonly granted: Granted;
  readonly fact: ApprovalFact;
}

/** Who signs the act, and what became of an earlier one. */
interface Signing {
  readonly officers: readonly Officer[];
  /** Whether the act that used the approval had no effect. */
  readonly idle?: boolean;
}

/**
 * Opens a gate with an approval: one gate, once, for exactly what was asked, by the agency that asked. The person who granted it neither
 * carries the act out nor signs it as one of its two officers. If the act had no effect, the same gate opens again for the same thing,
 * until the approval would have lapsed unused.
 *
 * @param approval as the journal has it; undefined if there is none with that id
 * @param act the act that it is to open
 * @returns the opening, or APPROVAL_UNKNOWN (also for another agency's), APPROVAL_OF_OTHER_MATTER with what differs, APPROVAL_USED_BEFORE,
 *   APPROVAL_LAPSED, APPROVAL_NOT_GRANTED, APPROVER_ACTS, APPROVER_IS_OFFICER
 */
export function openGate(
  approval: Approval | undefined,
  act: Matter,
  { officers, idle = false }: Signing,
  context: Context,
): Opened | Refusal {
  const { now, actor } = context;
  if (approval === undefined || approval.askedBy.agency !== actor.agency) return refuse('APPROVAL_UNKNOWN', AT);
  const differs = differences(approval.matter, act);
  if (differs.length > 0) return refuse('APPROVAL_OF_OTHER_MATTER', { ...AT, differs });
  const granted = idle ? grantAgain(approval, context) : grantOf(approval, now);
  if (granted.kind === 'refusal') return granted;
  const { by } = granted;
  if (by.subject === actor.subject) return refuse('APPROVER_ACTS', AT);
  const signs = officers.findIndex((officer) => isOfficer(officer, by));
  if (signs >= 0) return refuse('APPROVER_IS_OFFICER', { paths: [`/officers/${signs}`] });
  const { agency, subject } = actor;
  return { kind: 'opened', granted: by, fact: { type: 'approval.used', data: { at: now, gate: act.gate, agency, subject } } };
}

interface Standing {
  readonly kind: 'granted';
  readonly by: Granted;
}

/**
 * The grant of an approval that stands at this moment.
 *
 * @returns it, or APPROVAL_USED_BEFORE, APPROVAL_LAPSED, APPROVAL_NOT_GRANTED
 */
export function grantOf(approval: Approval, now: string, at: { readonly paths: readonly string[] } = AT): Refusal | Standing {
  const { status, granted } = approval;
  if (status === 'used') return refuse('APPROVAL_USED_BEFORE', at);
  if (hasLapsed(approval, now)) return refuse('APPROVAL_LAPSED', at);
  if (status !== 'granted' || granted === undefined) return refuse('APPROVAL_NOT_GRANTED', { state: status, ...at });
  return { kind: 'granted', by: granted };
}

/** The grant of an approval whose act had no effect: it is valid for as long as an unused one. */
function grantAgain(approval: Approval, { now, policy }: Context): Refusal | Standing {
  const { status, granted } = approval;
  if (status !== 'used' || granted === undefined) return grantOf(approval, now);
  return now < unusedUntil(granted.at, policy) ? { kind: 'granted', by: granted } : refuse('APPROVAL_LAPSED', AT);
}

/** The members of the act that go beyond the question, by name. */
function differences(asked: Matter, act: Matter): readonly string[] {
  if (asked.gate === 'freeze' && act.gate === 'freeze')
    return broken({
      orderId: asked.orderId === act.orderId,
      amountFen: within(act.amountFen, asked.amountFen),
      major: asked.major || !act.major,
      filing: sameFiling(asked.filing, act.filing),
    });
  if (asked.gate === 'renewal' && act.gate === 'renewal')
    return broken({ orderId: asked.orderId === act.orderId, termMonths: act.termMonths <= asked.termMonths });
  if (asked.gate === 'release' && act.gate === 'release')
    return broken({
      orderId: asked.orderId === act.orderId,
      objectionId: asked.objectionId === act.objectionId,
      instruction: asked.instruction === undefined || asked.instruction === act.instruction,
      amountFen: act.amountFen <= asked.amountFen,
    });
  if (asked.gate === 'listing' && act.gate === 'listing')
    return broken({
      listedCaseId: asked.listedCaseId === act.listedCaseId,
      level: asked.level === act.level,
      units: hashOf(asked.units) === hashOf(act.units),
    });
  if (asked.gate === 'extension' && act.gate === 'extension')
    return broken({ listedCaseId: asked.listedCaseId === act.listedCaseId, months: act.months <= asked.months });
  if (asked.gate === 'delisting' && act.gate === 'delisting')
    return broken({ listedCaseId: asked.listedCaseId === act.listedCaseId });
  if (asked.gate === 'return' && act.gate === 'return')
    return broken({
      returnId: asked.returnId === act.returnId,
      planVersion: asked.planVersion === act.planVersion,
      amountFen: act.amountFen <= asked.amountFen,
    });
  if (asked.gate === 'protect' && act.gate === 'protect')
    return broken({
      account: asked.bankId === act.bankId && asked.accountKey === act.accountKey,
      measure: asked.measure === act.measure,
      limitFen: asked.limitFen === act.limitFen,
      termHours: act.termHours <= asked.termHours,
    });
  return ['gate'];
}

function broken(rules: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(rules).flatMap(([name, holds]) => (holds ? [] : [name]));
}

/** Whether a sum is within the one asked for; without one, the whole account was asked for. */
function within(sum: number | undefined, asked: number | undefined): boolean {
  return asked === undefined || (sum !== undefined && sum <= asked);
}
