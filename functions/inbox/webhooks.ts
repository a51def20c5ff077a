import * as z from 'zod';
import type { Webhooks } from '../../shared/http/create-openapi.ts';
import { PushedNotice } from '../../shared/notifications/model.ts';
import { pushHeaders, pushResponses } from '../platform/push-headers.ts';
import { noticeExample } from './examples.ts';

const PushHeaders = pushHeaders({
  audience: "your agency's id",
  again: 'It is made of the entry and your agency; no other entry has it.',
  purpose: z.literal('notice').meta({ description: 'Tells a notice from the instructions that banks get.' }),
});

/** The pushes of Cordon to the webhook that an agency registered. */
export const inboxWebhooks: Webhooks = {
  notice: {
    operationId: 'pushNotice',
    summary: "An entry of an inbox is pushed to the agency's webhook",
    description: [
      'Sent to the `endpoint` of `PUT /v1/webhooks/{agency}`, over HTTPS, signed: each entry that is put on a desk of the agency, of one of its roles or of one of its people, if the registration asks for its class. It says what happened to which thing, and holds no name, number or text of a person; callers with access read the thing itself at the API.',
      'Any 2xx says only that the push arrived: the entry is open until `POST /v1/inbox/{entryId}/done`, or until its matter is settled. Cordon does not read the body of the answer and follows no redirects.',
      'Any other status, no connection, or no answer within 8 seconds is a failure. The push comes again after growing pauses, five times in all, and not at all while your endpoint keeps failing. Pushed or not, the entry lies at `GET /v1/inbox`. Pushes may overtake each other: `at` says what came first.',
    ].join('\n\n'),
    tags: ['inbox'],
    security: [],
    requestParams: { header: PushHeaders },
    requestBody: { required: true, content: { 'application/json': { schema: PushedNotice, example: noticeExample } } },
    responses: pushResponses('The notice'),
  },
};
