import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type CampaignDesk, createCampaignDesk, leadInput, leadUnit, stranger } from '../support/campaign-samples.ts';
import { bankA } from '../support/case-desk.ts';
import { filing } from '../support/case-samples.ts';
import { account, minute, officers, raiseAlertInput } from '../support/samples.ts';

const Package = z.looseObject({
  items: z.array(z.looseObject({ kind: z.string(), subject: z.record(z.string(), z.unknown()), known: z.int() })),
  next: z.string().optional(),
});

let desk: CampaignDesk;
let campaignId: string;
let caseId: string;
let orderId: string;

const made = async (path: string, body: object, by = leadUnit) => {
  const answer = await desk.post(by, path, body);
  expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
  return answer.body;
};
const asked = (from: object, over: object = {}) => desk.post(leadUnit, `/v1/campaigns/${campaignId}/packages`, { from, ...over });
const proposed = async (from: object, over: object = {}) => {
  const answer = await asked(from, over);
  expect(answer.status, answer.text).toBe(200);
  return Package.parse(answer.body);
};
/** All pages of a package. */
const all = async (from: object, limit: number) => {
  const items = [];
  let cursor: string | undefined;
  do {
    const page = await proposed(from, { limit, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
};
/** What was proposed, raised as it stands. */
const raisedAsProposed = ({ items }: z.infer<typeof Package>) =>
  desk.raised(
    campaignId,
    items.map(({ known: _, ...lead }) => leadInput(0, lead)),
  );
const numbers = ({ items }: Pick<z.infer<typeof Package>, 'items'>) => items.map(({ subject }) => subject['accountNumber']);

beforeEach(async () => {
  desk = createCampaignDesk();
  campaignId = await desk.campaign();
  await desk.api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
  const alertId = String((await made('/v1/alerts', raiseAlertInput()))['alertId']);
  const accounts = [1, 2, 3].map((n) => account({ accountNumber: `622202020012345670${n}`, accountName: `孙七${n}` }));
  const stop = await made('/v1/freeze-requests', { alertId, urgency: 'urgent', reason: 'r', officers, accounts });
  const Orders = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) });
  orderId = Orders.parse(stop).orders[0]?.orderId ?? '';
  caseId = await desk.opened(leadUnit, { alerts: [alertId] });
  await desk.at(minute(30));
  await made(`/v1/cases/${caseId}/file`, filing);
  await desk.settle();
});

describe('a package of leads', () => {
  test('of an order has the accounts of its alarm, page by page; raised, they count for its case', async () => {
    const from = { kind: 'order', orderId };
    const items = await all(from, 2);
    expect(numbers({ items }).toSorted()).toEqual(['6222020200123456701', '6222020200123456702', '6222020200123456703']);
    expect(items[0]).toMatchObject({
      kind: 'account',
      subject: { name: expect.stringMatching(/^孙七[123]$/), bankId: 'bank-a' },
      known: 0,
      source: from,
    });
    expect(await raisedAsProposed({ items })).toMatchObject({ raised: 3 });
    expect(await desk.read(leadUnit, `/v1/cases/${caseId}/leads`)).toMatchObject({ totals: { leads: 3 } });
    expect((await proposed(from)).items).toMatchObject([{ known: 1 }, { known: 1 }, { known: 1 }]);
  });

  test('of a case has its suspects and holders first, and no victim', async () => {
    for (const person of [
      { role: 'suspect', name: '李某' },
      { role: 'victim', name: '王某' },
    ])
      await made(`/v1/cases/${caseId}/items`, { kind: 'person', ...person });
    const items = await all({ kind: 'case', caseId }, 50);
    expect(items).toMatchObject([{ kind: 'person', subject: { name: '李某' } }, {}, {}, {}]);
    expect(numbers({ items }).slice(1)).toHaveLength(3);
  });

  test('of a statement has the other accounts of its lines, each once, page by page', async () => {
    const period = { from: minute(-60), to: minute(0), reason: '核实资金', officers };
    const statementId = String((await made(`/v1/orders/${orderId}/statement-requests`, period))['statementId']);
    const line = (n: number, counterparty?: object) => ({
      ...{ serial: `S-${n}`, at: minute(-10 + n), direction: 'in', amountFen: 100, balanceFen: 100 * n },
      ...(counterparty === undefined ? {} : { counterparty }),
    });
    const other = { bankId: 'bank-b', accountName: '李对手', accountNumber: '6222999900001111' };
    const lines = [line(1, other), line(2, other), line(3), line(4, { accountNumber: '6222999900002222' })];
    await made(`/v1/bank/statements/${statementId}/lines`, { page: 1, last: true, lines }, bankA);
    const from = { kind: 'statement', statementId };
    expect((await proposed(from)).items).toMatchObject([
      { kind: 'account', subject: { name: '李对手', accountNumber: '6222999900001111', bankId: 'bank-b' } },
      { kind: 'account', subject: { accountNumber: '6222999900002222' } },
    ]);
    expect(numbers({ items: await all(from, 3) })).toEqual(['6222999900001111', '6222999900002222']);
    expect(await raisedAsProposed(await proposed(from))).toMatchObject({ raised: 2 });
    expect(await desk.read(leadUnit, `/v1/cases/${caseId}/leads`)).toMatchObject({ totals: { leads: 2 } });
  });

  test.each([
    [
      { kind: 'phone', phone: '13800138001' },
      { kind: 'phone', subject: { phone: '13800138001' } },
    ],
    [
      { kind: 'account', accountNumber: '6222020200999' },
      { kind: 'account', subject: { accountNumber: '6222020200999' } },
    ],
    [
      { kind: 'person', idNumber: '110108199001011232', name: '陈某' },
      { kind: 'person', subject: { name: '陈某' } },
    ],
    [
      { kind: 'device', deviceId: '490154203237518' },
      { kind: 'device', subject: { mark: '490154203237518' } },
    ],
    [
      { kind: 'address', address: 'https://bad.example.org/x' },
      { kind: 'network', subject: { mark: 'https://bad.example.org/x' } },
    ],
    [
      { kind: 'app', app: 'com.example.bad' },
      { kind: 'app', subject: { mark: 'com.example.bad' } },
    ],
    [
      { kind: 'outlet', agency: 'bank-a', outletId: '0091' },
      { kind: 'outlet', subject: { mark: 'bank-a 0091' } },
    ],
  ])('of an entry of the blacklist has its mark: %o', async (mark, lead) => {
    const listing = { mark, ground: 'suspicion', evidence: [{ caseId }], reason: 'r' };
    const from = { kind: 'blacklist', entry: (await made('/v1/blacklist', listing))['entryId'] };
    const page = await proposed(from);
    expect(page).toMatchObject({ items: [{ ...lead, source: from }] });
    expect(await raisedAsProposed(page)).toMatchObject({ raised: 1 });
    expect(await desk.read(leadUnit, `/v1/cases/${caseId}/leads`)).toMatchObject({ totals: { leads: 1 } });
  });

  test('of a source that is not there, or is not for the caller, is refused', async () => {
    const own = await desk.opened(stranger, { district: 'miyun' });
    for (const from of [
      { kind: 'blacklist', entry: 'HM-261122-7K3Q9M' },
      { kind: 'order', orderId: orderId.replace(/.$/, (end) => (end === '0' ? '1' : '0')) },
      { kind: 'case', caseId: own },
    ])
      expect((await asked(from)).body, JSON.stringify(from)).toMatchObject({ code: 'LEAD_SOURCE_UNKNOWN' });
    const raised = await desk.raised(campaignId, [leadInput(1, { source: { kind: 'blacklist', entry: 'no such' } })]);
    expect(raised).toMatchObject({ raised: 0, outcomes: [{ problem: { code: 'LEAD_SOURCE_UNKNOWN' } }] });
  });
});
