import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../shared/kernel/context.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { closeWarning, recordContact } from '../../shared/warnings/contact.ts';
import { advance, nextMoment } from '../../shared/warnings/deadlines.ts';
import { figuresOf, noFigures, sumOf } from '../../shared/warnings/figures.ts';
import { giveBackWarning, gradeWarning, moveWarning, renewLease, takeWarning } from '../../shared/warnings/hand-work.ts';
import { isChannel, stepsFor } from '../../shared/warnings/ladder.ts';
import { answerMessage, noteSent } from '../../shared/warnings/messages.ts';
import { ends, outcomesOf } from '../../shared/warnings/outcomes.ts';
import { Warnings } from '../../shared/warnings/streams.ts';
import { joinWarning } from '../../shared/warnings/take-clue.ts';
import { WarningCard } from '../../shared/warnings/views.ts';
import { WarningFact } from '../../shared/warnings/warning-facts.ts';
import {
  contactOutcomes,
  type Means,
  Warning,
  warningGrades,
  warningLevels,
  warningSources,
} from '../../shared/warnings/warning-model.ts';
import { context, officer, T0 } from '../support/samples.ts';
import { checklist, clue, evolvedBy, warningOf } from '../support/warning-samples.ts';

const provider: Actor = { agency: 'provider-sms', agencyKind: 'provider', roles: ['provider-system'], subject: 'p' };
const staff: readonly Actor[] = [officer, { ...officer, subject: 'li.si' }];

const step = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(0, 1, 5, 9, 14, 31, 61, 250, 1_500) }),
  fc.record({ do: fc.constant('join' as const), risk: fc.nat({ max: 100 }), n: fc.nat({ max: 9 }) }),
  fc.record({ do: fc.constant('take' as const), who: fc.nat({ max: 1 }) }),
  fc.record({ do: fc.constant('renew' as const), who: fc.nat({ max: 1 }) }),
  fc.record({ do: fc.constant('give-back' as const), who: fc.nat({ max: 1 }) }),
  fc.record({ do: fc.constant('contact' as const), who: fc.nat({ max: 1 }), outcome: fc.constantFrom(...contactOutcomes) }),
  fc.record({
    do: fc.constant('answer' as const),
    number: fc.integer({ min: 1, max: 5 }),
    outcome: fc.constantFrom(...contactOutcomes),
  }),
  fc.record({ do: fc.constant('grade' as const), grade: fc.constantFrom(...warningGrades) }),
  fc.record({ do: fc.constant('move' as const), level: fc.constantFrom(...warningLevels) }),
  fc.record({ do: fc.constant('close' as const), outcome: fc.constantFrom(...contactOutcomes) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What a step decides on a warning. */
function decided(warning: Warning, one: Step, now: string): Decision<WarningFact> {
  const by = (who: number) => context({ now, actor: staff[who] ?? officer });
  switch (one.do) {
    case 'wait':
      return { kind: 'acceptance', facts: advance(warning, context({ now })) };
    case 'join': {
      const key = { key: `key-${one.n}`, district: 'haidian' } as const;
      return warning.status === 'closed'
        ? { kind: 'acceptance', facts: [] }
        : joinWarning(warning, clue({ risk: one.risk, sourceRef: `n-${one.n}` }), key, context({ now }));
    }
    case 'take':
      return takeWarning(warning, '张三', by(one.who));
    case 'renew':
      return renewLease(warning, by(one.who));
    case 'give-back':
      return giveBackWarning(warning, {}, by(one.who));
    case 'contact':
      return recordContact(warning, { outcome: one.outcome, checklist, paid: { lossFen: 1 } }, '张三', by(one.who));
    case 'answer': {
      const sent = noteSent(warning, one.number, 'provider-sms', context({ now }));
      const facts = sent.kind === 'refusal' ? [] : sent.facts;
      const answer = answerMessage(evolvedBy(warning, facts), { ...one, at: now }, context({ now, actor: provider }));
      return answer.kind === 'refusal' ? answer : { kind: 'acceptance', facts: [...facts, ...answer.facts] };
    }
    case 'grade':
      return gradeWarning(warning, { grade: one.grade, reason: 'r' }, '张三', by(0));
    case 'move':
      return moveWarning(warning, { level: one.level, reason: 'r' }, '张三', by(0));
    case 'close':
      return closeWarning(warning, { outcome: one.outcome, reason: 'r' }, '张三', by(0));
  }
}

/** Every means before this one in the ladder of the warning. */
function before({ grade, person }: Warning, of: Means): readonly Means[] {
  const steps = stepsFor(grade, person.phone).map(({ means }) => means);
  return steps.slice(0, Math.max(0, steps.indexOf(of)));
}

const phones = ['13800000000', '010-88886666'] as const;
const life = fc.record({
  risk: fc.nat({ max: 100 }),
  phone: fc.constantFrom(...phones),
  begins: fc.constantFrom(T0, '2026-11-22T13:50:00.000Z', '2026-11-22T22:30:00.000Z'),
  steps: fc.array(step, { maxLength: 40 }),
});

/** Plays a life, and looks at each step. */
function play({ risk, phone, begins, steps }: typeof life extends fc.Arbitrary<infer L> ? L : never, look: (at: Looked) => void) {
  let now: string = begins;
  let warning = warningOf({ risk, person: { phone }, seenAt: begins }, context({ now }));
  for (const one of steps) {
    if (one.do === 'wait') now = plus(now, one.minutes * MINUTE);
    const decision = decided(warning, one, now);
    const facts = decision.kind === 'refusal' ? [] : decision.facts.map((fact) => WarningFact.parse(fact));
    const next = facts.length === 0 ? warning : Warning.parse(evolvedBy(warning, facts));
    look({ one, now, before: warning, after: next, facts });
    warning = next;
  }
}

interface Looked {
  readonly one: Step;
  readonly now: string;
  readonly before: Warning;
  readonly after: Warning;
  readonly facts: readonly WarningFact[];
}

test('no later clue restarts the clock, and one that raises nothing changes no term', () => {
  fc.assert(
    fc.property(life, (one) => {
      play(one, ({ one: step, before: was, after: is }) => {
        expect(is.receivedAt).toBe(was.receivedAt);
        if (step.do !== 'join') return;
        expect(warningGrades.indexOf(is.grade)).toBeLessThanOrEqual(warningGrades.indexOf(was.grade));
        if (is.grade === was.grade) expect(is.rung).toEqual(was.rung);
        else expect(is.rung.dueAt <= was.rung.dueAt).toBe(true);
      });
    }),
    { numRuns: 400 },
  );
});

test('a warning closes only by an outcome that its grade allows, or where every level tried in vain', () => {
  fc.assert(
    fc.property(life, (one) => {
      play(one, ({ before: was, after: is, facts }) => {
        if (was.status === 'closed' || is.status !== 'closed') return;
        const { outcome, means } = is.closed ?? {};
        if (means === undefined) expect(was.rung.exhausted).toBe(true);
        else {
          expect(outcomesOf[means]).toContain(outcome);
          expect(outcome !== undefined && outcome !== 'merged' && ends(is.grade, means, outcome)).toBe(true);
        }
        expect(facts.filter(({ type }) => type === 'warning.closed')).toHaveLength(1);
      });
    }),
    { numRuns: 400 },
  );
});

test('no means of the ladder is skipped on the way up', () => {
  fc.assert(
    fc.property(life, (one) => {
      let byHand = false;
      play(one, ({ one: step, after: is }) => {
        byHand ||= step.do === 'grade';
        // a grade that is lowered by hand leaves out the lighter means: the graver one is in hand
        if (byHand || is.status === 'closed') return;
        for (const lighter of before(is, is.rung.means)) expect(is.triedMeans, `${is.grade} ${is.rung.means}`).toContain(lighter);
      });
    }),
    { numRuns: 400 },
  );
});

test('an open warning always has a next moment, and the sweep takes it beyond the present', () => {
  fc.assert(
    fc.property(life, (one) => {
      play(one, ({ now, after: is }) => {
        if (is.status === 'closed') return expect(nextMoment(is)).toBeUndefined();
        let state = is;
        for (let n = 0; n < 5; n += 1) state = evolvedBy(state, advance(state, context({ now })));
        expect(nextMoment(state) ?? '').not.toBe('');
        expect((nextMoment(state) ?? '') > now).toBe(true);
        // what is past its term has climbed, or the city was told
        if (!isChannel(state.rung.means)) expect(state.rung.dueAt > now).toBe(true);
      });
    }),
    { numRuns: 400 },
  );
});

test('the card of a warning is readable at each step, and says nothing of the person', () => {
  fc.assert(
    fc.property(life, (one) => {
      play(one, ({ after: is }) => {
        const { card } = Warnings.index(is);
        expect(() => WarningCard.parse(JSON.parse(JSON.stringify(card)))).not.toThrow();
        expect(JSON.stringify(card)).not.toContain(is.person.phone);
      });
    }),
    { numRuns: 100 },
  );
});

const card = fc
  .record({
    grade: fc.constantFrom(...warningGrades),
    source: fc.constantFrom(...warningSources),
    station: fc.option(fc.constantFrom('s-1', 's-2'), { nil: undefined }),
    outcome: fc.option(fc.constantFrom(...contactOutcomes), { nil: undefined }),
    contactMinutes: fc.option(fc.nat({ max: 3_000 }), { nil: undefined }),
    loss: fc.option(fc.constantFrom('after-contact' as const, 'before-contact' as const), { nil: undefined }),
  })
  .map(({ outcome, ...rest }) =>
    WarningCard.parse({
      ...{ warningId: warningOf().warningId, reference: 'W', district: 'haidian', receivedAt: T0, raisedBy: 'a' },
      ...{ ...rest, outcome, status: outcome === undefined ? 'open' : 'closed' },
    }),
  );

test('figures are what a recount gives, in whatever parts and order the warnings come', () => {
  fc.assert(
    fc.property(fc.array(card, { maxLength: 30 }), fc.nat({ max: 30 }), (cards, cut) => {
      const whole = figuresOf(cards);
      expect(sumOf(figuresOf(cards.slice(cut)), figuresOf(cards.slice(0, cut)))).toEqual(whole);
      expect(whole.total).toMatchObject({
        received: cards.length,
        open: cards.filter(({ status }) => status === 'open').length,
        losses: cards.filter(({ loss }) => loss !== undefined).length,
        lossesAfterContact: cards.filter(({ loss }) => loss === 'after-contact').length,
        contactMinutes: cards.reduce((sum, { contactMinutes = 0 }) => sum + contactMinutes, 0),
      });
      const byGrade = Object.values(whole.byGrade).reduce((sum, counts) => sum + counts.received, 0);
      const bySource = Object.values(whole.bySource).reduce((sum, counts) => sum + counts.lossesAfterContact, 0);
      expect([byGrade, bySource]).toEqual([cards.length, whole.total.lossesAfterContact]);
    }),
  );
  expect(figuresOf([])).toEqual(noFigures);
});
