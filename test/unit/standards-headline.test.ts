import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkHeadline } from '../../shared/standards/standard/check-headline.ts';
import { StandardContent } from '../../shared/standards/standard/content.ts';
import { evaluateRule } from '../../shared/standards/standard/evaluate-rule.ts';
import type { MeasureName } from '../../shared/standards/standard/measures.ts';
import { conditionsOf, Rule, type RuleInput } from '../../shared/standards/standard/rule.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { factsArbitrary, ruleArbitrary } from '../support/standard-arbitraries.ts';
import {
  administrator,
  cityProsecutor,
  condition,
  content,
  proposalInput,
  recordInput,
  yuan,
} from '../support/standard-samples.ts';

let api: TestApi;
beforeEach(() => {
  api = createTestApi();
});

const flow = condition('one-way-inflow', 'gte', yuan(300_000));
const little = condition('one-way-inflow', 'gte', 1);
const traced = condition('traced-to-fraud', 'gte', yuan(3_000));
const cards = condition('phone-card-count', 'gte', 20);
const own = condition('account-owner', 'eq', 'own');
const all = (...parts: RuleInput[]) => ({ all: parts });
const any = (...parts: RuleInput[]) => ({ any: parts });
const not = (part: RuleInput) => ({ not: part });

describe('a headline of 300,000 yuan, 3,000 of it traced,', () => {
  const contradicting = {
    'beside an alternative of one fen': ['threshold', { amount: all(any(flow, little), traced) }],
    'beside one of a little less': [
      'threshold',
      { amount: all(any(flow, condition('one-way-inflow', 'gt', 29_999_999)), traced) },
    ],
    'beside one that is deep in another combination': [
      'threshold',
      { amount: all(any(flow, all(cards, any(own, not(all(cards, little))))), traced) },
    ],
    'beside one that it is less than that': ['threshold', { amount: all(any(flow, not(flow)), traced) }],
    'that stands under a not': ['threshold', { amount: all(not(flow), traced) }],
    'under a not twice': ['threshold', { amount: all(not(not(flow)), traced) }],
    'as the most there may be': ['threshold', { amount: all(condition('one-way-inflow', 'lte', yuan(300_000)), traced) }],
    'as one amount among others': ['threshold', { amount: all(condition('one-way-inflow', 'in', [1, yuan(300_000)]), traced) }],
    'where any amount is a serious consequence': ['threshold', { consequences: any(cards, little) }],
    'of which only one way asks for the traced amount': ['minimumTracedFen', { amount: any(flow, all(flow, traced)) }],
    'with less traced where there are cards': [
      'minimumTracedFen',
      { amount: any(all(flow, traced), all(cards, condition('traced-to-fraud', 'gte', 1))) },
    ],
    'that is not the least traced where it is of the same': [
      'minimumTracedFen',
      { measure: 'traced-to-fraud', threshold: yuan(3_000), minimumTracedFen: yuan(50_000), amount: traced },
    ],
    'without the figure itself': ['threshold', { measure: 'one-way-inflow', threshold: undefined, minimumTracedFen: undefined }],
  } as const;

  test.each(Object.entries(contradicting))('%s, is refused', async (_, [field, over]) => {
    const reply = await api.call(administrator, 'POST', '/v1/standards', { body: recordInput(over) });
    expect(reply).toMatchObject({ status: 400, body: { code: 'HEADLINE_NOT_IN_RULE', errors: [{ path: `/${field}` }] } });
    const body = proposalInput({ content: content(300_000, over) });
    expect((await api.call(cityProsecutor, 'POST', '/v1/standards/proposals', { body })).body).toMatchObject({
      code: 'HEADLINE_NOT_IN_RULE',
      errors: [{ path: `/content/${field}` }],
    });
  });

  test.each([
    ['with an alternative over other things', all(any(flow, cards), traced)],
    ['with one beside all of it', any(all(flow, traced, own), cards)],
    ['with one that asks for more', any(all(flow, traced), all(condition('one-way-inflow', 'gt', yuan(500_000)), traced))],
    ['in a band of amounts', all(flow, traced, not(condition('one-way-inflow', 'gt', yuan(900_000))))],
    ['with an alternative that something is not so', any(all(flow, traced), not(own))],
  ])('%s, is recorded', async (_, amount) => {
    expect((await api.call(administrator, 'POST', '/v1/standards', { body: recordInput({ amount }) })).status).toBe(201);
  });
});

/** The rule as it is where no condition over one of these measures helps, whichever way round it stands. */
function without(rule: Rule, measures: readonly MeasureName[], negated = false): Rule {
  if ('not' in rule) return { not: without(rule.not, measures, !negated) };
  if ('all' in rule) return { all: rule.all.map((part) => without(part, measures, negated)) };
  if ('any' in rule) return { any: rule.any.map((part) => without(part, measures, negated)) };
  if (!measures.includes(rule.measure)) return rule;
  return { measure: 'victim-count', op: negated ? 'gte' : 'lt', value: 0, source: 's', grade: 'P' };
}

describe('property', () => {
  test('if a sound standard is met and no way over other measures is, its headline is met', () => {
    let met = 0;
    const rules = fc.tuple(ruleArbitrary, fc.option(ruleArbitrary, { nil: undefined }));
    fc.assert(
      fc.property(rules, fc.nat(), fc.array(factsArbitrary, { minLength: 20, maxLength: 20 }), ([amount, extra], pick, many) => {
        const figures = conditionsOf(amount).filter(({ condition: { op } }) => op === 'gte' || op === 'gt');
        const figure = figures[pick % Math.max(1, figures.length)]?.condition;
        fc.pre(figure !== undefined && typeof figure.value === 'number');
        const least = conditionsOf(amount).find(({ condition: { measure } }) => measure === 'traced-to-fraud')?.condition.value;
        const said = {
          ...{
            measure: figure.measure,
            threshold: figure.value,
            minimumTracedFen: typeof least === 'number' ? least : undefined,
          },
          ...{ amount, consequences: extra },
        };
        const sound = StandardContent.parse(content(1, said));
        fc.pre(checkHeadline(sound, '') === undefined);
        const serious: Rule = { any: extra === undefined ? [amount] : [amount, extra] };
        const atLeast = (measure: MeasureName, value: unknown) => Rule.parse({ ...condition(measure, 'gte', 0), value });
        const leastTraced = said.minimumTracedFen === undefined ? [] : [atLeast('traced-to-fraud', said.minimumTracedFen)];
        for (const given of many) {
          const facts = { ...given, 'victim-count': 1 };
          const outcome = (rule: Rule) => evaluateRule(rule, { facts, lawfulFundsDeducted: false }, '').outcome;
          if (outcome(serious) !== 'yes') continue;
          if (outcome(without(serious, [figure.measure])) !== 'yes') {
            met += 1;
            expect(outcome({ all: [atLeast(figure.measure, figure.value), ...leastTraced] })).toBe('yes');
          }
          if (outcome(without(serious, [figure.measure, 'traced-to-fraud'])) !== 'yes')
            for (const rule of leastTraced) expect(outcome(rule)).toBe('yes');
        }
      }),
      { numRuns: 300 },
    );
    expect(met).toBeGreaterThan(50);
  });
});
