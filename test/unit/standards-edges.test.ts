import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import { checkRule } from '../../shared/standards/standard/check-rule.ts';
import { StandardContent } from '../../shared/standards/standard/content.ts';
import { levelOf } from '../../shared/standards/standard/criteria.ts';
import { evaluateRule } from '../../shared/standards/standard/evaluate-rule.ts';
import type { Standard } from '../../shared/standards/standard/model.ts';
import { endStandard } from '../../shared/standards/standard/record-standard.ts';
import { adoptedFor, beginningOn, freeDay, reserveDay } from '../../shared/standards/standard/reservations.ts';
import { Rule } from '../../shared/standards/standard/rule.ts';
import { StandardLines } from '../../shared/standards/standard/streams.ts';
import { given, stateOf } from '../support/given.ts';
import { context, id, minute } from '../support/samples.ts';
import { condition, content } from '../support/standard-samples.ts';

const criterion = 'two-card-amount';
const place = 'haidian';
const ctx = context({ now: minute(1) });

describe('a bound on a sum of which lawful funds are not known yet', () => {
  const outcome = (op: 'gte' | 'gt' | 'lte' | 'lt' | 'eq' | 'in', value: number | number[], atMost: number) => {
    const facts: CaseFacts = { 'one-way-inflow': atMost };
    return evaluateRule(Rule.parse(condition('one-way-inflow', op, value)), { facts, lawfulFundsDeducted: true }, '').outcome;
  };

  test.each([
    ['gte', 100, 99, 'no'],
    ['gte', 100, 100, 'cannot-tell'],
    ['eq', 100, 99, 'no'],
    ['eq', 100, 100, 'cannot-tell'],
    ['in', [200, 100], 99, 'no'],
    ['in', [200, 100], 100, 'cannot-tell'],
    ['gt', 100, 100, 'no'],
    ['gt', 100, 101, 'cannot-tell'],
    ['lte', 100, 100, 'yes'],
    ['lte', 100, 101, 'cannot-tell'],
    ['lt', 100, 99, 'yes'],
    ['lt', 100, 100, 'cannot-tell'],
  ] as const)('%s %o, of %i at most: %s', (op, value, atMost, expected) => {
    expect(outcome(op, typeof value === 'number' ? value : [...value], atMost)).toBe(expected);
  });
});

describe('a condition fits its measure', () => {
  const checked = (op: 'gte' | 'eq' | 'in', value: never) => checkRule(condition('one-way-inflow', op, value), '/amount');
  test.each([
    ['a text where a sum is measured', 'gte', 'much', 'OPERATOR_UNFIT', '/amount/value'],
    ['a list without the operator for it', 'gte', [1, 2], 'OPERATOR_UNFIT', '/amount/value'],
    ['one value where a list is', 'in', 1, 'OPERATOR_UNFIT', '/amount/value'],
    ['a negative sum', 'gte', -1, 'THRESHOLD_NEGATIVE', '/amount/value'],
    ['half a fen', 'gte', 0.5, 'THRESHOLD_NOT_INTEGER', '/amount/value'],
  ] as const)('%s does not', (_what, op, value, code, path) => {
    expect(checked(op, value as never)).toMatchObject({ code, detail: { paths: [path] } });
  });

  test('nothing and a list of sums do', () => {
    expect(checked('gte', 0 as never)).toMatchObject({ kind: 'rule' });
    expect(checked('in', [1, 2] as never)).toMatchObject({ kind: 'rule' });
  });
});

test('a place is a district, the city, or beyond it', () => {
  expect([place, 'city', 'national'].map((one) => levelOf(one as typeof place))).toEqual(['district', 'city', 'national']);
});

describe('the line of a criterion at a place', () => {
  const proposalId = id('prp', 1);
  const entered = (effectiveFrom: string, number: number, effectiveTo?: string) =>
    StandardLines.fact.parse({
      type: 'standard-line.entered',
      data: {
        ...{ at: minute(0), criterion, place, standardId: id('std', number), effectiveFrom },
        ...(effectiveTo === undefined ? {} : { effectiveTo }),
      },
    });
  const line = stateOf(StandardLines, entered('2021-01-01', 1, '2025-12-31'), entered('2026-01-01', 2));
  const standard = (number: number): Standard => ({
    ...{ standardId: id('std', number), criterion, place, recordedAt: minute(0), recordedBy: 'x' },
    ...{ effectiveFrom: '2026-01-01', ...StandardContent.parse(content(300_000)) },
  });
  const ending = (number: number, effectiveTo: string, of = line) =>
    endStandard(of, { effectiveTo, reason: 'r' }, standard(number), ctx);

  test('ends a standard that it holds, on a day from its first on', () => {
    expect(ending(2, '2026-06-30')).toMatchObject({
      facts: [{ type: 'standard-line.ended', data: { standardId: id('std', 2), effectiveTo: '2026-06-30', reason: 'r' } }],
    });
    expect(ending(2, '2026-01-01')).toMatchObject({ kind: 'acceptance' });
    expect(ending(2, '2025-12-31')).toMatchObject({ code: 'PERIOD_INVALID', detail: { paths: ['/effectiveTo'] } });
    expect(ending(1, '2025-12-31')).toEqual({ kind: 'acceptance', facts: [] });
    expect(ending(1, '2026-01-01')).toMatchObject({ code: 'STANDARD_OVERLAP', detail: { standards: [id('std', 2)] } });
  });

  test('ends none that it does not hold', () => {
    expect(ending(3, '2026-06-30')).toMatchObject({ code: 'STANDARD_NOT_CURRENT' });
    expect(endStandard(undefined, { effectiveTo: '2026-06-30', reason: 'r' }, standard(2), ctx)).toMatchObject({
      code: 'STANDARD_NOT_CURRENT',
    });
  });

  test('keeps a day for one proposal, once, and frees it once', () => {
    const asked = { proposalId, criterion, effectiveFrom: '2027-01-01' } as const;
    const reserved = given(StandardLines, entered('2026-01-01', 2))
      .when((one) => reserveDay(one, asked, place, ctx))
      .thenFacts({ type: 'standard-line.reserved', data: { criterion, place, proposalId, effectiveFrom: '2027-01-01' } });
    const kept = stateOf(
      StandardLines,
      entered('2026-01-01', 2),
      ...reserved.decision.facts.map((fact) => StandardLines.fact.parse(fact)),
    );
    expect(adoptedFor(kept, '2027-01-01')).toEqual([proposalId]);
    expect(adoptedFor(kept, '2027-01-02')).toEqual([]);
    expect(reserveDay(kept, asked, place, ctx)).toEqual({ kind: 'acceptance', facts: [] });
    const other = { ...asked, proposalId: id('prp', 2) };
    expect(reserveDay(kept, other, place, ctx)).toMatchObject({ code: 'STANDARD_OVERLAP', detail: { proposals: [proposalId] } });
    expect(reserveDay(kept, { ...other, effectiveFrom: '2026-01-01' }, place, ctx)).toMatchObject({
      ...{ code: 'STANDARD_OVERLAP', detail: { standards: [id('std', 2)] } },
    });
    expect(freeDay(kept, proposalId, ctx)).toStrictEqual([
      { type: 'standard-line.freed', data: { at: minute(1), criterion, place, proposalId } },
    ]);
    expect(freeDay(kept, id('prp', 2), ctx)).toEqual([]);
    expect(freeDay(undefined, proposalId, ctx)).toEqual([]);
    expect(freeDay(line, proposalId, ctx)).toEqual([]);
    const two = {
      ...(kept ?? line),
      reserved: [{ proposalId: id('prp', 2), effectiveFrom: '2028-01-01' }, ...(kept?.reserved ?? [])],
    };
    expect(freeDay(two as NonNullable<typeof kept>, proposalId, ctx)).toHaveLength(1);
    expect(beginningOn(kept, '2026-01-01')).toEqual([id('std', 2)]);
    expect(beginningOn(undefined, '2026-01-01')).toEqual([]);
  });
});
