import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { record } from '../../shared/journal/recording.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact } from '../../shared/kernel/decision.ts';
import { stepsOf } from '../../shared/kernel/lifecycle.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { advance, neededAt, nextMoment } from '../../shared/regional/measure/deadlines.ts';
import { measureView } from '../../shared/regional/measure/measure-answers.ts';
import { MeasureFact } from '../../shared/regional/measure/measure-facts.ts';
import { measureLifecycle } from '../../shared/regional/measure/measure-lifecycle.ts';
import {
  measureLimits,
  measureStatuses,
  measureSteps,
  type RegionalMeasure,
} from '../../shared/regional/measure/measure-model.ts';
import { RegionalMeasures } from '../../shared/regional/measure/measures.ts';
import {
  acceptCorrection,
  escalateMeasure,
  issueMeasure,
  liftMeasure,
  submitEvidence,
} from '../../shared/regional/measure/take-measure.ts';
import { given, stateOf } from '../support/given.ts';
import { command, day, districtUnit } from '../support/listing-samples.ts';
import { measureFacts, measureInput, outletBank } from '../support/regional-samples.ts';
import { context, id, T0 } from '../support/samples.ts';

const { first, next, evidence, accepted } = measureFacts;
const at = (now: string, actor = command) => context({ now, actor });
const why = { reason: 'Nothing came', jointWith: [] };
const papers = { summary: 'Checked', documents: [{ title: '整改报告' }] };

describe('a measure', () => {
  const issue = (over: Parameters<typeof measureInput>[0] = {}, actor = command) =>
    given(RegionalMeasures).when(() => issueMeasure(measureInput(over), at(T0, actor)));

  test.each([
    ['notice', 'regional-measure.notice-issued', 'noticed', day(30)],
    ['interview', 'regional-measure.interview-called', 'interviewed', day(15)],
    ['warning', 'regional-measure.warning-posted', 'warned', day(30)],
  ] as const)('can begin with a %s, due by the policy', (step, type, status, dueAt) => {
    issue({ step })
      .thenFacts({ type, data: { by: command.agency, dueAt } })
      .thenState({ status, steps: [{ step }], issuedBy: command.agency });
  });

  test('has the date it is given, if that is to come', () => {
    issue({ dueAt: day(3) }).thenState({ dueAt: day(3), remindAt: T0 });
    issue({ dueAt: T0 }).thenRefused('DUE_DATE_PAST');
  });

  test('only the city takes a measure on a whole district', () => {
    const target = { kind: 'district', name: '海淀区', district: 'haidian' } as const;
    issue({ target }, districtUnit).thenRefused('MEASURE_NEEDS_CITY');
    issue({ target }).thenState({ target });
    issue({ target: { ...target, kind: 'town' } }, districtUnit).thenState({ target: { kind: 'town' } });
  });

  test('climbs from the notice to the interview to the warning, and no further', () => {
    const [called, warned] = ['regional-measure.interview-called', 'regional-measure.warning-posted'] as const;
    given(RegionalMeasures, first())
      .when((one) => escalateMeasure(one, { ...why, jointWith: ['regulator'] }, at(day(31))))
      .thenFacts({ type: called, data: { jointWith: ['regulator'], dueAt: day(46) } })
      .thenState({ status: 'interviewed', steps: [{ step: 'notice' }, { step: 'interview' }], reminded: false, overdue: false });
    given(RegionalMeasures, first(), next(called))
      .when((one) => escalateMeasure(one, why, at(day(31))))
      .thenFacts({ type: warned })
      .thenState({ status: 'warned' });
    given(RegionalMeasures, first(), next(called), next(warned))
      .when((one) => escalateMeasure(one, why, at(day(31))))
      .thenRefused('MEASURE_STATE_FORBIDS', { state: 'warned' });
    given(RegionalMeasures, first())
      .when((one) => escalateMeasure(one, { ...why, dueAt: T0 }, at(day(31))))
      .thenRefused('DUE_DATE_PAST');
  });

  test('is corrected on evidence, and closed by that', () => {
    given(RegionalMeasures, first())
      .when((one) => acceptCorrection(one, {}, at(day(11))))
      .thenRefused('CORRECTION_EVIDENCE_MISSING');
    given(RegionalMeasures, first())
      .when((one) => submitEvidence(one, papers, at(day(10), outletBank)))
      .thenFacts({ type: 'regional-measure.evidence-submitted', data: { by: 'bank-a', reviewBy: day(20) } })
      .thenState({ evidence: [{ step: 'notice', summary: 'Checked' }] });
    given(RegionalMeasures, first(), evidence())
      .when((one) => acceptCorrection(one, { remark: 'Seen on site' }, at(day(12))))
      .thenState({ status: 'corrected', accepted: { remark: 'Seen on site' } });
  });

  test('is not accepted by the agency that handed in the evidence last', () => {
    const own = evidence({ by: districtUnit.agency });
    const accept = (by: Actor, ...facts: readonly MeasureFact[]) =>
      given(RegionalMeasures, first('regional-measure.warning-posted', { by: districtUnit.agency }), ...facts).when((one) =>
        acceptCorrection(one, {}, at(day(12), by)),
      );
    accept(districtUnit, own).thenRefused('CORRECTION_BY_SUBMITTER');
    accept(districtUnit, evidence(), own).thenRefused('CORRECTION_BY_SUBMITTER');
    accept(command, own).thenState({ status: 'correction-accepted' });
    accept(districtUnit, own, evidence()).thenState({ status: 'correction-accepted' });
  });

  test('takes evidence so many times a step; the next step is taken, and takes as much again', () => {
    const full: readonly [MeasureFact, ...MeasureFact[]] = [
      first(),
      ...Array.from({ length: measureLimits.evidenceOfStep }, () => evidence()),
    ];
    const handIn = (one: RegionalMeasure) => submitEvidence(one, papers, at(day(10), outletBank));
    given(RegionalMeasures, full[0], ...full.slice(2))
      .when(handIn)
      .thenFacts({ type: 'regional-measure.evidence-submitted' });
    given(RegionalMeasures, ...full)
      .when(handIn)
      .thenRefused('MEASURE_FULL', { limit: measureLimits.evidenceOfStep });
    given(RegionalMeasures, ...full, next('regional-measure.interview-called'))
      .when(handIn)
      .thenFacts({ type: 'regional-measure.evidence-submitted' });
  });

  test('a measure leaves room for the agency that it is on, even if others hand in much', () => {
    const byPolice = Array.from({ length: measureLimits.ofOthersInStep }, () => evidence({ by: districtUnit.agency }));
    const handIn = (actor: Actor) => (one: RegionalMeasure) => submitEvidence(one, papers, at(day(10), actor));
    given(RegionalMeasures, first(), ...byPolice)
      .when(handIn(command))
      .thenRefused('MEASURE_FULL', { limit: measureLimits.ofOthersInStep });
    given(RegionalMeasures, first(), ...byPolice)
      .when(handIn(outletBank))
      .thenFacts({ type: 'regional-measure.evidence-submitted' });
  });

  test('a full measure still fits into one item of the table', () => {
    const han = (length: number): string => '案'.repeat(length);
    const many = <T>(length: number, one: () => T): T[] => Array.from({ length }, one);
    const agency = 'a'.repeat(48);
    const step = { by: agency, reason: han(1_000), jointWith: many(10, () => agency) };
    const target = { kind: 'outlet', name: han(100), district: 'haidian', agency } as const;
    const birth = { measureId: id('ntc', 1), reference: 'M-HD-261122-000001', target, demands: han(1_000) };
    const documents = many(10, () => ({ title: han(100), number: han(64), sha256: 'a'.repeat(64) }));
    const { evidenceOfStep } = measureLimits;
    const shown = many(evidenceOfStep, () => evidence({ by: agency, summary: han(1_000), documents }));
    const begun = first('regional-measure.notice-issued', { ...step, birth });
    const facts = [
      begun,
      ...shown,
      next('regional-measure.interview-called', step),
      ...shown,
      next('regional-measure.warning-posted', step),
      ...shown,
      { type: 'regional-measure.correction-accepted', data: { at: day(12), by: agency, remark: han(500) } },
      { type: 'regional-measure.lifted', data: { at: day(13), by: agency, reason: han(500) } },
    ] satisfies readonly MeasureFact[];
    const measure = stateOf(RegionalMeasures, ...facts);
    if (measure === undefined) throw new Error('a measure with facts has a state');
    expect(measure.evidence).toHaveLength(3 * evidenceOfStep);
    const last = change(fresh(RegionalMeasures, id('ntc', 1)), begun);
    const answer = { status: 200, body: measureView(measure, 99, day(13)) };
    const issued = { name: 't', id: 'c', inputHash: 'h', actor: command, correlationId: 'cor', now: day(13) };
    expect(() => record({ command: issued, changes: [{ ...last, state: measure }], answer })).not.toThrow();
  });

  test('needs new evidence after each step', () => {
    given(RegionalMeasures, first(), evidence(), next('regional-measure.interview-called'))
      .when((one) => acceptCorrection(one, {}, at(day(12))))
      .thenRefused('CORRECTION_EVIDENCE_MISSING');
  });

  test('a warning hangs until its correction is accepted and it is lifted', () => {
    const warned = first('regional-measure.warning-posted');
    const lift = (...facts: readonly MeasureFact[]) =>
      given(RegionalMeasures, warned, ...facts).when((one) => liftMeasure(one, { reason: 'Corrected' }, at(day(40))));
    lift().thenRefused('CORRECTION_NOT_ACCEPTED');
    lift(evidence()).thenRefused('CORRECTION_NOT_ACCEPTED');
    lift(evidence(), accepted()).thenFacts({ type: 'regional-measure.lifted' }).thenState({ status: 'lifted' });
  });

  test('milder than a warning is lifted where it was unfounded; what is closed stays closed', () => {
    given(RegionalMeasures, first())
      .when((one) => liftMeasure(one, { reason: 'Another outlet was meant' }, at(day(2))))
      .thenState({ status: 'lifted' });
    given(RegionalMeasures, first(), evidence(), accepted())
      .when((one) => liftMeasure(one, { reason: 'r' }, at(day(40))))
      .thenRefused('MEASURE_STATE_FORBIDS', { state: 'corrected' });
    given(RegionalMeasures, first(), evidence(), accepted())
      .when((one) => submitEvidence(one, papers, at(day(40))))
      .thenRefused('MEASURE_STATE_FORBIDS');
  });

  test('its card holds no names', () => {
    const { state } = given(RegionalMeasures, first(), evidence());
    const { card, entries } = RegionalMeasures.index(state);
    expect(JSON.stringify({ card, entries })).not.toContain('京华');
    expect(Object.keys(entries).toSorted()).toEqual(['file', 'inbox', 'listing']);
  });
});

describe('the lifecycle of a measure', () => {
  const steps = stepsOf(measureLifecycle.table);

  test('knows every fact that a measure can have, and every status', () => {
    const types = MeasureFact.options.map(({ shape }) => shape.type.value);
    expect([...new Set(steps.map(({ fact }) => fact))].toSorted()).toEqual([...types].toSorted());
    expect(Object.keys(measureLifecycle.table).toSorted()).toEqual(['new', ...measureStatuses].toSorted());
    expect(measureLifecycle.terminal()).toEqual(['corrected', 'lifted']);
  });
});

interface Step {
  readonly does: string;
  readonly days: number;
}

type Act = (measure: RegionalMeasure, ctx: Context) => Decision<Fact>;
const acts: Readonly<Record<string, Act>> = {
  handIn: (one, ctx) => submitEvidence(one, papers, ctx),
  accept: (one, ctx) => acceptCorrection(one, {}, ctx),
  escalate: (one, ctx) => escalateMeasure(one, why, ctx),
  lift: (one, ctx) => liftMeasure(one, { reason: 'r' }, ctx),
  advance: (one, ctx) => accept<Fact>(...advance(one, ctx)),
};
const life = fc.record({
  begins: fc.constantFrom(...measureSteps),
  steps: fc.array(
    fc.record<Step>({ does: fc.constantFrom(...Object.keys(acts), 'advance'), days: fc.integer({ min: 0, max: 40 }) }),
    { maxLength: 20 },
  ),
});

function play({ begins, steps }: { readonly begins: (typeof measureSteps)[number]; readonly steps: readonly Step[] }) {
  const born = issueMeasure(measureInput({ step: begins }), at(T0));
  let measure = kept(undefined, born.facts);
  let now = T0;
  return steps.map(({ does, days }) => {
    now = plus(now, days * DAY);
    const act = acts[does];
    if (act === undefined) throw new Error(`there is no act ${does}`);
    const before = measure;
    const { facts } = act(before, at(now));
    measure = kept(before, facts);
    return { before, after: measure, facts, now };
  });
}

function kept(before: RegionalMeasure | undefined, facts: readonly Fact[]): RegionalMeasure {
  const after = facts.reduce<RegionalMeasure | undefined>(
    (one, fact) => RegionalMeasures.state.parse(RegionalMeasures.evolve(one, RegionalMeasures.fact.parse(fact))),
    before,
  );
  if (after === undefined) throw new Error('a measure was not born');
  return after;
}

describe('after any events of a measure, in any order', () => {
  test('its lifecycle is never left, each step is taken once, in order, and no warning is lifted without its correction', () => {
    fc.assert(
      fc.property(life, (one) => {
        for (const { before, after } of play(one)) {
          const taken = after.steps.map(({ step }) => measureSteps.indexOf(step));
          expect(taken).toEqual([...new Set(taken)].toSorted());
          if (after.status === 'lifted' && before.steps.at(-1)?.step === 'warning') expect(after.accepted).toBeDefined();
        }
        expect(one.steps.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 400 },
    );
  });

  test('it is reminded of once and found overdue once a step, and once advanced there is nothing to do until the moment it names', () => {
    fc.assert(
      fc.property(life, (one) => {
        const noted: string[] = [];
        for (const { after, before, facts, now } of play(one)) {
          for (const { type } of facts)
            if (type === 'regional-measure.reminded' || type === 'regional-measure.fell-overdue')
              noted.push(`${type} ${before.steps.length}`);
          const advanced = kept(after, advance(after, at(now)));
          expect(advance(advanced, at(now))).toEqual([]);
          const moment = nextMoment(advanced);
          if (moment !== undefined) {
            expect(moment > now).toBe(true);
            expect(advance(advanced, at(moment))).not.toEqual([]);
          }
          expect(neededAt(after) === undefined).toBe(after.status === 'corrected' || after.status === 'lifted');
        }
        expect(new Set(noted).size).toBe(noted.length);
      }),
      { numRuns: 400 },
    );
  });
});
