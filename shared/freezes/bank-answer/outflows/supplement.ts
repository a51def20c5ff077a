import { hashOf } from '../../../kernel/canonical.ts';
import { inFuture } from '../../../kernel/clock.ts';
import type { Context } from '../../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../../kernel/decision.ts';
import type { ToldOutflows } from '../../model.ts';
import type { OrderFact } from '../../order/order-facts.ts';
import { orderLifecycle } from '../../order/order-lifecycle.ts';
import type { StopOrder } from '../../order/stop-order.ts';
import type { Evidence } from '../evidence.ts';
import { contradicted } from '../plausibility.ts';
import { newLines } from './add-lines.ts';
import type { OutflowLine } from './model.ts';
import { isNoted } from './notes.ts';

/**
 * A bank tells more outflows of an order, at any time while the money may be followed: before its result, with it, after it, after a freeze
 * or the end of a term. Each line counts once.
 *
 * @returns `order.supplemented`, no fact if all is known, or ORDER_STATE_FORBIDS, or TOO_MANY_OUTFLOWS if no new line finds room
 */
export function tellOutflows(
  order: StopOrder,
  told: ToldOutflows,
  { signature }: Pick<Evidence, 'signature'>,
  context: Context,
): Decision<OrderFact> {
  const forbidden = orderLifecycle.refusal(order.status, 'supplement');
  if (forbidden !== undefined) return forbidden;
  const { outcomes, lines } = newLines(order.outflows, timed(told.outflows, context));
  if (lines.length === 0 && outcomes.includes('full')) return refuse('TOO_MANY_OUTFLOWS', { outflows: order.outflows.length });
  const facts = supplementOf(order, told, { signature }, context);
  return accept(...facts, ...contradicted(order, facts, context));
}

/** The fact with the lines and notes, and the outlet, that the order does not have yet; none if all are known. */
export function supplementOf(
  order: StopOrder,
  { outflows, remark, unread, openedAt }: ToldOutflows,
  { signature }: Pick<Evidence, 'signature'>,
  context: Context,
): readonly OrderFact[] {
  const { lines } = newLines(order.outflows, timed(outflows, context));
  const news = remark === undefined || isNoted(order.notes, remark) ? undefined : remark;
  const isNamed = openedAt === undefined || hashOf(openedAt) === hashOf(order.openedAt ?? {});
  if (lines.length === 0 && news === undefined && isNamed) return [];
  const instruction = order.pending?.instruction ?? order.answers.at(-1)?.instruction ?? 'stop';
  return [
    {
      type: 'order.supplemented',
      data: {
        ...{ at: context.now, instruction, outflows: [...lines], remark: news, unread, signature },
        ...(isNamed ? {} : { openedAt }),
      },
    },
  ];
}

/**
 * The lines, with a mark on those whose moment lies ahead: the past cannot be in the future, so Cordon keeps these lines and does not
 * follow them until the bank corrects them.
 */
export function timed(lines: readonly OutflowLine[], context: Context): readonly OutflowLine[] {
  return lines.map((line) =>
    line.cut === undefined && line.at !== undefined && inFuture(line.at, context) ? { ...line, cut: 'in-future' } : line,
  );
}
