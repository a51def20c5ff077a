import { describe, expect, test } from 'vitest';
import { changeBundle } from '../../shared/consultations/change-bundle.ts';
import { extendClock, stopClock } from '../../shared/consultations/clocks.ts';
import { conclude } from '../../shared/consultations/conclude.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import type { ConsultationFact } from '../../shared/consultations/consultation-facts.ts';
import { convene } from '../../shared/consultations/convene.ts';
import { advanceConsultation, nextConsultationMoment, ranOut } from '../../shared/consultations/deadlines.ts';
import { revokeDeputy } from '../../shared/consultations/deputy.ts';
import { answerRequest, requestEvidence } from '../../shared/consultations/evidence-requests.ts';
import { exists, partsShown } from '../../shared/consultations/evidence-visible.ts';
import { completeAction, reopen } from '../../shared/consultations/follow-up.ts';
import { giveOpinion } from '../../shared/consultations/give-opinion.ts';
import { consultationThing, toldConsultation } from '../../shared/consultations/kind.ts';
import { limits } from '../../shared/consultations/model.ts';
import { declineInvitation } from '../../shared/consultations/respond.ts';
import { bundleAt, notInBundle } from '../../shared/consultations/standing.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
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
  onSecond,
  opinionInput,
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
import { proposalInput } from '../support/standard-samples.ts';

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
  const concluding = (over: Parameters<typeof concludeInput>[0]) =>
    conclude(deliberating, concludeInput(over), [], by(police, 4));

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

describe('what a refusal in a consultation names', () => {
  const paths = (decision: object) => ('detail' in decision ? decision.detail : undefined);

  test('each place that is wrong', () => {
    const opining = (over: object) => giveOpinion(accepted, opinionInput(over), [], by(prosecutor, 3));
    expect(opining({ question: 3 })).toMatchObject({ code: 'QUESTION_UNKNOWN', detail: { paths: ['/question'] } });
    expect(opining({ bundleVersion: 1 })).toMatchObject({
      ...{ code: 'BUNDLE_VERSION_UNKNOWN', detail: { paths: ['/bundleVersion'], current: 0 } },
    });
    const twice = conveneInput({ parties: [prosecutor.agency, police.agency, prosecutor.agency] });
    expect(convene(twice, known(sharedCase()), by(police))).toMatchObject({
      ...{ code: 'PARTY_TWICE', detail: { paths: ['/parties/1', '/parties/2'] } },
    });
    const unknown = { text: '附后', exhibits: [1] };
    expect(answerRequest(requested, { n: 1, ...unknown }, by(prosecutor, 4))).toMatchObject({
      ...{ code: 'EVIDENCE_UNKNOWN', detail: { paths: ['/exhibits/0'] } },
    });
    const strange = {
      add: [
        { caseId, part: 'summary' as const },
        { caseId: caseIdOf('cas', 9), part: 'summary' as const },
      ],
      remove: [4],
    };
    expect(changeBundle(accepted, strange, known(sharedCase()), by(police, 3))).toMatchObject({
      ...{ code: 'EVIDENCE_UNKNOWN', detail: { paths: ['/add/1', '/remove/0'] } },
    });
    const incomplete = conclude(accepted, concludeInput({ findings: [] }), [], by(police, 4));
    expect(paths(incomplete)).toEqual({ paths: ['/findings'], questions: 2 });
  });

  test('comes before anything else where the state forbids it', () => {
    const closed: Consultation = { ...requested, status: 'closed', actions: [] };
    const forbidden = { code: 'CONSULTATION_STATE_FORBIDS' };
    expect(answering(closed, 4)).toMatchObject(forbidden);
    expect(revokeDeputy({ ...closed, deputy: deputyOf(judge.agency) }, { reason: 'r' }, by(police, 4))).toMatchObject(forbidden);
    expect(declineInvitation(closed, { reason: 'r' }, by(judge, 4))).toMatchObject(forbidden);
    expect(changeBundle(closed, { add: [], remove: [] }, known(), by(police, 4))).toMatchObject(forbidden);
    const action = { n: 1, text: 't', owner: police.agency, dueAt: hour(24), round: 1, overdue: false };
    const withdrawn: Consultation = { ...closed, status: 'withdrawn', actions: [action] };
    expect(completeAction(withdrawn, { n: 1 }, by(police, 4))).toMatchObject(forbidden);
  });
});

/** The agency as deputy, named by the convener. */
function deputyOf(agency: string) {
  return { agency, by: { agency: police.agency, subject: 'he' }, at: hour(3), reason: 'r' };
}

describe('the bundle as it changes', () => {
  const summary = { caseId, part: 'summary' } as const;
  const persons = { caseId, part: 'persons', item: suspect } as const;
  const changing = (
    state: Consultation,
    over: { add?: (typeof summary | typeof persons)[]; remove?: number[] },
    actor = police,
  ) => changeBundle(state, { add: [], remove: [], ...over }, known(sharedCase()), by(actor, 3));
  const changed = (state: Consultation, decision: ReturnType<typeof changing>) =>
    decision.facts.reduce((one, fact) => Consultations.evolve(one, fact), state);
  const first = changed(accepted, changing(accepted, { add: [summary] }, prosecutor));

  test('takes an item once, and lets its agency or the convener take it out', () => {
    expect(first.exhibits).toStrictEqual([{ n: 1, ...summary, by: prosecutor.agency, since: 1 }]);
    expect(changing(first, { add: [summary] })).toMatchObject({ facts: [] });
    expect(changing(accepted, { add: [summary, summary, persons] }).facts).toMatchObject([
      {
        data: {
          added: [
            { n: 1, part: 'summary' },
            { n: 2, part: 'persons' },
          ],
          removed: [],
        },
      },
    ]);
    const both = changed(first, changing(first, { add: [persons] }));
    expect(changing(both, { remove: [2] }, prosecutor)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(changing(both, { remove: [1] }, prosecutor)).toMatchObject({ kind: 'acceptance' });
    expect(changing(both, { add: [persons], remove: [] }, prosecutor)).toMatchObject({ facts: [] });
    const swapped = changed(both, changing(both, { add: [summary], remove: [1] }));
    expect(swapped.exhibits).toMatchObject([{ n: 1, until: 3 }, { n: 2 }, { n: 3, part: 'summary', since: 3 }]);
  });
});

describe('an opinion that is given again', () => {
  const opined = consultationWith(...played(steps.accepted(), steps.opinion()));
  const again = (over: object, actor = prosecutor) => giveOpinion(opined, opinionInput(over), [], by(actor, 5)).facts.length;

  test('is the same one by its signer, its position, its text and what was read', () => {
    expect(again({})).toBe(0);
    expect(again({ text: '另一意见' })).toBe(2);
    expect(again({}, { ...prosecutor, subject: 'another' })).toBe(2);
    const newer: Consultation = { ...opined, bundleVersion: 2 };
    expect(giveOpinion(newer, opinionInput({ bundleVersion: 2 }), [], by(prosecutor, 5)).facts).toHaveLength(2);
  });
});

describe('a conclusion with all that it may have', () => {
  const ready = consultationWith(...played(...deliberated, steps.opinion(police, onSecond)));
  const concluding = (over: Parameters<typeof concludeInput>[0], state = ready) =>
    conclude(state, concludeInput(over), [], by(police, 4));

  test('has the proposal, if that could be made', () => {
    const proposal = proposalInput();
    expect(concluding({ proposal }).facts).toMatchObject([{ data: { proposal } }]);
    expect(concluding({}).facts[0]?.data).not.toHaveProperty('proposal');
    expect(concluding({ proposal: proposalInput({ effectiveFrom: '2026-01-01' }) })).toMatchObject({
      ...{ code: 'PROPOSAL_DATE_PASSED', detail: { paths: ['/proposal/effectiveFrom'] } },
    });
  });

  test('drops the requests that are open, and closes where no action is left', () => {
    const {
      evidenceRequests: [open],
    } = requested;
    if (open === undefined) throw new Error('evidence was asked for');
    const asked: Consultation = { ...ready, evidenceRequests: [open, { ...open, n: 2, status: 'answered' }, { ...open, n: 3 }] };
    expect(concluding({}, asked).facts).toMatchObject([{ data: { dropped: [1, 3] } }]);
    expect(concluding({ actions: [] }, asked).facts.map(({ type }) => type)).toEqual([
      'consultation.concluded',
      'consultation.closed',
    ]);
    const done = { by: { agency: police.agency, subject: 'he' }, at: hour(3), late: false };
    const action = { n: 1, text: 't', owner: police.agency, dueAt: hour(24), round: 1, overdue: false };
    const left = (over: object) => concluding({ actions: [] }, { ...ready, actions: [{ ...action, ...over }] }).facts.length;
    expect([left({}), left({ done })]).toEqual([1, 2]);
  });

  test('numbers its actions behind the earlier ones, and takes as many as it holds', () => {
    const done = { by: { agency: police.agency, subject: 'he' }, at: hour(3), late: false };
    const action = (n: number) => ({ n, text: 't', owner: police.agency, dueAt: hour(24), round: 1, overdue: false, done });
    const kept = (count: number): Consultation => ({
      ...ready,
      actions: Array.from({ length: count }, (_, nth) => action(nth + 1)),
    });
    const planned = [1, 2].map(() => ({ text: 't', owner: police.agency, dueAt: hour(240) }));
    expect(concluding({ actions: planned }, kept(3)).facts).toMatchObject([
      {
        data: {
          actions: [
            { n: 4, overdue: false },
            { n: 5, overdue: false },
          ],
        },
      },
    ]);
    expect(concluding({ actions: planned }, kept(limits.actions - 2))).toMatchObject({ kind: 'acceptance' });
    expect(concluding({ actions: planned }, kept(limits.actions - 1))).toMatchObject({
      ...{ code: 'CONSULTATION_FULL', detail: { what: 'actions', limit: limits.actions } },
    });
  });

  test('rests on the opinions that stand, and names dissent in order', () => {
    const changed = consultationWith(
      ...played(...deliberated, steps.opinion(police, { ...onSecond, position: 'yes' }), steps.opinion(prosecutor)),
    );
    expect(concluding({}, changed).facts).toMatchObject([
      {
        data: {
          conclusion: { opinions: [2, 3, 4, 5], dissent: [4], findings: [{ restsOn: [2, 5], dissent: [] }, { restsOn: [3] }] },
        },
      },
    ]);
  });

  test('excuses neither the agency that concludes nor the convener', () => {
    const excused = [police, prosecutor].map(({ agency }) => ({ agency, reason: 'r' }));
    expect(concluding({ excused })).toMatchObject({
      code: 'EXCUSE_NOT_ALLOWED',
      detail: { paths: ['/excused/0', '/excused/1'] },
    });
    const silent = consultationWith(...played(steps.accepted(), steps.opinion(police), steps.opinion(police, onSecond)));
    const byDeputy = conclude(
      { ...silent, deputy: deputyOf(prosecutor.agency) },
      concludeInput({ excused: excused.slice(1) }),
      [],
      by(prosecutor, 4),
    );
    expect(byDeputy).toMatchObject({ code: 'EXCUSE_NOT_ALLOWED', detail: { paths: ['/excused/0'] } });
  });
});

describe('a consultation that is taken up again', () => {
  test('gives those that have not answered a new date, and no others', () => {
    const overdue: Consultation = {
      ...accepted,
      status: 'withdrawn',
      parties: accepted.parties.map((party) => ({ ...party, ...(party.answer === 'invited' ? { overdue: true } : {}) })),
    };
    const facts = reopen(overdue, { reason: 'new evidence' }, by(police, 5)).facts;
    const after = facts.reduce((state, fact) => Consultations.evolve(state, fact), overdue);
    const answerBy = facts.map(({ data }) => ('answerBy' in data ? data.answerBy : undefined))[0];
    expect(after.parties).toStrictEqual(
      accepted.parties.map((party) => (party.answer === 'invited' ? { ...party, dueAt: answerBy, overdue: false } : party)),
    );
    expect(after.reason).toBe('new evidence');
    const older = facts.map((fact) => ({ ...fact, data: { ...fact.data, answerBy: undefined } }) as typeof fact);
    expect(older.reduce((state, fact) => Consultations.evolve(state, fact), overdue).parties).toStrictEqual(overdue.parties);
  });

  test('keeps the note with an action that is done, if there is one', () => {
    const action = { n: 1, text: 't', owner: police.agency, dueAt: hour(24), round: 1, overdue: false };
    const state: Consultation = { ...accepted, status: 'following-up', actions: [action] };
    const done = (over: object) => completeAction(state, { n: 1, ...over }, by(police, 6)).facts[0]?.data;
    expect(done({ note: '已补' })).toMatchObject({ done: { note: '已补' } });
    expect(done({})).not.toHaveProperty('done.note');
  });
});
