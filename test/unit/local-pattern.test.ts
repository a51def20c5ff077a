import { describe, expect, test } from 'vitest';
import { compileFilter } from '../../local/events/pattern.ts';

const record = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { pk: { S: 'order#1' }, sk: { S: 'event#000000000001' }, amount: { N: '250' }, empty: { S: '' } } },
};
const passes = (pattern: object, event: unknown = record): boolean => compileFilter([JSON.stringify(pattern)], 'test')(event);
const image = (field: object): object => ({ dynamodb: { NewImage: field } });

describe('an event passes', () => {
  test.each([
    ['a value in the list', { eventName: ['MODIFY', 'INSERT'] }],
    ['all fields at once', { eventName: ['INSERT'], ...image({ pk: { S: ['order#1'] } }) }],
    ['prefix', image({ sk: { S: [{ prefix: 'event#' }] } })],
    ['suffix', image({ sk: { S: [{ suffix: '01' }] } })],
    ['equals-ignore-case', { eventName: [{ 'equals-ignore-case': 'insert' }] }],
    ['exists', image({ pk: { S: [{ exists: true }] } })],
    ['does not exist', image({ gone: { S: [{ exists: false }] } })],
    ['an empty string', image({ empty: { S: [''] } })],
    ['anything-but', { eventName: [{ 'anything-but': ['REMOVE'] }] }],
    ['anything-but a prefix', image({ sk: { S: [{ 'anything-but': { prefix: 'state' } }] } })],
    ['numeric on a number kept as text', image({ amount: { N: [{ numeric: ['>', 100, '<=', 250] }] } })],
    ['one of $or', { $or: [{ eventName: ['REMOVE'] }, image({ pk: { S: [{ prefix: 'order#' }] } })] }],
  ])('%s', (_name, pattern) => {
    expect(passes(pattern)).toBe(true);
  });
});

describe('an event does not pass', () => {
  test.each([
    ['another value', { eventName: ['REMOVE'] }],
    ['one field of two', { eventName: ['INSERT'], ...image({ pk: { S: ['order#2'] } }) }],
    ['prefix', image({ sk: { S: [{ prefix: 'state' }] } })],
    ['exists', image({ gone: { S: [{ exists: true }] } })],
    ['anything-but on a missing field', image({ gone: { S: [{ 'anything-but': ['a'] }] } })],
    ['numeric', image({ amount: { N: [{ numeric: ['<', 250] }] } })],
    ['numeric on text', image({ pk: { S: [{ numeric: ['>', 0] }] } })],
    ['null for a missing field', image({ gone: [null] })],
  ])('%s', (_name, pattern) => {
    expect(passes(pattern)).toBe(false);
  });
});

test('no pattern lets everything through, several let through what fits one', () => {
  expect(compileFilter([], 'test')(record)).toBe(true);
  expect(compileFilter(['{"eventName":["REMOVE"]}', '{"eventName":["INSERT"]}'], 'test')(record)).toBe(true);
});

test.each([
  ['an operator event filtering does not have', '{"a":[{"wildcard":"*x"}]}', /wildcard/],
  ['text that is not JSON', '{', /not JSON/],
  ['a leaf that is not a list', '{"a":"b"}', /lists/],
])('%s is an error that names the mapping', (_name, pattern, message) => {
  expect(() => compileFilter([pattern], 'the mapping')).toThrow(message);
  expect(() => compileFilter([pattern], 'the mapping')).toThrow(/^the mapping/);
});
