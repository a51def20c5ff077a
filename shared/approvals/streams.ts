import { dueShard } from '../journal/keys.ts';
import type { IndexView, StreamType } from '../journal/stream.ts';
import { deskKey } from '../kernel/desk.ts';
import { ApprovalFact } from './approval-facts.ts';
import { nextMoment } from './decide-approval.ts';
import { evolveApproval } from './evolve-approval.ts';
import { askedBy as askedByPerson, waitingOnDesk } from './keys.ts';
import { Approval } from './model.ts';

/** Approvals by their id; found on the desk where they wait, among what a person asked for, and by when they lapse. */
export const Approvals: StreamType<Approval, ApprovalFact> = {
  name: 'approval',
  schemaVersion: 5,
  state: Approval,
  fact: ApprovalFact,
  evolve: evolveApproval,
  index: indexApproval,
};

function indexApproval(approval: Approval): IndexView {
  const { approvalId, status, desk, askedBy, askedAt } = approval;
  const moment = nextMoment(approval);
  return {
    entries: {
      listing: askedByPerson(askedBy.agency, askedBy.subject, askedAt, approvalId),
      ...(status === 'asked' ? { inbox: waitingOnDesk(deskKey(desk), askedAt, approvalId) } : {}),
      ...(moment === undefined ? {} : { due: dueShard(approvalId, moment) }),
    },
    card: cardOf(approval),
  };
}

/** What lists show of an approval. DynamoDB copies cards into indexes, so a card has no name and no text. */
function cardOf(approval: Approval): Readonly<Record<string, unknown>> {
  const { approvalId, reference, status, district, matter, needed, askedBy, askedAt, expiresAt } = approval;
  return {
    ...{ approvalId, reference, status, district, gate: matter.gate, needed, askedAt, expiresAt },
    ...{ agency: askedBy.agency, subject: askedBy.subject },
    ...('orderId' in matter ? { orderId: matter.orderId } : {}),
    ...('listedCaseId' in matter ? { listedCaseId: matter.listedCaseId } : {}),
    ...('returnId' in matter ? { returnId: matter.returnId } : {}),
    ...('alertId' in matter ? { alertId: matter.alertId } : {}),
  };
}
