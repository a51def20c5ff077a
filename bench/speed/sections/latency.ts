import { setTimeout as sleep } from 'node:timers/promises';
import { spread } from '../figures.ts';
import { answerGoneOn, newAccount, SUM, stopOne } from '../freeze-path.ts';
import { times } from '../in-flight.ts';
import { alarmsFor, burst, calm, type Section } from '../run.ts';

const IDLE = 100;
const BURST = 500;
const CHILDREN = 50;
/** So that an idle city is idle when the next order comes. */
const PAUSE_MS = 100;

/** From the sending of a freeze request to the order at its bank; and from a bank's answer to the order at the next bank. */
export const latency: Section = async (run) => {
  const world = await run.world();
  const alarms = await alarmsFor(world, IDLE);
  await calm(world);
  const idle = await times(IDLE, 1, async (n) => {
    await sleep(PAUSE_MS);
    return (await stopOne(world, alarms(n))).ms;
  });
  const children = await times(CHILDREN, 1, async (n) => {
    const parent = await stopOne(world, alarms(n), newAccount('jinghua'));
    await sleep(PAUSE_MS);
    const child = newAccount('yanjing', SUM / 2);
    const arrival = world.banks.arrival(child.accountNumber);
    const begun = performance.now();
    await answerGoneOn(world, parent, SUM / 3, [child]);
    return (await arrival).at - begun;
  });
  const { stopped } = await run.load();
  const before = world.client.turnedAway();
  const burstTimes = await burst(world, BURST, alarms);
  await calm(world);
  return [
    ...spread('alarm to bank, idle', idle, 'ms to the bank'),
    ...spread(
      'alarm to bank, 16 in flight',
      stopped.map(({ ms }) => ms),
      'ms to the bank',
    ),
    ...spread('alarm to bank, 500 at once', burstTimes, 'ms to the bank'),
    { name: 'answers 5xx to 500 at once', value: world.client.turnedAway() - before, unit: 'answers' },
    ...spread('answer to next bank, idle', children, 'ms to the bank'),
  ];
};
