import type { components } from '../generated/api.ts';

type Schemas = components['schemas'];

/** What a node of the money's way is: an account, a victim, or the end of a way that the trace does not follow. */
export type MoneyNodeKind = 'account' | 'victim' | 'end';

/** A node, as both graphs of the API say it. */
export interface MoneyNode {
  readonly id: string;
  readonly kind: MoneyNodeKind;
  /** Victims stand at 0, the accounts that they paid at 1. */
  readonly tier: number;
  readonly bankId?: string | undefined;
  readonly bankName?: string | undefined;
  readonly accountNumber?: string | undefined;
  readonly holder?: string | undefined;
  /** The orders on the account with their states, the first leads to its page. */
  readonly orders: readonly { readonly orderId: string; readonly state: string }[];
  /** The alarm of a victim, by its reference or its number. */
  readonly alarm?: string | undefined;
  readonly tracedFen?: number | undefined;
  readonly heldFen?: number | undefined;
  /** Why the way ends here, and how the money left. */
  readonly reasons: readonly string[];
  readonly means?: string | undefined;
}

/** How the trace treated a way, for its colour and its words (`accountWay`). */
type Way = 'followed' | 'cut' | 'held';

export interface MoneyEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly way: Way;
  /** The sum that went this way, in fen; undefined if the bank did not say it. */
  readonly sumFen?: number | undefined;
  readonly at?: string | undefined;
  readonly transfers: number;
}

export interface MoneyGraph {
  readonly nodes: readonly MoneyNode[];
  readonly edges: readonly MoneyEdge[];
}

type OrderGraph = Schemas['FundGraph'];
type CaseGraph = Schemas['CaseFundGraph'];

const VICTIM = 'victim';
const CORRECTED = 'corrected';
const wayOf: Readonly<Record<OrderGraph['edges'][number]['how'], Way>> = {
  opened: 'followed',
  joined: 'followed',
  cut: 'cut',
  held: 'held',
};

/** The way of the money through the orders of one alarm: a node an order, and the victim before the first of them. */
export function ofOrders({ nodes: all, edges }: Pick<OrderGraph, 'nodes' | 'edges'>): MoneyGraph {
  // The correction stands in the place of what was put right, and the money with it.
  const putRight = new Set(all.map(({ corrects }) => corrects));
  const nodes = all.filter(({ orderId }) => !putRight.has(orderId));
  const firsts = nodes.filter(({ tier }) => tier === 1);
  const ends = edges.filter(({ from, to }) => to === undefined && !putRight.has(from));
  const ids = new Set(nodes.map(({ orderId }) => orderId));
  const tierOf = new Map(nodes.map(({ orderId, tier }) => [orderId, tier]));
  return {
    nodes: [
      ...(firsts.length === 0 ? [] : [{ id: VICTIM, kind: 'victim' as const, tier: 0, orders: [], reasons: [] }]),
      ...nodes.map(accountOfOrder),
      ...ends.map(({ from, outflow, cut, held, means }) => ({
        ...{ id: endId(from, outflow), kind: 'end' as const, tier: (tierOf.get(from) ?? 0) + 1, orders: [] },
        ...{ reasons: [cut ?? held ?? ''].filter((reason) => reason !== ''), means },
      })),
    ],
    edges: [
      ...firsts.map(({ orderId, account: { transfer } }) => ({
        ...{ id: `${VICTIM} ${orderId}`, from: VICTIM, to: orderId, way: 'followed' as const },
        ...{ sumFen: transfer.amountFen, at: transfer.at, transfers: 1 },
      })),
      ...edges
        .filter(({ from, to }) => ids.has(from) && (to === undefined || ids.has(to)))
        .map(({ from, to, outflow, how, amountFen, at }) => ({
          ...{ id: `${from} ${outflow}`, from, to: to ?? endId(from, outflow), way: wayOf[how] },
          ...{ sumFen: amountFen, at, transfers: 1 },
        })),
    ],
  };
}

function accountOfOrder({ orderId, bankId, account, tier, state, tracedFen, heldFen }: OrderGraph['nodes'][number]): MoneyNode {
  return {
    ...{ id: orderId, kind: 'account', tier, bankId, accountNumber: account.accountNumber, holder: account.accountName },
    ...{ orders: [{ orderId, state }], tracedFen, heldFen, reasons: [] },
  };
}

const endId = (from: string, outflow: number | string): string => `end ${from} ${outflow}`;

/** The way of the money of a case: a node an account, over all its alarms. */
export function ofAccounts({ accounts: all, edges, alarms = [] }: Pick<CaseGraph, 'accounts' | 'edges' | 'alarms'>): MoneyGraph {
  // An account that officers put right is the money's way no more.
  const accounts = all.filter(({ orders }) => orders.some(({ state }) => state !== CORRECTED));
  const paying = new Set(edges.flatMap(({ from }) => ('alarm' in from ? [from.alarm] : [])));
  const referenceOf = new Map(alarms.map(({ alarm, reference }) => [alarm, reference]));
  const tierOf = new Map(accounts.map(({ account, tier }) => [account, tier]));
  const ids = new Set(accounts.map(({ account }) => account));
  const sourceOf = (from: CaseGraph['edges'][number]['from']): string =>
    'alarm' in from ? `${VICTIM} ${from.alarm}` : from.account;
  const ended = edges.filter(({ to }) => to === undefined);
  return {
    nodes: [
      ...[...paying].map((alarm) => ({
        ...{ id: `${VICTIM} ${alarm}`, kind: 'victim' as const, tier: 0, orders: [], reasons: [] },
        alarm: referenceOf.get(alarm) ?? String(alarm),
      })),
      ...accounts.map(({ account, bankId, bankName, accountNumber, accountName, tier, orders, tracedFen, heldFen }) => ({
        ...{ id: account, kind: 'account' as const, tier, bankId, bankName, accountNumber, holder: accountName },
        ...{ orders: orders.map(({ orderId, state }) => ({ orderId, state })), tracedFen, heldFen, reasons: [] },
      })),
      ...ended.map(({ from, how, reasons }) => ({
        ...{ id: endId(sourceOf(from), how), kind: 'end' as const, orders: [], reasons },
        tier: ('alarm' in from ? 0 : (tierOf.get(from.account) ?? 0)) + 1,
      })),
    ],
    edges: edges
      .filter(({ to }) => to === undefined || ids.has(to))
      .map(({ from, to, how, tracedFen, transfers, lastAt }) => ({
        ...{ id: `${sourceOf(from)} ${to ?? ''} ${how}`, from: sourceOf(from), to: to ?? endId(sourceOf(from), how) },
        ...{ way: how, sumFen: tracedFen, at: lastAt, transfers },
      })),
  };
}
