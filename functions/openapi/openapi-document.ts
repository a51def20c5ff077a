import { type ApiInfo, createOpenApi } from '../../shared/http/create-openapi.ts';
import { bankWebhooks } from '../bank-orders/webhooks.ts';
import { questionWebhooks } from '../bank-questions/webhooks.ts';
import { inboxWebhooks } from '../inbox/webhooks.ts';
import { components } from './components.ts';
import { apiParts, everyTable } from './every-table.ts';

const info: ApiInfo = {
  title: 'Cordon',
  version: '1.0.0',
  description: [
    'Alarm to money stopped within 30 minutes: police raise alerts and ask banks to stop payment, banks answer in two layers; and agencies work the case together.',
    'Sums are integer fen. Times go in as ISO 8601 with an offset and come out in UTC. Errors are problems (RFC 9457) with a stable `code`.',
    'Each path that takes GET takes HEAD as well; OPTIONS names the methods of a path, and another method is a 405 with `allow`. Bodies come uncompressed.',
    'A thing that the caller may not see is a 404. Lists are pages: pass `next` as `cursor`.',
  ].join('\n\n'),
  tags: apiParts.flatMap(({ groups = {} }) => Object.entries(groups).map(([name, description]) => ({ name, description }))),
};

/** The description of the whole API, made from the route tables. */
export function openApiDocument() {
  return createOpenApi(info, everyTable, { ...bankWebhooks, ...questionWebhooks, ...inboxWebhooks }, components);
}
