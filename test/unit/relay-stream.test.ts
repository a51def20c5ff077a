import { describe, expect, test } from 'vitest';
import { processBatch } from '../../functions/relay/process-batch.ts';
import { newsOf, StreamBatch, type StreamRecord } from '../../functions/relay/stream-record.ts';
import { createTestPlatform, imageOf, open, plannedOrder, recordsOf } from '../support/relay-kit.ts';

function record(sequence: number, pk: string, sk = 'event#000000000001'): StreamRecord {
  return {
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: String(sequence), Keys: { pk: { S: pk }, sk: { S: sk } }, NewImage: undefined },
  };
}

const always = () => true;
const unknown = () => undefined;
const lanes = 10;

describe('a batch of the stream', () => {
  test('gives the records of one stream in their order', async () => {
    const seen: string[] = [];
    const records = [record(1, 'order#a'), record(2, 'order#b'), record(3, 'order#a'), record(4, 'order#a')];
    const answer = await processBatch(
      records,
      async ({ dynamodb }) => {
        // the earlier the record the longer it takes: only waiting keeps the order
        for (let turn = 0; turn < 10 - Number(dynamodb.SequenceNumber); turn += 1) await Promise.resolve();
        seen.push(`${dynamodb.Keys.pk.S}/${dynamodb.SequenceNumber}`);
      },
      { lanes, hasTime: always, causeOf: unknown },
    );
    expect(seen.filter((entry) => entry.startsWith('order#a'))).toEqual(['order#a/1', 'order#a/3', 'order#a/4']);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test('after a failure leaves the later records of that stream alone, and goes on with the others', async () => {
    const seen: string[] = [];
    const answer = await processBatch(
      [record(1, 'order#b'), record(2, 'order#a'), record(3, 'order#a'), record(4, 'order#b')],
      async ({ dynamodb }) => {
        seen.push(dynamodb.SequenceNumber);
        if (dynamodb.SequenceNumber === '2') throw new Error('broken');
      },
      { lanes, hasTime: always, causeOf: unknown },
    );
    expect(seen.toSorted()).toEqual(['1', '2', '4']);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });

  test('names the earliest of several failures, by its place and not by the text of its number', async () => {
    const answer = await processBatch(
      [record(9, 'order#a'), record(10, 'order#b'), record(11, 'order#c')],
      async () => {
        throw new Error('broken');
      },
      { lanes, hasTime: always, causeOf: unknown },
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '9' }] });
  });

  test('begins nothing once its time is over, and says from where to go on', async () => {
    let begun = 0;
    const answer = await processBatch(
      [record(1, 'order#a'), record(2, 'order#a'), record(3, 'order#a')],
      async () => {
        begun += 1;
      },
      { lanes, hasTime: () => begun < 2, causeOf: unknown },
    );
    expect(begun).toBe(2);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '3' }] });
  });
});

describe('a batch of more streams than are served at once', () => {
  const begunOf = async (records: readonly StreamRecord[], causeOf: (record: StreamRecord) => string | undefined) => {
    const begun: string[] = [];
    await processBatch(
      records,
      async ({ dynamodb }) => {
        begun.push(dynamodb.SequenceNumber);
        // so that a lane takes its next stream only once all lanes have one
        await new Promise((resolve) => setImmediate(resolve));
      },
      { lanes, hasTime: always, causeOf },
    );
    return begun;
  };
  const flood = Array.from({ length: 30 }, (_, n) => record(n + 1, `order#flood-${n}`));
  const causeOf = ({ dynamodb }: StreamRecord) => dynamodb.Keys.pk.S.split('-')[0];

  test('begins with the first stream of each cause', async () => {
    const begun = await begunOf([...flood, record(31, 'order#honest-1'), record(32, 'order#other-1')], causeOf);
    expect(begun.slice(0, 4)).toEqual(['1', '31', '32', '2']);
    expect(begun).toHaveLength(32);
  });

  test('keeps the order of the stream where causes are alike or unknown', async () => {
    expect(await begunOf(flood, causeOf)).toEqual(flood.map(({ dynamodb }) => dynamodb.SequenceNumber));
    expect(await begunOf(flood, unknown)).toEqual(flood.map(({ dynamodb }) => dynamodb.SequenceNumber));
  });

  test('still gives the records of one stream in their order, and goes on from the earliest failure', async () => {
    const seen: string[] = [];
    const answer = await processBatch(
      [...flood, record(31, 'order#honest-1'), record(32, 'order#honest-1')],
      async ({ dynamodb }) => {
        seen.push(dynamodb.SequenceNumber);
        if (dynamodb.SequenceNumber === '31' || dynamodb.SequenceNumber === '7') throw new Error('broken');
      },
      { lanes, hasTime: always, causeOf },
    );
    expect(seen).toContain('30');
    expect(seen).not.toContain('32');
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
  });
});

describe('a record of the stream', () => {
  test('a record of a fact gives the fact as it was recorded', async () => {
    const platform = createTestPlatform();
    await open(platform, plannedOrder());
    const { facts } = await platform.journal.facts(`order#${plannedOrder().orderId}`, { limit: 1 });
    const news = StreamBatch.parse({ Records: recordsOf(platform.journal) }).Records.map(newsOf);
    expect(news.filter(({ kind }) => kind === 'fact')).toContainEqual({ kind: 'fact', fact: facts[0] });
  });

  test('the relay ignores a record of a state or a command', async () => {
    const platform = createTestPlatform();
    await open(platform, plannedOrder());
    const others = StreamBatch.parse({ Records: recordsOf(platform.journal) }).Records.filter(
      ({ dynamodb }) => !dynamodb.Keys.sk.S.startsWith('event#'),
    );
    expect(others.length).toBeGreaterThan(0);
    expect(new Set(others.map((other) => newsOf(other).kind))).toEqual(new Set(['nothing']));
  });

  test('a record of a token is news when it is kept and when it is replaced, not when it goes', () => {
    const task = record(1, 'order#a', 'task');
    expect(newsOf(task)).toEqual({ kind: 'task', stream: 'order#a' });
    expect(newsOf({ ...task, eventName: 'MODIFY' })).toEqual({ kind: 'task', stream: 'order#a' });
    expect(newsOf({ ...task, eventName: 'REMOVE' })).toEqual({ kind: 'nothing' });
  });

  test('a record that cannot be read fails with its key and nothing of its content', () => {
    const broken = record(1, 'order#a');
    const image = imageOf({ pk: 'order#a', sk: 'event#000000000001', data: { name: '王某' } });
    expect(() => newsOf({ ...broken, dynamodb: { ...broken.dynamodb, NewImage: image } })).toThrow(
      /^the fact order#a event#000000000001 is damaged$/,
    );
    expect(() => newsOf(broken)).toThrow(/^the record of order#a event#000000000001 cannot be read$/);
  });
});
