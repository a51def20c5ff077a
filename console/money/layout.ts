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
  graph.setGraph({ rankdir: 'LR', ranksep: 190, nodesep: 24, ranker: 'longest-path' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { ...NODE });
  const known = new Set(nodes.map(({ id }) => id));
  for (const { id, from, to } of edges) if (known.has(from) && known.has(to)) graph.setEdge(from, to, {}, id);
  layout(graph);
  return new Map(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(id);
      return [id, { x: x - NODE.width / 2, y: y - NODE.height / 2 }];
    }),
  );
}
