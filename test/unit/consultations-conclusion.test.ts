import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { changeBundle } from '../../shared/consultations/change-bundle.ts';
import { extendClock, startClock, stopClock } from '../../shared/consultations/clocks.ts';
import { conclude } from '../../shared/consultations/conclude.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import { advanceConsultation, nextConsultationMoment } from '../../shared/consultations/deadlines.ts';
import { requestEvidence } from '../../shared/consultations/evidence-requests.ts';
import { completeAction, reopen, withdraw } from '../../shared/consultations/follow-up.ts';
import { giveOpinion } from '../../shared/consultations/give-opinion.ts';
import type { Conclude } from '../../shared/consultations/model.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { consultationView } from '../../shared/consultations/views.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import {
  by,
  caseId,
  cases,
  concludeInput,
  consultationWith,
  deliberated,
  judge,
  known,
  opinionInput,
  played,
  police,
  prosecutor,
  sharedCase,
  steps,
  suspect,
  victim,
} from '../support/consultation-samples.ts';
import { given } from '../support/given.ts';
import { context, hour } from '../support/samples.ts';

const { accepted } = steps;
const concluding =
  (over: Partial<Conclude> = {}) =>
  (state: Consultation) =>
    conclude(state, concludeInput(over), [], by(prosecutor, 4));
const bundled = (state: Consultation) =>
  changeBundle(state, { add: [{ caseId, part: 'summary' }], remove: [] }, cases, by(police, 2));

describe('an opinion', () => {
  test('a changed opinion has read at least as much as the older one; on an older version it is accepted, and shown as outdated', () => {
    const again = (state: Consultation) =>
      changeBundle(state, { add: [{ caseId, part: 'persons' }], remove: [] }, cases, by(police, 2));
    const readLatest = played(accepted(), bundled, again, steps.opinion(prosecutor, { bundleVersion: 2 }));
    const onOlder = opinionInput({ bundleVersion: 1, position: 'no' });
    given(Consultations, ...readLatest)
      .when((state) => giveOpinion(state, onOlder, [], by(prosecutor, 4)))
      .thenRefused('OPINION_ON_OLDER_BUNDLE', { paths: ['/bundleVersion'], read: 2 });
    given(Consultations, ...readLatest)
      .when((state) => giveOpinion(state, opinionInput({ bundleVersion: 2, position: 'no' }), [], by(prosecutor, 4)))
      .thenFacts({ type: 'consultation.opinion-given', data: { supersedes: 1 } }, { type: 'opinion.signed' });
    const others = played(accepted(), bundled, again, steps.opinion(police, { bundleVersion: 2 }), (state) =>
      giveOpinion(state, onOlder, [], by(prosecutor, 4)),
    );
    expect(consultationView(consultationWith(...others), cases, police, hour(5))).toMatchObject({
      opinions: [
        { by: { agency: police.agency }, outdated: false },
        { by: { agency: prosecutor.agency }, outdated: true },
      ],
    });
  });

  test('names who gave it, the hash of its text, and the version that was read', () => {
    given(Consultations, ...played(accepted(), bundled))
      .when((state) => giveOpinion(state, opinionInput({ bundleVersion: 1 }), [], by(prosecutor)))
      .thenFacts(
        {
          type: 'consultation.opinion-given',
          data: {
            opinion: {
              n: 1,
              by: { agency: prosecutor.agency, subject: prosecutor.subject },
              bundleVersion: 1,
              textHash: createHash('sha256').update(opinionInput().text).digest('hex'),
            },
          },
        },
        { type: 'opinion.signed', data: { opinion: { n: 1, text: opinionInput().text } } },
      );
  });

  test('is on a version of the bundle that there is, and a question that was asked', () => {
    const refused = (over: object, facts = played(accepted(), bundled)) =>
      given(Consultations, ...facts).when((state) =>
        giveOpinion(state, { ...opinionInput({ bundleVersion: 1 }), ...over }, [], by(prosecutor)),
      );
    refused({ bundleVersion: 2 }).thenRefused('BUNDLE_VERSION_UNKNOWN', { current: 1 });
    refused({ bundleVersion: 0 }).thenRefused('BUNDLE_VERSION_UNKNOWN', { current: 1 });
    refused({ question: 3 }).thenRefused('QUESTION_UNKNOWN');
    refused({}, played()).thenRefused('CONSULTATION_STATE_FORBIDS');
  });

  test('is changed only by a newer one of the same agency on the same question', () => {
    given(Consultations, ...played(...deliberated))
      .when((state) => giveOpinion(state, opinionInput({ position: 'yes' }), [], by({ ...prosecutor, subject: 'yang' })))
      .thenFacts({ type: 'consultation.opinion-given', data: { supersedes: 1, opinion: { n: 4 } } }, { type: 'opinion.signed' })
      .thenState({ opinions: [{ n: 1, position: 'no', supersededBy: 4 }, { n: 2 }, { n: 3 }, { n: 4, position: 'yes' }] });
    given(Consultations, ...played(...deliberated))
      .when((state) => giveOpinion(state, opinionInput({ question: 2 }), [], by(police)))
      .thenState({ opinions: [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4, question: 2 }] });
  });

  test('given again word for word is the same one', () => {
    given(Consultations, ...played(...deliberated))
      .when((state) => giveOpinion(state, opinionInput({ position: 'no' }), [], by(prosecutor, 9)))
      .thenNothing();
  });
});

describe('a conclusion', () => {
  test('names the opinions it rests on, and keeps dissent', () => {
    given(Consultations, ...played(...deliberated))
      .when(concluding())
      .thenFacts({
        type: 'consultation.concluded',
        data: { conclusion: { opinions: [1, 2, 3], dissent: [1], round: 1 }, actions: [{ n: 1, owner: police.agency }] },
      })
      .thenState({ status: 'following-up' });
  });

  test('without anything to be done is the end', () => {
    given(Consultations, ...played(...deliberated))
      .when(concluding({ actions: [] }))
      .thenFacts({ type: 'consultation.concluded' }, { type: 'consultation.closed' })
      .thenState({ status: 'closed' });
  });

  test('answers each question once', () => {
    const [one = { question: 1, position: 'yes' as const }] = concludeInput().findings;
    for (const findings of [[one], [one, one], [one, { ...one, question: 3 }]])
      given(Consultations, ...played(...deliberated))
        .when(concluding({ findings }))
        .thenRefused('FINDING_MISSING', { questions: 2 });
  });

  test('waits for all parties that accepted, or says why not', () => {
    const silent = played(...deliberated, accepted(judge));
    given(Consultations, ...silent)
      .when(concluding())
      .thenRefused('OPINION_MISSING', { agencies: [judge.agency] });
    given(Consultations, ...silent)
      .when(concluding({ excused: [{ agency: judge.agency, reason: '回避' }] }))
      .thenFacts({ type: 'consultation.concluded' });
  });

  test('is drawn by who has said what they think, on every question', () => {
    const half = played(accepted(), steps.opinion(prosecutor), steps.opinion(police));
    given(Consultations, ...half)
      .when(concluding())
      .thenRefused('OPINION_MISSING', { agencies: [prosecutor.agency], unanswered: 1 });
    given(Consultations, ...half)
      .when((state) => conclude(state, concludeInput(), [], by(police, 4)))
      .thenRefused('OPINION_MISSING', { agencies: [police.agency], unanswered: 1 });
    given(Consultations, ...played(...deliberated))
      .when((state) => conclude(state, concludeInput(), [], by(police, 4)))
      .thenRefused('OPINION_MISSING', { agencies: [police.agency], unanswered: 1 });
  });

  test('cannot excuse a party that answered every question', () => {
    const spoken = [1, 2].map(
      (question) => (state: Consultation) => giveOpinion(state, opinionInput({ question }), [], by(judge, 3)),
    );
    given(Consultations, ...played(...deliberated, accepted(judge), ...spoken))
      .when(concluding({ excused: [{ agency: judge.agency, reason: 'abroad' }] }))
      .thenRefused('EXCUSE_NOT_ALLOWED', { paths: ['/excused/0'] });
  });

  test('cannot excuse the agency that concludes or the convener', () => {
    const excused = [judge, prosecutor, police].map(({ agency }) => ({ agency, reason: 'r' }));
    const all = played(...deliberated, accepted(judge));
    given(Consultations, ...all)
      .when(concluding({ excused }))
      .thenRefused('EXCUSE_NOT_ALLOWED', { paths: ['/excused/1', '/excused/2'] });
    given(Consultations, ...all)
      .when((state) =>
        conclude(
          state,
          concludeInput({ excused: excused.filter(({ agency }) => agency !== prosecutor.agency) }),
          [],
          by(police, 4),
        ),
      )
      .thenRefused('EXCUSE_NOT_ALLOWED', { paths: ['/excused/1'] });
  });

  test('gives work to parties only, and time to do it', () => {
    const [action = { text: '', owner: '', dueAt: '' }] = concludeInput().actions;
    const strange = concluding({ actions: [action, { ...action, owner: judge.agency }] });
    given(Consultations, ...played(...deliberated))
      .when(strange)
      .thenRefused('PARTY_UNKNOWN', { paths: ['/actions/1/owner'] });
    const past = concluding({ actions: [{ ...action, dueAt: hour(4) }] });
    given(Consultations, ...played(...deliberated))
      .when(past)
      .thenRefused('DUE_DATE_PAST', { paths: ['/actions/0/dueAt'] });
  });

  test('waits no longer for evidence that did not come', () => {
    const ask = { from: police.agency, text: '流水', dueAt: hour(48) };
    given(Consultations, ...played(...deliberated, (state) => requestEvidence(state, ask, by(prosecutor, 3))))
      .when(concluding())
      .thenFacts({ type: 'consultation.concluded', data: { dropped: [1] } })
      .thenState({ evidenceRequests: [{ status: 'dropped' }] });
  });

  test('is drawn once', () => {
    given(Consultations, ...played(...deliberated, concluding()))
      .when(concluding())
      .thenRefused('CONSULTATION_STATE_FORBIDS', { state: 'following-up', command: 'conclude' });
  });
});

describe('what was agreed', () => {
  const followed = played(...deliberated, concluding());

  test('an action is done by its owner, and the last one closes the consultation', () => {
    given(Consultations, ...followed)
      .when((state) => completeAction(state, { n: 1, note: '已办' }, by(police, 300)))
      .thenFacts({ type: 'consultation.action-done', data: { done: { late: true } } }, { type: 'consultation.closed' })
      .thenState({ status: 'closed' });
    given(Consultations, ...followed)
      .when((state) => completeAction(state, { n: 1 }, by(prosecutor)))
      .thenRefused('ACTION_NOT_ALLOWED');
    given(Consultations, ...followed)
      .when((state) => completeAction(state, { n: 2 }, by(police)))
      .thenRefused('NOT_FOUND');
    const done = played(...deliberated, concluding(), (state) => completeAction(state, { n: 1 }, by(police, 5)));
    given(Consultations, ...done)
      .when((state) => completeAction(state, { n: 1 }, by(police)))
      .thenRefused('ACTION_DONE');
  });

  test('an action that is not done in time is noted once', () => {
    given(Consultations, ...followed)
      .when((state) => accept(...advanceConsultation(state, context({ now: hour(239) }))))
      .thenNothing();
    given(Consultations, ...followed)
      .when((state) => accept(...advanceConsultation(state, context({ now: hour(240) }))))
      .thenFacts({ type: 'consultation.action-overdue', data: { n: 1, owner: police.agency } });
    const noted = played(...deliberated, concluding(), (state) =>
      accept(...advanceConsultation(state, context({ now: hour(240) }))),
    );
    given(Consultations, ...noted)
      .when((state) => accept(...advanceConsultation(state, context({ now: hour(999) }))))
      .thenNothing();
    expect(nextConsultationMoment(consultationWith(...noted))).toBeUndefined();
  });

  test('still holds when the consultation is taken up again', () => {
    const again = played(...deliberated, concluding(), (state) => reopen(state, { reason: '新证据' }, by(police, 5)));
    expect(consultationWith(...again)).toMatchObject({
      status: 'deliberating',
      round: 2,
      opinions: [{ n: 1 }, { n: 2 }, { n: 3 }],
    });
    given(Consultations, ...again)
      .when(concluding({ actions: [] }))
      .thenFacts({ type: 'consultation.concluded', data: { conclusion: { round: 2 } } })
      .thenState({ status: 'following-up' });
    given(Consultations, ...again)
      .when((state) => completeAction(state, { n: 1 }, by(police, 6)))
      .thenFacts({ type: 'consultation.action-done' })
      .thenState({ status: 'deliberating' });
  });
});

describe('a consultation that is withdrawn', () => {
  const gone = (state: Consultation) => withdraw(state, { reason: '撤案' }, by(police, 5));

  test('has a way back: if a party had accepted, to where it was; otherwise the agencies are asked again', () => {
    given(Consultations, ...played(accepted(), gone))
      .when((state) => reopen(state, { reason: 'r' }, by(police)))
      .thenFacts({ type: 'consultation.reopened' })
      .thenState({ status: 'deliberating', round: 1 });
    given(Consultations, ...played(gone))
      .when((state) => reopen(state, { reason: 'r' }, by(police)))
      .thenFacts({ type: 'consultation.reconvened' })
      .thenState({ status: 'convened' });
  });

  test('a consultation cannot be withdrawn after its conclusion, and cannot be reopened while it goes on', () => {
    given(Consultations, ...played(...deliberated, concluding()))
      .when(gone)
      .thenRefused('CONSULTATION_STATE_FORBIDS');
    given(Consultations, ...played(accepted()))
      .when((state) => reopen(state, { reason: 'r' }, by(police)))
      .thenRefused('CONSULTATION_STATE_FORBIDS');
  });
});

describe('procedure clocks beside it', () => {
  const start = (state: Consultation) =>
    startClock(state, { kind: 'arrest-request', suspect, from: hour(0) }, cases, by(police, 1));

  test('warn a day before the end, say that it has come, and stop when all is done', () => {
    const everybody = [accepted(), accepted(judge), start] as const;
    const running = played(...everybody);
    // detained on a Sunday at 09:30: the last day is Wednesday
    const end = '2026-11-25T16:00:00.000Z';
    expect(consultationWith(...running).clocks).toMatchObject([{ lastDay: '2026-11-25', endsAt: end }]);
    expect(nextConsultationMoment(consultationWith(...running))).toBe(plus(end, -24 * HOUR));
    const warned = (state: Consultation) => accept(...advanceConsultation(state, context({ now: plus(end, -HOUR) })));
    given(Consultations, ...running)
      .when(warned)
      .thenFacts({ type: 'consultation.clock-warned', data: { n: 1, suspect } });
    given(Consultations, ...played(...everybody, warned))
      .when(warned)
      .thenNothing();
    given(Consultations, ...played(...everybody, warned))
      .when((state) => accept(...advanceConsultation(state, context({ now: end }))))
      .thenFacts({ type: 'consultation.clock-expired', data: { n: 1, endsAt: end } });
    given(Consultations, ...running)
      .when((state) => stopClock(state, { n: 1, outcome: 'done' }, by(police, 20)))
      .thenFacts({ type: 'consultation.clock-stopped', data: { late: false } });
  });

  test('clocks of a provisional term settle when the calendar is known, before they are announced or end', () => {
    const { clocks: [clock] = [] } = consultationWith(...played(accepted(), accepted(judge), start));
    if (clock === undefined) throw new Error('no clock');
    // reckoned when the holidays of 2026 were not announced yet: behind National Day the first Monday
    const guessed = {
      ...clock,
      ...{ kind: 'supplement', from: '2026-09-01T02:00:00.000Z', inCustody: false, provisional: true },
      ...{ lastDay: '2026-10-05', endsAt: '2026-10-05T16:00:00.000Z', warnAt: '2026-09-29T16:00:00.000Z' },
    } as const;
    const signed = { at: hour(1), by: { agency: police.agency, subject: police.subject } };
    const begun = () => accept({ type: 'consultation.clock-started', data: { ...signed, clock: guessed } });
    const facts = played(accepted(), accepted(judge), begun);
    const due = (now: string) => (state: Consultation) => accept(...advanceConsultation(state, context({ now })));
    given(Consultations, ...facts)
      .when(due('2026-09-28T00:00:00.000Z'))
      .thenNothing();
    const settled = { before: '2026-10-05', lastDay: '2026-10-08', endsAt: '2026-10-08T16:00:00.000Z' };
    given(Consultations, ...facts)
      .when(due('2026-09-30T00:00:00.000Z'))
      .thenFacts({ type: 'consultation.clock-settled', data: settled })
      .thenState({ clocks: [{ lastDay: '2026-10-08', warned: false }] });
    const known = consultationWith(...played(accepted(), accepted(judge), begun, due('2026-09-30T00:00:00.000Z')));
    expect(known.clocks[0]).not.toHaveProperty('provisional');
    given(Consultations, ...played(accepted(), accepted(judge), begun, due('2026-09-30T00:00:00.000Z')))
      .when(due('2026-10-08T16:00:00.000Z'))
      .thenFacts({ type: 'consultation.clock-expired', data: { lastDay: '2026-10-08' } });
  });

  test('are stopped only by the agency that set them going, or by the convener', () => {
    const own = (state: Consultation) =>
      startClock(state, { kind: 'arrest-request', suspect, from: hour(0) }, cases, by(prosecutor, 1));
    const running = played(accepted(), accepted(judge), own);
    const stopping = (actor: Actor) => (state: Consultation) => stopClock(state, { n: 1, outcome: 'void' }, by(actor, 20));
    expect(consultationWith(...running).clocks).toMatchObject([{ startedBy: prosecutor.agency }]);
    given(Consultations, ...running)
      .when(stopping(judge))
      .thenRefused('CLOCK_OF_OTHER_PARTY', { agency: prosecutor.agency });
    given(Consultations, ...running)
      .when((state) => extendClock(state, { n: 1, ground: 'special', reason: 'r' }, by(judge, 20)))
      .thenRefused('CLOCK_OF_OTHER_PARTY', { agency: prosecutor.agency });
    for (const actor of [prosecutor, police])
      given(Consultations, ...running)
        .when(stopping(actor))
        .thenFacts({ type: 'consultation.clock-stopped', data: { outcome: 'void' } });
    const state = consultationWith(...running);
    const older = { ...state, clocks: state.clocks.map(({ startedBy: _, ...clock }) => clock) };
    expect(stopping(prosecutor)(older)).toMatchObject({ code: 'CLOCK_OF_OTHER_PARTY', detail: { agency: police.agency } });
    expect(stopping(police)(older)).toMatchObject({ kind: 'acceptance' });
  });

  test('are for suspects of its cases that the caller may see', () => {
    const withdrawal = { at: hour(2), part: 'persons', itemId: suspect, reason: 'not him' } as const;
    const without = known(sharedCase({ type: 'case.item-withdrawn', data: withdrawal }));
    const starting = (who: string | undefined, files: typeof cases, actor: typeof police) => (state: Consultation) =>
      startClock(state, { kind: 'arrest-request', suspect: who, from: hour(0) }, files, by(actor, 3));
    const state = given(Consultations, ...played(accepted(), accepted(judge)));
    for (const [who, files, actor] of [
      [`${suspect.slice(0, -1)}9`, cases, police],
      [victim, cases, police],
      [suspect, without, police],
      [suspect, known(), police],
      [suspect, cases, judge],
    ] as const)
      state.when(starting(who, files, actor)).thenRefused('CASE_ITEM_UNKNOWN', { paths: ['/suspect'] });
    for (const actor of [police, prosecutor])
      state.when(starting(suspect, cases, actor)).thenFacts({ type: 'consultation.clock-started', data: { clock: { suspect } } });
    state.when(starting(undefined, known(), judge)).thenFacts({ type: 'consultation.clock-started' });
    given(Consultations, ...played(accepted(), start))
      .when((one) => stopClock(one, { n: 1, outcome: 'void' }, by(police, 3)))
      .thenFacts({ type: 'consultation.clock-stopped' });
  });

  test('run on when the consultation is over, and can be lengthened then', () => {
    const gone = played(start, (state) => withdraw(state, { reason: 'r' }, by(police)));
    given(Consultations, ...gone)
      .when((state) => extendClock(state, { n: 1, ground: 'gang', reason: '团伙' }, by(police, 2)))
      .thenFacts({ type: 'consultation.clock-extended', data: { lastDay: '2026-12-22' } })
      .thenState({ clocks: [{ warned: false, lastDay: '2026-12-22' }] });
    given(Consultations, ...gone)
      .when(start)
      .thenRefused('CONSULTATION_STATE_FORBIDS');
    given(Consultations, ...gone)
      .when((state) => stopClock(state, { n: 2, outcome: 'void' }, by(police)))
      .thenRefused('NOT_FOUND');
  });
});
