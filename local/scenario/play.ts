import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type ApiClient, type ClientCredentials, createApiClient } from '../client.ts';
import type { Clock } from '../clock.ts';
import { correction, stopRequest, victimReport } from './fraud.ts';
import { createOrderWatch, isOpen, type WatchedOrder } from './order-watch.ts';
import { openRuns, type Run } from './runs.ts';
import type { Screen } from './screen.ts';
import { type Summary, summarize, summaryText } from './summary.ts';
import { clockOf, minutes, tableOf, yuan } from './table.ts';

const LOOK_INTERVAL = 400;
/** Orders grow for a moment after the last answer; so many quiet looks end the show. */
const QUIET_LOOKS = 4;
/** A run is gone on with as long as its banks are awaited (policy `sla.give-up`), and so before its keys are forgotten. */
const GOES_ON_FOR = 24 * 3_600_000;

export interface ScenarioSetup {
  readonly api: string;
  readonly tokenEndpoint: string;
  readonly police: ClientCredentials;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

const AlertAnswer = z.object({ alertId: z.string(), reference: z.string(), grade: z.number(), slaDueAt: z.string() });
const RequestAnswer = z.object({ requestId: z.string(), orders: z.array(z.object({ orderId: z.string(), bankId: z.string() })) });

/**
 * Plays the fraud: a report, one click, seven banks, and all their answers, until no bank owes an answer any more. All of it goes through
 * the public API. Every call has an Idempotency-Key, so a run cut short on the same day is told again and goes on; an earlier one is left
 * as it is.
 */
export async function playFreezeScenario(setup: ScenarioSetup): Promise<Summary> {
  const { screen } = setup;
  const runs = openRuns({ file: join(setup.dataDir, 'scenario.json'), goesOnFor: GOES_ON_FOR });
  const { run, note } = runs.begin(setup.clock.now());
  if (note !== undefined) screen.say(note);
  const client = createApiClient(setup.api, setup.tokenEndpoint, setup.police);
  const alert = AlertAnswer.parse(
    await call(client, `demo-${run.run}-alert`, '/v1/alerts', victimReport(run.run, run.startedAt)),
  );
  screen.say(
    `110 call in Haidian: ¥455,400.00 gone to seven accounts. Alert ${alert.reference}, grade ${alert.grade}, money to be stopped by ${beijing(alert.slaDueAt)}.`,
  );
  const request = RequestAnswer.parse(
    await call(client, `demo-${run.run}-request`, '/v1/freeze-requests', stopRequest(run.run, alert.alertId, run.startedAt)),
  );
  screen.say(
    `One click: ${request.orders.length} stop orders to ${new Set(request.orders.map(({ bankId }) => bankId)).size} banks.\n`,
  );
  const orders = await watch(
    setup,
    client,
    run,
    request.orders.map(({ orderId }) => orderId),
  );
  const summary = summarize(orders, setup.clock.now());
  screen.settle();
  screen.say(`\n${summaryText(summary).join('\n')}`);
  runs.finish(run);
  return summary;
}

async function watch(
  setup: ScenarioSetup,
  client: ApiClient,
  run: Run,
  roots: readonly string[],
): Promise<readonly WatchedOrder[]> {
  const orders = createOrderWatch(client, roots);
  const told = new Map<string, string>();
  let seen: readonly WatchedOrder[] = [];
  let quiet = 0;
  for (let round = 0; quiet < QUIET_LOOKS; round += 1) {
    // A city too busy to answer one look answers the next.
    seen = await orders.look(round).catch(() => seen);
    await correctReturned(client, run, seen);
    setup.screen.show(
      ['', ...tableOf(seen, setup.clock.now())],
      seen.flatMap((order) => changesOf(order, told, setup.clock.now())),
    );
    const finished =
      orders.complete() &&
      seen.length > 0 &&
      !seen.some(isOpen) &&
      !seen.some((order) => order.state === 'returned' && order.bankId === 'xishan');
    quiet = finished ? quiet + 1 : 0;
    await sleep(LOOK_INTERVAL, undefined, { signal: setup.signal });
  }
  return seen;
}

/** The officer at the desk: puts right what a bank found wrong, once. */
async function correctReturned(client: ApiClient, run: Run, orders: readonly WatchedOrder[]): Promise<void> {
  for (const order of orders.filter(({ state, tier }) => state === 'returned' && tier === 1)) {
    const body = correction(run.run, order.bankId, run.startedAt);
    if (body !== undefined)
      await client.request('POST', `/v1/orders/${order.orderId}/correct`, body, {
        'idempotency-key': `demo-correct-${order.orderId}`,
      });
  }
}

function changesOf(order: WatchedOrder, told: Map<string, string>, now: number): readonly string[] {
  const rung = order.ladder.at(-1)?.rung;
  const text = `${order.state}${rung === undefined ? '' : ` (${rung})`}`;
  if (told.get(order.orderId) === text) return [];
  told.set(order.orderId, text);
  return [
    `${minutes(clockOf(order, now)).padStart(6)}  ${order.bankId.padEnd(10)} tier ${order.tier}  ${text.padEnd(28)} stopped ¥${yuan(order.stoppedFen)} of ¥${yuan(order.tracedFen)}`,
  ];
}

async function call(client: ApiClient, key: string, path: string, body: unknown): Promise<unknown> {
  const answer = await client.request('POST', path, body, { 'idempotency-key': key });
  if (answer.status >= 300) throw new Error(`the scenario's ${path} was answered with ${answer.status}`);
  return answer.body;
}

function beijing(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' });
}
