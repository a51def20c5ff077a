import type { ApprovalFact } from '../../shared/approvals/approval-facts.ts';
import type { Approval, Granted, Matter } from '../../shared/approvals/model.ts';
import { type Opened, openGate } from '../../shared/approvals/open-gate.ts';
import { Approvals } from '../../shared/approvals/streams.ts';
import type { Approval as OrderApproval } from '../../shared/freezes/order/instruction-kinds.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Decision, Fact, Refusal } from '../../shared/kernel/decision.ts';
import type { Officer } from '../../shared/kernel/people.ts';

/** The part of a body about the approval that the act needs. */
interface NamesApproval {
  readonly approvalId?: string | undefined;
  readonly officers?: readonly Officer[];
}

/** The approval that a body names, as it was read. */
export type LoadedApproval = Loaded<Approval, ApprovalFact>;

export async function approvalNamed(journal: Journal, { approvalId }: NamesApproval): Promise<LoadedApproval | undefined> {
  return approvalId === undefined ? undefined : journal.load(Approvals, approvalId);
}

/**
 * The gate of an act, tried with the approval that the body names: undefined if it names none.
 *
 * @param idle whether the act that used the approval had no effect
 */
export function tryGate(
  approval: LoadedApproval | undefined,
  act: Matter | undefined,
  { officers = [] }: NamesApproval,
  context: Context,
  idle = false,
): Opened | Refusal | undefined {
  return approval === undefined || act === undefined ? undefined : openGate(approval.state, act, { officers, idle }, context);
}

/** The grant, if the gate opened. */
export function grantIn(opening: Opened | Refusal | undefined): Granted | undefined {
  return opening?.kind === 'opened' ? opening.granted : undefined;
}

/** The approval as an order, or the ruling on an objection to it, keeps it. */
export function approvalOf(opening: Opened | Refusal | undefined, { approvalId }: NamesApproval): OrderApproval | undefined {
  const granted = grantIn(opening);
  if (granted === undefined || approvalId === undefined) return undefined;
  const { name, level, at, legalReview } = granted;
  return { name, level, approvedAt: at, legalReview: legalReview !== undefined, approvalId };
}

/**
 * The decision, with the approval counted in. If it lacks one, the caller is told what is wrong with the named one; and an act that needs
 * none is not done on one that does not open it. An opened approval is used up with the act.
 */
export function withApproval<F extends Fact>(
  decision: Decision<F>,
  opening: Opened | Refusal | undefined,
): Decision<F | ApprovalFact> {
  if (opening === undefined) return decision;
  if (decision.kind === 'refusal') return decision.code === 'APPROVAL_MISSING' && opening.kind === 'refusal' ? opening : decision;
  if (opening.kind === 'refusal') return opening;
  return decision.facts.length === 0 ? decision : { kind: 'acceptance', facts: [...decision.facts, opening.fact] };
}
