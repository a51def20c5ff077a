import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createPolicy } from '../../shared/policy/policy.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { account, type Desk, openDesk, signedBy } from '../support/desk.ts';

let world: TestCity;
let desk: Desk;
const perAlarm = createPolicy().amount('trace.max-orders-per-alarm', new Date().toISOString());

const Graph = z.object({
  nodes: z.array(z.object({ orderId: z.string(), bankId: z.string() })),
  edges: z.array(z.object({ from: z.string(), how: z.string(), held: z.string().optional() })),
  next: z.string().optional(),
});

beforeAll(async () => {
  world = await openTestCity(1);
  desk = openDesk(world);
});

afterAll(async () => {
  await world.close();
});

/** The whole fund graph of the order's alarm, all its pages. */
async function graphOf(orderId: string) {
  const pages: z.infer<typeof Graph>[] = [];
  for (let cursor = ''; pages.length === 0 || cursor !== ''; cursor = pages.at(-1)?.next ?? '') {
    const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    pages.push(Graph.parse((await desk.police.request('GET', `/v1/orders/${orderId}/fund-graph?limit=100${query}`)).body));
  }
  return { nodes: pages.flatMap(({ nodes }) => nodes), edges: pages.flatMap(({ edges }) => edges) };
}

/** The answer of a bank whose account is empty, with so many invented outflows. */
async function invented(count: number, bankId: string, amountFen: number, first: number) {
  const at = await desk.now();
  return {
    ...{ code: '1200', effectiveAt: at, balanceBeforeFen: 0, stoppedFen: 0 },
    outflows: Array.from({ length: count }, (_, i) => ({
      ...{ bankId, accountName: '无辜者', accountKind: 'personal', amountFen, at, serial: `S${first + i}` },
      accountNumber: `62229${String(first + i).padStart(12, '0')}`,
    })),
  };
}

describe('a bank that invents 200 outflows, and three of the banks it names that invent 60 each', () => {
  test('open no more orders than the bound of the alarm; the rest waits for an officer, who is told and opens it', async () => {
    const alarm = await desk.now();
    const [root = ''] = await desk.stop(await desk.alert('flood'), account('jinghua', '6222000000000000901', 50_000_000, alarm));
    await desk.answer('jinghua', root, await invented(200, 'yanjing', 500_000, 1_000));
    const opened = await desk.orderWhen(root, ({ edges }) => edges.filter(({ to }) => to !== undefined).length === 50);
    const children = opened.edges.flatMap(({ to }) => to ?? []).slice(0, 3);
    const answers = await Promise.all(children.map((_, n) => invented(60, 'chengde', 10_000, 2_000 + 100 * n)));
    const taken = await Promise.all(children.map((child, n) => desk.answer('yanjing', child, answers[n] ?? {})));
    expect(taken.map(({ status }) => status)).toEqual([200, 200, 200]);
    const graph = await eventually(async () => {
      const seen = await graphOf(root);
      const told = new Set(seen.edges.map(({ from }) => from));
      return children.every((child) => told.has(child)) && seen.nodes.length >= 1 + perAlarm ? seen : undefined;
    });
    expect(graph.nodes).toHaveLength(1 + perAlarm);
    expect(graph.nodes.filter(({ bankId }) => bankId === 'chengde')).toHaveLength(perAlarm - 50);
    const held = graph.edges.filter(({ how }) => how === 'held');
    expect(new Set(held.map((edge) => edge.held))).toEqual(new Set(['order-bound', 'alarm-bound']));
    const [waiting = ''] = held.flatMap((edge) => (edge.held === 'alarm-bound' ? [edge.from] : []));
    const Inbox = z.object({ items: z.array(z.looseObject({ what: z.string(), subject: z.looseObject({ id: z.string() }) })) });
    const entry = await eventually(async () => {
      const { items } = Inbox.parse((await desk.police.request('GET', '/v1/inbox?open=true&limit=100')).body);
      return items.find(({ what, subject }) => what === 'order.outflows-held' && subject.id === waiting);
    });
    expect(entry).toMatchObject({ reasons: ['alarm-bound'] });
    expect((await desk.police.request('POST', `/v1/orders/${waiting}/follow`, signedBy)).status).toBe(202);
    const ways = held.filter(({ from }) => from === waiting).length;
    await eventually(async () => ((await graphOf(root)).nodes.length === 1 + perAlarm + ways ? true : undefined));
  });
});
