import { AskedOfBank } from '../../shared/bank-questions/question/bodies.ts';
import { QuestionPurpose } from '../../shared/bank-questions/question/model.ts';
import type { Webhooks } from '../../shared/http/create-openapi.ts';
import { pushHeaders, pushResponses } from '../platform/push-headers.ts';
import { questionExamples } from './question-examples.ts';

const PushHeaders = pushHeaders({
  audience: 'your `bankId`',
  again: 'A reminder of the same question has a key of its own.',
  about: ', `orderId` and `instructionId`',
  purpose: QuestionPurpose.meta({
    description: '`question`: for the first time · `reminder`: the same question, not answered when its answer was due.',
  }),
});

const examples = Object.fromEntries(Object.entries(questionExamples).map(([kind, value]) => [kind, { value }]));

/** The pushes of questions to the endpoint that a bank registered. */
export const questionWebhooks: Webhooks = {
  question: {
    operationId: 'pushQuestion',
    summary: "A question is pushed to the bank's endpoint",
    description: [
      'Sent to the same `endpoint` as instructions, signed in the same way; `instruction` tells them apart. `GET /v1/bank/questions/{questionId}` gives the same, under its `instructionId`.',
      'Any 2xx says only that the push arrived. Pushed or not, the question waits at `GET /v1/bank/questions` until it is answered. A question that is not answered when its answer is due comes once more; then people telephone.',
    ].join('\n\n'),
    tags: ['bank side'],
    security: [],
    requestParams: { header: PushHeaders },
    requestBody: { required: true, content: { 'application/json': { schema: AskedOfBank, examples } } },
    responses: pushResponses('The question'),
  },
};
