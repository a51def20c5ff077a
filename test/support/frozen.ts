import { expect } from 'vitest';
import * as z from 'zod';
import { approvedFreeze, filedCase } from './approvals.ts';
import { haidian } from './case-samples.ts';
import { paper } from './order-samples.ts';
import { account, hour, minute } from './samples.ts';
import type { StopDesk } from './stop-desk.ts';

/** When the banks of these tests freeze. */
export const frozenAt = hour(3);
/** What the banks of these tests stop and freeze, in fen. */
export const heldFen = 10_000_000;

const Instruction = z.looseObject({ instructionId: z.string() });

/** An order of Haidian whose account the bank has stopped. */
export async function stoppedOrder(desk: StopDesk, which: Parameters<typeof account>[0] = {}): Promise<string> {
  const orderId = await desk.orderOf(account(which));
  desk.api.now = minute(5);
  const result = { code: '0000', effectiveAt: minute(4), balanceBeforeFen: heldFen, stoppedFen: heldFen };
  const stopped = await desk.answer(orderId, result);
  expect(stopped.status, stopped.text).toBe(200);
  return orderId;
}

/** An order of Haidian whose account the bank has frozen, on a filed case. @param freeze instead of a freeze of the whole account */
export async function frozenOrder(
  desk: StopDesk,
  freeze: Parameters<typeof approvedFreeze>[3] = {},
  which: Parameters<typeof account>[0] = {},
): Promise<string> {
  const { api, alertId } = desk;
  const orderId = await stoppedOrder(desk, which);
  api.now = frozenAt;
  await filedCase(api.call, haidian, alertId, `京公海立字〔2026〕${orderId.slice(-4)}号`);
  const body = await approvedFreeze(api.call, haidian, orderId, { notice: paper('freeze-notice', frozenAt), ...freeze });
  const ordered = await api.call(haidian, 'POST', `/v1/orders/${orderId}/freeze`, { body });
  expect(ordered.status, ordered.text).toBe(202);
  const { instructionId } = Instruction.parse(await desk.told(orderId));
  const stoppedFen = freeze.amountFen ?? heldFen;
  const frozen = await desk.answer(orderId, { instructionId, code: '0000', effectiveAt: frozenAt, stoppedFen });
  expect(frozen.body, frozen.text).toMatchObject({ state: 'frozen' });
  return orderId;
}
