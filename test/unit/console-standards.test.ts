import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../console/forms/schema.ts';
import { factDrafts, factsOf } from '../../console/standards/facts-draft.ts';
import {
  type ConditionDraft,
  changed,
  combined,
  conditionsIn,
  draftOfRule,
  gapsIn,
  type MeasureForm,
  newCondition,
  type RuleDraft,
  ruleOf,
  valueIn,
  withMeasure,
  withOperator,
  without,
} from '../../console/standards/rule-draft.ts';

const forms: readonly MeasureForm[] = [
  { measure: 'one-way-inflow', kind: 'fen', operators: ['gte', 'lt', 'in'] },
  { measure: 'victim-count', kind: 'count', operators: ['gte', 'in'] },
  { measure: 'juvenile', kind: 'yes-no', operators: ['eq'] },
  { measure: 'account-owner', kind: 'one-of', values: ['own', 'others'], operators: ['eq', 'in'] },
];
const formOf = (measure: string) => forms.find((form) => form.measure === measure);

function counter(): () => number {
  let key = 0;
  return () => ++key;
}

const draftOf = (rule: Json): RuleDraft => draftOfRule(rule, formOf, counter());
const sourced = { source: '会议纪要', grade: 'C' };
const inflow = { measure: 'one-way-inflow', op: 'gte', value: 30_000_000, ...sourced };
const juvenile = { measure: 'juvenile', op: 'eq', value: true, ...sourced };
const owner = { measure: 'account-owner', op: 'in', value: ['own', 'others'], ...sourced };

const conditions = fc.constantFrom<Json>(
  inflow,
  juvenile,
  owner,
  { measure: 'one-way-inflow', op: 'in', value: [1, 250_000_005], ...sourced },
  { measure: 'victim-count', op: 'gte', value: 0, ...sourced },
);
const { rule: rules } = fc.letrec<{ readonly rule: Json }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    conditions,
    fc.record({ not: tie('rule') }),
    fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

describe('a rule in the builder', () => {
  test('is the rule that it was, whatever it says', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        expect(ruleOf(draftOf(rule), formOf)).toEqual(rule);
      }),
    );
  });

  test('has a key of its own for each part, and no gap where the API took it', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const all = conditionsIn(draftOf(rule));
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        expect(all.flatMap((one) => gapsIn(one, formOf))).toEqual([]);
      }),
    );
  });

  test('shows a sum in yuan and reads one back', () => {
    const [condition] = conditionsIn(draftOf(inflow));
    expect(condition?.values).toEqual(['300,000.00']);
    expect(condition && ruleOf({ ...condition, values: ['２８万'] }, formOf)).toEqual({ ...inflow, value: 28_000_000 });
  });

  test('leaves out what is missing or cannot be read, and says what that is', () => {
    const begun = newCondition(counter());
    expect(ruleOf(begun, formOf)).toEqual({});
    expect(gapsIn(begun, formOf)).toEqual(['measure', 'op', 'value', 'source', 'grade']);
    const [condition] = conditionsIn(draftOf(owner));
    const half: ConditionDraft | undefined = condition && { ...condition, ...{ measure: 'victim-count', values: ['3', 'many'] } };
    expect(half && ruleOf(half, formOf)).toEqual({ measure: 'victim-count', op: 'in', ...sourced });
    expect(half && gapsIn(half, formOf)).toEqual(['value']);
  });

  test('keeps a comparison that fits another measure, and no value', () => {
    const [condition] = conditionsIn(draftOf(inflow));
    if (condition === undefined) throw new Error('the rule has a condition');
    expect(withMeasure(condition, 'victim-count', formOf('victim-count'))).toMatchObject({ op: 'gte', values: [] });
    expect(withMeasure(condition, 'juvenile', formOf('juvenile'))).toMatchObject({ op: 'eq', values: [] });
    expect(withOperator({ ...condition, op: 'in', values: ['1', '2'] }, 'gte').values).toEqual(['1']);
    expect(withOperator(condition, 'in').values).toEqual(['300,000.00']);
  });

  test('begins another condition with the paper of the last one', () => {
    expect(newCondition(counter(), draftOf({ all: [juvenile, { ...inflow, source: '解释' }] }))).toMatchObject({
      measure: '',
      source: '解释',
      grade: 'C',
    });
  });

  test('combines, changes and takes out parts without touching the others', () => {
    const next = counter();
    const first = draftOfRule(inflow, formOf, next);
    const both = combined(first, 'any', next);
    const wide = changed(both, both.key, (part) =>
      part.kind === 'condition' ? part : { ...part, parts: [...part.parts, draftOfRule(juvenile, formOf, next)] },
    );
    expect(ruleOf(wide, formOf)).toEqual({ any: [inflow, juvenile] });
    expect(ruleOf(combined(wide, 'all', next), formOf)).toEqual({ all: [inflow, juvenile] });
    expect(ruleOf(combined(wide, 'not', next), formOf)).toEqual({ not: { any: [inflow, juvenile] } });
    const left = without(wide, first.key);
    expect(left && ruleOf(left, formOf)).toEqual({ any: [juvenile] });
    expect(without(both, first.key)).toBeUndefined();
  });
});

describe('a value that a person types', () => {
  test.each([
    ['25万', 'fen', 25_000_000],
    ['２５', 'count', 25],
    ['2.5', 'count', undefined],
    ['-1', 'count', undefined],
    ['true', 'yes-no', true],
    ['false', 'yes-no', false],
    ['是', 'yes-no', undefined],
    ['own', 'one-of', 'own'],
    ['', 'one-of', undefined],
    ['', 'count', undefined],
  ])('%j of the kind %s is %j', (typed, kind, value) => expect(valueIn(typed, kind)).toBe(value));
});

describe('the facts of a case', () => {
  test('are what they were, with sums in yuan', () => {
    const facts = { 'one-way-inflow': 25_000_000, juvenile: false, 'account-owner': 'own' };
    const rows = factDrafts(facts, formOf, counter());
    expect(rows.map(({ value }) => value)).toEqual(['250,000.00', 'false', 'own']);
    expect(factsOf(rows, formOf)).toEqual(facts);
  });

  test('leave out empty rows, and send what cannot be read for the API to refuse', () => {
    const rows = [
      { key: 1, measure: '', value: '5' },
      { key: 2, measure: 'juvenile', value: ' ' },
      { key: 3, measure: 'victim-count', value: 'many' },
    ];
    expect(factsOf(rows, formOf)).toEqual({ 'victim-count': 'many' });
    expect(factDrafts(undefined, formOf, counter())).toEqual([]);
  });
});
