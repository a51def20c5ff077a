import { compactVerify, decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import { deliver } from '../../functions/bank-gateway/deliver.ts';
import type { Push, PushOutcome } from '../../functions/bank-gateway/push.ts';
import type { TestScenario } from '../../shared/bank-tests/scenario-names.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { epoch, MINUTE, plus, SECOND } from '../../shared/kernel/time.ts';
import type { ApiReply, TestApi } from './api.ts';
import { createRelayBench, createTestPlatform } from './relay-kit.ts';

const Told = z.looseObject({
  orderId: z.string(),
  instructionId: z.string(),
  instruction: z.string(),
  test: z.string().optional(),
});
type Told = z.infer<typeof Told>;

/** A city around the API: its relay and its gateway work off what lies there, and pushes reach the model bank. */
export interface TestedCity {
  readonly api: TestApi;
  readonly pushes: Push[];
  /** How the bank behaves; replaced by tests that want a bad one. */
  takes: (push: Push) => Promise<PushOutcome>;
  /** Relay and gateway go on until nothing is left to do. */
  settle(): Promise<void>;
}

/** A bank that does what docs/banks.md says: verifies each push, carries each instruction out once, answers over the API. */
export function modelBank(city: Pick<TestedCity, 'api'>, actor: Actor): (push: Push) => Promise<PushOutcome> {
  const key = signingKeyOf(new Uint8Array(32).fill(7));
  const seen = new Set<string>();
  return async (push) => {
    if (!(await isGenuine(push, actor.agency, city.api.now, await key)))
      return { delivered: false, reason: 'status', status: 401 };
    const told = Told.parse(JSON.parse(Buffer.from(push.body).toString()));
    const asked = `${push.headers['idempotency-key']}`;
    if (!seen.has(asked)) {
      seen.add(asked);
      await answerTold(city.api, actor, told, push.headers['x-cordon-purpose'] === 'retry');
    }
    return { delivered: true };
  };
}

async function isGenuine(
  push: Push,
  bankId: string,
  now: string,
  key: Awaited<ReturnType<typeof signingKeyOf>>,
): Promise<boolean> {
  const [header, , signature] = (push.headers['x-jws-signature'] ?? '').split('.');
  if (header === undefined || signature === undefined) return false;
  const jws = `${header}.${Buffer.from(push.body).toString('base64url')}.${signature}`;
  const { aud, iat } = decodeProtectedHeader(jws);
  const age = epoch(now) - Number(iat) * 1_000;
  if (aud !== bankId || age > 5 * MINUTE) return false;
  return compactVerify(jws, key.publicJwk).then(
    () => true,
    () => false,
  );
}

/** What the bank says of a question. */
async function answerAsked(api: TestApi, actor: Actor, told: Told): Promise<ApiReply> {
  const post = (path: string, body: object) => api.call(actor, 'POST', `/v1/bank/${path}`, { body });
  const line = (n: number) => ({
    serial: `T-${n}`,
    at: plus(api.now, -MINUTE),
    direction: 'in',
    amountFen: 100,
    balanceFen: 100 * n,
  });
  switch (told.instruction) {
    case 'statement':
      await post(`statements/${told['statementId']}/lines`, { page: 2, last: true, lines: [line(2), line(3)] });
      return await post(`statements/${told['statementId']}/lines`, { page: 1, last: false, lines: [line(1)] });
    case 'whose-account':
      return await post(`holder-requests/${told['holderRequestId']}/answer`, {
        holder: { name: '测试账户', accountKind: 'personal' },
      });
    case 'watch':
      return await post(`watches/${told['watchId']}/lines`, { lines: [line(1)] });
    default:
      return await post(`questions/${told.instructionId}/answer`, { outcome: 'done', paidAt: api.now });
  }
}

const questions: readonly string[] = ['statement', 'whose-account', 'watch', 'return'];

/** What the bank says of one instruction: the receipt of a stop, and the result; or of a question. */
export async function answerTold(api: TestApi, actor: Actor, told: Told, isRetry = false): Promise<ApiReply> {
  const { orderId, instructionId, instruction, test } = told;
  if (questions.includes(instruction)) return await answerAsked(api, actor, told);
  const post = (what: string, body: object) =>
    api.call(actor, 'POST', `/v1/bank/orders/${orderId}/${what}`, { body: { instructionId, ...body } });
  // each time that it is asked: the receipt of a retry has another time
  if (instruction === 'stop') await post('receipt', { receivedAt: isRetry ? plus(api.now, SECOND) : api.now });
  if (test === 'retry' && !isRetry) return await post('result', { code: '1100' });
  const sums = instruction === 'stop' ? { balanceBeforeFen: 500_000, stoppedFen: 500_000 } : {};
  return await post('result', { code: '0000', effectiveAt: api.now, ...sums });
}

export function testedCity(api: TestApi): TestedCity {
  const platform = { ...createTestPlatform(), journal: api.journal };
  const bench = createRelayBench(platform);
  const pushes: Push[] = [];
  let done = 0;
  const city: TestedCity = {
    api,
    pushes,
    takes: async () => ({ delivered: true }),
    settle: async () => {
      for (;;) {
        platform.clock.now = api.now;
        await bench.drain();
        const queued = bench.sent.slice(done);
        if (queued.length === 0) return;
        for (const { message } of queued) {
          done += 1;
          const how = { messageId: `message-${done}`, queuedAt: api.now, attempt: 1 };
          await deliver(
            { ...how, message },
            { ...platform, signingKey: async () => signingKeyOf(new Uint8Array(32).fill(7)), push },
          );
        }
      }
    },
  };
  async function push(one: Push): Promise<PushOutcome> {
    pushes.push(one);
    return await city.takes(one);
  }
  return city;
}

/** Starts a test and lets everything that follows of it happen. */
export async function runTest(city: TestedCity, actor: Actor, scenario: TestScenario): Promise<ApiReply> {
  const started = await city.api.call(actor, 'POST', '/v1/bank/test-orders', { body: { scenario } });
  await city.settle();
  return await city.api.call(actor, 'GET', `/v1/bank/test-orders/${String(started.body['orderId'])}`);
}
