import type { Journal } from '../../shared/journal/journal.ts';
import { planFrom, transact } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { PlannedPayment } from '../../shared/ownership/model.ts';
import { orderPayment } from '../../shared/returns/payment/pay.ts';
import { paymentIdOf } from '../../shared/returns/payment/payment-model.ts';
import { PlanPages, planPageId } from '../../shared/returns/plan/plan-pages.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';

/** Who orders: the reaction to the approval, with an id of its own. */
interface Ordering {
  readonly id: string;
  readonly correlationId: string;
}

/**
 * Orders every payment of an approved plan, each in an append of its own. Done again, it orders those that are not ordered yet and no other:
 * the id of a payment is its key.
 *
 * @returns how many are ordered or held now
 * @throws Error if one cannot be ordered: the round no longer pays, or its plan names what it does not have
 */
export async function orderPayments(journal: Journal, returnId: string, ordering: Ordering, context: Context): Promise<number> {
  const { state: round } = await journal.load(ReturnRounds, returnId);
  const plan = round?.plan;
  if (round?.approved === undefined || plan === undefined) return 0;
  let ordered = 0;
  for (let page = 1; page <= plan.pages; page += 1) {
    const { state } = await journal.load(PlanPages, planPageId(returnId, round.approved.planVersion, page));
    for (const payment of state?.of === 'payments' ? state.payments : []) {
      await orderOne(journal, { returnId, openedAt: round.openedAt }, payment, ordering, context);
      ordered += 1;
    }
  }
  return ordered;
}

async function orderOne(
  journal: Journal,
  { returnId, openedAt }: { readonly returnId: string; readonly openedAt: string },
  planned: PlannedPayment,
  { id, correlationId }: Ordering,
  context: Context,
): Promise<void> {
  const { actor, now } = context;
  const paymentId = paymentIdOf(returnId, openedAt, planned.accountId, planned.claimId);
  const command = { name: 'orderReturnPayment', id: `${id}.${paymentId}`, inputHash: paymentId, actor, correlationId, now };
  const outcome = await transact(
    journal,
    command,
    async () => {
      const [payment, round, claim] = await Promise.all([
        journal.load(ReturnPayments, paymentId),
        journal.load(ReturnRounds, returnId),
        journal.load(ReturnClaims, planned.claimId),
      ]);
      if (round.state === undefined || claim.state === undefined) return refuse('NOT_FOUND');
      const known = { round: round.state, claim: claim.state };
      // a hold that comes at this moment must not be missed
      return { ...planFrom(orderPayment(payment.state, planned, known, context), [payment]), requires: [claim] };
    },
    { remember: false },
  );
  if (outcome.outcome === 'refused') impossible(`a payment was not ordered: ${outcome.refusal.code}`);
}
