import { beforeEach, describe, expect, test } from 'vitest';
import { createDeadLetterConsumer } from '../../functions/bank-gateway/dead-letters.ts';
import { deliver } from '../../functions/bank-gateway/deliver.ts';
import type { Push, PushOutcome } from '../../functions/bank-gateway/push.ts';
import type { QueuedMessage } from '../../functions/bank-gateway/queue-records.ts';
import type { GatewayTools } from '../../functions/bank-gateway/tools.ts';
import { Circuits } from '../../shared/banks/streams.ts';
import { attached, isSignedBy } from '../../shared/http/signature.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { InboxEntries, Webhooks } from '../../shared/notifications/streams.ts';
import { appendFacts, createTestPlatform, factTypes, type TestPlatform } from '../support/relay-kit.ts';
import { id, minute } from '../support/samples.ts';

const agency = 'procuratorate-haidian';
const entryId = 'inb_01KANXE8G00000000000000000';
const endpoint = 'https://cordon.example.cn/notices';
const key = signingKeyOf(new Uint8Array(32).fill(7));
const unavailable: PushOutcome = { delivered: false, reason: 'status', status: 503 };

let platform: TestPlatform;
let pushes: Push[];
let outcome: PushOutcome;
let tools: GatewayTools;

const queued = (attempt = 1, messageId = 'message-1'): QueuedMessage => ({
  messageId,
  queuedAt: minute(1),
  attempt,
  message: { entryId, agency },
});

async function register(at: string | undefined): Promise<void> {
  const webhook = await platform.journal.load(Webhooks, agency);
  const data = {
    agency,
    agencyKind: 'procuratorate',
    district: 'haidian',
    registeredAt: minute(0),
    ...(at === undefined ? {} : { endpoint: at }),
  };
  await appendFacts(platform, [webhook], [{ type: 'webhook.registered', data }]);
}

beforeEach(async () => {
  platform = createTestPlatform();
  pushes = [];
  outcome = { delivered: true };
  tools = {
    ...platform,
    signingKey: async () => key,
    push: async (push) => {
      pushes.push(push);
      return outcome;
    },
  };
  const entry = await platform.journal.load(InboxEntries, entryId);
  const data = { entryId, desk: { agency }, what: 'case.shared', subject: { kind: 'case', id: id('cor', 1) }, at: minute(1) };
  await appendFacts(platform, [entry], [{ type: 'inbox-entry.made', data }]);
  await register(endpoint);
});

const facts = () => factTypes(platform, streamKey('inbox-entry', entryId));

describe('a notice to an agency with a webhook', () => {
  test('is pushed signed like an order, and recorded with its signature', async () => {
    expect(await deliver(queued(), tools)).toEqual({ outcome: 'done' });
    const [push] = pushes;
    const signature = push?.headers['x-jws-signature'] ?? '';
    expect(push?.endpoint).toBe(endpoint);
    expect(await isSignedBy(push?.body ?? new Uint8Array(), signature, { keys: [key.publicJwk] }, { audience: agency })).toBe(
      true,
    );
    expect(JSON.parse(Buffer.from(push?.body ?? []).toString())).toEqual({
      entryId,
      what: 'case.shared',
      subject: { kind: 'case', id: id('cor', 1) },
      at: minute(1),
    });
    const { facts: recorded } = await platform.journal.facts(streamKey('inbox-entry', entryId), { limit: 10 });
    expect(recorded[1]).toMatchObject({
      type: 'inbox-entry.delivered',
      data: { agency, signature: attached(push?.body ?? new Uint8Array(), signature) },
    });
  });

  test('a notice that was delivered is not pushed again when its message comes again', async () => {
    await deliver(queued(), tools);
    await deliver(queued(2), tools);
    expect(pushes).toHaveLength(1);
  });

  test('a notice whose push fails comes again, under the same key', async () => {
    outcome = unavailable;
    expect(await deliver(queued(), tools)).toEqual({ outcome: 'again' });
    expect(await deliver(queued(2), tools)).toEqual({ outcome: 'again' });
    expect(pushes[1]).toEqual(pushes[0]);
    expect(await facts()).toEqual(['inbox-entry.made']);
  });

  test('waits while the breaker of its endpoint is open, as a bank does', async () => {
    outcome = unavailable;
    for (let attempt = 1; attempt <= 5; attempt += 1) await deliver(queued(attempt), tools);
    const { openUntil } = (await platform.journal.load(Circuits, agency)).state ?? {};
    expect(await deliver(queued(1, 'message-2'), tools)).toEqual({ outcome: 'again', notBefore: openUntil });
    expect(pushes).toHaveLength(5);
  });

  test('a notice that could not be pushed is recorded as such once, and lies on its desk as before', async () => {
    const record = {
      messageId: 'message-1',
      receiptHandle: 'r',
      body: JSON.stringify({ entryId, agency }),
      attributes: { SentTimestamp: '1', ApproximateReceiveCount: '1' },
    };
    const giveUp = createDeadLetterConsumer(platform);
    expect(await giveUp({ Records: [record] })).toEqual({ batchItemFailures: [] });
    await giveUp({ Records: [record] });
    expect(await facts()).toEqual(['inbox-entry.made', 'inbox-entry.undeliverable']);
  });
});

test('a notice to an agency whose webhook is gone is not pushed', async () => {
  await register(undefined);
  expect(await deliver(queued(), tools)).toEqual({ outcome: 'done' });
  expect(pushes).toEqual([]);
});

test('a notice of an entry that does not exist comes again and ends as a dead letter', async () => {
  const message = { entryId: 'inb_01KANXE8G00000000000000009', agency };
  await expect(deliver({ ...queued(), message }, tools)).rejects.toThrow('does not exist');
});
