import { Banks } from '../../../shared/banks/streams.ts';
import { noteWay, UnstoppedAccounts, type Way } from '../../../shared/blacklist/collision/unstopped.ts';
import { accountKey } from '../../../shared/freezes/account/account-key.ts';
import { AccountRegisters } from '../../../shared/freezes/account/account-registers.ts';
import type { OutflowLine } from '../../../shared/freezes/bank-answer/outflows/model.ts';
import type { OrderPlan } from '../../../shared/freezes/model.ts';
import type { OrderStatus } from '../../../shared/freezes/order/order-status.ts';
import type { StopOrder } from '../../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import type { Journal, RecordedFact } from '../../../shared/journal/journal.ts';
import { directoryKey } from '../../../shared/journal/keys.ts';
import { loadAll } from '../../../shared/journal/load-all.ts';
import { pagesOf } from '../../../shared/journal/pages-of.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { defined } from '../../../shared/kernel/defined.ts';
import { keysOfAccount, listedAmong, type MetByOrder, recordCollision, type Touched } from '../../lookups/collide.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction, type RelayTools } from '../reaction.ts';

type OrderBorn = FactOf<'order.requested' | 'order.placed-in-line' | 'order.turned-down'>;

/** A stop was asked for at an account: the victim paid into it, or the money went on to it. One read, if the account is not listed. */
export const meetListedAtOrder: Reaction<OrderBorn> = {
  name: 'meetListedAtOrder',
  does: 'notes that the account of the order is on the blacklist (布黑卡碰撞), once an alarm and account',
  react: async ({ fact, recorded }, tools) => {
    const { plan } = fact.data;
    const touched = touchedByOrder(plan, await tools.accountsKey());
    await meet([touched], async () => plan, recorded, tools);
  },
};

function touchedByOrder(
  { account, accountKey: key, ancestors }: Pick<OrderPlan, 'account' | 'accountKey' | 'ancestors'>,
  secret: string,
): Touched {
  const { bankId, accountNumber, accountName, accountKind, transfer } = account;
  const { keyOfNumber } = keysOfAccount(secret, { bankId, accountNumber });
  return {
    ...{ key, ...defined({ keyOfNumber }), way: ancestors.length === 0 ? 'transfer' : 'outflow' },
    account: defined({ bankId, accountNumber, accountName, accountKind }),
    transfer: defined({ amountFen: transfer.amountFen, at: transfer.at, serial: transfer.serial }),
  };
}

type OutflowsTold = FactOf<'order.stopped' | 'order.returned' | 'order.already-held' | 'order.failed' | 'order.supplemented'>;

/** A bank named where the money went. What the trace opened by then is linked, what it cut or held is proposed. */
export const meetListedInOutflows: Reaction<OutflowsTold> = {
  name: 'meetListedInOutflows',
  does: 'notes each listed account that the bank names as a way of the money (布黑卡碰撞), and proposes its stop where the alarm has none',
  react: async ({ fact, recorded }, tools) => {
    const secret = await tools.accountsKey();
    const touched = fact.data.outflows.flatMap((line) => touchedByLine(line, secret));
    await meet(touched, () => orderOf(recorded, tools.journal), recorded, tools);
  },
};

function touchedByLine(
  { bankId, accountNumber, accountName, accountKind, amountFen, at, serial }: OutflowLine,
  secret: string,
): readonly Touched[] {
  if (accountNumber === undefined) return [];
  return [
    {
      ...{ ...keysOfAccount(secret, { bankId, accountNumber }), way: 'outflow' },
      account: defined({ bankId, accountNumber, accountName, accountKind }),
      transfer: defined({ amountFen, at, serial }),
    },
  ];
}

async function orderOf({ stream }: RecordedFact, journal: Journal): Promise<StopOrder> {
  const { state } = await journal.load(StopOrders, idOfStream(stream));
  if (state === undefined) throw new Error(`the stream ${stream} has facts but no state`);
  return state;
}

/** Notes the collisions among what was touched. */
async function meet(
  touched: readonly Touched[],
  metBy: () => Promise<MetByOrder>,
  recorded: RecordedFact,
  tools: RelayTools,
): Promise<void> {
  if (touched.length === 0) return;
  const context = contextOf(tools);
  const listed = await listedAmong(tools.journal, touched, context.now);
  if (listed.length === 0) return;
  const order = await metBy();
  for (const one of listed)
    await recordCollision(tools.journal, one, order, commandOf('meetListed', recorded, context.now), context);
}

type Traced = FactOf<'order.outflows-followed' | 'order.outflows-held'>;
type CutReason = NonNullable<Traced['data']['edges'][number]['cut']>;

/** Ways that are cut for these reasons lead to no account, or to sums that are too small to be followed. */
const leadsNowhere: readonly CutReason[] = ['not-an-account', 'account-missing', 'below-minimum', 'cycle'];

/** An account that the money reached and no order stops: it is noted first and looked up then, so a listing at this moment sees it or is seen. */
export const noteUnstopped: Reaction<Traced> = {
  name: 'noteUnstopped',
  does: 'notes the accounts to which the way is cut or held, so that a later listing finds the alarm',
  react: async ({ fact, recorded }, tools) => {
    const left = fact.data.edges.filter(
      ({ how, cut }) => how === 'held' || (how === 'cut' && (cut === undefined || !leadsNowhere.includes(cut))),
    );
    if (left.length === 0) return;
    const [order, secret] = await Promise.all([orderOf(recorded, tools.journal), tools.accountsKey()]);
    const touched = left.flatMap(({ outflow }) => ({ outflow, lines: linesAt(order, outflow, secret) }));
    for (const { outflow, lines } of touched)
      for (const line of lines) await note(line.key ?? line.keyOfNumber, { orderId: order.orderId, outflow }, recorded, tools);
    await meet(
      touched.flatMap(({ lines }) => lines),
      async () => order,
      recorded,
      tools,
    );
  },
};

function linesAt({ outflows }: StopOrder, place: number, secret: string): readonly Touched[] {
  const line = outflows[place];
  return line === undefined ? [] : touchedByLine(line, secret);
}

async function note(key: string | undefined, way: Way, recorded: RecordedFact, tools: RelayTools): Promise<void> {
  if (key === undefined) return;
  const context = contextOf(tools);
  const command = commandOf(`noteUnstopped/${way.outflow}`, recorded, context.now);
  await appendOnce(
    tools.journal,
    command,
    async () => {
      const account = await tools.journal.load(UnstoppedAccounts, key);
      return { kind: 'plan', changes: splitFacts([account], noteWay(account.state, way, context.now)) };
    },
    // the account tells that the way was noted
    { remember: false },
  );
}

/** Of these orders nothing is left to stop at the account. */
const over: readonly OrderStatus[] = ['withdrawn', 'corrected', 'released', 'expired', 'lapsed'];

/** The money came before the listing: the register of the account says to which alarms. */
export const lookBack: Reaction<FactOf<'blacklist-entry.listed'>> = {
  name: 'lookBack',
  does: 'notes the alarms that have an order at an account when it is listed, or whose money reached it (布黑卡碰撞)',
  react: async ({ fact, recorded }, tools) => {
    const { mark, markKey } = fact.data;
    if (mark.kind !== 'account') return;
    const { journal } = tools;
    const secret = await tools.accountsKey();
    const keys = mark.bankId === undefined ? await keysAtEveryBank(journal, secret, mark.accountNumber) : [markKey];
    const registers = await loadAll(journal, AccountRegisters, keys);
    const orderIds = registers.flatMap(({ state }) => state?.orders.map(({ orderId }) => orderId) ?? []);
    const orders = await loadAll(journal, StopOrders, orderIds);
    for (const { state: order } of orders) {
      if (order === undefined || over.includes(order.status)) continue;
      await meet([touchedByOrder(order, secret)], async () => order, recorded, tools);
    }
    const unstopped = await loadAll(journal, UnstoppedAccounts, [...new Set([...keys, markKey])]);
    await meetUnstopped(
      unstopped.flatMap(({ state }) => state?.ways ?? []),
      recorded,
      tools,
    );
  },
};

/** The accounts that the money reached and no order stops. */
async function meetUnstopped(ways: readonly Way[], recorded: RecordedFact, tools: RelayTools): Promise<void> {
  const secret = await tools.accountsKey();
  const orders = await loadAll(tools.journal, StopOrders, [...new Set(ways.map(({ orderId }) => orderId))]);
  for (const { id, state: order } of orders) {
    if (order === undefined) continue;
    const touched = ways.flatMap((way) => (way.orderId === id ? linesAt(order, way.outflow, secret) : []));
    await meet(touched, async () => order, recorded, tools);
  }
}

const BANKS_AT_ONCE = 100;

/** The listing names no bank: the account may be at any of them. */
async function keysAtEveryBank(journal: Journal, secret: string, accountNumber: string): Promise<readonly string[]> {
  const keys: string[] = [];
  const part = { index: 'listing', pk: directoryKey(Banks.name), limit: BANKS_AT_ONCE } as const;
  for await (const cards of pagesOf(journal, part))
    keys.push(...cards.map(({ stream }) => accountKey(secret, idOfStream(stream), accountNumber)));
  return keys;
}
