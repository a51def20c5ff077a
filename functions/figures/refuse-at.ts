import type { Rejection } from '../../shared/http/api-request.ts';
import type { FieldError } from '../../shared/http/problem-body.ts';
import { type RefusalDetail, refuse } from '../../shared/kernel/decision.ts';
import { type RefusalCode, refusals } from '../../shared/kernel/refusals.ts';

/** A refusal that is about one place of the request. */
export function refuseAt(code: RefusalCode, place: Pick<FieldError, 'in' | 'path'>, detail: RefusalDetail = {}): Rejection {
  return { ...refuse(code, detail), errors: [{ ...place, rule: refusals[code].en }] };
}
