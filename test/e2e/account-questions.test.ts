import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { startBanks } from '../../local/banks/start-banks.ts';
import { seedBanks } from '../../local/seed/agencies.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';
import { account, type Desk, openDesk, signedBy } from '../support/desk.ts';

/** A minute of the banks in a second. */
const SPEED = 60;
const DAY = 86_400_000;

let world: TestCity;
let desk: Desk;
let banks: Awaited<ReturnType<typeof startBanks>>;

beforeAll(async () => {
  world = await openTestCity(SPEED);
  desk = openDesk(world);
  const ofSeed = seedBanks.map((bank) => {
    const client = world.city.clients.find(({ clientId }) => clientId === bank.bankId);
    if (client === undefined) throw new Error(`the seed has no client for ${bank.bankId}`);
    return { ...bank, client };
  });
  banks = await startBanks({ ...world.city, banks: ofSeed });
});

afterAll(async () => {
  await banks.stop();
  await world.close();
});

/** What police read at a path, once it is as described. */
const readWhen = (path: string, is: (body: Record<string, unknown>) => boolean) =>
  eventually(async () => {
    const body = z.record(z.string(), z.unknown()).parse((await desk.police.request('GET', path)).body);
    return is(body) ? body : undefined;
  });

const Asked = z.object({
  statementId: z.string().optional(),
  holderRequestId: z.string().optional(),
  watchId: z.string().optional(),
});

test('the simulated banks answer what they are asked of an account: one by push, one by polling', async () => {
  const alarm = await desk.now();
  const alertId = await desk.alert('questions-1', alarm);
  const [pushed = '', pulled = ''] = await desk.stop(
    alertId,
    account('yanjing', '6222000000000000201', 10_000_000, alarm),
    account('payway', '6222000000000000202', 5_000_000, alarm),
  );
  await desk.orderWhen(pushed, ({ state }) => state === 'stopped');
  const ask = async (orderId: string, what: string, body: object = {}) => {
    const answer = await desk.police.request('POST', `/v1/orders/${orderId}/${what}`, { ...signedBy, ...body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(202);
    return Asked.parse(answer.body);
  };
  const period = { from: new Date(Date.parse(alarm) - DAY).toISOString(), to: await desk.now() };
  const [statement, other, holder, watch] = await Promise.all([
    ask(pushed, 'statement-requests', period),
    ask(pulled, 'statement-requests', period),
    ask(pushed, 'holder-requests'),
    ask(pulled, 'watches', { days: 3 }),
  ]);
  const checked = ({ state }: Record<string, unknown>) => state === 'consistent';
  const found = await readWhen(`/v1/statements/${statement.statementId}`, checked);
  // sixty everyday lines, the transfer, and the two outflows that the bank told
  expect(found).toMatchObject({ lines: 63, unreadLines: 0 });
  await readWhen(`/v1/statements/${other.statementId}`, checked);
  expect(await readWhen(`/v1/holder-requests/${holder.holderRequestId}`, ({ state }) => state === 'answered')).toMatchObject({
    answer: { holder: { name: '张伟民' } },
  });
  const Watched = z.looseObject({ question: z.object({ state: z.string() }) });
  await readWhen(`/v1/watches/${watch.watchId}`, (body) => Watched.parse(body).question.state === 'answered');
});
