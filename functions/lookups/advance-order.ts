import { isInLine, restsOnRegister } from '../../shared/freezes/account/account-facts.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import { advance } from '../../shared/freezes/order/deadlines.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { KeptTask } from '../../shared/journal/journal.ts';
import { applied } from '../../shared/journal/split-facts.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { planFrom, withResult } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, refuse } from '../../shared/kernel/decision.ts';
import { noteDue } from '../platform/advance-stream.ts';
import type { Platform } from '../platform/platform.ts';
import { turnPlan } from './line-of-account.ts';

/** The token of a workflow's task, and how long the task waits. */
interface Waiting {
  readonly token: string;
  readonly while: (order: StopOrder) => boolean;
}

/**
 * Notes everything that is due of an order at this moment: rungs of the ladder, warnings, the end of a term. It does not note a thing
 * again, so the workflow and the sweep may both call it, also at the same time. If the order waits in line and no order holds the account
 * any more, the first that waits for one has the turn.
 *
 * @param waiting a task whose token is kept: with what is noted, or by itself, so that the relay answers it if it has nothing to wait for
 * @returns how many facts were new; undefined if there is no such order
 * @throws Error if other commands kept coming first
 */
export async function advanceOrder(platform: Platform, orderId: string, waiting?: Waiting): Promise<number | undefined> {
  const became = await noteDue(platform, StopOrders.name, orderId, async (journal, context) => {
    const loaded = await journal.load(StopOrders, orderId);
    if (loaded.state === undefined) return refuse('NOT_FOUND');
    const register = await journal.load(AccountRegisters, loaded.state.accountKey);
    const facts = advance(loaded.state, register.state, context);
    const decided = planFrom(accept(...facts), [loaded, register]);
    if (decided.kind === 'refusal') return decided;
    if (waiting === undefined && facts.length === 0 && waitsForOurs(loaded.state) && isInLine(loaded.state, register.state))
      return turnPlan(journal, register, { waiting: register.state?.line ?? [], isNext: waitsForOurs }, context);
    const plan = { ...decided, requires: restsOnRegister(loaded.state, register, facts) };
    if (waiting === undefined) return plan;
    const task = keptTask(orderId, waiting, context);
    return waiting.while(applied(loaded, facts).state ?? loaded.state) ? { ...plan, task } : withResult(plan, task);
  });
  // it waits for nothing, so no fact will answer it
  if (became?.result !== undefined) await platform.journal.keepTaskToken(became.result);
  return became?.noted;
}

/** Whether the order waits in line for an order of ours. */
function waitsForOurs({ waitsFor }: StopOrder): boolean {
  return waitsFor !== undefined;
}

function keptTask(orderId: string, { token }: Waiting, { now }: Pick<Context, 'now'>): KeptTask {
  return { stream: streamKey(StopOrders.name, orderId), token, issuedAt: now };
}
