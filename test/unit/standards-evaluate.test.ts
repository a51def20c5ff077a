import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import { StandardContent } from '../../shared/standards/standard/content.ts';
import { evaluateRule, type Outcome } from '../../shared/standards/standard/evaluate-rule.ts';
import { evaluateStandard } from '../../shared/standards/standard/evaluate-standard.ts';
import { Rule } from '../../shared/standards/standard/rule.ts';
import { condition, content, yuan } from '../support/standard-samples.ts';

const outcomeOf = (rule: Rule, facts: CaseFacts): Outcome =>
  evaluateRule(rule, { facts, lawfulFundsDeducted: false }, '').outcome;

const rule = (input: unknown): Rule => Rule.parse(input);
const inflow = condition('one-way-inflow', 'gte', 100);
const traced = condition('traced-to-fraud', 'gte', 10);

describe('three values', () => {
  const yes = { 'one-way-inflow': 100, 'traced-to-fraud': 10 };
  test.each([
    ['all', yes, 'yes'],
    ['all', { 'one-way-inflow': 99 }, 'no'],
    ['all', { 'one-way-inflow': 100 }, 'cannot-tell'],
    ['all', {}, 'cannot-tell'],
    ['any', { 'one-way-inflow': 100 }, 'yes'],
    ['any', { 'one-way-inflow': 99 }, 'cannot-tell'],
    ['any', { 'one-way-inflow': 99, 'traced-to-fraud': 9 }, 'no'],
  ] as const)('%s of inflow and traced, given %o, is %s', (how, facts, outcome) => {
    expect(outcomeOf(rule({ [how]: [inflow, traced] }), facts)).toBe(outcome);
  });

  test('not turns yes and no, and keeps cannot-tell', () => {
    expect(outcomeOf(rule({ not: inflow }), { 'one-way-inflow': 100 })).toBe('no');
    expect(outcomeOf(rule({ not: inflow }), { 'one-way-inflow': 99 })).toBe('yes');
    expect(outcomeOf(rule({ not: inflow }), {})).toBe('cannot-tell');
  });
});

describe('the conditions that made an outcome', () => {
  const reasons = (one: unknown, facts: CaseFacts) =>
    evaluateRule(rule(one), { facts, lawfulFundsDeducted: false }, '/amount').reasons.map(({ at, outcome, missing }) => ({
      at,
      outcome,
      missing,
    }));

  test('the conditions of a no are those that fail; missing facts beside them do not matter', () => {
    expect(reasons({ all: [inflow, traced] }, { 'one-way-inflow': 99 })).toEqual([
      { at: '/amount/all/0', outcome: 'no', missing: [] },
    ]);
  });

  test('the conditions of cannot-tell are those that lack a fact', () => {
    expect(reasons({ all: [inflow, traced] }, { 'one-way-inflow': 100 })).toEqual([
      { at: '/amount/all/1', outcome: 'cannot-tell', missing: ['traced-to-fraud'] },
    ]);
  });

  test('the condition of a yes by one of several is that one', () => {
    expect(reasons({ any: [inflow, { not: traced }] }, { 'one-way-inflow': 5, 'traced-to-fraud': 3 })).toEqual([
      { at: '/amount/any/1/not', outcome: 'no', missing: [] },
    ]);
  });
});

describe('lawful funds', () => {
  const deducting = StandardContent.parse(content(200_000, { lawfulFundsDeducted: true }));
  const outcome = (facts: CaseFacts) => evaluateStandard(deducting, { 'traced-to-fraud': yuan(3_000), ...facts }).outcome;

  test('are taken off the flow before it is compared', () => {
    expect(outcome({ 'one-way-inflow': yuan(250_000), 'lawful-funds': yuan(50_000) })).toBe('yes');
    expect(outcome({ 'one-way-inflow': yuan(250_000), 'lawful-funds': yuan(50_001) })).toBe('no');
  });

  test('unknown lawful funds make it impossible to tell, unless the whole flow is too small anyway', () => {
    expect(outcome({ 'one-way-inflow': yuan(250_000) })).toBe('cannot-tell');
    expect(outcome({ 'one-way-inflow': yuan(199_999) })).toBe('no');
  });
});
