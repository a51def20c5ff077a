import { describe, expect, test } from 'vitest';
import { countOf, isNews, type Needs, ordersThatWake } from '../../console/waking/attention.ts';

const needs = (over: Partial<Needs> = {}): Needs => ({ urgent: 2, newestAt: '2026-11-27T19:00:00.000Z', orders: ['a'], ...over });

describe('what wakes an officer', () => {
  test('is an order that its bank sent back or left without an answer, and no other', () => {
    const order = (orderId: string, ...marks: Parameters<typeof ordersThatWake>[0][number]['marks']) => ({ orderId, marks });
    const board = [
      order('runs'),
      order('returned', 'returned'),
      order('unanswered', 'unanswered'),
      order('silent', 'telephone', 'silent'),
      order('term', 'term-ends', 'disputed'),
    ];
    expect(ordersThatWake(board)).toEqual(['returned', 'unanswered', 'silent']);
  });

  test('is counted once, though an order has a notice of its own', () => {
    expect(countOf(needs())).toBe(2);
    expect(countOf(needs({ urgent: 0, orders: ['a', 'b', 'c'] }))).toBe(3);
    expect(countOf(needs({ urgent: 0, orders: [] }))).toBe(0);
  });

  test('is no news at the first reading, nor when read again or when less waits', () => {
    expect(isNews(undefined, needs())).toBe(false);
    expect(isNews(needs(), needs())).toBe(false);
    expect(isNews(needs(), needs({ urgent: 1, newestAt: '2026-11-27T18:00:00.000Z', orders: [] }))).toBe(false);
    expect(isNews(needs(), needs({ urgent: 0, newestAt: undefined }))).toBe(false);
  });

  test('is news when a notice came, also while another was marked done, and when another order wakes', () => {
    expect(isNews(needs(), needs({ newestAt: '2026-11-27T19:00:00.001Z' }))).toBe(true);
    expect(isNews(needs({ urgent: 0, newestAt: undefined }), needs())).toBe(true);
    expect(isNews(needs(), needs({ urgent: 3 }))).toBe(true);
    expect(isNews(needs(), needs({ orders: ['b'] }))).toBe(true);
  });
});
