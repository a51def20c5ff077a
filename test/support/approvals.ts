import { expect } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import type { TestApi } from './api.ts';

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
