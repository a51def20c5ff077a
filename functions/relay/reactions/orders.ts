import { AccountFact } from '../../../shared/freezes/account/account-register.ts';
import { AccountRegisters } from '../../../shared/freezes/account/account-registers.ts';
import { endedOf, isNextAfter, waitingSince } from '../../../shared/freezes/order/line.ts';
import { releaseWithdrawn } from '../../../shared/freezes/order/withdraw-order.ts';
import { openedPart, partAfter } from '../../../shared/freezes/request/open-parts.ts';
import { plansOf } from '../../../shared/freezes/request/plans-of.ts';
import { FreezeRequests, StopOrders } from '../../../shared/freezes/streams.ts';
import type { Journal, RecordedFact } from '../../../shared/journal/journal.ts';
import { factPagesOf } from '../../../shared/journal/pages-of.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { refuse } from '../../../shared/kernel/decision.ts';
import { errorFields } from '../../../shared/kernel/error-fields.ts';
import { readFact } from '../../../shared/kernel/tolerant.ts';
import { turnPlan } from '../../lookups/line-of-account.ts';
import { MOST_TOGETHER, openOrders } from '../../lookups/open-orders.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction, type RelayTools } from '../reaction.ts';
import { endIfWithdrawn, isToEnd } from './alarms.ts';

type RequestFact = FactOf<'freeze-request.accepted' | 'freeze-request.part-opened' | 'freeze-request.opening-stalled'>;

/**
 * Opens a part of the request's orders, and has the next part follow. Of the first it is the safety net under the handler, which opens that
 * itself so that its caller finds the orders at once. It begins with the last: if the handler is still at it, they meet once.
 *
 * An order that cannot be opened does not hold up the parts after it. The last part opens whatever is left of all, and comes again until it can.
 * Once the alarm is withdrawn and its orders are to end, none is opened any more.
 */
export const openRequested: Reaction<RequestFact> = {
  name: 'openRequested',
  does: 'opens those orders of the next part of the request that are not open yet, and records it if it has several parts; with the last, what is left of all',
  react: async ({ fact, recorded }, tools) => {
    const id = idOfStream(recorded.stream);
    const request = fact.type === 'freeze-request.accepted' ? fact.data : (await tools.journal.load(FreezeRequests, id)).state;
    if (request === undefined) throw new Error(`the stream ${recorded.stream} has facts but no state`);
    const from = fact.type === 'freeze-request.accepted' ? 0 : fact.data.upTo;
    if (from >= request.orders.length) return;
    const { upTo, isLast } = partAfter(from, request);
    const plans = plansOf(request)
      .slice(isLast ? 0 : from, upTo)
      .toReversed();
    // a small request opened its orders in its own append, which required the alarm to be as it was
    const mayBeOver = request.orders.length > MOST_TOGETHER;
    if (!mayBeOver || !(await isToEnd(request.alertId, tools))) {
      const opening = openOrders(tools, plans, recorded);
      await (isLast ? opening : opening.catch((error: unknown) => leave(error, recorded, tools)));
    }
    if (mayBeOver) {
      const opened = plans.map(({ orderId }) => orderId);
      await endIfWithdrawn(request.alertId, opened, tools);
    }
    // nearly always there is one part: then nothing is to be recorded, nor read for it
    if (from > 0 || !isLast) await goOn(recorded, upTo, tools);
  },
};

function leave(error: unknown, { correlationId }: RecordedFact, { log }: RelayTools): void {
  log.warn('orders of a request are left to its last part', { correlationId, ...errorFields(error) });
}

async function goOn(recorded: RecordedFact, upTo: number, tools: RelayTools): Promise<void> {
  const context = contextOf(tools);
  const attempt = async () => {
    const request = await tools.journal.load(FreezeRequests, idOfStream(recorded.stream));
    return request.state === undefined ? refuse('NOT_FOUND') : planFrom(openedPart(request.state, upTo, context), [request]);
  };
  await appendOnce(tools.journal, commandOf('openRequested', recorded, context.now), attempt, { remember: false });
}

export const openCorrection: Reaction<FactOf<'order.corrected'>> = {
  name: 'openCorrection',
  does: 'opens the order that takes the place of the corrected one, if it is not open yet',
  react: async ({ fact, recorded }, tools) => {
    await openOrders(tools, [fact.data.plan], recorded);
  },
};

/** The bank's result of a stop crossed with its recall: the account is stopped, and the bank has to let go at once. */
export const releaseWithdrawnStop: Reaction<FactOf<'order.stopped'>> = {
  name: 'releaseWithdrawnStop',
  does: 'orders the release of an account that the bank stopped although the stop had been taken back',
  react: async ({ fact, recorded }, tools) => {
    if (fact.data.afterWithdrawal !== true) return;
    const context = contextOf(tools);
    const id = idOfStream(recorded.stream);
    await appendOnce(tools.journal, commandOf('releaseWithdrawnStop', recorded, context.now), async () => {
      const order = await tools.journal.load(StopOrders, id);
      return order.state === undefined ? refuse('NOT_FOUND') : planFrom(releaseWithdrawn(order.state, context), [order]);
    });
  },
};

/**
 * A stop or freeze ended, or what was asked of the bank led to nothing, and an order waits in line behind it (轮候). The register says which
 * of the orders that waited then has the turn now: the one that was next may have been withdrawn since, and a fact that comes again must
 * not give a turn to an order that lined up later.
 */
export const promoteNext: Reaction<FactOf<'account.freed'>> = {
  name: 'promoteNext',
  does: 'gives the turn to the order that is next in line: its waiting freeze, or else its stop, goes to the bank, or a person is told',
  react: async ({ fact, recorded }, tools) => {
    const { accountKey, next, orderId, ended } = fact.data;
    if (next === undefined) return;
    const { journal } = tools;
    const context = contextOf(tools);
    await appendOnce(journal, commandOf('promoteNext', recorded, context.now), async () => {
      const [register, by] = await Promise.all([
        journal.load(AccountRegisters, accountKey),
        ended ?? journal.load(StopOrders, orderId).then(({ state }) => endedOf(state)),
      ]);
      const since = await recordedSince(recorded, journal);
      const waiting = register.state === undefined ? [] : waitingSince(register.state, since);
      return turnPlan(journal, register, { waiting, isNext: (order) => isNextAfter(order, by) }, context);
    });
  },
};

/** What the register has recorded after the fact. */
async function recordedSince({ stream, seq }: RecordedFact, journal: Journal): Promise<readonly AccountFact[]> {
  const since: AccountFact[] = [];
  for await (const page of factPagesOf(journal, stream, { after: seq }))
    since.push(...page.flatMap((one) => readFact(AccountFact, one) ?? []));
  return since;
}
