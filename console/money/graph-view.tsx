import { Background, Controls, type Edge, Handle, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { Tone, type ToneName } from '../states/tone.tsx';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { MoneyEdge, MoneyGraph, MoneyNode } from './graph-model.ts';
import { useNodeName } from './graph-tables.tsx';
import { NODE, placesOf } from './layout.ts';
import type { MoneyWayProps } from './source.ts';
import { moneyTexts } from './words.ts';

interface Shown extends Record<string, unknown> {
  readonly node: MoneyNode;
  readonly name: string;
  readonly href: string | undefined;
}
type FlowNode = Node<Shown, 'money'>;

interface GraphViewProps extends Pick<MoneyWayProps, 'hrefOf'> {
  readonly graph: MoneyGraph;
}

const nodeTypes = { money: NodeCard };
const colours: Readonly<Record<MoneyEdge['way'], string>> = { followed: '#0b3d91', cut: '#6b7280', held: '#ad4e00' };

/** The graph itself. The reader's place and zoom stay when it grows; only what is in sight is drawn. */
export function GraphView({ graph, hrefOf }: GraphViewProps) {
  const t = useText(moneyTexts);
  const language = useLanguage();
  const nameOf = useNodeName(graph.nodes);
  const places = useMemo(() => placesOf(graph), [graph]);
  const nodes = graph.nodes.map(
    (node): FlowNode => ({
      ...{ id: node.id, type: 'money', position: places.get(node.id) ?? { x: 0, y: 0 }, ...NODE },
      ...{ draggable: false, connectable: false, focusable: false, ariaLabel: nameOf(node) },
      data: { node, name: nameOf(node), href: node.orders[0] && hrefOf(node.orders[0].orderId) },
    }),
  );
  const edges = graph.edges.map(
    ({ id, from, to, way, sumFen, at }): Edge => ({
      ...{ id, source: from, target: to, focusable: false, animated: way === 'held' },
      label: [sumFen === undefined ? '' : money(sumFen, language), at === undefined ? '' : moment(at, language)].join(' '),
      style: { stroke: colours[way], strokeWidth: 2, ...(way === 'cut' && { strokeDasharray: '6 4' }) },
      labelStyle: { fontSize: 11 },
    }),
  );
  return (
    <figure className="graph" aria-label={t('graph')}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        fitView
        minZoom={0.05}
        onlyRenderVisibleElements
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        preventScrolling={false}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </figure>
  );
}

const tones: Readonly<Record<string, ToneName>> = { stopped: 'good', frozen: 'good' };

function NodeCard({ data: { node, name, href } }: NodeProps<FlowNode>) {
  const t = useText(moneyTexts);
  const words = useWords();
  const language = useLanguage();
  const { kind, orders, tracedFen, heldFen } = node;
  return (
    <div className={`money-node ${kind}`}>
      {kind !== 'victim' && <Handle type="target" position={Position.Left} isConnectable={false} />}
      <strong>{href === undefined ? name : <Link to={href}>{name}</Link>}</strong>
      {orders.slice(0, 2).map(({ orderId, state }) => (
        <Tone key={orderId} tone={tones[state] ?? 'plain'}>
          {words('orderState', state)}
        </Tone>
      ))}
      {tracedFen !== undefined && (
        <>
          <div className="number">
            {t('traced')} {money(tracedFen, language)}
          </div>
          <div className="number">
            {t('held')} {money(heldFen ?? 0, language)}
          </div>
        </>
      )}
      {kind !== 'end' && <Handle type="source" position={Position.Right} isConnectable={false} />}
    </div>
  );
}
