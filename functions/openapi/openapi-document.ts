import { type ApiInfo, createOpenApi } from '../../shared/http/create-openapi.ts';
import { bankWebhooks } from '../bank-orders/webhooks.ts';
import { inboxWebhooks } from '../inbox/webhooks.ts';
import { components } from './components.ts';
import { everyTable } from './every-table.ts';

const info: ApiInfo = {
  title: 'Cordon',
  version: '1.0.0',
  description: [
    'Alarm to money stopped within 30 minutes: police raise alerts and ask banks to stop payment, banks answer in two layers; and agencies work the case together.',
    'Sums are integer fen. Times go in as ISO 8601 with an offset and come out in UTC. Errors are problems (RFC 9457) with a stable `code`.',
    'Each path that takes GET takes HEAD as well; OPTIONS names the methods of a path, and another method is a 405 with `allow`. Bodies come uncompressed.',
    'A thing that the caller may not see is a 404. Lists are pages: pass `next` as `cursor`.',
  ].join('\n\n'),
  tags: [
    { name: 'alerts', description: 'Alarms: a person is being defrauded (接警)' },
    { name: 'freeze-requests', description: 'One click, many accounts (止付请求)' },
    { name: 'orders', description: 'One account at one bank, its clocks and its outcome (止付指令)' },
    { name: 'approvals', description: 'Approvals as acts: asked for by one person, granted or declined by another (审批)' },
    { name: 'bank side', description: 'What banks pull and answer' },
    { name: 'banks', description: 'The banks that can be reached' },
    { name: 'agencies', description: 'The agencies that can be named: shared with, consulted, made responsible (单位)' },
    { name: 'cases', description: 'Case files: what belongs together, and who else may see which part (案件)' },
    { name: 'consultations', description: 'Opinions of agencies on a case: evidence, conclusions, terms (会商)' },
    { name: 'meetings', description: 'Periodic meetings: agenda, minutes, the next one (例会)' },
    {
      name: 'standards',
      description: 'The standard of each district for arrest and prosecution, and what it says of a case (捕诉标准)',
    },
    { name: 'proposals', description: 'Changes of a standard: proposed, consulted on, counted, adopted district by district' },
    { name: 'listed cases', description: 'Big cases under supervision until they are done (挂牌督办)' },
    {
      name: 'regional measures',
      description: 'Notices, interviews and warnings for districts, towns, outlets, firms (区域整治)',
    },
    { name: 'station ranking', description: 'Stations by filed cases per 10,000 residents (派出所发案排名)' },
    { name: 'inbox', description: "The notices on the caller's desks, and webhooks that have them pushed (通知)" },
    { name: 'system', description: 'The service itself: health, keys, policy, figures, audit' },
  ],
};

/** The description of the whole API, made from the route tables. */
export function openApiDocument() {
  return createOpenApi(info, everyTable, { ...bankWebhooks, ...inboxWebhooks }, components);
}
