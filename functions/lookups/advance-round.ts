import { narrowTo } from '../../shared/freezes/order/by-right.ts';
import { heldFen } from '../../shared/freezes/order/standing.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { planFrom, transact } from '../../shared/journal/transact.ts';
import { type Context, systemActor } from '../../shared/kernel/context.ts';
import { accept, refuse } from '../../shared/kernel/decision.ts';
import { advanceRound, isToBePaid, paymentsOrdered } from '../../shared/returns/round/decide-plan.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { ReturnRounds } from '../../shared/returns/streams.ts';
import { noteDue } from '../platform/advance-stream.ts';
import { contextOf, type Platform } from '../platform/platform.ts';
import { orderPayments } from './order-payments.ts';
import { pagesOfPlan, planPage } from './plan-pages.ts';

/** So many payments are ordered in one turn of the sweep; the next turn goes on. */
const MOST_AT_ONCE = 200;

/**
 * What time does with a round: the end of its notice; and once it is approved, the money that is provably another person's goes free, and the
 * payments go to the banks, some hundred a turn, each once. So a crash loses none, and a large round delays nothing else.
 *
 * @returns how many facts were new; undefined if there is no such round
 */
export async function advanceReturn(platform: Platform, returnId: string): Promise<number | undefined> {
  const { journal } = platform;
  const { state: round } = await journal.load(ReturnRounds, returnId);
  if (round !== undefined && isToBePaid(round)) {
    const context = contextOf(platform);
    const ordering = { id: `order-payments/${returnId}`, correlationId: platform.newId('cor') };
    const waits = await setAside(platform, round, context);
    const { left } = await orderPayments(journal, returnId, ordering, context, MOST_AT_ONCE);
    if (left || waits) return 0;
  }
  const became = await noteDue(platform, ReturnRounds.name, returnId, async (inner, context) => {
    const loaded = await inner.load(ReturnRounds, returnId);
    if (loaded.state === undefined) return refuse('NOT_FOUND');
    return planFrom(accept(...advanceRound(loaded.state, context), ...paymentsOrdered(loaded.state, context)), [loaded]);
  });
  return became?.noted;
}

/**
 * What is provably another person's goes free, account by account; once each.
 *
 * @returns whether one waits for its bank to answer an earlier instruction
 */
async function setAside({ journal, newId, log }: Platform, round: ReturnRound, context: Context): Promise<boolean> {
  let waits = false;
  for (const { orderId, fen } of await setAsideIn(journal, round)) {
    const command = {
      ...{ name: 'setAside', id: `set-aside/${round.returnId}/${orderId}`, inputHash: orderId },
      ...{ actor: systemActor, correlationId: newId('cor'), now: context.now },
    };
    const became = await transact(journal, command, async () => {
      const order = await journal.load(StopOrders, orderId);
      if (order.state === undefined) return refuse('NOT_FOUND');
      const register = await journal.load(AccountRegisters, order.state.accountKey);
      const given = {
        ground: { by: 'screening' as const },
        reason: '经溯源确权，部分款项属于他人，依法减少冻结金额',
        officers: round.approved?.officers ?? [],
        fen: Math.max(0, heldFen(order.state) - fen),
      };
      return planFrom(narrowTo(order.state, given, register.state, context), [order, register]);
    });
    if (became.outcome !== 'refused') continue;
    if (became.refusal.code === 'INSTRUCTION_PENDING') waits = true;
    // the freeze ended, or holds no more than that
    else log.warn('a sum of another person was not set aside', { stream: `order#${orderId}`, code: became.refusal.code });
  }
  return waits;
}

async function setAsideIn(
  journal: Journal,
  { returnId, plan, approved }: ReturnRound,
): Promise<readonly { readonly orderId: string; readonly fen: number }[]> {
  if (plan === undefined || approved === undefined || plan.setAsideFen === 0) return [];
  if (approved.setAside === 'keep-frozen') return [];
  const found: { orderId: string; fen: number }[] = [];
  for (const ref of (await pagesOfPlan(journal, plan)).filter(({ of }) => of === 'outcomes')) {
    const content = await planPage(journal, returnId, ref);
    for (const { accountId, setAsideFen } of content.of === 'outcomes' ? content.outcomes : [])
      if (setAsideFen > 0) found.push({ orderId: accountId, fen: setAsideFen });
  }
  return found;
}
