/**
 * `npm run bench:flood`: how long an honest alarm takes to its bank, on an idle city and beside a flood. Prints a table and leaves
 * nothing behind. The city is a process of its own, as `npm start` runs it; the banks' endpoints and the police are this one.
 */
import { Console } from 'node:console';
import { rm } from 'node:fs/promises';
import { openBankEndpoint } from '../support/bank-endpoint.ts';
import { eventually } from '../support/city.ts';
import { freePort, newDataDir, startCityProcess } from '../support/city-process.ts';
import { account, type Desk, openDesk } from '../support/desk.ts';

const ALARMS = 20;
const MILLION = 100_000_000;

type Endpoint = Awaited<ReturnType<typeof openBankEndpoint>>;

interface World {
  readonly desk: Desk;
  readonly honest: Endpoint;
}

/** Milliseconds from the officer's click to the order at the bank's endpoint, for one alarm after the other. */
async function honestAlarms({ desk, honest }: World, name: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < ALARMS; n += 1) {
    const at = await desk.now();
    const alertId = await desk.alert(`honest-${name}-${n}`, at);
    const clicked = performance.now();
    const [orderId = ''] = await desk.stop(alertId, account('yanjing', accountNumber(name, n), 1_000_000, at));
    await eventually(async () => honest.received.find(({ body }) => body.orderId === orderId), 120_000);
    times.push(performance.now() - clicked);
  }
  return times;
}

/** Account numbers that no other run uses. */
function accountNumber(run: string, n: number): string {
  const code = [...run].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_000;
  return `6222${String(code).padStart(6, '0')}${String(n).padStart(9, '0')}`;
}

function outflows(run: string, count: number, at: string): readonly object[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ bankId: 'haihe', accountName: '赵一帆', accountNumber: accountNumber(run, n), accountKind: 'personal' },
    ...{ amountFen: 100_000, at, serial: `${run}-${n}` },
  }));
}

/** The attack of the bug report: one answer names 200 outflows, and three of the accounts behind them name 60 each. */
async function invented(desk: Desk): Promise<void> {
  const at = await desk.now();
  const alertId = await desk.alert('flood-trace', at);
  const [root = ''] = await desk.stop(alertId, account('jinghua', accountNumber('root', 1), MILLION, at));
  const result = { code: '1200', effectiveAt: await desk.now(), balanceBeforeFen: 100, stoppedFen: 100 };
  await desk.answer('jinghua', root, { ...result, outflows: outflows('first', 200, at) });
  const { edges } = await desk.orderWhen(root, (order) => order.edges.some(({ to }) => to !== undefined));
  const children = edges.flatMap(({ to }) => (to === undefined ? [] : [to])).slice(0, 3);
  for (const [n, child] of children.entries())
    await desk.answer('haihe', child, { ...result, outflows: outflows(`child${n}`, 60, at) });
}

/** Six hundred orders of one alarm, clicked by its own officers, all at one bank. */
async function clicked(desk: Desk): Promise<void> {
  const at = await desk.now();
  const alertId = await desk.alert('flood-click', at);
  const requests = Array.from({ length: 6 }, (_, page) =>
    desk.request(
      alertId,
      ...Array.from({ length: 100 }, (_, n) => account('haihe', accountNumber(`click${page}`, n), 100_000, at)),
    ),
  );
  await Promise.all(requests);
}

function row(name: string, times: readonly number[]): Record<string, string | number> {
  const sorted = times.toSorted((a, b) => a - b);
  const share = (part: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
  return { 'honest alarm to its bank': name, 'p50 ms': share(0.5), 'p95 ms': share(0.95), 'worst ms': share(1) };
}

const dataDir = await newDataDir();
const city = await startCityProcess(dataDir, await freePort(), '--quiet', '--no-banks');
const [honest, flooded] = [await openBankEndpoint(), await openBankEndpoint()];
try {
  const desk = openDesk({ api: city.endpoints.api, as: city.as });
  for (const [bankId, endpoint] of [
    ['yanjing', honest],
    ['haihe', flooded],
  ] as const) {
    await city
      .as(bankId)
      .request('PUT', `/v1/banks/${bankId}`, { name: bankId, endpoint: endpoint.url, dutyPhone: '010-66000001' });
  }
  const world = { desk, honest };
  await honestAlarms(world, 'warm');
  const rows = [row('idle', await honestAlarms(world, 'idle'))];
  await invented(desk);
  rows.push(row('beside 380 invented outflows', await honestAlarms(world, 'invented')));
  const flood = clicked(desk);
  rows.push(row('beside 600 orders of one alarm', await honestAlarms(world, 'clicked')));
  await flood;
  process.stdout.write(`Orders that the flood brought to its bank: ${flooded.received.length}\n`);
  new Console(process.stdout).table(rows);
} finally {
  await city.kill();
  await Promise.all([honest.close(), flooded.close()]);
  await rm(dataDir, { recursive: true, force: true });
}
