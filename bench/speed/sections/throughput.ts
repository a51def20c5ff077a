import { readPrices } from '../../cost/prices.ts';
import { summarize } from '../../cost/summary.ts';
import type { Measured } from '../figures.ts';
import { answerStopped, raiseAlarm, stopOne } from '../freeze-path.ts';
import { during, times, WIDTH } from '../in-flight.ts';
import { alarmsFor, calm, type Section } from '../run.ts';

const ALARM_MS = 4_000;
const ORDER_MS = 6_000;
const ALARMS = 100;

/** How many alarms, orders and answers a second the city takes, sixteen at a time; what a flow takes and counts. */
export const throughput: Section = async (run) => {
  const { metered } = run;
  const flow = await metered();
  const world = await run.world();
  const load = await run.load();
  await calm(world);
  const alarms = await timed((ms) => during(ms, WIDTH, () => raiseAlarm(world)), ALARM_MS);
  await calm(world);
  const alarmOf = await alarmsFor(world, ALARMS);
  await calm(world);
  const orders = await timed((ms) => during(ms, WIDTH, (n) => stopOne(world, alarmOf(n))), ORDER_MS);
  await calm(world);
  const results = await timed(
    () => times(orders.done.length, WIDTH, async (n) => orders.done[n] && answerStopped(world, orders.done[n])),
    0,
  );
  await calm(world);
  const rate = (name: string, value: number): Measured => ({
    ...{ name, value, unit: 'a second', held: 'flows a second', better: 'more' },
  });
  return [
    rate('flows: a stop asked for, at its bank, answered', load.stopped.length / load.seconds),
    rate('orders: a stop asked for, at its bank', orders.done.length / orders.seconds),
    rate('results', results.done.length / results.seconds),
    rate('alarms', alarms.done.length / alarms.seconds),
    { name: 'CPU a flow, city and engine', value: load.cpuMs / load.stopped.length, unit: 'CPU ms', held: 'CPU ms a flow' },
    ...counts(flow.use),
    ...cpuByFunction(flow.busy),
  ];
};

interface Timed<T> {
  readonly done: readonly T[];
  readonly seconds: number;
}

async function timed<T>(work: (ms: number) => Promise<readonly T[]>, ms: number): Promise<Timed<T>> {
  const begun = performance.now();
  const done = await work(ms);
  return { done, seconds: (performance.now() - begun) / 1_000 };
}

type Use = Parameters<typeof summarize>[0];

/** What one flow counts for. How many records a relay gets at a time depends on the moment, so its invocations are not held. */
function counts(use: Use): readonly Measured[] {
  const summary = summarize(use, readPrices());
  const held = (name: string, value: number): Measured => ({ name: `a flow: ${name}`, value, unit: 'a flow', held: 'count' });
  return [
    held('state transitions', summary.transitions),
    held('invocations', summary.invocations),
    { name: 'a flow: invocations of the relays', value: summary.relayInvocations, unit: 'a flow' },
    held('appends', summary.appends),
    held('items of the largest append', summary.largestAppend),
    held('write units, table', summary.tableWrites),
    held('write units, indexes', summary.indexWrites),
    held('stream records', summary.streamRecords),
    held('stream records passed on', summary.passedRecords),
  ];
}

/** Processor time of the functions while sixteen flows go on side by side, the largest first. */
function cpuByFunction(busy: Use): readonly Measured[] {
  return busy
    .filter(({ measure, labels }) => measure === 'lambda.cpu-milliseconds' && labels[1] === 'running')
    .toSorted((a, b) => b.amount - a.amount)
    .map(({ labels: [name = ''], amount }) => ({ name: `CPU a flow, ${name}`, value: amount, unit: 'CPU ms of a function' }));
}
