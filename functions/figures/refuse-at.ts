import { meaningOf, type RefusalCode } from '#refusals';
import type { Rejection } from '../../shared/http/api-request.ts';
import type { FieldError } from '../../shared/http/problem-body.ts';
import { type RefusalDetail, refuse } from '../../shared/kernel/decision.ts';

/** A refusal that is about one place of the request. */
export function refuseAt(code: RefusalCode, place: Pick<FieldError, 'in' | 'path'>, detail: RefusalDetail = {}): Rejection {
  return { ...refuse(code, detail), errors: [{ ...place, rule: meaningOf(code).en }] };
}
