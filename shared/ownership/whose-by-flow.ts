import { claimOf, type Owner } from './course.ts';
import type { FrozenGraph } from './frozen-graph.ts';
import { createFlowNetwork, type FlowNetwork } from './max-flow.ts';
import type { Whose } from './whose.ts';

interface Source {
  readonly owner: Owner;
  readonly step: number;
  /** The edge from the source of the network to the step. */
  readonly edge: number;
  readonly fen: number;
}

/**
 * The same for any account of the case, also where mixed money came from other accounts, and went back.
 *
 * What can lie in the frozen part is what can flow there: a line and a stock carry their sums, whoever's money it is, and what a flow leaves
 * over flows too, to the other ends. So one flow that fills the frozen part is one order of leaving, and another order gives an owner more
 * exactly if a way through what the flow leaves open leads from money of that owner that is not in the frozen part to money of another owner
 * that is (the sets of coins that can fill it are the bases of a gammoid). Where lines of one instant go round between accounts, money may go
 * round in parts, which allows more than the whole lines do: what is told is told for certain.
 *
 * @param stages owners of the first stage fill the frozen part as far as they can, then those of the next: all owners in all
 */
export function whoseByFlow(graph: FrozenGraph, stages: readonly ((owner: Owner) => boolean)[] = usualStages): Whose {
  const network = createFlowNetwork(graph.steps + 2);
  const [source, sink] = [graph.steps, graph.steps + 1];
  for (const { from, to, fen } of graph.ways) network.addEdge(from, to, fen);
  network.addEdge(0, sink, graph.frozenFen);
  const sources = sourcesOf(graph).map((one): Source => ({ ...one, edge: network.addEdge(source, one.step, 0) }));
  for (const inStage of stages) {
    for (const { owner, edge, fen } of sources) if (inStage(owner)) network.widen(edge, fen);
    network.send(source, sink);
  }
  const filled = new Map<Owner, number>();
  for (const { owner, edge } of sources) filled.set(owner, (filled.get(owner) ?? 0) + network.flowOn(edge));
  const sumOf = (counts: (owner: Owner) => boolean) =>
    [...filled].reduce((sum, [owner, fen]) => (counts(owner) ? sum + fen : sum), 0);
  const untold = untoldOwners(network, graph.steps, sources);
  return {
    othersFen: sumOf((owner) => owner === 'others'),
    unexplainedFen: sumOf((owner) => owner === 'unexplained'),
    victimsFen: sumOf((owner) => claimOf(owner) !== undefined),
    told: new Map([...filled].filter(([owner]) => !untold.has(owner))),
    untold,
  };
}

/** Victims' money first: then the least is others', and the most of the rest is unexplained. */
const usualStages = [
  (owner: Owner) => claimOf(owner) !== undefined,
  (owner: Owner) => owner === 'unexplained',
  (owner: Owner) => owner === 'others',
];

/** The deposits, those of one owner in one step as one. */
function sourcesOf({ deposits }: FrozenGraph): readonly Omit<Source, 'edge'>[] {
  const sums = new Map<number, Map<Owner, number>>();
  for (const { step, deposit } of deposits) {
    const inStep = sums.get(step) ?? new Map<Owner, number>();
    sums.set(step, inStep.set(deposit.owner, (inStep.get(deposit.owner) ?? 0) + deposit.fen));
  }
  return [...sums].flatMap(([step, owners]) => [...owners].map(([owner, fen]) => ({ owner, step, fen })));
}

/** Those whose money outside can take the place of another's inside, and those whose money inside can give its place up. */
function untoldOwners(network: FlowNetwork, steps: number, sources: readonly Source[]): ReadonlySet<Owner> {
  const onward: number[][] = Array.from({ length: steps }, () => []);
  const back: number[][] = Array.from({ length: steps }, () => []);
  network.residual((from, to) => {
    if (from >= steps || to >= steps) return;
    onward[from]?.push(to);
    back[to]?.push(from);
  });
  const outside = sources.filter(({ edge }) => network.capacityLeft(edge) > 0);
  const inside = sources.filter(({ edge }) => network.flowOn(edge) > 0);
  const reaching = spread(outside, onward);
  const reached = spread(inside, back);
  const meets = (owners: readonly Owner[] | undefined, owner: Owner) => owners?.some((other) => other !== owner) ?? false;
  return new Set([
    ...inside.filter(({ owner, step }) => meets(reaching[step], owner)).map(({ owner }) => owner),
    ...outside.filter(({ owner, step }) => meets(reached[step], owner)).map(({ owner }) => owner),
  ]);
}

/** For each step two of the owners that reach it, or the only one: enough to know whether an owner meets another. */
function spread(from: readonly Source[], edges: readonly (readonly number[])[]): readonly (readonly Owner[])[] {
  const owners: Owner[][] = edges.map(() => []);
  const queue: { readonly step: number; readonly owner: Owner }[] = [...from];
  for (const { step, owner } of queue) {
    const here = owners[step];
    if (here === undefined || here.length === 2 || here.includes(owner)) continue;
    here.push(owner);
    for (const next of edges[step] ?? []) queue.push({ step: next, owner });
  }
  return owners;
}
