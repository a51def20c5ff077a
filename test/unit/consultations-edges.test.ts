import { describe, expect, test } from 'vitest';
import { extendClock, stopClock } from '../../shared/consultations/clocks.ts';
import { conclude } from '../../shared/consultations/conclude.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import type { ConsultationFact } from '../../shared/consultations/consultation-facts.ts';
import { convene } from '../../shared/consultations/convene.ts';
import { advanceConsultation, nextConsultationMoment, ranOut } from '../../shared/consultations/deadlines.ts';
import { answerRequest, requestEvidence } from '../../shared/consultations/evidence-requests.ts';
import { exists, partsShown } from '../../shared/consultations/evidence-visible.ts';
import { completeAction } from '../../shared/consultations/follow-up.ts';
import { consultationThing, toldConsultation } from '../../shared/consultations/kind.ts';
import { bundleAt, notInBundle } from '../../shared/consultations/standing.ts';
import { caseFacts, caseIdOf } from '../support/case-samples.ts';
import {
  by,
  caseId,
  concludeInput,
  consultationWith,
  conveneInput,
  deliberated,
  judge,
  known,
  outsider,
  played,
  police,
  prosecutor,
  sharedCase,
  steps,
  suspect,
  victim,
} from '../support/consultation-samples.ts';
import { context, hour, id, minute } from '../support/samples.ts';

const asking = (state: Consultation, over: object = {}) =>
  requestEvidence(state, { from: prosecutor.agency, text: '流水', dueAt: hour(9), ...over }, by(police, 3));
const answering = (state: Consultation, hours: number, n = 1, actor = prosecutor) =>
  answerRequest(state, { n, text: '附后', exhibits: [] }, by(actor, hours));
const due = (state: Consultation, hours: number): readonly ConsultationFact[] =>
  advanceConsultation(state, context({ now: hour(hours) }));

const accepted = consultationWith(...played(steps.accepted()));
const requested = consultationWith(...played(steps.accepted(), (state) => asking(state)));

describe('a request for more evidence', () => {
  test('is overdue at its date, once', () => {
    const overdue = {
      type: 'consultation.evidence-overdue',
      data: { n: 1, by: police.agency, from: prosecutor.agency, dueAt: hour(9) },
    };
    expect(due(requested, 8.9)).toEqual([]);
    const facts = due(requested, 9);
    expect(facts).toMatchObject([overdue]);
    const noted = consultationWith(...played(steps.accepted(), (state) => asking(state)), ...facts);
    expect(noted.evidenceRequests).toMatchObject([{ n: 1, from: prosecutor.agency, overdue: true, status: 'open' }]);
    expect(due(noted, 9.5)).toEqual([]);
    expect(ranOut(noted, police.agency, hour(9))).toEqual([{ what: 'evidence', dueAt: hour(9) }]);
    expect(nextConsultationMoment(requested)).toBe(hour(9));
  });

  test('marks only itself overdue', () => {
    const two = consultationWith(
      ...played(
        steps.accepted(),
        (state) => asking(state),
        (state) => asking(state, { dueAt: hour(20) }),
      ),
      ...due(requested, 9),
    );
    expect(two.evidenceRequests.map(({ overdue }) => overdue)).toEqual([true, false]);
  });

  test('is to a party, about a question that is asked, until a date ahead', () => {
    expect(asking(accepted, { from: outsider.agency })).toMatchObject({ code: 'PARTY_UNKNOWN', detail: { paths: ['/from'] } });
    expect(asking(accepted, { question: 3 })).toMatchObject({ code: 'QUESTION_UNKNOWN', detail: { paths: ['/question'] } });
    expect(asking(accepted, { question: 2 })).toMatchObject({ kind: 'acceptance' });
    expect(asking(accepted, { dueAt: hour(3) })).toMatchObject({ code: 'DUE_DATE_PAST', detail: { paths: ['/dueAt'] } });
  });

  test('is answered by the agency that was asked, once, in time up to its date', () => {
    expect(answering(requested, 4, 2)).toMatchObject({ code: 'NOT_FOUND' });
    expect(answering(requested, 4, 1, police)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    const late = (hours: number) => answering(requested, hours).facts[0];
    expect(late(9)).toMatchObject({ data: { n: 1, answer: { text: '附后', late: false } } });
    expect(late(9.1)).toMatchObject({ data: { answer: { late: true } } });
    const answered = consultationWith(
      ...played(
        steps.accepted(),
        (state) => asking(state),
        (state) => answering(state, 4),
      ),
    );
    expect(answering(answered, 5)).toMatchObject({ code: 'EVIDENCE_REQUEST_CLOSED', detail: { state: 'answered' } });
    expect(due(answered, 9)).toEqual([]);
  });
});

describe('an item of the evidence', () => {
  const evidence = caseIdOf('itm', 4);
  const loss = caseIdOf('itm', 3);
  const added = { addedAt: minute(12) };
  const file = sharedCase(
    caseFacts.alertJoined(),
    { type: 'case.loss-added', data: { at: minute(12), loss: { amountFen: 1, at: minute(0), itemId: loss, ...added } } },
    {
      type: 'case.evidence-added',
      data: {
        at: minute(12),
        evidence: { category: 'statement', title: 't', obtainedAt: minute(0), itemId: evidence, ...added },
      },
    },
  );
  const there = (part: Parameters<typeof exists>[1]['part'], item?: string) =>
    exists(known(file), { caseId, part, ...(item === undefined ? {} : { item }) });

  test('is there if its part of the case has it', () => {
    expect(there('alerts', id('alt', 1))).toBe(true);
    expect(there('persons', suspect)).toBe(true);
    expect(there('losses', loss)).toBe(true);
    expect(there('evidence', evidence)).toBe(true);
    expect(there('evidence', loss)).toBe(false);
    expect(there('persons', evidence)).toBe(false);
    expect(there('summary')).toBe(true);
    expect(there('summary', victim)).toBe(false);
    expect(exists(known(), { caseId, part: 'summary' })).toBe(false);
  });

  test('shows each part of its case once, to those who may see it', () => {
    const other = caseIdOf('cas', 2);
    const exhibits = [
      ...[{ caseId, part: 'persons', item: suspect } as const, { caseId, part: 'persons', item: victim } as const],
      ...[{ caseId, part: 'losses' } as const, { caseId: other, part: 'summary' } as const],
    ];
    const shown = (actor: typeof police) => partsShown(file, known(file), exhibits, actor, hour(1));
    expect(shown(police)).toEqual(['persons', 'losses']);
    expect(shown(prosecutor)).toEqual(['persons']);
    expect(shown(outsider)).toEqual([]);
  });
});

describe('a consultation concerns', () => {
  test('those who take part, and those who were asked, each as such', () => {
    expect(consultationThing(accepted)).toEqual({
      ...{ agencies: [police.agency], parties: [police.agency, prosecutor.agency], invited: [judge.agency] },
    });
    expect(
      consultationThing({ ...accepted, deputy: { agency: judge.agency, by: 'x', at: hour(3), reason: 'r' } as never }),
    ).toMatchObject({ deputy: judge.agency });
  });

  test('in its notices the convener once', () => {
    expect(toldConsultation.about(accepted)).toEqual({
      ...{ reference: accepted.reference, agencies: [police.agency], parties: [prosecutor.agency], invited: [judge.agency] },
    });
  });
});

describe('the things that a consultation refers to', () => {
  test('a consultation keeps its proposal and its meeting from its beginning', () => {
    const refers = { proposalId: id('prp', 1), meetingId: id('mtg', 1) };
    expect(convene(conveneInput(refers), known(sharedCase()), by(police)).facts[0]?.data).toMatchObject({ consultation: refers });
    const plain = convene(conveneInput(), known(sharedCase()), by(police)).facts[0];
    if (plain?.type !== 'consultation.convened') throw new Error('it was not convened');
    expect(plain.data.consultation).not.toHaveProperty('proposalId');
    expect(plain.data.consultation).not.toHaveProperty('meetingId');
  });

  test('a consultation is about cases that the convener may see', () => {
    expect(convene(conveneInput(), known(), by(police))).toMatchObject({ code: 'NOT_FOUND', detail: { paths: ['/caseIds/0'] } });
    expect(convene(conveneInput(), known(sharedCase()), by(outsider))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a conclusion', () => {
  const deliberating = consultationWith(...played(...deliberated));
  const concluding = (over: Parameters<typeof concludeInput>[0]) => conclude(deliberating, concludeInput(over), by(police, 4));

  test('gives actions to parties, and excuses parties, and tells which is none', () => {
    const action = { text: 't', owner: police.agency, dueAt: hour(240) };
    expect(
      concluding({
        actions: [action, { ...action, owner: outsider.agency }],
        excused: [{ agency: outsider.agency, reason: 'r' }],
      }),
    ).toMatchObject({ code: 'PARTY_UNKNOWN', detail: { paths: ['/actions/1/owner', '/excused/0/agency'] } });
    expect(concluding({ actions: [action, { ...action, dueAt: hour(4) }] })).toMatchObject({
      ...{ code: 'DUE_DATE_PAST', detail: { paths: ['/actions/1/dueAt'] } },
    });
  });
});

describe('an action that was agreed', () => {
  const action = (n: number, over: object = {}) =>
    ({
      n,
      text: 't',
      owner: police.agency,
      dueAt: hour(24),
      round: 1,
      overdue: false,
      ...over,
    }) as Consultation['actions'][number];
  const done = { by: { agency: police.agency, subject: 'he' }, at: hour(5), late: false };
  const following = (...actions: Consultation['actions'][number][]): Consultation => ({
    ...accepted,
    status: 'following-up',
    actions,
  });
  const completing = (state: Consultation, n: number, hours = 6) =>
    completeAction(state, { n }, by(police, hours)).facts.map(({ type }) => type);

  test('closes the consultation when it is the last of them, and not before', () => {
    expect(completing(following(action(1), action(2, { done }), action(3)), 1)).toEqual(['consultation.action-done']);
    expect(completing(following(action(1), action(2, { done })), 1)).toEqual(['consultation.action-done', 'consultation.closed']);
    expect(completing(following(action(1)), 1)).toEqual(['consultation.action-done', 'consultation.closed']);
  });

  test('is late behind its date', () => {
    const late = (hours: number) => completeAction(following(action(1)), { n: 1 }, by(police, hours)).facts[0];
    expect(late(24)).toMatchObject({ data: { done: { late: false } } });
    expect(late(24.1)).toMatchObject({ data: { done: { late: true } } });
  });
});

describe('a bundle', () => {
  const exhibit = (n: number, since: number, until?: number) =>
    ({ n, caseId, part: 'summary', since, ...(until === undefined ? {} : { until }) }) as Consultation['exhibits'][number];
  const state = { exhibits: [exhibit(1, 1), exhibit(2, 1, 2), exhibit(3, 2), exhibit(4, 2, 4)] };

  test('has at each version the exhibits that were added until then and not yet removed', () => {
    const numbers = (version: number) => bundleAt(state, version).map(({ n }) => n);
    expect([0, 1, 2, 3, 4].map(numbers)).toEqual([[], [1, 2], [1, 3, 4], [1, 3, 4], [1, 3]]);
  });

  test('tells which numbers are not in it', () => {
    expect(notInBundle({ ...accepted, ...state, bundleVersion: 2 }, [1, 2, 3, 9], '/exhibits')).toEqual([
      ...['/exhibits/1', '/exhibits/3'],
    ]);
  });
});

test('an unknown clock is not lengthened and not stopped', () => {
  expect(stopClock(accepted, { n: 1, outcome: 'done' }, by(police, 3))).toMatchObject({ code: 'NOT_FOUND' });
  expect(extendClock(accepted, { n: 1, ground: 'special', reason: 'r' }, by(police, 3))).toMatchObject({ code: 'NOT_FOUND' });
});
