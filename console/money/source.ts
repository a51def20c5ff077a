import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { type MoneyGraph, ofAccounts, ofOrders } from './graph-model.ts';

/** Whose money: that of the alarm to which an order belongs, or that of a case. */
export type MoneySource = { readonly orderId: string } | { readonly caseId: string };

export interface MoneyWayProps {
  readonly source: MoneySource;
  /** Where an order has its page. */
  hrefOf(orderId: string): string | undefined;
  /** When the page around it was read last: the graph is read again after that. A page that is told of changes itself leaves it out. */
  readonly readAt?: number | undefined;
}

interface Read {
  readonly graph: MoneyGraph;
  readonly leftOut: number;
}

/** Under which a graph is kept: a page that is told of a change has `['money', id]` read again. */
const moneyKey = (source: MoneySource) => ['money', 'caseId' in source ? source.caseId : source.orderId] as const;

/** More pages than an alarm can have orders for; a loop ends in any case. */
const MOST_PAGES = 30;

/** The graph of a source, read again when its page is: what is shown stays until then. */
export function useMoney(source: MoneySource, readAt?: number) {
  return useQuery({
    queryKey: [...moneyKey(source), readAt],
    queryFn: () => ('caseId' in source ? ofCase(source.caseId) : ofOrder(source.orderId)),
    placeholderData: keepPreviousData,
  });
}

async function ofCase(caseId: string): Promise<Read> {
  const graph = await contentOf(api.GET('/v1/cases/{caseId}/fund-graph', { params: { path: { caseId } } }));
  return { graph: ofAccounts(graph), leftOut: graph.ordersLeftOut };
}

async function ofOrder(orderId: string): Promise<Read> {
  const nodes: Schemas['FundGraph']['nodes'] = [];
  const edges: Schemas['FundGraph']['edges'] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query = cursor === undefined ? {} : { cursor };
    const page = await contentOf(api.GET('/v1/orders/{orderId}/fund-graph', { params: { path: { orderId }, query } }));
    nodes.push(...page.nodes);
    edges.push(...page.edges);
    cursor = page.next;
    if (cursor === undefined) break;
  }
  return { graph: ofOrders({ nodes, edges }), leftOut: 0 };
}
