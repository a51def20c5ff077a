import * as z from 'zod';
import { Fen } from '../kernel/money.ts';
import { UtcInstant } from '../kernel/time.ts';
import { OrderView } from './answers.ts';
import { Rung } from './order/ladder.ts';
import { needsOf, orderMarks, orderNeeds } from './order/standing.ts';
import type { StopOrder } from './order/stop-order.ts';
import { waitingOutflows } from './trace/hold-outflows.ts';
import { orderView, standingNow } from './views.ts';

/** The bank of an order, as officers reach it. */
interface ReachedBank {
  readonly name: string;
  readonly dutyPhone: string;
}

/** An order on the board of its alarm (看板): the account, the state, the clock, and what an officer must do with it. */
export const BoardOrder = z
  .strictObject({
    ...OrderView.pick({
      orderId: true,
      requestId: true,
      district: true,
      agency: true,
      bankId: true,
      tier: true,
      state: true,
      urgency: true,
      account: true,
      clocks: true,
      dueAt: true,
      breached: true,
      breachedNotByBank: true,
      waitsOn: true,
      late: true,
      tracedFen: true,
      stoppedFen: true,
      heldFen: true,
      balanceBeforeFen: true,
      resultCode: true,
      expiresAt: true,
      pending: true,
      corrects: true,
      correctedBy: true,
      waitsFor: true,
      takenOn: true,
    }).shape,
    version: z.int().positive().describe('For `if-match` of the commands on the order.'),
    bankName: z.string().optional(),
    bankDutyPhone: z.string().optional(),
    marks: z.array(z.enum(orderMarks)).describe('Why it needs an eye: `needs`, and besides `silent` and `disputed`.'),
    needs: z.array(z.enum(orderNeeds)).describe('What an officer must do with it next, by the reason; empty if nothing.'),
    dueInSeconds: z
      .int()
      .optional()
      .describe("To the end of the 30 minutes while the bank's result is awaited; below zero once they are over."),
    rung: z.strictObject({ rung: Rung, at: UtcInstant }).optional().describe('The last step of the ladder.'),
    onPhone: z.boolean().describe('The bank takes no push: an officer telephones.'),
    parent: OrderView.shape.orderId.optional().describe('The order from which the money came on.'),
    heldOutflows: z.strictObject({ count: z.int().nonnegative(), tracedFen: Fen }),
    disputes: z.int().nonnegative().describe('Results that contradict an earlier one.'),
    contradictions: z.int().nonnegative(),
    timeDoubts: z.int().nonnegative(),
  })
  .meta({ id: 'BoardOrder' });
export type BoardOrder = z.infer<typeof BoardOrder>;

/** What the board shows of an order at `now`. @param bank as it is registered; absent if it is not */
export function boardOrder(order: StopOrder, version: number, bank: ReachedBank | undefined, now: string): BoardOrder {
  const view = orderView(order);
  const waiting = waitingOutflows(order);
  return {
    ...pick(view),
    version,
    bankName: bank?.name,
    bankDutyPhone: bank?.dutyPhone,
    ...standingNow(order, now),
    needs: [...needsOf(order)],
    rung: order.ladder.at(-1),
    parent: order.ancestors.at(-1),
    heldOutflows: {
      count: waiting.length,
      tracedFen: order.edges.reduce((sum, edge) => (waiting.includes(edge.outflow) ? sum + edge.tracedFen : sum), 0),
    },
    disputes: view.disputes.length + view.disputesNotKept,
    contradictions: view.contradictions.length,
    timeDoubts: view.timeDoubts.length,
  };
}

function pick(view: OrderView) {
  const { orderId, requestId, district, agency, bankId, tier, state, urgency, account, clocks, dueAt, breached } = view;
  const { breachedNotByBank, waitsOn, late, tracedFen, stoppedFen, heldFen, balanceBeforeFen, resultCode, expiresAt } = view;
  const { pending, corrects, correctedBy, waitsFor, takenOn } = view;
  return {
    ...{ orderId, requestId, district, agency, bankId, tier, state, urgency, account, clocks, dueAt, breached },
    ...{ breachedNotByBank, waitsOn, late, tracedFen, stoppedFen, heldFen, balanceBeforeFen, resultCode, expiresAt },
    ...{ pending, corrects, correctedBy, waitsFor, takenOn },
  };
}
