import type * as z from 'zod';
import { refuse } from '../kernel/decision.ts';
import type { Rejection } from './api-request.ts';
import { fieldErrors } from './field-errors.ts';

/**
 * Why one of several things in a body cannot be read. Its places are those of the whole request.
 *
 * @param place where it stands in the body: `/warnings/3`
 */
export function unreadItem(place: string, issues: readonly z.core.$ZodIssue[]): Rejection {
  const errors = fieldErrors('body', issues).map((error) => ({ ...error, path: `${place}${error.path}` }));
  return { ...refuse('INPUT_INVALID'), errors };
}
