import * as z from 'zod';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { PageQuery } from '../../shared/http/lists.ts';
import { invalid } from '../../shared/http/read-request.ts';
import type { IndexQuery } from '../../shared/journal/journal.ts';
import { caseloadKey, supervisedKey } from '../../shared/journal/keys.ts';
import { type District, districts } from '../../shared/kernel/context.ts';

/** A supervisor's list: open things by the moment when a person must act, or closed things, the latest first. */
export const CaseloadQuery = PageQuery.extend({
  /** By default the caller's own district; for agencies of the whole city, all of it. */
  district: z.enum(districts).optional(),
  state: z.enum(['open', 'closed']).default('open'),
});

interface CaseloadCall extends Call {
  readonly query: { readonly district?: District | undefined; readonly state: 'open' | 'closed' };
}

interface Caseload extends Pick<IndexQuery, 'index' | 'pk' | 'newestFirst'> {
  readonly kind: 'caseload';
}

/** The place of the requested list. Closed things are kept by district, so agencies of the whole city have to name one. */
export function caseloadOf(call: CaseloadCall, of: string): Caseload | Rejection {
  const { state } = call.query;
  const district = call.query.district ?? call.actor.district;
  const access = call.allowed(district === undefined ? {} : { district });
  if (access.kind === 'refusal') return access;
  if (district !== undefined)
    return { kind: 'caseload', index: 'listing', pk: caseloadKey(of, district, state), newestFirst: state === 'closed' };
  if (state === 'open') return { kind: 'caseload', index: 'inbox', pk: supervisedKey(of) };
  return invalid({ in: 'query', path: '/district', rule: 'is required for what is closed' });
}
