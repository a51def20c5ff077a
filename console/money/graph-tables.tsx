import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { MoneyEdge, MoneyGraph, MoneyNode } from './graph-model.ts';
import type { MoneyWayProps } from './source.ts';
import { moneyTexts } from './words.ts';

interface GraphTablesProps extends Pick<MoneyWayProps, 'hrefOf'> {
  readonly graph: MoneyGraph;
}

/** The same as the graph in words: for screen readers, and for who would rather read rows. */
export function GraphTables({ graph, hrefOf }: GraphTablesProps) {
  const t = useText(moneyTexts);
  return (
    <details className="part" open={graph.nodes.length < 12}>
      <summary>{t('table')}</summary>
      <Accounts nodes={graph.nodes.filter(({ kind }) => kind === 'account')} hrefOf={hrefOf} />
      <Ways graph={graph} />
    </details>
  );
}

function Accounts({ nodes, hrefOf }: Pick<GraphTablesProps, 'hrefOf'> & { readonly nodes: readonly MoneyNode[] }) {
  const t = useText(moneyTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNodeName(nodes);
  const columns: TableColumnsType<MoneyNode> = [
    { title: t('tier'), key: 'tier', render: (_, { tier }) => t('tierOf', { tier }) },
    { title: t('account'), key: 'account', render: (_, node) => nameOf(node) },
    {
      title: t('state'),
      key: 'state',
      render: (_, { orders }) =>
        orders.map(({ orderId, state }) => <StateLink key={orderId} state={words('orderState', state)} href={hrefOf(orderId)} />),
    },
    { title: t('traced'), key: 'traced', className: 'number', render: (_, { tracedFen = 0 }) => money(tracedFen, language) },
    { title: t('held'), key: 'held', className: 'number', render: (_, { heldFen = 0 }) => money(heldFen, language) },
  ];
  return <WideTable<MoneyNode> name={t('accounts')} rowKey="id" rows={nodes} columns={columns} />;
}

function StateLink({ state, href }: { readonly state: string; readonly href: string | undefined }) {
  return href === undefined ? <Tone>{state}</Tone> : <Link to={href}>{state}</Link>;
}

function Ways({ graph: { nodes, edges } }: { readonly graph: MoneyGraph }) {
  const t = useText(moneyTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNodeName(nodes);
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const name = (id: string): string => nameOf(nodeOf.get(id));
  const columns: TableColumnsType<MoneyEdge> = [
    { title: t('from'), key: 'from', render: (_, { from }) => name(from) },
    { title: t('to'), key: 'to', render: (_, { to }) => name(to) },
    {
      title: t('sum'),
      key: 'sum',
      className: 'number',
      render: (_, { sumFen, transfers }) => (
        <>
          {sumFen !== undefined && money(sumFen, language)} {transfers > 1 && t('transfers', { n: transfers })}
        </>
      ),
    },
    { title: t('at'), key: 'at', className: 'number', render: (_, { at }) => at && moment(at, language) },
    { title: t('how'), key: 'how', render: (_, { way }) => words('accountWay', way) },
  ];
  return <WideTable<MoneyEdge> name={t('ways')} rowKey="id" rows={edges} columns={columns} />;
}

/** What a node is called: bank, holder and number; the victim; or why the way ends. */
export function useNodeName(nodes: readonly MoneyNode[]): (node: MoneyNode | undefined) => string {
  const t = useText(moneyTexts);
  const words = useWords();
  const bankOf = useNames(nodes.map(({ bankId, bankName }) => (bankName === undefined ? bankId : undefined)));
  return (node) => {
    if (node === undefined) return '';
    const { kind, alarm, reasons, means, bankId, bankName, holder, accountNumber } = node;
    if (kind === 'victim') return alarm === undefined ? t('victim') : t('victimOf', { alarm });
    if (kind === 'end') {
      const how = means === undefined || means === 'account' ? [] : [words('outflowMeans', means)];
      return [...how, ...reasons.map((reason) => words('traceReason', reason))].join(' · ') || t('end');
    }
    return [bankName ?? (bankId && bankOf(bankId)), holder, accountNumber].filter(Boolean).join(' ');
  };
}
