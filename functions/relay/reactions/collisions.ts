import { noteWay, UnstoppedAccounts, type Way } from '../../../shared/blacklist/collision/unstopped.ts';
import type { StopOrder } from '../../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import type { Journal, RecordedFact } from '../../../shared/journal/journal.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { listedAmong, type MetByOrder, recordCollision, type Touched } from '../../lookups/collide.ts';
import { linesAt, touchedByLine, touchedByOrder } from '../../lookups/touched.ts';
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
