import * as z from 'zod';
import { createFinding } from '../../functions/finding/finding.ts';
import { openOrders } from '../../functions/lookups/open-orders.ts';
import type { GatewayMessage } from '../../functions/platform/gateway-message.ts';
import type { LogFields } from '../../functions/platform/log.ts';
import type { Meter, MetricName } from '../../functions/platform/meter.ts';
import type { Platform } from '../../functions/platform/platform.ts';
import type { BankQueue } from '../../functions/relay/bank-queue.ts';
import { createCoordinationRelay } from '../../functions/relay/coordination-relay.ts';
import { createFreezeRelay } from '../../functions/relay/freeze-path-relay.ts';
import type { BatchAnswer } from '../../functions/relay/process-batch.ts';
import type { CoordinationRelayTools, RelayTools } from '../../functions/relay/reaction.ts';
import { followed } from '../../functions/relay/reaction-tables.ts';
import { StreamBatch } from '../../functions/relay/stream-record.ts';
import type { Workflow } from '../../functions/relay/workflow.ts';
import { createPlanTask } from '../../functions/return-plans/plan-task.ts';
import { Banks } from '../../shared/banks/streams.ts';
import type { ChannelMessage } from '../../shared/channels/channel-model.ts';
import type { QueuedMessage } from '../../shared/finding/message.ts';
import { keyOfStopped } from '../../shared/freezes/account/account-key.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import type { AccountToStop, OrderPlan, TakenResult } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { type AnyLoaded, change } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { makeId } from '../../shared/kernel/ids.ts';
import { epoch } from '../../shared/kernel/time.ts';
import { keepIfWanted } from './kept-releases.ts';
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts';
import { recordNamed } from './order-samples.ts';
import { computeToEnd } from './plan-runs.ts';
import { account, type bank, bankClerk, minute, plan, policy } from './samples.ts';

/** A platform over a journal in memory, with a clock that tests set and a log that tests read. */
export interface TestPlatform extends Platform {
  readonly journal: MemoryJournal;
  readonly clock: { now: string };
  readonly logged: { readonly message: string; readonly fields: LogFields }[];
}

export function createTestPlatform(): TestPlatform {
  const clock = { now: minute(1) };
  const logged: { message: string; fields: LogFields }[] = [];
  const write = (message: string, fields: LogFields = {}): void => {
    logged.push({ message, fields });
  };
  let ids = 0;
  return {
    journal: createMemoryJournal(),
    policy,
    clock,
    logged,
    now: () => clock.now,
    newId: (prefix) => {
      ids += 1;
      return makeId(prefix, epoch(clock.now), () => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 7, Math.floor(ids / 256), ids % 256));
    },
    log: { info: write, warn: write, error: write },
  };
}

/** How often Lambda repeats a batch, as the template says (`infra/relay.ts`). */
const RETRIES = 10;

const ACCOUNTS_KEY = 'a-key-for-tests';

/** The key under which the product would register the account. */
export const registeredAs = (concerned: Pick<AccountToStop, 'bankId' | 'accountNumber'>): string =>
  keyOfStopped(ACCOUNTS_KEY, concerned);

/** A plan whose account has the key that the relay finds it by. */
export function plannedOrder(over: Partial<OrderPlan> = {}): OrderPlan {
  const concerned = over.account ?? account();
  return plan({ accountKey: registeredAs(concerned), ...over });
}

/** An item as DynamoDB streams write it. */
function attributesOf(value: unknown): object {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null || value === undefined) return { NULL: true };
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return { L: value.map(attributesOf) };
  return { M: imageOf(value) };
}

export function imageOf(item: object): Record<string, object> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attributesOf(value)]));
}

/** The journal's writes from a place on, as records of the table's stream. The sequence number is the place. */
export function recordsOf(journal: MemoryJournal, from = 0) {
  return journal.written.slice(from).map(({ kind, item }, at) => ({
    eventName: kind,
    dynamodb: {
      SequenceNumber: String(from + at),
      Keys: { pk: { S: String(item['pk']) }, sk: { S: String(item['sk']) } },
      NewImage: imageOf(item),
    },
  }));
}

/**
 * The relays with their surroundings faked: what it starts, answers, sends and counts is on record.
 *
 * @param findsKey if what is to be found again is entered at once, as the function behind its queue does
 */
export function createRelayBench(
  platform: TestPlatform = createTestPlatform(),
  accountsKey = ACCOUNTS_KEY,
  findsKey: string | undefined = undefined,
) {
  const started = new Map<string, unknown>();
  const answered: string[] = [];
  const sent: { readonly message: GatewayMessage; readonly delayMs: number }[] = [];
  const counted: MetricName[] = [];
  const workflow: Workflow = {
    start: async (name, input) => {
      started.set(name, input);
      keepIfWanted({ input: { ...input } });
    },
    answer: async (token) => {
      answered.push(token);
    },
  };
  const bankQueue: BankQueue = {
    send: async (message, { delayMs = 0 } = {}) => {
      sent.push({ message, delayMs });
      keepIfWanted({ message });
    },
  };
  const meter: Meter = { count: (name) => counted.push(name), publish: () => undefined };
  const starter = {
    start: async (name: string, input: object) => {
      started.set(name, input);
      keepIfWanted({ input: { ...input } });
    },
  };
  const toldToFind: QueuedMessage[] = [];
  const finding = createFinding({ ...platform, findsKey: async () => findsKey ?? '', accountsKey: async () => accountsKey });
  const findQueue: CoordinationRelayTools['findQueue'] = {
    send: async (message) => {
      const messageId = `find-${toldToFind.push(message)}`;
      if (findsKey === undefined) return;
      const { batchItemFailures } = await finding({ Records: [{ messageId, body: JSON.stringify(message) }] });
      if (batchItemFailures.length > 0) throw new Error(`not entered: ${JSON.stringify(message)}`);
    },
  };
  const carried: ChannelMessage[] = [];
  const toldToLook: string[] = [];
  const tools: RelayTools & CoordinationRelayTools = {
    ...platform,
    findQueue,
    evidenceQueue: {
      recheck: async (fileId) => {
        toldToLook.push(fileId);
      },
    },
    channelQueue: {
      send: async (message) => {
        carried.push(message);
      },
    },
    accountsKey: async () => accountsKey,
    workflow,
    impactWorkflow: starter,
    // the workflow itself is tested out of the template: here a plan is there once it was asked for
    planWorkflow: {
      start: async (name, input) => {
        await starter.start(name, input);
        await computeToEnd(createPlanTask({ ...platform, accountsKey: async () => accountsKey }), input.planRunId);
      },
    },
    bankQueue,
    meter,
  };
  let read = 0;
  const relays = [
    { relay: createFreezeRelay(tools), facts: followed.freezePath, alone: true },
    { relay: createCoordinationRelay(tools), facts: followed.coordination, alone: false },
  ];
  /** Both relays, each told of the facts that it follows, and the first of the tokens that are kept by themselves: as the template's filters do. */
  const relay = async (event: unknown) => {
    const { Records } = StreamBatch.parse(event);
    const typeOf = (image: unknown) => z.looseObject({ type: z.object({ S: z.string() }) }).safeParse(image).data?.type.S ?? '';
    const isAlone = (image: unknown) => z.looseObject({ alone: z.unknown() }).safeParse(image).data?.alone !== undefined;
    const batchItemFailures: BatchAnswer['batchItemFailures'][number][] = [];
    for (const { relay: one, facts, alone } of relays) {
      const told = Records.filter(
        ({ dynamodb: { NewImage } }) => facts.includes(typeOf(NewImage)) || (alone && isAlone(NewImage)),
      );
      batchItemFailures.push(...(await one({ Records: told }, () => true)).batchItemFailures);
    }
    return { batchItemFailures };
  };
  return {
    platform,
    tools,
    started,
    answered,
    sent,
    carried,
    counted,
    toldToFind,
    toldToLook,
    relay,
    /** Follows the stream until nothing new comes of it, as the relay does all day. */
    drain: async (): Promise<void> => {
      let failures = 0;
      while (read < platform.journal.written.length) {
        const records = recordsOf(platform.journal, read);
        // before the relay works on them: another drain may run beside this one
        read += records.length;
        const { batchItemFailures } = await relay({ Records: records });
        const failed = batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
        // as Lambda does: the stream goes on from the first record that is not done
        read = Math.min(read, ...failed);
        failures = failed.length === 0 ? 0 : failures + 1;
        if (failures > RETRIES) throw new Error(`the relay failed at ${JSON.stringify(batchItemFailures)}`);
      }
    },
    /** The stream once more from its beginning: it is at-least-once. */
    replay: () => relay({ Records: recordsOf(platform.journal) }),
  };
}

/** Facts of one or several streams, appended as some command would. */
export async function appendFacts(platform: TestPlatform, streams: readonly AnyLoaded[], facts: readonly Fact[]): Promise<void> {
  const id = platform.newId('cor');
  const command = { name: 'test', id, inputHash: id, actor: systemActor, correlationId: id, now: platform.now() };
  const { outcome } = await platform.journal.append({ command, changes: splitFacts(streams, facts) });
  if (outcome !== 'appended') throw new Error(`not appended: ${outcome}`);
}

export async function registerBanks(platform: TestPlatform, ...banks: readonly ReturnType<typeof bank>[]): Promise<void> {
  for (const registered of banks) {
    const loaded = await platform.journal.load(Banks, registered.bankId);
    const id = platform.newId('cor');
    const command = { name: 'test', id, inputHash: id, actor: systemActor, correlationId: id, now: platform.now() };
    await platform.journal.append({ command, changes: [change(loaded, { type: 'bank.registered', data: registered })] });
  }
}

/** Opens the orders as the API does. */
export async function open(platform: TestPlatform, ...plans: readonly OrderPlan[]): Promise<void> {
  await openOrders(platform, plans, { correlationId: 'test' });
}

/** The bank's result of what it was last told. */
export async function answer(platform: TestPlatform, orderId: string, result: TakenResult): Promise<void> {
  const order = await platform.journal.load(StopOrders, orderId);
  const state = await orderOf(platform, orderId);
  const register = await platform.journal.load(AccountRegisters, state.accountKey);
  const context = { now: platform.now(), actor: bankClerk, policy, newId: platform.newId };
  const decision = recordNamed(state, result, { register: register.state }, context);
  await appendFacts(platform, [order, register], decision.facts);
}

export async function orderOf(platform: TestPlatform, orderId: string): Promise<StopOrder> {
  const { state } = await platform.journal.load(StopOrders, orderId);
  if (state === undefined) throw new Error(`no order ${orderId}`);
  return state;
}

/** The types of a stream's facts, in order. */
export async function factTypes(platform: TestPlatform, stream: string): Promise<readonly string[]> {
  const { facts } = await platform.journal.facts(stream, { limit: 100 });
  return facts.map(({ type }) => type);
}
