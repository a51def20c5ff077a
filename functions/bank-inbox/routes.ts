import * as z from 'zod';
import { signatureAlgorithms } from '../../shared/banks/key-set.ts';
import { BankReading } from '../../shared/freezes/answers.ts';
import { InstructionKind, SendingPurpose } from '../../shared/freezes/order/instructions.ts';
import { DeliveryFailure } from '../../shared/freezes/order/stop-order.ts';
import { bodyForms } from '../../shared/http/body-forms.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { signatureAdviceList, signatureFaultList } from '../../shared/http/signature-faults.ts';
import { waitSeconds } from '../../shared/http/waiting.ts';
import { BankOrderId, InstructionId, OrderId } from '../../shared/kernel/ids.ts';
import { Instant, UtcInstant } from '../../shared/kernel/time.ts';

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
  wait: waitSeconds(
    'Seconds to wait for an order if there is none. The answer comes as soon as there is one. Two polls of a bank wait at a time; another is answered at once, with `retry-after`: then call again no sooner.',
  ),
});

function explainedBy<Code extends string>(codes: readonly [Code, ...Code[]]) {
  return z.strictObject({ code: z.enum(codes), en: z.string(), zh: z.string() });
}

/** The findings of a check of a signature. */
const SignatureChecked = z
  .strictObject({
    valid: z.boolean().describe('Whether Cordon would take the signature: it has no fault.'),
    faults: z.array(explainedBy(signatureFaultList)),
    advice: z.array(explainedBy(signatureAdviceList)).describe('Improvements of the signature; Cordon takes it as it is.'),
    madeWith: z.int().nonnegative().optional().describe('The place in `keys` of the key that made the signature, if one did.'),
    signedForm: z.enum(bodyForms).optional().describe('The form of the body that was signed, if it was not the one that came.'),
    bytes: z
      .strictObject({ length: z.int().nonnegative(), sha256: z.string() })
      .describe('The body as it reached Cordon: compare it with what you signed.'),
    keys: z
      .array(z.strictObject({ kid: z.string().optional(), algorithms: z.array(z.enum(signatureAlgorithms)) }))
      .describe('The keys that your bank has registered.'),
    now: UtcInstant.describe("Cordon's clock."),
  })
  .meta({ id: 'SignatureChecked' });

const SignedFor = z.strictObject({
  orderId: BankOrderId.optional().describe('The order that the request will be about.'),
});

/** One line of the log: put to the bank, arrived, failed, held back, given up. */
export const deliveryOutcomes = ['sent', 'delivered', 'failed', 'held-back', 'given-up'] as const;

const BankDelivery = z
  .strictObject({
    orderId: OrderId,
    instructionId: InstructionId.optional().describe('Absent if the order is from before instructions had ids.'),
    instruction: InstructionKind,
    purpose: SendingPurpose.optional().describe(
      'Why it was put to you, as in `x-cordon-purpose`. Absent on lines from before it was kept.',
    ),
    channel: z.enum(['push', 'pull']).describe('`pull`: laid out at `GET /v1/bank/orders`, since you have no endpoint.'),
    at: UtcInstant,
    outcome: z
      .enum(deliveryOutcomes)
      .describe(
        '`sent`: the push was about to go out, or the instruction was laid out for you to pull · `delivered`: after trouble, your endpoint took it (2xx); a push that arrives at its first attempt has no such line · `failed`: one attempt did not arrive, `reason` says why · `held-back`: Cordon did not try, because your endpoint kept failing · `given-up`: all attempts are used up, or your bank is not live and gets no pushes; it waits at `GET /v1/bank/orders`.',
      ),
    attempt: z.int().positive().optional().describe('Which attempt of this push it was, 1 for the first.'),
    reason: DeliveryFailure.exclude(['circuit-open']).optional(),
    httpStatus: z.int().optional().describe('The status that your endpoint answered, with the reason `status`.'),
  })
  .meta({ id: 'BankDelivery' });
export type BankDelivery = z.input<typeof BankDelivery>;

const RedeliverOrder = z
  .strictObject({
    instructionId: InstructionId.optional().describe('An instruction of the order that is open; without it, the open one.'),
  })
  .meta({ id: 'RedeliverOrder' });

const RedeliveryAsked = z
  .strictObject({
    orderId: OrderId,
    instructionId: InstructionId.describe('The instruction that is pushed again.'),
    instruction: InstructionKind,
    askedAt: UtcInstant,
  })
  .meta({ id: 'RedeliveryAsked' });

const DeliveriesQuery = PageQuery.extend({
  from: Instant.optional().describe('Only lines from this moment on.'),
  to: Instant.optional().describe('Only lines up to this moment.'),
  orderId: OrderId.optional().describe('Only lines of this order to you.'),
});

export const bankInboxRoutes = defineRoutes({
  checkSignature: {
    method: 'POST',
    path: '/v1/bank/signature-check',
    summary: 'Check a signature of your own; nothing is recorded',
    tag: 'bank side',
    access: { action: 'bank.check-signature' },
    query: SignedFor,
    body: z.unknown().describe('The body as you will send it, with its signature in the header.'),
    answers: { 200: SignatureChecked },
    refusals: [],
    signed: 'examined',
    example: { receivedAt: '2026-11-22T09:33:05+08:00' },
  },
  listBankOrders: {
    method: 'GET',
    path: '/v1/bank/orders',
    summary: 'Pull the instructions that wait for the calling bank, the most urgent first; or the changes',
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
  listBankDeliveries: {
    method: 'GET',
    path: '/v1/bank/deliveries',
    summary: 'Read the log of the instructions on their way to the calling bank, the newest first',
    tag: 'bank side',
    access: { action: 'bank-delivery.list' },
    query: DeliveriesQuery,
    answers: { 200: pageOf(BankDelivery).meta({ id: 'BankDeliveryPage' }) },
    refusals: ['NOT_FOUND'],
  },
  redeliverBankOrder: {
    method: 'POST',
    path: '/v1/bank/orders/{orderId}/redeliver',
    summary: "Have the open instruction of an order pushed to the calling bank's endpoint again, at once",
    tag: 'bank side',
    access: { action: 'bank-order.redeliver' },
    params: z.strictObject({ orderId: OrderId }),
    body: RedeliverOrder.optional(),
    answers: { 202: RedeliveryAsked },
    refusals: [
      'INSTRUCTION_UNKNOWN',
      'INSTRUCTION_NOT_PENDING',
      'ENDPOINT_NOT_REGISTERED',
      'REDELIVERY_TOO_OFTEN',
      'ORDER_STATE_FORBIDS',
    ],
    signed: true,
    example: { instructionId: 'ins_01KB0M0Z8M0000000000000001' },
  },
});
