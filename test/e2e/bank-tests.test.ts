import Fastify from 'fastify';
import { compactVerify, createRemoteJWKSet } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';

const Told = z.object({
  ...{ orderId: z.string(), instructionId: z.string(), instruction: z.string(), test: z.string().optional() },
  ...{ statementId: z.string().optional(), holderRequestId: z.string().optional() },
});
const questions: readonly string[] = ['statement', 'whose-account', 'watch', 'return'];
const Report = z.object({
  mode: z.string(),
  ready: z.boolean(),
  scenarios: z.array(
    z.object({ scenario: z.string(), outcome: z.string(), orderId: z.string().optional(), faults: z.array(z.string()) }),
  ),
});
const MINUTE = 60_000;

let world: TestCity;
let bank: Awaited<ReturnType<typeof openBank>>;

beforeAll(async () => {
  world = await openTestCity(1);
  bank = await openBank();
});

afterAll(async () => {
  await bank.close();
  await world.close();
});

/** A bank as its engineer writes it from docs/banks.md: an endpoint that verifies, and answers over the API with its own token. */
async function openBank() {
  const bankId = 'jinghua';
  const keys = createRemoteJWKSet(new URL('/v1/jwks', world.api));
  const client = world.as(bankId);
  /** The instructions that it works on or has answered: it carries nothing out twice, even if it is told often. */
  const known = new Set<string>();
  const stopOrRecall = new Map<string, string>();

  async function take(told: z.infer<typeof Told>, purpose: string): Promise<void> {
    const job = purpose === 'retry' ? `${told.instructionId} again` : told.instructionId;
    if (known.has(job)) return;
    known.add(job);
    // a stop and its recall: whichever comes first is carried out, and only that is answered
    if (told.instruction === 'stop' || told.instruction === 'recall') {
      const first = stopOrRecall.get(told.orderId) ?? told.instruction;
      stopOrRecall.set(told.orderId, first);
      if (first !== told.instruction) return;
    }
    await answer(told, purpose);
  }

  async function answer(told: z.infer<typeof Told>, purpose: string): Promise<void> {
    const { orderId, instructionId, instruction, test: scenario } = told;
    const now = new Date().toISOString();
    if (questions.includes(instruction)) return answerAsked(told);
    const post = (what: string, body: object) =>
      client.request('POST', `/v1/bank/orders/${orderId}/${what}`, { instructionId, ...body });
    if (instruction === 'stop') await post('receipt', { receivedAt: now });
    if (scenario === 'retry' && purpose !== 'retry') await post('result', { code: '1100' });
    else
      await post('result', {
        code: '0000',
        effectiveAt: now,
        ...(instruction === 'stop' ? { stoppedFen: 7, balanceBeforeFen: 7 } : {}),
      });
  }

  /** What it says of a question: the lines of the account, who holds it, or that it did what was asked. */
  async function answerAsked(told: z.infer<typeof Told>): Promise<void> {
    const at = new Date().toISOString();
    const line = { serial: 'T-1', at, direction: 'in', amountFen: 100, balanceFen: 100 };
    const post = (path: string, body: object) => client.request('POST', `/v1/bank/${path}`, body);
    if (told.instruction === 'statement')
      await post(`statements/${told.statementId}/lines`, { page: 1, last: true, lines: [line] });
    else if (told.instruction === 'whose-account')
      await post(`holder-requests/${told.holderRequestId}/answer`, { holder: { name: '测试账户', accountKind: 'personal' } });
    else await post(`questions/${told.instructionId}/answer`, { outcome: 'done', paidAt: at });
  }

  async function isGenuine(body: string, signature: string | undefined): Promise<boolean> {
    const [header, , seal] = signature?.split('.') ?? [];
    try {
      const jws = `${header}.${Buffer.from(body).toString('base64url')}.${seal}`;
      const { protectedHeader } = await compactVerify(jws, keys);
      return protectedHeader['aud'] === bankId && Date.now() - Number(protectedHeader['iat']) * 1_000 < 5 * MINUTE;
    } catch {
      return false;
    }
  }

  const server = Fastify({ forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.post<{ Body: string }>('/orders', async (request, reply) => {
    const signature = request.headers['x-jws-signature'];
    if (!(await isGenuine(request.body, typeof signature === 'string' ? signature : undefined))) return reply.code(401).send();
    const told = Told.parse(JSON.parse(request.body));
    void take(told, String(request.headers['x-cordon-purpose']));
    return reply.code(202).send();
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    client,
    url: `${address}/orders`,
    close: () => server.close(),
    /** Its way back after an outage. */
    pull: async () => {
      const page = z.object({ items: z.array(Told) }).parse((await client.request('GET', '/v1/bank/orders')).body);
      for (const told of page.items) await take(told, 'order');
    },
  };
}

test('a bank that is back in testing passes every test by what the guide says, and is switched live', async () => {
  const administrator = world.as('police-city');
  const mode = (to: string) => administrator.request('PUT', '/v1/banks/jinghua/mode', { mode: to, reason: 'a new connection' });
  const report = async () => Report.parse((await bank.client.request('GET', '/v1/bank/conformance')).body);
  expect(
    (await bank.client.request('PUT', '/v1/banks/jinghua', { name: '京华银行', endpoint: bank.url, dutyPhone: '010-66000001' }))
      .status,
  ).toBe(200);
  expect((await mode('testing')).status).toBe(200);
  expect((await mode('live')).body).toMatchObject({ code: 'CONFORMANCE_NOT_PASSED' });
  const { scenarios } = await report();
  for (const { scenario } of scenarios)
    expect((await bank.client.request('POST', '/v1/bank/test-orders', { scenario })).status).toBe(201);
  const done = await eventually(async () => {
    await bank.pull();
    const now = await report();
    return now.scenarios.some(({ outcome }) => outcome === 'running') ? undefined : now;
  });
  expect(done.scenarios.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(done).toMatchObject({ mode: 'testing', ready: true });
  expect((await mode('live')).body).toMatchObject({ mode: 'live' });
});
