import type { ApprovalFact, ApprovalFactType } from './approval-facts.ts';
import { approvalLifecycle } from './approval-lifecycle.ts';
import type { ApprovalStatus } from './approval-status.ts';
import type { Approval } from './model.ts';

/**
 * The approval after the fact. What a decider let through, this accepts.
 *
 * @throws Error where the lifecycle knows no such step: then facts and table disagree, and nothing may be saved
 */
export function evolveApproval(approval: Approval | undefined, fact: ApprovalFact): Approval {
  const status = nextStatus(approval, fact.type);
  if (fact.type === 'approval.asked') {
    const { at, ...asked } = fact.data;
    return { ...asked, status, askedAt: at };
  }
  if (approval === undefined) throw new Error(`${fact.type} cannot be the first fact of an approval`);
  return { ...after(approval, fact), status };
}

function after(approval: Approval, fact: Exclude<ApprovalFact, { type: 'approval.asked' }>): Approval {
  const { expiresAt: _, ...untimed } = approval;
  switch (fact.type) {
    case 'approval.granted': {
      const { at, granted, expiresAt } = fact.data;
      return { ...untimed, granted: { ...granted, at }, ...(expiresAt === undefined ? {} : { expiresAt }) };
    }
    case 'approval.declined': {
      const { at, by, reason } = fact.data;
      return { ...untimed, declined: { ...by, at, reason } };
    }
    case 'approval.withdrawn':
      return { ...untimed, withdrawn: fact.data };
    case 'approval.lapsed':
      return { ...approval, lapsedAt: fact.data.at };
    case 'approval.used': {
      const { at, agency, subject } = fact.data;
      return { ...untimed, used: { at, agency, subject } };
    }
  }
}

function nextStatus(approval: Approval | undefined, type: ApprovalFactType): ApprovalStatus {
  const from = approval?.status ?? 'new';
  const next = approvalLifecycle.after(from, type);
  if (next === undefined || next === 'new') throw new Error(`an approval that is ${from} cannot take ${type}`);
  return next;
}
