import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeBundle } from '../../shared/consultations/change-bundle.ts';
import { extendClock, startClock, stopClock } from '../../shared/consultations/clocks.ts';
import { conclude } from '../../shared/consultations/conclude.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import { advanceConsultation, nextConsultationMoment } from '../../shared/consultations/deadlines.ts';
import { answerRequest, requestEvidence } from '../../shared/consultations/evidence-requests.ts';
import { completeAction, reopen, withdraw } from '../../shared/consultations/follow-up.ts';
import { currentOpinions, giveOpinion } from '../../shared/consultations/give-opinion.ts';
import { acceptInvitation, declineInvitation } from '../../shared/consultations/respond.ts';
import { bundleAt } from '../../shared/consultations/standing.ts';
import { Consultations, Opinions } from '../../shared/consultations/streams.ts';
import { consultationView } from '../../shared/consultations/views.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact } from '../../shared/kernel/decision.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { clockKinds, extensionGrounds } from '../../shared/procedure-clocks/kinds.ts';
import { caseFacts } from '../support/case-samples.ts';
import {
  by,
  caseId,
  cases,
  concludeInput,
  consultationWith,
  judge,
  known,
  outsider,
  played,
  police,
  prosecutor,
  sharedCase,
  suspect,
  victim,
} from '../support/consultation-samples.ts';
import { context, hour } from '../support/samples.ts';

interface Step {
  readonly after: number;
  readonly who: Actor;
  readonly does: string;
  readonly n: number;
  readonly yes: boolean;
}

type Act = (state: Consultation, step: Step, ctx: Context) => Decision<Fact>;

/** Everything that an agency could try, allowed or not; access is decided before, elsewhere. */
const acts: Readonly<Record<string, Act>> = {
  accept: (state, _, ctx) => acceptInvitation(state, ctx),
  decline: (state, _, ctx) => declineInvitation(state, { reason: 'r' }, ctx),
  bundle: (state, { n, yes }, ctx) =>
    changeBundle(
      state,
      { add: [{ caseId, part: 'persons', item: yes ? suspect : victim }], remove: n > 3 ? [n] : [] },
      cases,
      ctx,
    ),
  ask: (state, { n }, ctx) => requestEvidence(state, { from: police.agency, text: 't', dueAt: plus(ctx.now, n * DAY) }, ctx),
  answer: (state, { n }, ctx) => answerRequest(state, { n, text: 't', exhibits: [] }, ctx),
  opine: (state, { n, yes }, ctx) =>
    giveOpinion(
      state,
      { question: (n % 2) + 1, position: yes ? 'yes' : 'no', text: `t${n}`, bundleVersion: Math.min(n, state.bundleVersion) },
      [],
      ctx,
    ),
  conclude: (state, { n, yes }, ctx) =>
    conclude(
      state,
      concludeInput({
        findings: concludeInput().findings.map((finding) => ({ ...finding, reason: 'r' })),
        actions: yes ? [] : [{ text: 't', owner: police.agency, dueAt: plus(ctx.now, n * DAY) }],
        excused: state.parties
          .filter(
            ({ agency, answer }) =>
              answer === 'accepted' &&
              agency !== ctx.actor.agency &&
              agency !== state.convener.agency &&
              !state.opinions.some(({ by: { agency: spoke } }) => spoke === agency),
          )
          .map(({ agency }) => ({ agency, reason: 'r' })),
      }),
      [],
      ctx,
    ),
  done: (state, { n }, ctx) => completeAction(state, { n }, ctx),
  withdraw: (state, _, ctx) => withdraw(state, { reason: 'r' }, ctx),
  reopen: (state, _, ctx) => reopen(state, { reason: 'r' }, ctx),
  start: (state, { n, yes }, ctx) =>
    startClock(
      state,
      { kind: clockKinds[n % clockKinds.length] ?? 'supplement', from: plus(ctx.now, -HOUR), inCustody: yes } as never,
      cases,
      ctx,
    ),
  extend: (state, { n }, ctx) =>
    extendClock(state, { n, ground: extensionGrounds[n % extensionGrounds.length] ?? 'gang', reason: 'r' }, ctx),
  stop: (state, { n, yes }, ctx) => stopClock(state, { n, outcome: yes ? 'done' : 'void' }, ctx),
  advance: (state, _, ctx) => accept(...advanceConsultation(state, ctx)),
};

const script = fc.array(
  fc.record({
    after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * HOUR }), fc.integer({ min: 0, max: 20 * DAY })),
    who: fc.constantFrom(police, prosecutor, judge),
    does: fc.constantFrom(...Object.keys(acts), 'opine', 'accept'),
    n: fc.integer({ min: 1, max: 6 }),
    yes: fc.boolean(),
  }),
  { maxLength: 40 },
);

/** Both have spoken on both questions, so that conclusions come about. */
const opening: readonly Step[] = [
  { after: 0, who: prosecutor, does: 'accept', n: 1, yes: true },
  ...[police, prosecutor].flatMap((who) => [1, 2].map((n) => ({ after: HOUR, who, does: 'opine', n, yes: n === 1 }))),
];
const life = fc.tuple(fc.boolean(), script).map(([opened, steps]) => (opened ? [...opening, ...steps] : steps));

interface Moment {
  readonly before: Consultation;
  readonly after: Consultation;
  readonly facts: readonly Fact[];
  readonly context: Context;
}

/** Plays a life. Every fact goes through its schema, the lifecycle's table and the state's schema on the way. */
function play(steps: readonly Step[]): readonly Moment[] {
  let state = consultationWith(...played());
  let now = hour(1);
  return steps.map((step) => {
    now = plus(now, step.after);
    const ctx = by(step.who, 0, { now });
    const before = state;
    const { facts } = acts[step.does]?.(state, step, ctx) ?? accept();
    for (const fact of facts.filter(({ type }) => type.startsWith('consultation.')))
      state = Consultations.state.parse(Consultations.evolve(state, Consultations.fact.parse(fact)));
    return { before, after: state, facts, context: ctx };
  });
}

const runs = { numRuns: 300 };

describe('after any acts of the parties in a consultation, in any order', () => {
  test('its lifecycle is never left, and what is saved can be read', () => {
    fc.assert(
      fc.property(life, (steps) => {
        expect(() => play(steps)).not.toThrow();
      }),
      runs,
    );
  });

  test('no opinion is lost or changed: each newer one is added, and names at most the one that it replaces', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const signed: unknown[] = [];
        for (const { before, after, facts } of play(steps)) {
          for (const fact of facts) if (fact.type === 'opinion.signed') signed.push(Opinions.fact.parse(fact).data.opinion);
          expect(after.opinions.length).toBe(signed.length);
          before.opinions.forEach((line, i) => {
            const { supersededBy, ...kept } = after.opinions[i] ?? line;
            expect({ ...kept, supersededBy: line.supersededBy ?? supersededBy }).toEqual({
              ...line,
              supersededBy: line.supersededBy ?? supersededBy,
            });
            if (line.supersededBy !== undefined) expect(supersededBy).toBe(line.supersededBy);
          });
          const current = currentOpinions(after.opinions).map(({ by: { agency }, question }) => `${agency} ${question}`);
          expect(new Set(current).size).toBe(current.length);
          for (const { bundleVersion, supersededBy } of after.opinions)
            expect(after.opinions.find(({ n }) => n === supersededBy)?.bundleVersion ?? bundleVersion).toBeGreaterThanOrEqual(
              bundleVersion,
            );
          for (const { bundleVersion } of after.opinions) expect(bundleVersion).toBeLessThanOrEqual(after.bundleVersion);
        }
        expect(signed.length).toBeLessThanOrEqual(steps.length);
      }),
      runs,
    );
  });

  test('a conclusion rests on every opinion of that moment, dissent included', () => {
    let concluded = 0;
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, after, facts } of play(steps)) {
          if (!facts.some(({ type }) => type === 'consultation.concluded') || after.conclusion === undefined) continue;
          concluded += 1;
          const stood = currentOpinions(before.opinions);
          expect(after.conclusion.opinions).toEqual(stood.map(({ n }) => n));
          // the second finding leaves open what every opinion in this test decides
          const against = stood.filter(({ question, position }) => question === 2 || position === 'no').map(({ n }) => n);
          expect(after.conclusion.dissent).toEqual(against);
          expect(after.evidenceRequests.some(({ status }) => status === 'open')).toBe(false);
          const heard = stood
            .filter(({ by: { agency } }) => agency === after.conclusion?.by.agency)
            .map(({ question }) => question);
          expect(new Set(heard)).toEqual(new Set([1, 2]));
          expect(stood.some(({ by: { agency } }) => agency === after.convener.agency)).toBe(true);
        }
      }),
      runs,
    );
    expect(concluded).toBeGreaterThan(0);
  });

  test('a version of the bundle never changes once there is one', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, after } of play(steps))
          for (let version = 0; version <= before.bundleVersion; version += 1)
            expect(bundleAt(after, version).map(({ n }) => n)).toEqual(bundleAt(before, version).map(({ n }) => n));
        expect(steps.length).toBeLessThanOrEqual(opening.length + 40);
      }),
      runs,
    );
  });

  test('a due fact is noted once: after advancing nothing is due before the moment that it names', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { after, context: ctx } of play(steps)) {
          const facts = advanceConsultation(after, ctx);
          const advanced = facts.reduce<Consultation>((state, fact) => Consultations.evolve(state, fact), after);
          expect(advanceConsultation(advanced, ctx)).toEqual([]);
          const moment = nextConsultationMoment(advanced);
          if (moment === undefined) continue;
          expect(moment > ctx.now).toBe(true);
          expect(advanceConsultation(advanced, context({ now: moment }))).not.toEqual([]);
        }
        expect(steps.length).toBeLessThanOrEqual(opening.length + 40);
      }),
      { numRuns: 150 },
    );
  });

  test('closed means that nothing is left to be done, and no action closes twice', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { after } of play(steps))
          if (after.status === 'closed') expect(after.actions.every(({ done }) => done !== undefined)).toBe(true);
        expect(steps.length).toBeLessThanOrEqual(opening.length + 40);
      }),
      runs,
    );
  });

  test('it shows each viewer no more of a case than their grants do at that moment', () => {
    const viewers = fc.constantFrom(prosecutor, judge, outsider);
    // every look comes after the share: a file that holds it is read after it was given
    const looks = fc.integer({ min: 1, max: 48 });
    fc.assert(
      fc.property(life, viewers, fc.boolean(), looks, (steps, viewer, revoked, hours) => {
        const state = play(steps).at(-1)?.after ?? consultationWith(...played());
        const files = known(sharedCase(...(revoked ? [caseFacts.revoked()] : [])));
        const view = consultationView(state, files, viewer, hour(hours));
        const shown = view.shows === 'all' ? view.bundle.exhibits.filter(({ visible }) => visible) : [];
        const granted = viewer === prosecutor && !revoked && hours < 24;
        if (!granted) expect(shown).toEqual([]);
        if (view.shows === 'all')
          expect(state.parties).toContainEqual(expect.objectContaining({ agency: viewer.agency, answer: 'accepted' }));
        expect(shown.every(({ part }) => part === 'persons' || part === 'summary')).toBe(true);
      }),
      runs,
    );
  });
});
