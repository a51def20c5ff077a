import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import { StandardContent } from '../../shared/standards/standard/content.ts';
import { evaluateRule, type Outcome } from '../../shared/standards/standard/evaluate-rule.ts';
import { evaluateStandard } from '../../shared/standards/standard/evaluate-standard.ts';
import { conditionsOf, type Rule } from '../../shared/standards/standard/rule.ts';
import { completions, factsArbitrary, ruleArbitrary } from '../support/standard-arbitraries.ts';
import { content, yuan } from '../support/standard-samples.ts';

const outcomeOf = (rule: Rule, facts: CaseFacts, lawfulFundsDeducted = false): Outcome =>
  evaluateRule(rule, { facts, lawfulFundsDeducted }, '').outcome;

test('a missing fact never yields a definite outcome that a value of it could change', () => {
  fc.assert(
    fc.property(ruleArbitrary, factsArbitrary, fc.boolean(), (one, facts, deducted) => {
      const outcome = outcomeOf(one, facts, deducted);
      if (outcome === 'cannot-tell') return;
      for (const complete of completions(facts)) expect(outcomeOf(one, complete, deducted)).toBe(outcome);
    }),
    { numRuns: 200 },
  );
});

test('with every fact known it can always be told', () => {
  fc.assert(
    fc.property(ruleArbitrary, factsArbitrary, fc.boolean(), (one, facts, deducted) => {
      expect(outcomeOf(one, completions(facts)[0] ?? facts, deducted)).not.toBe('cannot-tell');
    }),
  );
});

test('De Morgan: not all is any not, not any is all not', () => {
  fc.assert(
    fc.property(fc.array(ruleArbitrary, { minLength: 1, maxLength: 4 }), factsArbitrary, (parts, facts) => {
      const nots = parts.map((not) => ({ not }));
      expect(outcomeOf({ not: { all: parts } }, facts)).toBe(outcomeOf({ any: nots }, facts));
      expect(outcomeOf({ not: { any: parts } }, facts)).toBe(outcomeOf({ all: nots }, facts));
    }),
  );
});

test('not twice is the same, and one part combined with itself too', () => {
  fc.assert(
    fc.property(ruleArbitrary, factsArbitrary, (one, facts) => {
      const outcome = outcomeOf(one, facts);
      expect([{ not: { not: one } }, { all: [one, one] }, { any: [one] }].map((same) => outcomeOf(same, facts))).toEqual([
        outcome,
        outcome,
        outcome,
      ]);
    }),
  );
});

test('a higher flow never turns a yes of a standard into anything else, a higher threshold never a no', () => {
  const amounts = fc.integer({ min: 0, max: 500_000 });
  fc.assert(
    fc.property(amounts, amounts, amounts, fc.boolean(), (flow, more, threshold, deducted) => {
      const standard = (yuanOf: number) => StandardContent.parse(content(yuanOf, { lawfulFundsDeducted: deducted }));
      const facts = (amount: number): CaseFacts => ({
        'one-way-inflow': yuan(amount),
        'traced-to-fraud': yuan(3_000),
        'lawful-funds': 0,
      });
      const before = evaluateStandard(standard(threshold), facts(flow)).outcome;
      if (before === 'yes') expect(evaluateStandard(standard(threshold), facts(flow + more)).outcome).toBe('yes');
      else expect(evaluateStandard(standard(threshold + more), facts(flow)).outcome).toBe('no');
    }),
  );
});

test('an outcome has reasons, each a condition of the rule, and what cannot be told says what is missing', () => {
  fc.assert(
    fc.property(ruleArbitrary, factsArbitrary, (one, facts) => {
      const { outcome, reasons } = evaluateRule(one, { facts, lawfulFundsDeducted: false }, '');
      const places = new Map(conditionsOf(one).map(({ path, condition: placed }) => [path, placed]));
      expect(reasons.length).toBeGreaterThan(0);
      for (const { at, condition: placed } of reasons) expect(places.get(at)).toEqual(placed);
      if (outcome === 'cannot-tell') expect(reasons.every(({ missing }) => missing.length > 0)).toBe(true);
      // the reasons alone make the outcome: all other facts could be forgotten
      const decisive = new Set(reasons.map(({ condition: { measure } }) => measure));
      const kept = Object.fromEntries(
        Object.entries(facts).filter(([name]) => [...decisive].some((measure) => measure === name)),
      );
      if (outcome !== 'cannot-tell') expect(outcomeOf(one, kept)).toBe(outcome);
    }),
  );
});
