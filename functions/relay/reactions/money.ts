import { ReadAlerts } from '../../../shared/alerts/kind.ts';
import type { Bank } from '../../../shared/banks/model.ts';
import { Banks } from '../../../shared/banks/streams.ts';
import { accountKey } from '../../../shared/freezes/account/account-key.ts';
import type { AccountFact, AccountRegister } from '../../../shared/freezes/account/account-register.ts';
import { transferTo } from '../../../shared/freezes/bank-answer/outflows/model.ts';
import type { OrderFact } from '../../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../../shared/freezes/order/stop-order.ts';
import { AccountRegisters, StopOrders } from '../../../shared/freezes/streams.ts';
import { joinCandidates } from '../../../shared/freezes/trace/follow-outflows.ts';
import {
  type TraceCount,
  type TraceCountFact,
  TraceCounts,
  type TraceScope,
  traceCountIds,
} from '../../../shared/freezes/trace/trace-counts.ts';
import { type KnownToMoney, type MoneyTraced, traceMoney } from '../../../shared/freezes/trace/trace-money.ts';
import type { Journal, RecordedFact } from '../../../shared/journal/journal.ts';
import { loadAll } from '../../../shared/journal/load-all.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { fresh, idOfStream, type Loaded, type StreamType } from '../../../shared/journal/stream.ts';
import type { Plan } from '../../../shared/journal/transact.ts';
import type { Context } from '../../../shared/kernel/context.ts';
import type { Fact } from '../../../shared/kernel/decision.ts';
import { impossible } from '../../../shared/kernel/impossible.ts';
import { isTaken } from '../../lookups/next-order.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction, type RelayTools } from '../reaction.ts';
import { endIfWithdrawn } from './alarms.ts';

/** The appends that the most outflows of an order may take, and some. */
const MAX_ROUNDS = 50;

/** The bank named where the money went, or more money turned out to have come: follow it at once, without asking a person. */
export const followMoney: Reaction<
  FactOf<
    | 'order.stopped'
    | 'order.returned'
    | 'order.already-held'
    | 'order.failed'
    | 'order.supplemented'
    | 'order.joined'
    | 'order.outflows-cleared'
  >
> = {
  name: 'followMoney',
  does: 'opens orders of the next tier for the outflows, joins standing orders, or records why not; beyond the bounds, or if the answer contradicts itself, holds the outflow for a person; opens nothing under an alarm that was withdrawn',
  react: async ({ recorded }, tools) => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (await followOnce(recorded, round, tools)) continue;
      if (round > 0) await endOpened(recorded, tools);
      return;
    }
    throw new Error(`the trace from ${recorded.stream} does not come to an end`);
  },
};

/** If the alarm was withdrawn while the trace opened orders under it, they end with the others. */
async function endOpened({ stream }: RecordedFact, tools: RelayTools): Promise<void> {
  const { state } = await tools.journal.load(StopOrders, idOfStream(stream));
  const opened = (state?.edges ?? []).flatMap(({ to, how }) => (how === 'opened' && to !== undefined ? [to] : []));
  if (state !== undefined && opened.length > 0) await endIfWithdrawn(state.alertId, opened, tools);
}

/**
 * One append of the trace: edges, and the orders born of them with their accounts' registers.
 *
 * @returns whether there is more to follow; also after an append of an earlier attempt, since that may have ended half-way
 */
async function followOnce(recorded: RecordedFact, round: number, tools: RelayTools): Promise<boolean> {
  const context = contextOf(tools);
  const command = commandOf('followMoney', recorded, context.now);
  const outcome = await appendOnce(tools.journal, { ...command, id: `${command.id}/${round}` }, async () =>
    nextOf(await surveyed(idOfStream(recorded.stream), tools, context), tools.journal, context),
  );
  return outcome.outcome === 'replayed' || Object.keys(outcome.versions).length > 0;
}

/** The plan of what follows. An id that no register names any more may still have an order, so the way goes to the next. */
async function nextOf(survey: Survey, journal: Journal, context: Context): Promise<Plan> {
  const taken = new Set<string>();
  for (;;) {
    const followed = traceMoney(survey.state, knownTo(survey, taken), context);
    const places = await streamsById(
      journal,
      StopOrders,
      followed.born.map(({ orderId }) => orderId),
    );
    const clash = [...places.values()].filter(({ state }) => isTaken(state));
    if (clash.length === 0) return planOf(survey, followed, places);
    for (const { id } of clash) taken.add(id);
  }
}

/** The order and all other input of its trace, as loaded. */
interface Survey {
  readonly order: Loaded<StopOrder, OrderFact>;
  readonly state: StopOrder;
  /** Of each outflow, in their order; undefined if one went to no account. */
  readonly keys: readonly (string | undefined)[];
  readonly banks: ReadonlyMap<string, Bank>;
  readonly registers: ReadonlyMap<string, Loaded<AccountRegister, AccountFact>>;
  /** The orders that stand at the other ends already, and those that correct them. */
  readonly orders: ReadonlyMap<string, Loaded<StopOrder, OrderFact>>;
  /** How many orders were opened without a person: for the alarm, and on the bank's word within this hour. */
  readonly counts: Readonly<Record<TraceScope, Loaded<TraceCount, TraceCountFact>>>;
  readonly withdrawn: boolean;
}

async function surveyed(orderId: string, { journal, accountsKey }: RelayTools, context: Context): Promise<Survey> {
  const order = await journal.load(StopOrders, orderId);
  const { state } = order;
  if (state === undefined) impossible('an order has facts but no state');
  const secret = await accountsKey();
  const transfers = state.outflows.map(transferTo);
  const keys = transfers.map((to) => (to === undefined ? undefined : accountKey(secret, to.bankId, to.accountNumber)));
  const countIds = traceCountIds(state, context);
  const [banks, registers, counts, alarms] = await Promise.all([
    streamsById(
      journal,
      Banks,
      transfers.flatMap((to) => to?.bankId ?? []),
    ),
    streamsById(
      journal,
      AccountRegisters,
      keys.filter((key) => key !== undefined),
    ),
    streamsById(journal, TraceCounts, keys.length === 0 ? [] : Object.values(countIds)),
    streamsById(journal, ReadAlerts, keys.length === 0 ? [] : [state.alertId]),
  ]);
  const countOf = (scope: TraceScope) => counts.get(countIds[scope]) ?? fresh(TraceCounts, countIds[scope]);
  const orders = await withSuccessors(journal, joinCandidates(state, states(registers)));
  return {
    ...{ order, state, keys, banks: states(banks), registers, orders },
    counts: { alarm: countOf('alarm'), bank: countOf('bank') },
    withdrawn: alarms.get(state.alertId)?.state?.status === 'withdrawn',
  };
}

/** The orders, and those that correct them: a correction may have been corrected in its turn. */
async function withSuccessors(
  journal: Journal,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, Loaded<StopOrder, OrderFact>>> {
  const all = new Map<string, Loaded<StopOrder, OrderFact>>();
  let next = orderIds;
  while (next.length > 0) {
    const loaded = await streamsById(journal, StopOrders, next);
    for (const [id, order] of loaded) all.set(id, order);
    next = [...states(loaded).values()].flatMap(({ correctedBy }) =>
      correctedBy === undefined || all.has(correctedBy) ? [] : [correctedBy],
    );
  }
  return all;
}

function knownTo({ keys, banks, registers, orders, counts, withdrawn }: Survey, taken: ReadonlySet<string>): KnownToMoney {
  const counted = { alarm: counts.alarm.state, bank: counts.bank.state };
  return { keys, banks, registers: states(registers), joinable: states(orders), taken, counts: counted, withdrawn };
}

/** @param places where the orders are born, by id */
function planOf(
  { order, registers, orders, counts }: Survey,
  { order: own, born, joins, counted }: MoneyTraced,
  places: ReadonlyMap<string, Loaded<StopOrder, OrderFact>>,
): Plan {
  return {
    kind: 'plan',
    changes: [
      ...splitFacts([order], own),
      ...born.flatMap(({ orderId, accountKey: key, facts }) =>
        splitFacts([theOne(places, orderId), theOne(registers, key)], facts),
      ),
      ...joins.flatMap(({ orderId, fact }) => splitFacts([theOne(orders, orderId)], [fact])),
      ...[counts.alarm, counts.bank].flatMap((count) => splitFacts([count], counted)),
    ],
  };
}

/** The streams of these ids, each once. */
async function streamsById<State, F extends Fact>(
  journal: Journal,
  type: StreamType<State, F>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Loaded<State, F>>> {
  const loaded = await loadAll(journal, type, [...new Set(ids)]);
  return new Map(loaded.map((stream) => [stream.id, stream]));
}

/** The existing ones among them. */
function states<State, F extends Fact>(streams: ReadonlyMap<string, Loaded<State, F>>): ReadonlyMap<string, State> {
  return new Map([...streams].flatMap(([id, { state }]) => (state === undefined ? [] : [[id, state] as const])));
}

function theOne<T>(things: ReadonlyMap<string, T>, id: string): T {
  const thing = things.get(id);
  if (thing === undefined) impossible('a trace leads to what was not loaded');
  return thing;
}
