import { type ApiInfo, createOpenApi } from '../../shared/http/create-openapi.ts';
import { alertRoutes } from '../alerts/routes.ts';
import { bankRoutes } from '../bank/routes.ts';
import { bankWebhooks } from '../bank/webhooks.ts';
import { freezeRoutes } from '../freezes/routes.ts';
import { components } from './components.ts';
import { systemRoutes } from './routes.ts';

const info: ApiInfo = {
  title: 'Cordon',
  version: '1.0.0',
  description: [
    'Alarm to money stopped within 30 minutes: police raise alerts and ask banks to stop payment, banks answer in two layers.',
    'Sums are integer fen. Times go in as ISO 8601 with an offset and come out in UTC. Errors are problems (RFC 9457) with a stable `code`.',
    'What the caller may not know of is a 404. Lists are pages: pass `next` as `cursor`.',
  ].join('\n\n'),
  tags: [
    { name: 'alerts', description: 'Alarms: somebody is being defrauded (接警)' },
    { name: 'freeze-requests', description: 'One click, many accounts (止付请求)' },
    { name: 'orders', description: 'One account at one bank, its clocks and what becomes of it (止付指令)' },
    { name: 'bank side', description: 'What banks pull and answer' },
    { name: 'banks', description: 'The banks that can be reached' },
    { name: 'system', description: 'The service itself: health, keys, policy, figures, audit' },
  ],
};

/** The description of the whole API, made from the route tables. */
export function openApiDocument() {
  return createOpenApi(info, [alertRoutes, freezeRoutes, bankRoutes, systemRoutes], bankWebhooks, components);
}
