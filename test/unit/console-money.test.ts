import { describe, expect, test } from 'vitest';
import { type MoneyGraph, ofAccounts, ofOrders } from '../../console/money/graph-model.ts';
import { NODE, placesOf } from '../../console/money/layout.ts';

type Orders = Parameters<typeof ofOrders>[0];

const at = '2026-11-22T01:20:00.000Z';

function order(orderId: string, tier: number, over: Partial<Orders['nodes'][number]> = {}): Orders['nodes'][number] {
  return {
    ...{ orderId, bankId: 'bank-a', tier, state: 'stopped', tracedFen: 100, stoppedFen: 100, heldFen: 60 },
    account: { bankId: 'bank-a', accountName: '赵六', accountNumber: '6222', transfer: { amountFen: 100, currency: 'CNY', at } },
    ...over,
  };
}

function edge(from: string, over: Partial<Orders['edges'][number]> = {}): Orders['edges'][number] {
  return { from, outflow: 0, how: 'opened', means: 'account', tracedFen: 40, amountFen: 40, at, ...over };
}

describe('the money of an alarm', () => {
  test('begins at the victim, goes through the orders, and ends where the trace does', () => {
    const graph = ofOrders({
      nodes: [order('ord_1', 1), order('ord_2', 2)],
      edges: [
        edge('ord_1', { to: 'ord_2' }),
        edge('ord_1', { outflow: 1, how: 'cut', cut: 'not-an-account', means: 'cash', amountFen: 20 }),
        edge('ord_2', { outflow: 0, how: 'held', held: 'order-bound' }),
      ],
    });
    expect(graph.nodes.map(({ id, kind, tier, reasons }) => [id, kind, tier, reasons])).toEqual([
      ['victim', 'victim', 0, []],
      ['ord_1', 'account', 1, []],
      ['ord_2', 'account', 2, []],
      ['end ord_1 1', 'end', 2, ['not-an-account']],
      ['end ord_2 0', 'end', 3, ['order-bound']],
    ]);
    expect(graph.edges.map(({ from, to, way, sumFen }) => [from, to, way, sumFen])).toEqual([
      ['victim', 'ord_1', 'followed', 100],
      ['ord_1', 'ord_2', 'followed', 40],
      ['ord_1', 'end ord_1 1', 'cut', 20],
      ['ord_2', 'end ord_2 0', 'held', 40],
    ]);
    expect(graph.nodes[1]).toMatchObject({ holder: '赵六', accountNumber: '6222', heldFen: 60 });
  });

  test('goes to the correction of an order that was put right, which is shown no more', () => {
    const { nodes, edges } = ofOrders({
      nodes: [order('ord_1', 1, { state: 'corrected' }), order('ord_2', 1, { corrects: 'ord_1' })],
      edges: [],
    });
    expect(nodes.map(({ id }) => id)).toEqual(['victim', 'ord_2']);
    expect(edges.map(({ to }) => to)).toEqual(['ord_2']);
  });

  test('leaves out a way to an order that is not there yet, rather than an edge to nothing', () => {
    expect(ofOrders({ nodes: [order('ord_1', 1)], edges: [edge('ord_1', { to: 'ord_9' })] }).edges).toHaveLength(1);
    expect(ofOrders({ nodes: [], edges: [] })).toEqual({ nodes: [], edges: [] });
  });
});

describe('the money of a case', () => {
  const node = (account: string, tier: number) => ({
    ...{ account, bankId: 'bank-a', bankName: '甲银行', accountNumber: '…0001', tier, tracedFen: 10, stoppedFen: 5, heldFen: 5 },
    orders: [{ orderId: account, alarm: 1, tier, state: 'stopped' as const, needs: [], requestedAt: at }],
  });

  test('has an account once, and the victims by the references of their alarms, or by number where they are hidden', () => {
    const edges = [
      { from: { alarm: 1 }, to: 'ord_1', how: 'followed' as const, reasons: [], transfers: 2, tracedFen: 10, lastAt: at },
      { from: { account: 'ord_1' }, to: 'ord_2', how: 'followed' as const, reasons: [], transfers: 1, tracedFen: 4 },
      { from: { account: 'ord_2' }, how: 'cut' as const, reasons: ['cycle' as const], transfers: 1, tracedFen: 1 },
    ];
    const accounts = [node('ord_1', 1), node('ord_2', 2)];
    const graph = ofAccounts({ accounts, edges, alarms: [{ alarm: 1, alertId: 'alt_1', reference: 'HD-1', lossFen: 10 }] });
    expect(graph.nodes.map(({ id, alarm }) => [id, alarm])).toEqual([
      ['victim 1', 'HD-1'],
      ['ord_1', undefined],
      ['ord_2', undefined],
      ['end ord_2 cut', undefined],
    ]);
    expect(graph.edges.map(({ from, to, transfers }) => [from, to, transfers])).toEqual([
      ['victim 1', 'ord_1', 2],
      ['ord_1', 'ord_2', 1],
      ['ord_2', 'end ord_2 cut', 1],
    ]);
    expect(ofAccounts({ accounts, edges }).nodes[0]?.alarm).toBe('1');
  });
});

describe('the layout', () => {
  /** A tree of 200 nodes with 6 children each. */
  const tree: MoneyGraph = {
    nodes: Array.from({ length: 200 }, (_, i) => ({ id: `n${i}`, kind: 'account', tier: 1, orders: [], reasons: [] })),
    edges: Array.from({ length: 199 }, (_, i) => ({
      ...{ id: `e${i}`, from: `n${Math.floor(i / 6)}`, to: `n${i + 1}`, way: 'followed', transfers: 1 },
    })),
  };

  test('puts what the money reached later further right, and no node on another', () => {
    const places = placesOf(tree);
    for (const { from, to } of tree.edges)
      expect(places.get(to)?.x).toBeGreaterThanOrEqual((places.get(from)?.x ?? 0) + NODE.width);
    const all = [...places.values()];
    const overlaps = all.flatMap((one, i) =>
      all.slice(i + 1).filter(({ x, y }) => Math.abs(one.x - x) < NODE.width && Math.abs(one.y - y) < NODE.height),
    );
    expect(overlaps).toEqual([]);
  });

  test('puts each account in its tier, beside the others also where nothing left it', () => {
    const graph = ofOrders({
      nodes: [order('ord_1', 1), order('ord_2', 2), order('ord_3', 1)],
      edges: [edge('ord_1', { to: 'ord_2' })],
    });
    const places = placesOf(graph);
    const [victim, first, second, third] = ['victim', 'ord_1', 'ord_2', 'ord_3'].map((id) => places.get(id)?.x);
    expect(third).toBe(first);
    expect(first).toBeGreaterThan(victim ?? Number.NaN);
    expect(second).toBeGreaterThan(first ?? Number.NaN);
  });

  test('gives the same graph the same places, in well under a second for 200 nodes', () => {
    const start = performance.now();
    expect(placesOf(tree)).toEqual(placesOf(structuredClone(tree)));
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('takes a circle: money that came back', () => {
    const [one, two] = tree.nodes;
    if (one === undefined || two === undefined) throw new Error('no nodes');
    const back = { id: 'back', from: two.id, to: one.id, way: 'cut' as const, transfers: 1 };
    expect(placesOf({ nodes: [one, two], edges: [...tree.edges.slice(0, 1), back] }).size).toBe(2);
  });
});
