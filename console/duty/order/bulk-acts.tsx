import { ActButton } from '../../acts/act-button.tsx';
import type { Schemas } from '../../api/client.ts';
import { addDocumentsToOrders, extendOrders, freezeOrders, releaseOrders } from '../../generated/acts/orders.ts';
import { useAllAsked } from './use-asked.ts';

export type Outcomes = Schemas['BulkOutcomes'];

interface BulkActsProps {
  readonly caseId: string;
  readonly chosen: readonly string[];
  onDone(outcomes: Outcomes): void;
}

/** The acts on several orders under one set of papers. A release and a freeze have an approval of their own for each order. */
export function BulkActs({ caseId, chosen, onDone }: BulkActsProps) {
  const asked = useAllAsked();
  const orders = chosen.map((orderId) => ({ orderId }));
  const approvedFor = (gate: Schemas['ApprovalEntry']['gate']) =>
    chosen.map((orderId) => {
      const granted = asked.find((entry) => entry.orderId === orderId && entry.gate === gate && entry.status === 'granted');
      return { orderId, ...(granted !== undefined && { approvalId: granted.approvalId }) };
    });
  const params = { caseId };
  return (
    <div className="acts">
      <ActButton act={extendOrders} params={params} fixed={{ orders }} onDone={onDone} />
      <ActButton
        act={freezeOrders}
        params={params}
        initial={{ orders: approvedFor('freeze') }}
        open={['/notice', '/contact']}
        onDone={onDone}
      />
      <ActButton act={addDocumentsToOrders} params={params} fixed={{ orders }} onDone={onDone} />
      <ActButton act={releaseOrders} params={params} initial={{ orders: approvedFor('release') }} onDone={onDone} danger />
    </div>
  );
}
