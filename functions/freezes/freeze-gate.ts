import { freezeConditionsOf, givenWithAct, waitsInLine } from '../../shared/freezes/order/freeze-conditions.ts';
import { freezeApproval } from '../../shared/freezes/order/freeze-gates.ts';
import { freezeMatter } from '../../shared/freezes/order/questions.ts';
import { cameToNothing } from '../../shared/freezes/order/spent-approval.ts';
import { AccountRegisters } from '../../shared/freezes/streams.ts';
import type { ApiRequest } from '../../shared/http/api-request.ts';
import { findOn } from '../../shared/http/command-on.ts';
import type { Refusal } from '../../shared/kernel/decision.ts';
import type { RefusalCode } from '../../shared/kernel/refusals.ts';
import { approvalNamed, approvalOf, tryGate } from '../lookups/approvals.ts';
import { freezeBasis } from '../lookups/freeze-basis.ts';
import { countedFreezes } from '../lookups/freezes-of-case.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { orderNamed } from './command-on-order.ts';
import type { Stands } from './freeze-gate-answer.ts';
import type { instructionRoutes } from './instruction-routes.ts';

type Request = ApiRequest<(typeof instructionRoutes)['getFreezeGate']>;

/** What a freeze of the order would still be refused for, by the same conditions that its decider goes through. */
export async function getFreezeGate(request: Request, { journal }: ApiTools) {
  const found = await findOn(orderNamed, request, journal);
  if (found.kind === 'refusal') return found;
  const { state: order } = found;
  const { amountFen, approvalId, outsideFilingId, major } = request.query;
  const context = request.context();
  const extent = { amountFen, major: major !== undefined };
  const rests = { approvalId, outsideFilingId };
  const [{ state: register }, basis, approval] = await Promise.all([
    journal.load(AccountRegisters, order.accountKey),
    freezeBasis(journal, order.alertId, rests, context),
    approvalNamed(journal, rests),
  ]);
  const { filing, caseIds = [order.alertId] } = basis;
  const { freezes } = await countedFreezes(journal, caseIds, context);
  const idle = approval !== undefined && cameToNothing(order, approval.id, 'freeze');
  const act = filing === undefined ? undefined : freezeMatter(order, { ...extent, outsideFilingId }, filing);
  const opening = tryGate(approval, act, rests, context, idle);
  const input = { ...extent, reason: '', officers: [] };
  const known = { register, filing, approval: approvalOf(opening, rests), freezes };
  const conditions = freezeConditionsOf(order, input, known, context).map(([condition, refusal]) => {
    const why =
      { filing: basis.refusal, approval: opening?.kind === 'refusal' ? opening : undefined }[String(condition)] ?? refusal;
    const withAct = condition === 'officers' || (refusal !== undefined && givenWithAct.includes(condition));
    return { condition, ...standing(withAct, refusal === undefined ? undefined : why) };
  });
  const needed = freezeApproval(order, extent, context, freezes);
  return request.answer(200, {
    open: conditions.every(({ stands }) => stands !== 'missing'),
    waitsInLine: waitsInLine(order, register),
    needed: { ...needed, because: [...needed.because] },
    freezes,
    filing,
    conditions,
  });
}

function standing(
  withAct: boolean,
  refusal: Refusal | undefined,
): { stands: Stands; code?: RefusalCode; detail?: Record<string, unknown> } {
  if (withAct) return { stands: 'with-act' };
  if (refusal === undefined) return { stands: 'met' };
  return { stands: 'missing', code: refusal.code, detail: refusal.detail };
}
