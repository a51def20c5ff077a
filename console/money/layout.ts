import { graphlib, layout } from '@dagrejs/dagre';
import type { MoneyGraph } from './graph-model.ts';

/** The size of a node on the page, in pixels. */
export const NODE = { width: 220, height: 104 } as const;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Where each node stands: the money goes from left to right, tier by tier. The same graph gives the same places, so a graph that grows keeps
 * what the reader knows of it as far as it can.
 *
 * @returns the upper left corner of each node, by its id
 */
export function placesOf({ nodes, edges }: MoneyGraph): ReadonlyMap<string, Place> {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ranksep: 170, nodesep: 12, ranker: 'tight-tree' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { ...NODE });
  const known = new Set(nodes.map(({ id }) => id));
  for (const { id, from, to } of edges) if (known.has(from) && known.has(to)) graph.setEdge(from, to, {}, id);
  // An account that no sum is known to have reached, as a corrected one, stands in its tier all the same.
  const first = nodes.find(({ tier }) => tier === 0);
  for (const { id, tier } of nodes)
    if (first !== undefined && tier > 0 && graph.inEdges(id)?.length === 0) graph.setEdge(first.id, id, { minlen: tier }, id);
  layout(graph);
  return new Map(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(id);
      return [id, { x: x - NODE.width / 2, y: y - NODE.height / 2 }];
    }),
  );
}
