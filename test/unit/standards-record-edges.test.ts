import { describe, expect, test } from 'vitest';
import { checkHeadline } from '../../shared/standards/standard/check-headline.ts';
import { isValueOf } from '../../shared/standards/standard/check-rule.ts';
import {
  fitsContent,
  hasTest,
  MAX_CONTENT_BYTES,
  StandardContent,
  type StandardContentInput,
} from '../../shared/standards/standard/content.ts';
import { isDistrict, Place } from '../../shared/standards/standard/criteria.ts';
import { heldOn, holdsOn, inForce, overlap } from '../../shared/standards/standard/in-force.ts';
import { isMeasure, measureOf } from '../../shared/standards/standard/measures.ts';
import { lineIdOf, type StandardLine, type StandardLineFact } from '../../shared/standards/standard/model.ts';
import { enactStandard, recordStandard } from '../../shared/standards/standard/record-standard.ts';
import { RuleInput } from '../../shared/standards/standard/rule.ts';
import { StandardLines, Standards } from '../../shared/standards/standard/streams.ts';
import { stateOf } from '../support/given.ts';
import { context, id, minute } from '../support/samples.ts';
import { administrator, condition, content, recordInput, yuan } from '../support/standard-samples.ts';

const criterion = 'two-card-amount';
const place = 'haidian';
const ctx = () => context({ actor: administrator, now: minute(1) });
const line = (...facts: readonly StandardLineFact[]): StandardLine | undefined => stateOf(StandardLines, ...facts);
const entered = (n: number, effectiveFrom: string, effectiveTo?: string, at = minute(0)): StandardLineFact => ({
  type: 'standard-line.entered',
  data: {
    ...{ at, criterion, place, standardId: id('std', n), effectiveFrom },
    ...(effectiveTo === undefined ? {} : { effectiveTo }),
  },
});
const reserved = (n: number, effectiveFrom: string): StandardLineFact => ({
  type: 'standard-line.reserved',
  data: { at: minute(0), criterion, place, proposalId: id('prp', n), effectiveFrom },
});
/** The facts of a decision, each as its type and what it says of the days. */
const said = (facts: readonly { readonly type: string; readonly data: object }[]) =>
  facts.map(({ type, data }) => {
    const { standardId, effectiveFrom, effectiveTo } = data as Record<string, unknown>;
    return [type.replace(/^standard-?(line)?\./, ''), standardId, effectiveFrom, effectiveTo].filter((one) => one !== undefined);
  });

describe('recording a standard', () => {
  const recording = (over: Parameters<typeof recordInput>[0] = {}, of?: StandardLine) =>
    recordStandard(of, recordInput(over), ctx());

  test('enters it in its line for its days', () => {
    const decision = recording({ effectiveTo: '2021-01-01' });
    const [standard, enters, ...none] = decision.facts;
    expect(none).toEqual([]);
    const standardId = enters?.type === 'standard-line.entered' ? enters.data.standardId : '';
    expect(decision).toMatchObject({ kind: 'acceptance', made: standardId });
    expect(standard).toStrictEqual({
      type: 'standard.recorded',
      data: { ...content(300_000), standardId, criterion, place, recordedAt: minute(1), recordedBy: 'police-city' },
    });
    expect(enters).toStrictEqual({
      type: 'standard-line.entered',
      data: {
        ...{ at: minute(1), criterion, place, standardId, effectiveFrom: '2021-01-01', effectiveTo: '2021-01-01' },
      },
    });
    expect(said(recording().facts)).toEqual([
      ['recorded', standardId],
      ['entered', standardId, '2021-01-01'],
    ]);
    expect(stateOf(Standards, ...decision.facts.filter((fact) => fact.type === 'standard.recorded'))).toEqual(standard?.data);
  });

  test('is refused where its days end before they begin, or its rule is unsound', () => {
    expect(recording({ effectiveTo: '2020-12-31' })).toMatchObject({
      ...{ code: 'PERIOD_INVALID', detail: { paths: ['/effectiveTo'] } },
    });
    expect(recording({ threshold: 0.5 })).toMatchObject({ code: 'THRESHOLD_NOT_INTEGER' });
  });

  test('is refused over days that are taken, and names what takes them', () => {
    const both = line(entered(1, '2020-01-01', '2021-12-31'), entered(2, '2022-01-01'), reserved(7, '2019-01-01'));
    expect(recording({ effectiveFrom: '2021-12-31' }, both)).toMatchObject({
      ...{ code: 'STANDARD_OVERLAP', detail: { standards: [id('std', 1), id('std', 2)] } },
    });
    expect(recording({ effectiveFrom: '2021-01-01', effectiveTo: '2021-02-01' }, both)).toMatchObject({
      detail: { standards: [id('std', 1)] },
    });
    expect(recording({ effectiveFrom: '2019-01-01', effectiveTo: '2019-12-31' }, both)).toMatchObject({
      ...{ code: 'STANDARD_OVERLAP', detail: { proposals: [id('prp', 7)] } },
    });
    expect(recording({ effectiveFrom: '2019-01-02', effectiveTo: '2019-12-31' }, both)).toMatchObject({ kind: 'acceptance' });
  });

  test('in the place of another needs one that is held, and only takes its place', () => {
    const held = line(entered(1, '2020-01-01', '2021-12-31'), entered(2, '2022-01-01'));
    expect(recording({ replaces: id('std', 9) }, held)).toMatchObject({
      ...{ code: 'STANDARD_NOT_CURRENT', detail: { paths: ['/replaces'] } },
    });
    expect(recording({ replaces: id('std', 9) })).toMatchObject({ code: 'STANDARD_NOT_CURRENT' });
    const taken = recording({ effectiveFrom: '2021-06-01', effectiveTo: '2021-12-31', replaces: id('std', 1) }, held);
    expect(said(taken.facts).slice(1)).toEqual([
      ['ended', id('std', 1), '2021-05-31'],
      ['entered', expect.anything(), '2021-06-01', '2021-12-31'],
    ]);
    const [, ended] = taken.facts;
    const standardId = taken.facts[0]?.type === 'standard.recorded' ? taken.facts[0].data.standardId : '';
    expect(ended?.data).toMatchObject({ at: minute(1), criterion, place, reason: `replaced by ${standardId}` });
    expect(recording({ effectiveFrom: '2021-06-01', replaces: id('std', 1) }, held)).toMatchObject({
      detail: { standards: [id('std', 2)] },
    });
  });
});

describe('an adopted standard', () => {
  const checked = StandardContent.parse(content(250_000));
  const enacting = (of: StandardLine | undefined, effectiveFrom = '2027-01-01') =>
    enactStandard(of, { criterion, place, effectiveFrom, content: checked, proposalId: id('prp', 1) }, ctx());

  test('holds from its first day, and the one before it ends the day before', () => {
    const facts = enacting(line(entered(1, '2020-01-01')));
    expect(said(facts)).toEqual([
      ['recorded', expect.anything()],
      ['ended', id('std', 1), '2026-12-31'],
      ['entered', expect.anything(), '2027-01-01'],
    ]);
    expect(facts[0]?.data).toMatchObject({ ...checked, proposalId: id('prp', 1), recordedBy: 'police-city' });
    expect(facts[2]?.data).toMatchObject({ proposalId: id('prp', 1) });
    expect(said(enacting(undefined)).map(([type]) => type)).toEqual(['recorded', 'entered']);
  });

  test('ends the day before the next one, of several, begins', () => {
    const some = line(entered(3, '2029-01-01'), entered(2, '2028-01-01', '2028-12-31'), entered(1, '2020-01-01', '2026-01-01'));
    expect(said(enacting(some)).slice(1)).toEqual([['entered', expect.anything(), '2027-01-01', '2027-12-31']]);
  });

  test('is barred by one that begins on its day', () => {
    expect(enacting(line(entered(1, '2027-01-01')))).toStrictEqual([
      {
        type: 'standard-line.barred',
        data: {
          ...{ at: minute(1), criterion, place, proposalId: id('prp', 1), effectiveFrom: '2027-01-01' },
          standards: [id('std', 1)],
        },
      },
    ]);
  });
});

describe('a line of standards', () => {
  const belief = { standardId: id('std', 1), effectiveFrom: '2020-01-01', believedFrom: minute(0) };

  test('believes what it is told, and until when it did', () => {
    const of = { at: minute(5), criterion, place, standardId: id('std', 1), reason: 'r' } as const;
    const one = [entered(1, '2020-01-01'), entered(2, '2030-01-01')] as const;
    const [, other] = line(...one)?.beliefs ?? [];
    expect(line(...one)).toStrictEqual({
      ...{ lineId: lineIdOf(criterion, place), criterion, place, beliefs: [belief, other] },
    });
    const gone = { ...belief, believedUntil: minute(5) };
    expect(line(...one, { type: 'standard-line.withdrawn', data: of })?.beliefs).toStrictEqual([gone, other]);
    const ended: StandardLineFact = { type: 'standard-line.ended', data: { ...of, effectiveTo: '2021-01-01' } };
    const now = { ...belief, effectiveTo: '2021-01-01', believedFrom: minute(5) };
    expect(line(...one, ended)?.beliefs).toStrictEqual([gone, other, now]);
    const again: StandardLineFact = { ...ended, data: { ...ended.data, at: minute(6), effectiveTo: '2022-01-01' } };
    expect(line(...one, ended, again)?.beliefs).toStrictEqual([
      ...[gone, other, { ...now, believedUntil: minute(6) }],
      { ...now, effectiveTo: '2022-01-01', believedFrom: minute(6) },
    ]);
    const unknown = { ...ended, data: { ...ended.data, standardId: id('std', 9) } };
    expect(line(...one, unknown)?.beliefs).toHaveLength(2);
  });

  test('keeps days for proposals until they are freed, barred or begun', () => {
    const two = [reserved(1, '2027-01-01'), reserved(2, '2028-01-01')] as const;
    const left = [{ proposalId: id('prp', 2), effectiveFrom: '2028-01-01' }];
    const of = { at: minute(1), criterion, place, proposalId: id('prp', 1) } as const;
    const barred = { ...of, effectiveFrom: '2027-01-01', standards: [id('std', 1)] };
    const begun = entered(1, '2027-01-01');
    expect(line(...two)?.reserved).toHaveLength(2);
    expect(line(...two, { type: 'standard-line.freed', data: of })?.reserved).toEqual(left);
    expect(line(...two, { type: 'standard-line.barred', data: barred })?.reserved).toEqual(left);
    if (begun.type !== 'standard-line.entered') throw new Error('entered');
    expect(line(...two, { ...begun, data: { ...begun.data, proposalId: id('prp', 1) } })?.reserved).toEqual(left);
    expect(line(...two, begun)?.reserved).toHaveLength(2);
    expect(line({ type: 'standard-line.freed', data: of })).not.toHaveProperty('reserved');
  });

  test('has the standard of a day by what is believed now, or was on another day', () => {
    const days = { effectiveFrom: '2020-01-02', effectiveTo: '2020-01-03' };
    expect(['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04'].map((day) => holdsOn(days, day))).toEqual([
      ...[false, true, true, false],
    ]);
    expect(holdsOn({ effectiveFrom: '2020-01-02' }, '2099-01-01')).toBe(true);
    expect(overlap(days, { effectiveFrom: '2020-01-03' })).toBe(true);
    expect(overlap({ effectiveFrom: '2020-01-03' }, days)).toBe(true);
    expect(overlap(days, { effectiveFrom: '2020-01-04' })).toBe(false);
    expect(overlap({ effectiveFrom: '2020-01-04' }, days)).toBe(false);
    expect(overlap({ effectiveFrom: '2020-01-04' }, { effectiveFrom: '2020-01-01' })).toBe(true);

    // believed from 1 January, in Beijing, to 3 January
    const was = { ...belief, believedFrom: '2025-12-31T16:00:00.000Z', believedUntil: '2026-01-02T16:00:00.000Z' };
    const one: StandardLine = { lineId: 'l', criterion, place, beliefs: [was] };
    const onDays = ['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03'].map((day) => heldOn(one, day).length);
    expect(onDays).toEqual([0, 1, 1, 0]);
    expect(inForce(one, '2021-01-01', '2026-01-01')).toEqual(was);
    expect(inForce(one, '2019-01-01', '2026-01-01')).toBeUndefined();
    expect(inForce(one, '2021-01-01')).toBeUndefined();
    expect(inForce({ ...one, beliefs: [was, belief] }, '2021-01-01')).toEqual(belief);
    expect(heldOn({ ...one, beliefs: [belief] }, '2099-01-01')).toEqual([belief]);
  });
});

describe('the headline of a standard', () => {
  const flow = condition('one-way-inflow', 'gte', yuan(300_000));
  const traced = condition('traced-to-fraud', 'gte', yuan(3_000));
  const cards = condition('phone-card-count', 'gte', 20);
  const checking = (over: Partial<StandardContentInput>) => {
    const refusal = checkHeadline(StandardContent.parse(content(300_000, over)), '/content');
    return refusal === undefined ? 'sound' : [refusal.code, refusal.detail?.['paths']];
  };
  const none = { measure: undefined, threshold: undefined, minimumTracedFen: undefined };

  test.each<[string, Partial<StandardContentInput>, string]>([
    ['a threshold without its measure', { measure: undefined }, 'threshold'],
    ['a measure without its threshold', { threshold: undefined }, 'threshold'],
    ['another figure than its rule', { threshold: yuan(300_001) }, 'threshold'],
    ['a figure of a standard without an amount', { amount: undefined, knowledge: cards }, 'threshold'],
    ['a traced part that its rule does not ask for', { amount: flow }, 'minimumTracedFen'],
    [
      'one way to its threshold without the traced part',
      { amount: { any: [flow, { all: [flow, traced] }] } },
      'minimumTracedFen',
    ],
    ['no traced part although its rule asks for one', { minimumTracedFen: undefined }, 'minimumTracedFen'],
    [
      'a traced part alone that one way does not ask for',
      {
        ...none,
        minimumTracedFen: yuan(3_000),
        amount: { any: [traced, { all: [cards, condition('traced-to-fraud', 'gte', 1)] }] },
      },
      'minimumTracedFen',
    ],
    [
      'owners that it does not name',
      { accounts: ['own'], amount: { all: [flow, traced, condition('account-owner', 'eq', 'others')] } },
      'accounts',
    ],
    [
      'one of several owners that it does not name',
      { accounts: ['own'], amount: { all: [flow, traced, condition('account-owner', 'in', ['own', 'company'])] } },
      'accounts',
    ],
  ])('does not follow with %s', (_what, over, field) => {
    expect(checking(over)).toEqual(['HEADLINE_NOT_IN_RULE', [`/content/${field}`]]);
  });

  test.each<[string, Partial<StandardContentInput>]>([
    ['its figures in its rule', {}],
    ['no figure at all', { ...none, amount: cards }],
    ['no figure and a test of knowledge', { ...none, amount: undefined, knowledge: condition('abnormal-price', 'eq', true) }],
    ['"more than" for the same figure', { amount: { all: [{ ...flow, op: 'gt' }, traced] } }],
    ['a traced part alone', { ...none, minimumTracedFen: yuan(3_000), amount: { any: [traced, cards] } }],
    [
      'the owners of its rule',
      { accounts: ['own', 'others'], amount: { all: [flow, traced, condition('account-owner', 'in', ['own', 'others'])] } },
    ],
    ['a consequence over other things', { consequences: cards }],
  ])('follows with %s', (_what, over) => {
    expect(checking(over)).toBe('sound');
  });
});

describe('what a standard may say', () => {
  test('is a place by name', () => {
    const fits = (name: string) => Place.safeParse(name).success;
    expect(
      ['haidian', 'city', 'national:a', `national:a${'b'.repeat(39)}`, 'national:0-a'].filter((name) => !fits(name)),
    ).toEqual([]);
    expect(
      ['', 'national', 'national:', 'national:-a', `national:a${'b'.repeat(40)}`, 'x national:a', 'national:a!'].filter(fits),
    ).toEqual([]);
    expect([isDistrict('haidian'), isDistrict('city')]).toEqual([true, false]);
  });

  test('is at least one test, within its bytes', () => {
    expect(hasTest({})).toBe(false);
    for (const one of ['amount', 'knowledge', 'consequences']) expect(hasTest({ [one]: 1 })).toBe(true);
    const empty = Buffer.byteLength(JSON.stringify({ note: '' }));
    const note = (bytes: number) => ({ note: 'x'.repeat(bytes), place: 'not part of the content' });
    expect(fitsContent(note(MAX_CONTENT_BYTES - empty))).toBe(true);
    expect(fitsContent(note(MAX_CONTENT_BYTES - empty + 1))).toBe(false);
    expect(fitsContent({ note: '户'.repeat(MAX_CONTENT_BYTES / 3) })).toBe(false);
  });

  test('is a rule of at most 64 conditions, 8 deep', () => {
    const one = condition('phone-card-count', 'gte', 1);
    const many = (count: number): RuleInput => ({ all: Array.from({ length: count }, () => one) });
    const deep = (levels: number): RuleInput => (levels === 0 ? one : { not: deep(levels - 1) });
    const fits = (rule: RuleInput) => RuleInput.safeParse(rule).success;
    expect([many(64), many(65), deep(8), deep(9)].map(fits)).toEqual([true, false, true, false]);
    expect(fits({ any: [{ all: [deep(6)] }, one] })).toBe(true);
    expect(fits({ any: [{ all: [deep(7)] }, one] })).toBe(false);
  });

  test('is compared with values that its measures can have', () => {
    for (const kind of ['fen', 'count'] as const) {
      expect([0, 1, -1, 0.5, Number.MAX_SAFE_INTEGER + 1, '1', true].map((value) => isValueOf(kind, value))).toEqual([
        ...[true, true, false, false, false, false, false],
      ]);
    }
    expect([true, false, 1, 'yes'].map((value) => isValueOf('yes-no', value))).toEqual([true, true, false, false]);
    expect(['own', 'mine', 1].map((value) => isValueOf(['own', 'others'], value))).toEqual([true, false, false]);
    expect([isMeasure('juvenile'), isMeasure('toString'), isMeasure('luck')]).toEqual([true, false, false]);
    expect(measureOf('two-way-flow')).toEqual({ kind: 'fen', isFlow: true });
  });
});
