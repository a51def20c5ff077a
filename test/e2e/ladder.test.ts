import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type TestCity } from '../support/city.ts';
import { account, type Desk, openDesk } from '../support/desk.ts';

let world: TestCity;
let desk: Desk;

beforeAll(async () => {
  // Forty minutes of a silent bank in forty seconds.
  world = await openTestCity(60);
  desk = openDesk(world);
});

afterAll(() => world.close());

const MINUTE = 60_000;

test('a silent bank climbs each rung once, at its minute, and its late answer still counts', { timeout: 150_000 }, async () => {
  const alarm = await desk.now();
  const [orderId = ''] = await desk.stop(
    await desk.alert('ladder-1', alarm),
    account('mutianyu', '6222000000000000801', 900_000, alarm),
  );
  const breached = await desk.orderWhen(orderId, ({ ladder }) => ladder.some(({ rung }) => rung === 'breach'));
  expect(breached.ladder.map(({ rung }) => rung)).toEqual(['remind', 'duty-officer', 'supervisor', 'breach']);
  const minutes = breached.ladder.map(({ at }) => (Date.parse(at) - Date.parse(alarm)) / MINUTE);
  for (const [i, due] of [10, 20, 25, 30].entries()) expect(minutes[i]).toBeGreaterThanOrEqual(due);

  await desk.orderWhen(orderId, () => world.city.clock.now() >= Date.parse(alarm) + 40 * MINUTE);
  const effectiveAt = await desk.now();
  const answer = await desk.answer('mutianyu', orderId, {
    code: '0000',
    effectiveAt,
    balanceBeforeFen: 900_000,
    stoppedFen: 900_000,
    outflows: [],
  });
  expect(answer.status).toBe(200);
  const late = await desk.orderWhen(orderId, ({ t5 }) => t5 !== undefined);
  expect(late).toMatchObject({ state: 'stopped', late: true, breached: true, stoppedFen: 900_000 });
  expect(late.ladder).toHaveLength(4);
});
