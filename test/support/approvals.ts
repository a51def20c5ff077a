import { expect } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import type { TestApi } from './api.ts';
import { freezeInput, paper } from './order-samples.ts';
import { hour, minute } from './samples.ts';

/** The head of the bureau of Haidian, who grants at county level. */
export const haidianHead: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['supervisor', 'approver'],
  subject: 'head-of-haidian',
};
/** The head of the bureau of the city, who grants at prefecture level. */
export const cityHead: Actor = {
  agency: 'police-city',
  agencyKind: 'police',
  roles: ['supervisor', 'approver'],
  subject: 'head-of-the-city',
};

type Call = TestApi['call'];

/** Asks for an approval, which waits from then on. @returns its id */
export async function askedFor(call: Call, asker: Actor, ask: object): Promise<string> {
  const asked = await call(asker, 'POST', '/v1/approvals', { body: { reason: 'r', ...ask } });
  expect(asked.status, asked.text).toBe(201);
  return z.string().parse(asked.body['approvalId']);
}

/** Asks for an approval, and has it granted. @returns its id */
export async function approved(
  call: Call,
  asker: Actor,
  ask: object,
  { by = haidianHead, ...grant }: { readonly by?: Actor; readonly legalReview?: object; readonly paper?: object } = {},
): Promise<string> {
  const approvalId = await askedFor(call, asker, ask);
  const granted = await call(by, 'POST', `/v1/approvals/${approvalId}/grant`, { body: { reason: 'r', ...grant } });
  expect(granted.status, granted.text).toBe(200);
  return approvalId;
}

/** Files a case of the alarm, as a freeze needs it; its numbers are `number`. */
export async function filedCase(call: Call, actor: Actor, alertId: string, number: string): Promise<void> {
  const file = { title: 't', district: actor.district, fraudType: 'f', summary: 's', alerts: [alertId] };
  const caseId = z.string().parse((await call(actor, 'POST', '/v1/cases', { body: file })).body['caseId']);
  const filing = { caseNumber: number, filedAt: minute(5), decisionNumber: number };
  const filed = await call(actor, 'POST', `/v1/cases/${caseId}/file`, { body: filing });
  expect(filed.status, filed.text).toBe(200);
}

/** The body of the order's freeze, with the approval of the head of the bureau. */
export async function approvedFreeze(call: Call, actor: Actor, orderId: string, over: Parameters<typeof freezeInput>[0] = {}) {
  const { filing: _, approval: __, ...body } = freezeInput({ notice: paper('freeze-notice', hour(2)), ...over });
  const by = { ...actor, roles: ['approver'], subject: 'head' };
  const { amountFen } = body;
  return { ...body, approvalId: await approved(call, actor, { gate: 'freeze', orderId, amountFen }, { by }) };
}

const Step = z.looseObject({
  approval: z.looseObject({ level: z.string() }).optional(),
  level: z.string().optional(),
  units: z.unknown().optional(),
  months: z.number().optional(),
});
const gateOf: Readonly<Record<string, string>> = { approve: 'listing', extend: 'extension', delist: 'delisting' };

/**
 * A POST of a step on a listed case. Where the body has an `approval`, one is asked for by the same caller and granted by the head of
 * the caller's agency, with the paper of a higher level where `approval` is of one; where none may be asked for, the step goes without.
 */
export async function postStep(
  call: Call,
  actor: Actor,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
) {
  const { approval, ...step } = Step.safeParse(body).data ?? {};
  const [, , kind, listedCaseId, what = ''] = path.split('/');
  const gate = gateOf[what];
  if (kind !== 'listed-cases' || approval === undefined || gate === undefined)
    return call(actor, 'POST', path, { body, headers });
  const { level, units, months } = step;
  const own = gate === 'listing' ? { level, units } : gate === 'extension' ? { months } : {};
  const asked = await call(actor, 'POST', '/v1/approvals', { body: { gate, listedCaseId, reason: 'r', ...own } });
  if (asked.status !== 201) return call(actor, 'POST', path, { body: step, headers });
  const { approvalId } = asked.body;
  const paper = approval.level === 'city' ? {} : { paper: approval };
  const head = { ...cityHead, agency: actor.agency };
  const granted = await call(head, 'POST', `/v1/approvals/${approvalId}/grant`, { body: { reason: 'r', ...paper } });
  expect(granted.status, granted.text).toBe(200);
  return call(actor, 'POST', path, { body: { ...step, approvalId }, headers });
}
