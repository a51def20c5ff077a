import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { openBankEndpoint } from '../support/bank-endpoint.ts';
import { eventually } from '../support/city.ts';
import { type CityProcess, freePort, newDataDir, startCityProcess } from '../support/city-process.ts';
import { account, openDesk } from '../support/desk.ts';

let running: CityProcess | undefined;
afterEach(() => running?.kill().catch(() => undefined));

const deskOf = (process: CityProcess) => openDesk({ api: process.endpoints.api, as: process.as });

test('killed right after an accepted request, the city forgets nothing and asks no bank twice for two things', {
  timeout: 300_000,
}, async () => {
  const endpoint = await openBankEndpoint();
  const dataDir = await newDataDir();
  const port = await freePort();
  const flags = ['--quiet', '--no-banks', '--speed', '60'];
  running = await startCityProcess(dataDir, port, ...flags);
  await running
    .as('jinghua')
    .request('PUT', '/v1/banks/jinghua', { name: '京华银行', endpoint: endpoint.url, dutyPhone: '010-66000001' });
  const desk = deskOf(running);
  const alarm = await desk.now();
  const alertId = await desk.alert('restart-1', alarm);
  const answered = await desk.stop(alertId, account('jinghua', '6222000000000000901', 400_000, alarm));
  await eventually(async () => (endpoint.received.length > 0 ? true : undefined));
  const unsent = await desk.stop(
    await desk.alert('restart-2', alarm),
    account('jinghua', '6222000000000000902', 500_000, alarm),
    account('chengde', '6222000000000000903', 600_000, alarm),
  );
  await running.kill();

  running = await startCityProcess(dataDir, port, ...flags);
  const again = deskOf(running);
  for (const orderId of [...answered, ...unsent]) expect((await again.order(orderId)).t0).toBe(new Date(alarm).toISOString());
  const pushed = [answered[0], unsent[0]];
  await eventually(async () =>
    pushed.every((id) => endpoint.received.some(({ body }) => body.orderId === id)) ? true : undefined,
  );
  expect(Date.parse(await again.now())).toBeGreaterThanOrEqual(Date.parse(alarm));

  const climbed = await again.orderWhen(unsent[0] ?? '', ({ ladder }) => ladder.some(({ rung }) => rung === 'remind'));
  expect(climbed.ladder.filter(({ rung }) => rung === 'remind')).toHaveLength(1);
  const effectiveAt = await again.now();
  for (const [bankId, orderId] of [
    ['jinghua', answered[0]],
    ['jinghua', unsent[0]],
    ['chengde', unsent[1]],
  ] as const) {
    const result = await again.answer(bankId, orderId ?? '', {
      code: '0000',
      effectiveAt,
      balanceBeforeFen: 1,
      stoppedFen: 1,
      outflows: [],
    });
    expect(result.status).toBe(200);
  }
  const asked = z
    .array(z.object({ body: z.object({ orderId: z.string(), accountNumber: z.string() }) }))
    .parse(endpoint.received);
  const orderOf = new Map<string, Set<string>>();
  for (const { body } of asked) orderOf.set(body.accountNumber, (orderOf.get(body.accountNumber) ?? new Set()).add(body.orderId));
  for (const orders of orderOf.values()) expect(orders.size).toBe(1);
  expect(await running.interrupt()).toBe(0);
  running = undefined;
  await endpoint.close();
});
