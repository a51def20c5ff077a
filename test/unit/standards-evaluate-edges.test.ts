import { describe, expect, test } from 'vitest';
import { ImpactTask, ImpactWorkflowStep } from '../../shared/standards/impact/impact-contract.ts';
import { ProposeStandard } from '../../shared/standards/proposal/propose-standard.ts';
import { type CaseFacts, CaseFactsInput } from '../../shared/standards/standard/case-facts.ts';
import { checkRule } from '../../shared/standards/standard/check-rule.ts';
import { checkStandard } from '../../shared/standards/standard/check-standard.ts';
import { StandardContent, type StandardContentInput } from '../../shared/standards/standard/content.ts';
import { evaluateRule } from '../../shared/standards/standard/evaluate-rule.ts';
import { evaluateStandard } from '../../shared/standards/standard/evaluate-standard.ts';
import { measureTexts } from '../../shared/standards/standard/measure-texts.ts';
import { MeasureName } from '../../shared/standards/standard/measures.ts';
import { type ConditionInput, Rule } from '../../shared/standards/standard/rule.ts';
import { id } from '../support/samples.ts';
import { condition, content, proposalInput } from '../support/standard-samples.ts';

type Op = ConditionInput['op'];
const verdict = (rule: ConditionInput, facts: CaseFacts, lawfulFundsDeducted = false) =>
  evaluateRule(Rule.parse(rule), { facts, lawfulFundsDeducted }, '/amount');
const outcomes = (op: Op, value: ConditionInput['value'], ...given: number[]) =>
  given.map((count) => verdict(condition('phone-card-count', op, value), { 'phone-card-count': count }).outcome);

describe('a condition on what is known', () => {
  test.each<[Op, ConditionInput['value'], string[]]>([
    ['gte', 10, ['no', 'yes', 'yes']],
    ['gt', 10, ['no', 'no', 'yes']],
    ['lte', 10, ['yes', 'yes', 'no']],
    ['lt', 10, ['yes', 'no', 'no']],
    ['eq', 10, ['no', 'yes', 'no']],
    ['in', [10, 11], ['no', 'yes', 'yes']],
    ['in', [9], ['yes', 'no', 'no']],
  ])('%s %o holds at its bound, of 9, 10 and 11: %o', (op, value, expected) => {
    expect(outcomes(op, value, 9, 10, 11)).toEqual(expected);
  });

  test('compares words and yes or no as they are', () => {
    const owner = (op: Op, value: ConditionInput['value']) =>
      verdict(condition('account-owner', op, value), { 'account-owner': 'own' }).outcome;
    expect([owner('eq', 'own'), owner('eq', 'others'), owner('in', ['others', 'own']), owner('in', ['others'])]).toEqual([
      ...['yes', 'no', 'yes', 'no'],
    ]);
    const juvenile = (value: boolean) => verdict(condition('juvenile', 'eq', value), { juvenile: false }).outcome;
    expect([juvenile(false), juvenile(true)]).toEqual(['yes', 'no']);
    // an order among words does not exist, so it never holds
    expect(owner('gte', 'own')).toBe('no');
    expect(owner('gte', 1)).toBe('no');
    expect(outcomes('lte', 'a word', 1)).toEqual(['no']);
    expect(outcomes('in', 1, 1)).toEqual(['no']);
    expect(outcomes('gte', [1, 2], 1)).toEqual(['no']);
  });

  test('gives its reason: the place, the value, and the outcome', () => {
    const rule = condition('phone-card-count', 'gte', 10);
    expect(verdict(rule, { 'phone-card-count': 9 })).toStrictEqual({
      outcome: 'no',
      reasons: [{ at: '/amount', condition: rule, outcome: 'no', given: 9, missing: [] }],
    });
    expect(verdict(rule, {})).toStrictEqual({
      outcome: 'cannot-tell',
      reasons: [{ at: '/amount', condition: rule, outcome: 'cannot-tell', missing: ['phone-card-count'] }],
    });
  });

  test('takes lawful funds off a flow, down to nothing, and off nothing else', () => {
    const flow = condition('one-way-inflow', 'gte', 100);
    const of = (inflow: number, lawful?: number) =>
      verdict(flow, { 'one-way-inflow': inflow, ...(lawful === undefined ? {} : { 'lawful-funds': lawful }) }, true);
    expect(of(150, 50)).toMatchObject({ outcome: 'yes', reasons: [{ given: 100 }] });
    expect(of(150, 51)).toMatchObject({ outcome: 'no', reasons: [{ given: 99 }] });
    expect(of(10, 50)).toMatchObject({ outcome: 'no', reasons: [{ given: 0 }] });
    expect(of(100)).toStrictEqual({
      outcome: 'cannot-tell',
      reasons: [{ at: '/amount', condition: flow, outcome: 'cannot-tell', missing: ['lawful-funds'] }],
    });
    expect(of(99).reasons).toStrictEqual([{ at: '/amount', condition: flow, outcome: 'no', missing: [] }]);
    expect(verdict(flow, {}, true).reasons[0]?.missing).toEqual(['one-way-inflow', 'lawful-funds']);
    expect(verdict(flow, { 'lawful-funds': 0 }, true).reasons[0]?.missing).toEqual(['one-way-inflow']);
    expect(verdict(flow, { 'one-way-inflow': 100, 'lawful-funds': 50 })).toMatchObject({ outcome: 'yes' });
    const traced = condition('traced-to-fraud', 'gte', 100);
    expect(verdict(traced, { 'traced-to-fraud': 100, 'lawful-funds': 50 }, true)).toMatchObject({ outcome: 'yes' });
  });

  test('of which nothing is known cannot be told, whatever it is compared with', () => {
    for (const [op, value] of [
      ...(['gte', 'gt', 'lte', 'lt', 'eq'] as const).map((one) => [one, 5] as const),
      ['in', [5]] as const,
    ])
      expect(verdict(condition('phone-card-count', op, typeof value === 'number' ? value : [...value]), {}).outcome).toBe(
        'cannot-tell',
      );
    expect(verdict(condition('account-owner', 'eq', 'own'), {}).outcome).toBe('cannot-tell');
    expect(verdict(condition('account-owner', 'in', ['own']), {}).outcome).toBe('cannot-tell');
    expect(verdict(condition('juvenile', 'eq', true), {}).outcome).toBe('cannot-tell');
  });
});

describe('a standard', () => {
  const cards = condition('phone-card-count', 'gte', 10);
  const victims = condition('victim-count', 'gte', 3);
  const price = condition('abnormal-price', 'eq', true);
  const juvenile = condition('juvenile', 'eq', true);
  const said = (tests: Partial<StandardContentInput>, facts: CaseFacts) => {
    const { outcome, reasons } = evaluateStandard(StandardContent.parse({ ...content(1), amount: undefined, ...tests }), facts);
    return [outcome, ...reasons.map(({ at }) => at)];
  };

  test('is met by its amount or a serious consequence', () => {
    const tests = { amount: cards, consequences: victims };
    expect(said(tests, { 'phone-card-count': 10 })).toEqual(['yes', '/amount']);
    expect(said(tests, { 'phone-card-count': 9, 'victim-count': 3 })).toEqual(['yes', '/consequences']);
    expect(said(tests, { 'phone-card-count': 9, 'victim-count': 2 })).toEqual(['no', '/amount', '/consequences']);
    expect(said(tests, { 'phone-card-count': 9 })).toEqual(['cannot-tell', '/consequences']);
    expect(said({ consequences: victims }, { 'victim-count': 3 })).toEqual(['yes', '/consequences']);
    expect(said({ amount: cards }, { 'phone-card-count': 9 })).toEqual(['no', '/amount']);
  });

  test('is not met without its knowledge, nor by an exception', () => {
    expect(said({ knowledge: price }, { 'abnormal-price': true })).toEqual(['yes', '/knowledge']);
    expect(said({ amount: cards, knowledge: price }, { 'phone-card-count': 10, 'abnormal-price': false })).toEqual([
      ...['no', '/knowledge'],
    ]);
    const exceptions = [
      { name: 'many cards', when: victims },
      { name: 'juveniles', when: juvenile },
    ];
    const facts = { 'phone-card-count': 10, 'victim-count': 0 };
    expect(said({ amount: cards, exceptions }, { ...facts, juvenile: true })).toEqual(['no', '/exceptions/1/when']);
    expect(said({ amount: cards, exceptions }, { ...facts, juvenile: false })).toEqual([
      ...['yes', '/amount', '/exceptions/0/when', '/exceptions/1/when'],
    ]);
    expect(said({ amount: cards, exceptions }, facts)).toEqual(['cannot-tell', '/exceptions/1/when']);
  });

  test('has each of its rules checked, and named by its place', () => {
    const luck = condition('luck', 'gte', 1);
    const checked = (over: Partial<StandardContentInput>) => checkStandard(content(300_000, over), '/content');
    expect(checked({})).toMatchObject({ kind: 'standard' });
    for (const [over, path] of [
      [{ amount: luck }, 'amount'],
      [{ knowledge: luck }, 'knowledge'],
      [{ consequences: luck }, 'consequences'],
      [
        {
          exceptions: [
            { name: 'n', when: cards },
            { name: 'n', when: luck },
          ],
        },
        'exceptions/1/when',
      ],
    ] as const)
      expect(checked(over as Partial<StandardContentInput>)).toMatchObject({
        ...{ code: 'MEASURE_UNKNOWN', detail: { paths: [`/content/${path}/measure`] } },
      });
    const none = { measure: undefined, threshold: undefined, minimumTracedFen: undefined };
    expect(checked({ ...none, amount: undefined, knowledge: price })).toMatchObject({ kind: 'standard' });
  });
});

describe('an operator fits a kind of measure', () => {
  const checked = (measure: string, op: Op, value: ConditionInput['value']) => {
    const result = checkRule(condition(measure, op, value), '/amount');
    return result.kind === 'rule' ? 'fits' : [result.code, ...((result.detail?.['paths'] as string[]) ?? [])];
  };
  const ops: Op[] = ['gte', 'gt', 'lte', 'lt', 'eq'];

  test('sums and counts are compared in any way', () => {
    for (const measure of ['one-way-inflow', 'phone-card-count']) {
      expect(ops.map((op) => checked(measure, op, 1))).toEqual(ops.map(() => 'fits'));
      expect(checked(measure, 'in', [1, 2])).toBe('fits');
      expect(checked(measure, 'gte', true)).toEqual(['OPERATOR_UNFIT', '/amount/value']);
      expect(checked(measure, 'in', [-1, 2])).toEqual(['THRESHOLD_NEGATIVE', '/amount/value']);
      expect(checked(measure, 'in', [1, 2.5])).toEqual(['THRESHOLD_NOT_INTEGER', '/amount/value']);
    }
  });

  test('words are the same or not, and yes or no is what it is', () => {
    const unfit = ['OPERATOR_UNFIT', '/amount/op'];
    expect(ops.map((op) => checked('account-owner', op, 'own'))).toEqual([unfit, unfit, unfit, unfit, 'fits']);
    expect(ops.map((op) => checked('juvenile', op, true))).toEqual([unfit, unfit, unfit, unfit, 'fits']);
    expect(checked('account-owner', 'in', ['own', 'company'])).toBe('fits');
    expect(checked('account-owner', 'in', ['own', 'mine'])).toEqual(unfit);
    expect(checked('account-owner', 'eq', 'mine')).toEqual(unfit);
    expect(checked('juvenile', 'eq', 'yes')).toEqual(unfit);
    expect(checked('juvenile', 'in', ['yes'])).toEqual(unfit);
    expect(checked('luck', 'eq', 1)).toEqual(['MEASURE_UNKNOWN', '/amount/measure']);
  });
});

describe('what comes in', () => {
  test('has at most 64 facts', () => {
    const facts = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`fact-${n}`, n]));
    expect([64, 65].map((count) => CaseFactsInput.safeParse(facts(count)).success)).toEqual([true, false]);
  });

  test('names each district of a proposal once, or means all of them', () => {
    const { districts: _, ...rest } = proposalInput();
    expect(ProposeStandard.parse(rest).districts).toHaveLength(16);
    expect(ProposeStandard.safeParse({ ...rest, districts: ['haidian', 'chaoyang'] }).success).toBe(true);
    expect(ProposeStandard.safeParse({ ...rest, districts: ['haidian', 'haidian'] }).success).toBe(false);
  });

  test('tells the function of a count what to do, and its workflow what is next', () => {
    const runId = id('imp', 1);
    expect(['count', 'give-up', 'done'].map((one) => ImpactTask.safeParse({ runId, do: one }).success)).toEqual([
      ...[true, true, false],
    ]);
    expect(['count', 'done', 'give-up'].map((next) => ImpactWorkflowStep.safeParse({ runId, next }).success)).toEqual([
      ...[true, true, false],
    ]);
  });

  test('is measured by what has words in both languages', () => {
    for (const name of MeasureName.options) {
      expect(measureTexts[name].zh).toMatch(/\p{Script=Han}/u);
      expect(measureTexts[name].means).toMatch(/^[a-z]/);
    }
  });
});
