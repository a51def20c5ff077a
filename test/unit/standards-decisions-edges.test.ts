import { describe, expect, test } from 'vitest';
import type { RecordDecision, RecordedDecision } from '../../shared/standards/decision/decision-model.ts';
import { DecisionNumbers, decisionNumberKey } from '../../shared/standards/decision/decision-numbers.ts';
import { reasonView, recordDecision } from '../../shared/standards/decision/record-decision.ts';
import { checkFacts } from '../../shared/standards/standard/case-facts.ts';
import { checkStandard } from '../../shared/standards/standard/check-standard.ts';
import { StandardContent, type StandardContentInput } from '../../shared/standards/standard/content.ts';
import { type InForce, matrixRow } from '../../shared/standards/standard/matrix.ts';
import type { Standard } from '../../shared/standards/standard/model.ts';
import { context, id, minute } from '../support/samples.ts';
import { condition, content, prosecutorOf, yuan } from '../support/standard-samples.ts';

const criterion = 'two-card-amount';
const standardOf = (place: Standard['place'], inflow = 300_000, over: Partial<StandardContentInput> = {}): Standard => ({
  ...{ standardId: id('std', 1), criterion, place, recordedAt: minute(0), recordedBy: 'x' },
  ...StandardContent.parse(content(inflow, over)),
});

describe('a decision on arrest or prosecution', () => {
  const facts = { 'one-way-inflow': yuan(300_000), 'traced-to-fraud': yuan(3_000) };
  const input = {
    criterion,
    district: 'haidian',
    facts,
    decision: 'pursued',
    decidedOn: '2026-11-20',
    caseNumber: '检捕〔2026〕7号',
  } as const;
  const ctx = context({ now: minute(1), actor: prosecutorOf('haidian') });
  const recording = (over: Partial<RecordDecision> = {}, known: Partial<Parameters<typeof recordDecision>[1]> = {}) =>
    recordDecision({ ...input, ...over }, { standard: undefined, month: undefined, earlier: undefined, ...known }, ctx);
  const typesOf = (...args: Parameters<typeof recording>) => recording(...args).facts.map(({ type }) => type);

  test('is recorded with what the standard of its district says, its month and its number', () => {
    const made = expect.stringMatching(/^dec_/);
    const month = { criterion, district: 'haidian', month: '2026-11' } as const;
    expect(recording({}, { standard: standardOf('haidian') }).facts).toStrictEqual([
      {
        type: 'recorded-decision.recorded',
        data: {
          ...{ ...input, decisionId: made, standardId: id('std', 1), outcome: 'yes', departed: false },
          ...{ recordedAt: minute(1), recordedBy: 'procuratorate-haidian' },
        },
      },
      { type: 'decision-month.opened', data: month },
      { type: 'decision-number.taken', data: { at: minute(1), decisionId: made } },
    ]);
    expect(typesOf({ caseNumber: '无' }, { month })).toEqual(['recorded-decision.recorded']);
    const [plain] = recording().facts;
    expect(plain?.data).toMatchObject({ departed: false });
    expect(plain?.data).not.toHaveProperty('standardId');
  });

  test('departs from the standard where that says the opposite, and not where it cannot tell', () => {
    const standard = standardOf('haidian');
    const departed = (decision: 'pursued' | 'not-pursued', inflow: number | undefined) =>
      typesOf(
        { decision, departureReason: 'r', facts: inflow === undefined ? {} : { ...facts, 'one-way-inflow': yuan(inflow) } },
        { standard },
      ).includes('recorded-decision.departed');
    expect([departed('pursued', 300_000), departed('pursued', 299_999), departed('pursued', undefined)]).toEqual([
      false,
      true,
      false,
    ]);
    expect([departed('not-pursued', 300_000), departed('not-pursued', 299_999), departed('not-pursued', undefined)]).toEqual([
      ...[true, false, false],
    ]);
    const [, departure] = recording({ decision: 'not-pursued', departureReason: 'r' }, { standard }).facts;
    expect(departure).toMatchObject({
      type: 'recorded-decision.departed',
      data: { at: minute(1), district: 'haidian', criterion, standardId: id('std', 1), decision: 'not-pursued', outcome: 'yes' },
    });
    expect(typesOf({ decision: 'not-pursued' })).not.toContain('recorded-decision.departed');
  });

  test('gives no departure without its reason, and names the conditions that decide', () => {
    const standard = standardOf('haidian');
    expect(recording({ decision: 'not-pursued' }, { standard })).toEqual({
      kind: 'refusal',
      code: 'DEPARTURE_REASON_MISSING',
      detail: {
        ...{ paths: ['/departureReason'], standardId: id('std', 1), outcome: 'yes' },
        conditions: ['/amount/all/0: one-way-inflow gte 30000000', '/amount/all/1: traced-to-fraud gte 300000'],
      },
      facts: [],
    });
  });

  test('that an earlier release recorded with its `reason` is the same when it comes again', () => {
    const decisionId = id('dec', 9);
    const recorded = { ...input, facts, decisionId, recordedAt: minute(0), recordedBy: 'x' };
    const standard = standardOf('haidian');
    const [reasoned, silent] = [
      { ...recorded, decision: 'not-pursued' as const, departed: true, reason: 'r' },
      { ...recorded, decision: 'not-pursued' as const, departed: true },
    ];
    const again = { decision: 'not-pursued', departureReason: 'r' } as const;
    expect(recording(again, { earlier: reasoned, standard })).toMatchObject({ kind: 'acceptance', made: decisionId, facts: [] });
    // it departed before a reason was asked for
    expect(recording({ decision: 'not-pursued' }, { earlier: silent, standard })).toMatchObject({
      kind: 'acceptance',
      facts: [],
    });
  });

  test('under a number that is taken is the same one, or is refused with it', () => {
    const decisionId = id('dec', 9);
    const earlier: RecordedDecision = {
      ...{ ...input, facts, decisionId, departed: false, recordedAt: minute(0), recordedBy: 'x', reason: 'r' },
    };
    expect(recording({ departureReason: 'r' }, { earlier })).toMatchObject({ kind: 'acceptance', facts: [] });
    const refused = { code: 'DECISION_RECORDED_ALREADY', detail: { decisionId } };
    expect(recording({ departureReason: 'other' }, { earlier })).toMatchObject(refused);
    expect(recording({ departureReason: 'r', decision: 'not-pursued' }, { earlier })).toMatchObject(refused);
    expect(recording({ departureReason: 'r', facts: {} }, { earlier })).toMatchObject(refused);
  });

  test('is of today or before, and has facts that the measures know', () => {
    expect(recording({ decidedOn: '2026-11-23' })).toMatchObject({ code: 'TIME_IN_FUTURE', detail: { paths: ['/decidedOn'] } });
    expect(recording({ decidedOn: '2026-11-22' })).toMatchObject({ kind: 'acceptance' });
    expect(recording({ facts: { shoes: 1 } })).toMatchObject({ code: 'MEASURE_UNKNOWN', detail: { paths: ['/facts'] } });
    expect(checkFacts({ 'one-way-inflow': true })).toMatchObject({
      code: 'FACT_UNFIT',
      detail: { paths: ['/facts/one-way-inflow'] },
    });
    expect(checkFacts(facts)).toStrictEqual({ kind: 'facts', facts });
  });

  test('has the place of its number by criterion, district, day and number in any spelling', () => {
    const key = (over: object = {}) => decisionNumberKey({ ...input, ...over });
    expect(key({ caseNumber: ' 检捕[2026]7号' })).toBe(key());
    const others = [
      { district: 'chaoyang' },
      { decidedOn: '2026-11-19' },
      { caseNumber: '检捕〔2026〕8号' },
      { criterion: 'other' },
    ];
    expect(new Set([key(), ...others.map(key)]).size).toBe(5);
    expect([key({ caseNumber: undefined }), key({ caseNumber: '-' })]).toEqual([undefined, undefined]);
    const number = { decisionId: id('dec', 1) };
    expect(DecisionNumbers.evolve(undefined, { type: 'decision-number.taken', data: { at: minute(1), ...number } })).toEqual(
      number,
    );
    expect(DecisionNumbers.index(number)).toStrictEqual({ entries: {}, card: {} });
  });

  test('keeps each reason with the value that it was compared with, if there is one', () => {
    const reason = {
      at: '/amount',
      condition: { measure: 'one-way-inflow', op: 'gte', value: 1, source: 's', grade: 'A' },
    } as const;
    const missing = ['one-way-inflow'] as const;
    expect(reasonView({ ...reason, outcome: 'cannot-tell', missing })).toStrictEqual({
      ...reason,
      outcome: 'cannot-tell',
      missing: [...missing],
    });
    expect(reasonView({ ...reason, outcome: 'yes', given: 7, missing: [] })).toStrictEqual({
      ...reason,
      outcome: 'yes',
      given: 7,
      missing: [],
    });
  });
});

describe('a standard is checked', () => {
  const checked = (over: Partial<StandardContentInput>) => checkStandard(content(300_000, over), '/content');

  test('and each figure that cannot be is named by its place', () => {
    const refused = (code: string, path: string) => ({ code, detail: { paths: [path] } });
    expect(checked({ measure: 'shoes' })).toMatchObject(refused('MEASURE_UNKNOWN', '/content/measure'));
    expect(checked({ threshold: -1 })).toMatchObject(refused('THRESHOLD_NEGATIVE', '/content/threshold'));
    expect(checked({ threshold: 0.5 })).toMatchObject(refused('THRESHOLD_NOT_INTEGER', '/content/threshold'));
    expect(checked({ minimumTracedFen: -1 })).toMatchObject(refused('THRESHOLD_NEGATIVE', '/content/minimumTracedFen'));
    const unfit = condition('one-way-inflow', 'in', 5);
    expect(checked({ amount: unfit })).toMatchObject({
      kind: 'refusal',
      detail: { paths: [expect.stringMatching(/^\/content\/amount/)] },
    });
    const when = condition('shoes', 'gte', 5);
    expect(checked({ exceptions: [{ name: 'x', when }] })).toMatchObject({
      ...{ code: 'MEASURE_UNKNOWN', detail: { paths: [expect.stringMatching(/^\/content\/exceptions\/0\/when/)] } },
    });
    expect(checked({})).toStrictEqual({ kind: 'standard', content: StandardContent.parse(content(300_000)) });
  });
});

describe('the standards of a criterion side by side', () => {
  const holds = (standard: Standard): InForce => ({
    standard,
    belief: { standardId: standard.standardId, effectiveFrom: '2021-01-01', believedFrom: minute(0) },
  });
  const row = (...standards: Standard[]) => matrixRow(criterion, standards.map(holds));
  const strays = (...standards: Standard[]) => row(...standards).cells.map(({ diverges }) => diverges);

  test('that say the same diverge nowhere, by whatever papers', () => {
    const other = {
      amount: { all: [condition('one-way-inflow', 'gte', yuan(300_000)), condition('traced-to-fraud', 'gte', yuan(3_000))] },
    };
    const sourced = { all: other.amount.all.map((one) => ({ ...one, source: 'another paper' })) };
    const same = row(
      standardOf('haidian'),
      standardOf('chaoyang', 300_000, { amount: sourced, accounts: ['company', 'own', 'others'] }),
    );
    expect(same.cells.map(({ diverges }) => diverges)).toEqual([[], []]);
    expect(same.divergences).toEqual([]);
    expect(same.without).toHaveLength(14);
    expect(same.without).not.toContain('haidian');
    expect(same.criterion).toBe(criterion);
  });

  test('differ from the value of most districts', () => {
    const { cells, divergences } = row(
      standardOf('haidian', 500_000),
      standardOf('chaoyang'),
      standardOf('fengtai'),
      standardOf('city', 500_000),
    );
    expect(cells.map(({ diverges }) => diverges)).toEqual([['threshold', 'amount'], [], [], ['threshold', 'amount']]);
    expect(divergences.map(({ field, amongDistricts }) => [field, amongDistricts])).toEqual([
      ['threshold', true],
      ['amount', true],
    ]);
    expect(divergences[0]?.groups).toStrictEqual([
      { measure: 'one-way-inflow', value: yuan(300_000), places: ['chaoyang', 'fengtai'] },
      { measure: 'one-way-inflow', value: yuan(500_000), places: ['haidian', 'city'] },
    ]);
    expect(divergences[1]?.groups[0]).not.toHaveProperty('measure');
  });

  test('of a district and the city differ, but not among districts', () => {
    const { divergences } = row(standardOf('haidian'), standardOf('city', 500_000));
    expect(divergences.map(({ field, amongDistricts }) => [field, amongDistricts])).toEqual([
      ['threshold', false],
      ['amount', false],
    ]);
    expect(strays(standardOf('city', 500_000), standardOf('haidian'))).toEqual([['threshold', 'amount'], []]);
  });

  test('of equally many count by the one that is named first', () => {
    expect(strays(standardOf('haidian', 500_000), standardOf('chaoyang'))).toEqual([[], ['threshold', 'amount']]);
  });

  test('are compared in rules, exceptions and accounts', () => {
    const card = condition('one-way-inflow', 'gte', 5);
    const plain = standardOf('haidian');
    const differing = (over: Partial<StandardContentInput>) => strays(plain, standardOf('chaoyang', 300_000, over))[1];
    expect(differing({ knowledge: { not: card } })).toEqual(['knowledge']);
    expect(differing({ consequences: { any: [card, card] } })).toEqual(['consequences']);
    expect(differing({ exceptions: [{ name: 'x', when: card }] })).toEqual(['exceptions']);
    expect(differing({ accounts: ['own'] })).toEqual(['accounts']);
    expect(differing({ lawfulFundsDeducted: true })).toEqual(['lawfulFundsDeducted']);
    const both = (one: object, other: object) =>
      strays(standardOf('haidian', 300_000, one), standardOf('chaoyang', 300_000, other))[1];
    const higher = condition('one-way-inflow', 'gte', 6);
    expect(both({ knowledge: { not: card } }, { knowledge: { not: higher } })).toEqual(['knowledge']);
    expect(both({ consequences: { any: [card] } }, { consequences: { any: [higher] } })).toEqual(['consequences']);
    expect(both({ exceptions: [{ name: 'x', when: card }] }, { exceptions: [{ name: 'x', when: higher }] })).toEqual([
      'exceptions',
    ]);
    expect(both({ exceptions: [{ name: 'x', when: card }] }, { exceptions: [{ name: 'y', when: card }] })).toEqual([
      'exceptions',
    ]);
    expect(both({ knowledge: { any: [card] } }, { knowledge: { all: [card] } })).toEqual(['knowledge']);
    expect(both({ knowledge: card }, { knowledge: { ...card, op: 'gt' } })).toEqual(['knowledge']);
  });

  test('have thresholds compared with those of the same measure alone, the measure of most districts first', () => {
    const other = { measure: 'account-count', threshold: 3 };
    const { cells, divergences } = row(
      standardOf('haidian', 300_000, other),
      standardOf('chaoyang'),
      standardOf('fengtai', 500_000),
    );
    expect(cells.map(({ diverges }) => diverges.includes('threshold'))).toEqual([false, false, true]);
    const threshold = divergences.find(({ field }) => field === 'threshold');
    expect(threshold?.groups.map(({ measure, places }) => [measure, places])).toEqual([
      ['one-way-inflow', ['chaoyang']],
      ['one-way-inflow', ['fengtai']],
      ['account-count', ['haidian']],
    ]);
  });
});
