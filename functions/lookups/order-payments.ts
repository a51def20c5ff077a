import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { planFrom, transact } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Fact, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { PlannedPayment } from '../../shared/ownership/model.ts';
import { orderPayment } from '../../shared/returns/payment/pay.ts';
import { paymentIdOf, type ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import { askedToPay } from './ask-to-pay.ts';
import { outOf, payingAccount } from './paying-account.ts';
import { pagesOfPlan, planPage } from './plan-pages.ts';

/** By what they are ordered: the turn of the sweep, with an id of its own. */
interface Ordering {
  readonly id: string;
  readonly correlationId: string;
}

/**
 * Orders every payment of an approved plan, each in an append of its own. Done again, it orders those that are not ordered yet and no other:
 * the id of a payment is its key.
 *
 * @param most of them that are ordered now; the next call goes on
 * @returns how many were ordered or held in this turn, and whether some are left
 * @throws Error if one cannot be ordered: the round no longer pays, or its plan names what it does not have
 */
export async function orderPayments(
  journal: Journal,
  returnId: string,
  ordering: Ordering,
  context: Context,
  most = Number.POSITIVE_INFINITY,
): Promise<{ readonly ordered: number; readonly left: boolean }> {
  const { state: round } = await journal.load(ReturnRounds, returnId);
  const plan = round?.plan;
  if (round?.approved === undefined || plan === undefined) return { ordered: 0, left: false };
  let ordered = 0;
  // what the banks have to pay out of each account, before and in this turn
  const out = new Map<string, number>();
  const pages = (await pagesOfPlan(journal, plan)).filter(({ of }) => of === 'payments');
  for (const page of pages) {
    const content = await planPage(journal, returnId, page);
    const planned = content.of === 'payments' ? content.payments : [];
    const ids = planned.map(({ accountId, claimId }) => paymentIdOf(returnId, round.openedAt, accountId, claimId));
    const there = await loadAll(journal, ReturnPayments, ids);
    for (const [n, payment] of planned.entries()) {
      const { accountId } = payment;
      const outFen = out.get(accountId) ?? 0;
      const existing = there[n]?.state;
      if (existing !== undefined) {
        out.set(accountId, outFen + outOf(existing));
        continue;
      }
      if (ordered >= most) return { ordered, left: true };
      const born = await orderOne(journal, { returnId, openedAt: round.openedAt, outFen }, payment, ordering, context);
      out.set(accountId, outFen + (born === undefined ? 0 : outOf(born)));
      ordered += 1;
    }
  }
  return { ordered, left: false };
}

async function orderOne(
  journal: Journal,
  { returnId, openedAt, outFen }: { readonly returnId: string; readonly openedAt: string; readonly outFen: number },
  planned: PlannedPayment,
  { id, correlationId }: Ordering,
  context: Context,
): Promise<ReturnPayment | undefined> {
  const { actor, now } = context;
  const paymentId = paymentIdOf(returnId, openedAt, planned.accountId, planned.claimId);
  const command = { name: 'orderReturnPayment', id: `${id}.${paymentId}`, inputHash: paymentId, actor, correlationId, now };
  const outcome = await transact(
    journal,
    command,
    async () => {
      const [payment, round, claim, paying] = await Promise.all([
        journal.load(ReturnPayments, paymentId),
        journal.load(ReturnRounds, returnId),
        journal.load(ReturnClaims, planned.claimId),
        payingAccount(journal, planned.accountId, outFen),
      ]);
      if (round.state === undefined || claim.state === undefined) return refuse('NOT_FOUND');
      const known = { round: round.state, claim: claim.state, account: paying.account };
      // a hold or an objection that comes at this moment must not be missed
      const decided = orderPayment(payment.state, planned, known, context);
      if (decided.kind === 'refusal') return decided;
      const asked = await askedToPay(journal, payment.state, decided.facts, round.state, context);
      if (asked.kind === 'refusal') return asked;
      const plan = planFrom(accept<Fact>(...decided.facts, ...asked.facts), [payment, ...asked.streams]);
      const born = decided.facts.reduce((before, fact) => ReturnPayments.evolve(before, fact), payment.state);
      return plan.kind === 'refusal' ? plan : { ...plan, requires: [claim, ...paying.rests], result: born };
    },
    { remember: false },
  );
  if (outcome.outcome === 'refused') impossible(`a payment was not ordered: ${outcome.refusal.code}`);
  return outcome.outcome === 'done' ? outcome.result : undefined;
}
