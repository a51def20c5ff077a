import { BankInstruction } from '../../shared/freezes/answers.ts';
import { BankMessage } from '../../shared/freezes/bank-answer/bank-message.ts';
import type { Webhooks } from '../../shared/http/create-openapi.ts';
import { pushHeaders, pushResponses } from '../platform/push-headers.ts';
import { pushExamples } from './push-examples.ts';

const PushHeaders = pushHeaders({
  audience: 'your `bankId`',
  again: 'A reminder or a retry of the same instruction has a key of its own, and so has one with more papers.',
  about: ', `orderId` and `instructionId`',
  purpose: BankMessage.shape.purpose.exclude(['rearm']).meta({
    description:
      '`order`: a stop, for the first time · `reminder`: the same stop, not yet answered · `retry`: asked again after an answer 1100 or 1101 · `instruction`: recall, extend, release, freeze, renew or unfreeze.',
  }),
});

const examples = Object.fromEntries(Object.entries(pushExamples).map(([kind, value]) => [kind, { value }]));

/** The pushes of Cordon to the endpoint that a bank registered. */
export const bankWebhooks: Webhooks = {
  instruction: {
    operationId: 'pushInstruction',
    summary: "An instruction is pushed to the bank's endpoint",
    description: [
      'Sent to the `endpoint` of `PUT /v1/banks/{bankId}`, over HTTPS, signed. `GET /v1/bank/orders/{orderId}` gives the same, and where the instruction stands.',
      'Any 2xx says only that the push arrived: the clock of a stop runs until `POST /v1/bank/orders/{orderId}/result`. Cordon does not read the body of the answer and follows no redirects.',
      'Any other status, no connection, or no answer within 8 seconds is a failure. The push comes again after growing pauses, five times in all, and not at all while your endpoint keeps failing. Pushed or not, the instruction waits at `GET /v1/bank/orders` until it is answered.',
    ].join('\n\n'),
    tags: ['bank side'],
    security: [],
    requestParams: { header: PushHeaders },
    requestBody: { required: true, content: { 'application/json': { schema: BankInstruction, examples } } },
    responses: pushResponses('The instruction'),
  },
};
