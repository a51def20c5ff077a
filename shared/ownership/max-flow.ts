/** A network of edges with whole capacities, and the flow through it so far. Nodes are numbers from 0. */
export interface FlowNetwork {
  /** @returns the edge, for the functions that follow */
  addEdge(from: number, to: number, capacity: number): number;
  /** Gives an edge more capacity; the flow so far stays. */
  widen(edge: number, by: number): void;
  flowOn(edge: number): number;
  capacityLeft(edge: number): number;
  /**
   * Sends as much more as can go (Dinic). What flows out of the source on an edge of its own never gets less, so flows can be sent in
   * stages, the preferred sources first.
   *
   * @returns what was added
   */
  send(source: number, sink: number): number;
  /** Each edge that can take more in the direction from → to, the way back of a flow included. */
  residual(visit: (from: number, to: number) => void): void;
}

/** Edges stand in pairs: an even one and, after it, its way back. */
export function createFlowNetwork(nodes: number): FlowNetwork {
  const heads: number[] = [];
  const left: number[] = [];
  const edgesOf: number[][] = Array.from({ length: nodes }, () => []);
  const at = (list: readonly number[] | Int32Array, index: number): number => list[index] ?? 0;
  const put = (from: number, to: number, capacity: number): number => {
    const edge = heads.push(to) - 1;
    left.push(capacity);
    edgesOf[from]?.push(edge);
    return edge;
  };

  /** For each node, the fewest edges to the sink; -1 where no way leads there. */
  const levelsTo = (sink: number): Int32Array => {
    const levels = new Int32Array(nodes).fill(-1);
    levels[sink] = 0;
    const queue = [sink];
    for (let next = 0; next < queue.length; next += 1) {
      const node = at(queue, next);
      for (const edge of edgesOf[node] ?? []) {
        const from = at(heads, edge);
        if (at(left, edge ^ 1) === 0 || at(levels, from) !== -1) continue;
        levels[from] = at(levels, node) + 1;
        queue.push(from);
      }
    }
    return levels;
  };

  /** One way along falling levels, without recursion: a year of lines is a path of thousands of edges. */
  const wayDown = (source: number, sink: number, levels: Int32Array, tried: Int32Array): readonly number[] => {
    const way: number[] = [];
    let node = source;
    while (node !== sink) {
      const edges = edgesOf[node] ?? [];
      const edge = edges[at(tried, node)];
      if (edge === undefined) {
        const back = way.pop();
        if (back === undefined) return [];
        node = at(heads, back ^ 1);
        tried[node] = at(tried, node) + 1;
      } else if (at(left, edge) > 0 && at(levels, at(heads, edge)) === at(levels, node) - 1) {
        way.push(edge);
        node = at(heads, edge);
      } else {
        tried[node] = at(tried, node) + 1;
      }
    }
    return way;
  };

  const push = (way: readonly number[]): number => {
    const fen = way.reduce((least, edge) => Math.min(least, at(left, edge)), Number.MAX_SAFE_INTEGER);
    for (const edge of way) {
      left[edge] = at(left, edge) - fen;
      left[edge ^ 1] = at(left, edge ^ 1) + fen;
    }
    return fen;
  };

  return {
    addEdge: (from, to, capacity) => {
      const edge = put(from, to, capacity);
      put(to, from, 0);
      return edge;
    },
    widen: (edge, by) => {
      left[edge] = at(left, edge) + by;
    },
    flowOn: (edge) => at(left, edge ^ 1),
    capacityLeft: (edge) => at(left, edge),
    send: (source, sink) => {
      let sent = 0;
      for (;;) {
        const levels = levelsTo(sink);
        if (at(levels, source) === -1) return sent;
        const tried = new Int32Array(nodes);
        for (let way = wayDown(source, sink, levels, tried); way.length > 0; way = wayDown(source, sink, levels, tried)) {
          sent += push(way);
        }
      }
    },
    residual: (visit) => {
      for (const [edge, to] of heads.entries()) if (at(left, edge) > 0) visit(at(heads, edge ^ 1), to);
    },
  };
}
