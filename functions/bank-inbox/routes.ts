import * as z from 'zod';
import { BankReading } from '../../shared/freezes/answers.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { Instant, UtcInstant } from '../../shared/kernel/time.ts';

/** The longest wait, in seconds: the API Gateway gives up after thirty, and the function must answer before that. */
export const LONGEST_WAIT = 20;

const BankOrdersQuery = PageQuery.extend({
  state: z
    .enum(['open', 'answered', 'all'])
    .default('open')
    .describe(
      '`open`: what waits for you, the most urgent first · `answered`: what you have dealt with or need not deal with any more, the latest change first · `all`: both, in this order.',
    ),
  since: Instant.optional().describe(
    'Only orders whose instruction was given, answered or closed since then. Pass `asOf` of the answer before.',
  ),
  wait: z
    .string()
    .regex(/^[0-9]{1,2}$/, `must be a whole number from 0 to ${LONGEST_WAIT}`)
    .transform(Number)
    .pipe(z.int().min(0).max(LONGEST_WAIT))
    .default(0)
    .meta({
      description: 'Seconds to wait for an order where there is none. The answer comes as soon as there is one.',
      // It travels as text; to a client it is a number.
      override: ({ jsonSchema }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: 'integer', minimum: 0, maximum: LONGEST_WAIT, default: 0 });
      },
    }),
});

export const bankInboxRoutes = defineRoutes({
  listBankOrders: {
    method: 'GET',
    path: '/v1/bank/orders',
    summary: 'Pull the instructions that wait for the calling bank, the most urgent first; or what has changed',
    tag: 'bank side',
    access: { action: 'bank-order.list' },
    query: BankOrdersQuery,
    answers: {
      200: pageOf(BankReading)
        .extend({
          asOf: UtcInstant.describe(
            'Pass it as `since` next time, and no change is missed. An order that changed in the last seconds may come twice.',
          ),
        })
        .meta({ id: 'BankOrderPage' }),
    },
    refusals: [],
  },
});
