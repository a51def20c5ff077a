import { describe, expect, test } from 'vitest';
import type { District } from '../../shared/kernel/context.ts';
import { plus } from '../../shared/kernel/time.ts';
import {
  addCounts,
  countPage,
  type DecisionPage,
  emptyCount,
  failImpact,
  isGoing,
  planImpact,
  progressOf,
  startImpact,
} from '../../shared/standards/impact/impact.ts';
import type { ImpactFact, ImpactRun } from '../../shared/standards/impact/impact-model.ts';
import { ImpactRuns } from '../../shared/standards/impact/impact-streams.ts';
import { Proposals } from '../../shared/standards/proposal/proposal-streams.ts';
import { propose } from '../../shared/standards/proposal/propose.ts';
import type { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import { StandardContent } from '../../shared/standards/standard/content.ts';
import type { Standard } from '../../shared/standards/standard/model.ts';
import { stateOf } from '../support/given.ts';
import { context, id, minute, policy } from '../support/samples.ts';
import { cityProsecutor, content, proposalInput, yuan } from '../support/standard-samples.ts';

const runId = id('imp', 1);
const ctx = context({ actor: cityProsecutor, now: minute(1) });
const [made] = propose(proposalInput(), context({ actor: cityProsecutor, now: minute(0) })).facts;
const proposal = made === undefined ? undefined : stateOf(Proposals, made);
if (proposal === undefined) throw new Error('nothing was proposed');
const started = startImpact(proposal, runId, ctx);
const partitions = [
  { district: 'haidian' as const, month: '2026-10' },
  { district: 'chaoyang' as const, month: '2026-10' },
];
const planned: ImpactFact = { type: 'impact.planned', data: { at: minute(2), baseline: {}, partitions } };
const completed: ImpactFact = { type: 'impact.completed', data: { at: minute(9) } };
const failed: ImpactFact = { type: 'impact.failed', data: { at: minute(9) } };
const page = (over: Partial<Extract<ImpactFact, { type: 'impact.page-counted' }>['data']> = {}): ImpactFact => ({
  type: 'impact.page-counted',
  data: {
    ...{ at: minute(3), page: 1, district: 'haidian', looked: 2, withoutStandard: 0, transitions: {}, flips: [] },
    ...{ next: { partition: 1 }, ...over },
  },
});

function run(...facts: readonly ImpactFact[]): ImpactRun {
  const state = stateOf(ImpactRuns, started, ...facts);
  if (state === undefined) throw new Error('no run');
  return state;
}
const counting = run(planned);
const over = [run(planned, completed), run(failed)];

/** Haidian's standard of today: the proposal's threshold is 300,000 yuan. */
const at200: Standard = {
  ...{ standardId: id('std', 1), criterion: 'two-card-amount', place: 'haidian', recordedAt: minute(0), recordedBy: 'x' },
  ...StandardContent.parse(content(200_000)),
};
const card = (n: number, facts: CaseFacts, recordedAt = minute(1)): DecisionPage['cards'][number] => ({
  ...{
    decisionId: id('dec', n),
    criterion: 'two-card-amount',
    district: 'haidian',
    decision: 'pursued',
    decidedOn: '2026-10-01',
  },
  ...{ facts, outcome: 'yes', departed: false, recordedAt },
});
const of = (inflow: number): CaseFacts => ({ 'one-way-inflow': yuan(inflow), 'traced-to-fraud': yuan(3_000) });

describe('a count of what a proposal would change', () => {
  test('starts with what the proposal says', () => {
    const { proposalId, criterion, districts, effectiveFrom, content: said } = proposal;
    const data = { runId, proposalId, criterion, districts, effectiveFrom, content: said };
    expect(started).toStrictEqual({
      ...{ type: 'impact.started', data: { ...data, startedAt: minute(1), startedBy: 'procuratorate-city' } },
    });
    expect(run()).toStrictEqual({
      ...{ ...data, startedAt: minute(1), startedBy: 'procuratorate-city', status: 'started', baseline: {}, partitions: [] },
      ...{ position: { partition: 0 }, pages: 0, counts: {}, flipFacts: {}, seq: 1 },
    });
  });

  test('goes on until it has ended, or has stood still for too long', () => {
    const standstill = policy.amount('impact.standstill', minute(1));
    const going = (one: ImpactRun, now: string) => isGoing(one, { now, policy });
    expect(going(run(), plus(minute(1), standstill - 1))).toBe(true);
    expect(going(run(), plus(minute(1), standstill))).toBe(false);
    expect(going(run(planned, page()), plus(minute(3), standstill - 1))).toBe(true);
    expect(going(run(planned, page()), plus(minute(3), standstill))).toBe(false);
    for (const one of over) expect(going(one, minute(9))).toBe(false);
  });

  test('is planned once, over the districts that it concerns', () => {
    const baseline = { haidian: id('std', 1) };
    const elsewhere = { district: 'miyun' as const, month: '2026-10' };
    expect(planImpact(run(), { baseline, partitions: [elsewhere, ...partitions] }, ctx)).toStrictEqual([
      { type: 'impact.planned', data: { at: minute(1), baseline, partitions } },
    ]);
    expect(planImpact(counting, { baseline, partitions }, ctx)).toEqual([]);
    expect(counting).toMatchObject({ status: 'counting', partitions, movedAt: minute(2), seq: 2 });
  });

  test('is done at once where there is no case', () => {
    const elsewhere = { district: 'miyun' as const, month: '2026-10' };
    expect(planImpact(run(), { baseline: {}, partitions: [elsewhere] }, ctx)).toStrictEqual([
      { type: 'impact.planned', data: { at: minute(1), baseline: {}, partitions: [] } },
      { type: 'impact.completed', data: { at: minute(1) } },
    ]);
  });

  test('can be given up until it is over', () => {
    for (const one of [run(), counting])
      expect(failImpact(one, ctx)).toStrictEqual([{ type: 'impact.failed', data: { at: minute(1) } }]);
    for (const one of over) {
      expect(failImpact(one, ctx)).toEqual([]);
      expect(one.endedAt).toBe(minute(9));
    }
    expect(over.map(({ status }) => status)).toEqual(['done', 'failed']);
  });
});

describe('a page of decisions', () => {
  const counted = (cards: DecisionPage['cards'], next?: Record<string, string>, one = counting, standard?: Standard) =>
    countPage(one, { cards, ...(next === undefined ? {} : { next }) }, standard, { now: minute(4) });
  const cards = [card(1, of(250_000)), card(2, of(300_000)), card(3, of(199_999)), card(4, {}), card(5, of(200_000))];

  test('has each outcome compared with that of the standard of its district', () => {
    expect(counted(cards, undefined, counting, at200)).toStrictEqual([
      {
        type: 'impact.page-counted',
        data: {
          ...{ at: minute(4), page: 1, district: 'haidian', looked: 5, withoutStandard: 0, next: { partition: 1 } },
          transitions: { 'yes>no': 2, 'yes>yes': 1, 'no>no': 1, 'cannot-tell>cannot-tell': 1 },
          flips: [
            { decisionId: id('dec', 1), from: 'yes', to: 'no' },
            { decisionId: id('dec', 5), from: 'yes', to: 'no' },
          ],
        },
      },
    ]);
  });

  test('has the cases counted that were recorded before the start, or with it', () => {
    const some = [card(1, {}, minute(1)), card(2, {}, plus(minute(1), 1))];
    expect(counted(some, undefined, counting, at200)[0]).toMatchObject({ data: { looked: 1 } });
  });

  test('of a district without a standard is counted, and not compared', () => {
    expect(counted(cards)[0]).toMatchObject({ data: { looked: 5, withoutStandard: 5, transitions: {}, flips: [] } });
    expect(counted(cards)[0]?.data).toHaveProperty('transitions', {});
  });

  test('says where the count goes on, and completes it behind the last partition', () => {
    const [first, ...none] = counted([], { pk: 'p' });
    expect(none).toEqual([]);
    expect(first).toMatchObject({ data: { looked: 0, next: { partition: 0, after: { pk: 'p' } } } });
    const second = run(planned, page());
    expect(counted([], { pk: 'p' }, second)).toMatchObject([
      { data: { district: 'chaoyang', page: 2, next: { partition: 1, after: { pk: 'p' } } } },
    ]);
    expect(counted([], undefined, second)).toMatchObject([
      { data: { next: { partition: 2 } } },
      { type: 'impact.completed', data: { at: minute(4) } },
    ]);
  });

  test('is counted by no run that has ended, or is not planned, or has no partition left', () => {
    for (const one of [...over, run(), run(planned, page({ next: { partition: 2 } }))])
      expect(counted(cards, undefined, one, at200)).toEqual([]);
  });

  test('adds to the figures of its district, and names the facts that have flipped cases', () => {
    const flips = [{ decisionId: id('dec', 1), from: 'yes' as const, to: 'no' as const }];
    const one = run(
      planned,
      page({ transitions: { 'yes>no': 1 }, flips, next: { partition: 0, after: { pk: 'p' } } }),
      page({ page: 2, looked: 3, withoutStandard: 1, transitions: { 'yes>no': 1, 'no>no': 1 }, flips }),
      page({ page: 3, district: 'chaoyang', looked: 4, next: { partition: 1 } }),
    );
    expect(one).toMatchObject({ pages: 3, position: { partition: 1 }, movedAt: minute(3), seq: 5 });
    expect(one.counts).toStrictEqual({
      haidian: { looked: 5, flips: 2, withoutStandard: 1, transitions: { 'yes>no': 2, 'no>no': 1 } },
      chaoyang: { looked: 4, flips: 0, withoutStandard: 0, transitions: {} },
    });
    expect(one.flipFacts).toStrictEqual({
      haidian: [
        { seq: 3, flips: 1 },
        { seq: 4, flips: 1 },
      ],
      chaoyang: [],
    });
    expect(progressOf(one)).toStrictEqual({ partitions: 2, done: 1, looked: 9 });
    expect(progressOf(run())).toStrictEqual({ partitions: 0, done: 0, looked: 0 });
  });

  test('has figures that add up, from nothing', () => {
    const one = { looked: 1, flips: 2, withoutStandard: 3, transitions: { 'yes>no': 1 } };
    const other = { looked: 10, flips: 20, withoutStandard: 30, transitions: { 'yes>no': 4, 'no>yes': 5 } };
    expect(addCounts(one, other)).toStrictEqual({
      ...{ looked: 11, flips: 22, withoutStandard: 33, transitions: { 'yes>no': 5, 'no>yes': 5 } },
    });
    expect(addCounts(emptyCount, one)).toStrictEqual(one);
    expect(addCounts(one, emptyCount)).toStrictEqual(one);
  });
});

test('a run is found through its proposal, and stands in no index', () => {
  const districts: District[] = ['haidian', 'chaoyang', 'fengtai'];
  expect(run().districts).toEqual(districts);
  expect(ImpactRuns.index(run())).toEqual({ entries: {}, card: {} });
});
