import * as z from 'zod';
import { OrderId } from '../../kernel/ids.ts';

/**
 * Why a plan could not be computed: accounts or claims changed meanwhile, or another computation was asked for; the statement of an account is
 * missing; a line cannot be read; the workflow could not go on.
 */
export const planFailures = ['changed', 'statement-missing', 'statement-unreadable', 'not-computed'] as const;

export const PlanFailure = z.strictObject({
  reason: z.enum(planFailures),
  orders: z.array(OrderId).optional().describe('The accounts whose statement is the reason, 20 at most.'),
});
export type PlanFailure = z.infer<typeof PlanFailure>;
