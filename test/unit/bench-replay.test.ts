import { expect, test } from 'vitest';
import type { RecordedCall } from '../../bench/speed/recorder.ts';
import { flowOf, inputOf } from '../../bench/speed/replay.ts';

const bank = { pk: { S: 'bank#jinghua' }, sk: { S: 'state' }, version: { N: '1' } };
const orderKey = { pk: { S: 'order#1' }, sk: { S: 'state' } };

const recorded: readonly RecordedCall[] = [
  { operation: 'GetItem', input: { TableName: 't', Key: { pk: bank.pk, sk: bank.sk } }, output: { Item: bank }, at: 1 },
  {
    operation: 'TransactWriteItems',
    input: {
      ClientRequestToken: 'once',
      TransactItems: [
        {
          Put: {
            TableName: 't',
            Item: { ...orderKey, packed: { B: 'AQI=' } },
            ConditionExpression: '#version = :expected',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':expected': { N: '3' } },
          },
        },
      ],
    },
    output: {},
    at: 2,
  },
  { operation: 'GetItem', input: { TableName: 't', Key: orderKey }, output: { Item: orderKey }, at: 9 },
];

test('a flow is sent again under keys of its own where it writes, with conditions that hold', () => {
  const { calls } = flowOf(recorded, 5);
  expect(inputOf(calls[1]?.input, 7)).toEqual({
    TransactItems: [
      {
        Put: {
          TableName: 't',
          Item: { pk: { S: 'order#1~7' }, sk: { S: 'state' }, packed: { B: Buffer.from([1, 2]) } },
          ConditionExpression: 'attribute_not_exists(neverThere)',
        },
      },
    ],
  });
  expect(inputOf(calls[2]?.input, 7)).toEqual({ TableName: 't', Key: { pk: { S: 'order#1~7' }, sk: { S: 'state' } } });
});

test('what the flow only reads is shared by all flows', () => {
  const { calls, shared } = flowOf(recorded, 5);
  expect(shared).toEqual([bank]);
  expect(inputOf(calls[0]?.input, 7)).toEqual(recorded[0]?.input);
});

test('the calls until the order was at its bank are those that were sent before it', () => {
  expect([0, 2, 5, 9].map((at) => flowOf(recorded, at).toBank)).toEqual([0, 2, 2, 3]);
});
