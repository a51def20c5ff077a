import { describe, expect, test } from 'vitest';
import { ConsultationView } from '../../shared/consultations/answers.ts';
import { changeBundle } from '../../shared/consultations/change-bundle.ts';
import { convene } from '../../shared/consultations/convene.ts';
import { answerRequest, requestEvidence } from '../../shared/consultations/evidence-requests.ts';
import { contentOf } from '../../shared/consultations/evidence-visible.ts';
import { acceptInvitation, declineInvitation } from '../../shared/consultations/respond.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { consultationEntry, consultationView } from '../../shared/consultations/views.ts';
import { caseAlertOf, caseFacts, caseIdOf } from '../support/case-samples.ts';
import {
  by,
  caseId,
  cases,
  consultationWith,
  conveneInput,
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
import { given } from '../support/given.ts';
import { hour, id, minute } from '../support/samples.ts';

const { accepted } = steps;
const persons = { caseId, part: 'persons', item: suspect } as const;
const addPersons = { add: [persons], remove: [] };

describe('a consultation is convened', () => {
  test('an agency convenes that then takes part, on a case it may see', () => {
    given(Consultations)
      .when(() => convene(conveneInput(), cases, by(police)))
      .thenFacts({ type: 'consultation.convened' })
      .thenState({
        status: 'convened',
        convener: { agency: police.agency, subject: police.subject },
        parties: [
          { agency: police.agency, answer: 'accepted' },
          { agency: prosecutor.agency, answer: 'invited' },
          { agency: judge.agency, answer: 'invited' },
        ],
      });
  });

  test('prosecutors convene on a case as long as it is shared with them', () => {
    const input = conveneInput({ parties: [police.agency] });
    given(Consultations)
      .when(() => convene(input, cases, by(prosecutor)))
      .thenFacts({ type: 'consultation.convened' });
    given(Consultations)
      .when(() => convene(input, cases, by(prosecutor, 24)))
      .thenRefused('NOT_FOUND');
    given(Consultations)
      .when(() => convene(input, cases, by(outsider)))
      .thenRefused('NOT_FOUND');
    given(Consultations)
      .when(() => convene(conveneInput(), known(), by(police)))
      .thenRefused('NOT_FOUND');
  });

  test('the convener names each agency once, and not itself', () => {
    const twice = conveneInput({ parties: [judge.agency, judge.agency] });
    const oneself = conveneInput({ parties: [police.agency] });
    given(Consultations)
      .when(() => convene(twice, cases, by(police)))
      .thenRefused('PARTY_TWICE');
    given(Consultations)
      .when(() => convene(oneself, cases, by(police)))
      .thenRefused('PARTY_TWICE');
  });
});

describe('who was asked', () => {
  test('accepts, once; then there is deliberation', () => {
    given(Consultations, ...played())
      .when((state) => acceptInvitation(state, by(prosecutor)))
      .thenFacts({ type: 'consultation.accepted', data: { by: { agency: prosecutor.agency, subject: prosecutor.subject } } })
      .thenState({ status: 'deliberating' });
    given(Consultations, ...played(accepted()))
      .when((state) => acceptInvitation(state, by(prosecutor)))
      .thenNothing();
  });

  test('a party declines with a reason, and may change its mind, but not the other way round', () => {
    const declined = played((state) => declineInvitation(state, { reason: '无管辖' }, by(judge)));
    given(Consultations, ...declined)
      .when((state) => acceptInvitation(state, by(judge)))
      .thenFacts({ type: 'consultation.accepted' })
      .thenState({ parties: [{}, {}, { agency: judge.agency, answer: 'accepted' }] });
    given(Consultations, ...played(accepted()))
      .when((state) => declineInvitation(state, { reason: 'r' }, by(prosecutor)))
      .thenRefused('PARTY_ANSWERED');
  });
});

describe('the evidence bundle', () => {
  test('grows by versions, and what was in an older one stays known', () => {
    const filled = played((state) => changeBundle(state, addPersons, cases, by(police)));
    const next = { add: [{ caseId, part: 'persons', item: victim } as const, persons], remove: [1] };
    given(Consultations, ...filled)
      .when((state) => changeBundle(state, next, cases, by(police)))
      .thenFacts({ type: 'consultation.bundle-changed', data: { version: 2, removed: [1] } })
      .thenState({
        bundleVersion: 2,
        exhibits: [
          { n: 1, since: 1, until: 2 },
          { n: 2, item: victim, since: 2 },
          { n: 3, item: suspect, since: 2 },
        ],
      });
  });

  test('does not change where all is in it already', () => {
    const filled = played((state) => changeBundle(state, addPersons, cases, by(police)));
    given(Consultations, ...filled)
      .when((state) => changeBundle(state, addPersons, cases, by(police)))
      .thenNothing();
  });

  test('takes only evidence that exists, in its own cases, and that the party adding it may see', () => {
    const refused = (add: readonly object[], actor = police, files = cases) =>
      given(Consultations, ...played(accepted()))
        .when((state) => changeBundle(state, { add: add as (typeof persons)[], remove: [] }, files, by(actor)))
        .thenRefused('EVIDENCE_UNKNOWN');
    refused([{ ...persons, caseId: `${caseId.slice(0, -1)}9` }]);
    refused([{ ...persons, item: `${suspect.slice(0, -1)}9` }]);
    refused([{ caseId, part: 'summary', item: suspect }]);
    // the prosecutors have a grant for persons, none for the evidence; once it is revoked, for nothing
    refused([{ caseId, part: 'evidence' }], prosecutor);
    refused([persons], prosecutor, known(sharedCase(caseFacts.revoked())));
  });

  test('loses what an agency brought only by that agency or the convener', () => {
    const two = played(accepted(), accepted(judge), (state) => changeBundle(state, addPersons, cases, by(prosecutor)));
    const remove = { add: [], remove: [1] };
    given(Consultations, ...two)
      .when((state) => changeBundle(state, remove, cases, by(judge)))
      .thenRefused('ACTION_NOT_ALLOWED');
    given(Consultations, ...two)
      .when((state) => changeBundle(state, remove, cases, by(police)))
      .thenFacts({ type: 'consultation.bundle-changed' });
    given(Consultations, ...two)
      .when((state) => changeBundle(state, { add: [], remove: [2] }, cases, by(police)))
      .thenRefused('EVIDENCE_UNKNOWN');
  });
});

describe('what a party sees of the case', () => {
  const facts = played(accepted(), accepted(judge), (state) =>
    changeBundle(
      state,
      {
        add: [
          { ...persons, note: '卡主' },
          { caseId, part: 'evidence', note: '合同' },
        ],
        remove: [],
      },
      cases,
      by(police),
    ),
  );
  const seenBy = (actor: typeof police, files = cases, hours = 3) => {
    const view = consultationView(consultationWith(...facts), files, actor, hour(hours));
    return view.shows === 'all' ? view.bundle.exhibits.map(({ visible }) => visible) : [];
  };

  test('a party sees what its grants give it at this moment, and no more for a bundle', () => {
    expect(seenBy(police)).toEqual([true, true]);
    expect(seenBy(prosecutor)).toEqual([true, false]);
    expect(seenBy(judge)).toEqual([false, false]);
    expect(seenBy(prosecutor, cases, 24)).toEqual([false, false]);
    expect(seenBy(prosecutor, known(sharedCase(caseFacts.revoked())))).toEqual([false, false]);
  });

  test('a party sees neither item nor note of evidence that it may not see', () => {
    const view = JSON.stringify(consultationView(consultationWith(...facts), cases, prosecutor, hour(3)));
    expect(view).toContain('卡主');
    expect(view).not.toContain('合同');
  });

  test('a party sees in the words of the case what an exhibit is, if it may see it and the case still holds it', () => {
    const contents = (actor: typeof police, files = cases) => {
      const view = consultationView(consultationWith(...facts), files, actor, hour(3));
      return view.shows === 'all'
        ? view.bundle.exhibits.map((exhibit) => ('content' in exhibit ? exhibit.content : undefined))
        : [];
    };
    const person = { title: expect.any(String), role: 'suspect' };
    expect(contents(police)).toEqual([person, undefined]);
    expect(contents(prosecutor)).toEqual([person, undefined]);
    expect(contents(judge)).toEqual([undefined, undefined]);
    const withdrawal = { at: hour(2), part: 'persons', itemId: suspect, reason: 'not him' } as const;
    expect(contents(police, known(sharedCase({ type: 'case.item-withdrawn', data: withdrawal })))).toEqual([
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['alerts', { title: 'HD-261122-7K3Q9M', amountFen: 45_540_000, at: minute(0) }],
    ['losses', { amountFen: 5, at: minute(0) }],
    ['evidence', { title: '转账凭证', category: 'bank-record', number: '7', at: minute(0) }],
    ['persons', { title: '王某', role: 'victim' }],
  ] as const)('of the part %s its own words', (part, content) => {
    const added = { addedAt: minute(1) };
    const alarm = caseAlertOf({ alertId: id('alt', 9) });
    const fraudCase = {
      ...sharedCase(),
      alerts: [alarm],
      losses: [{ itemId: caseIdOf('itm', 7), amountFen: 5, at: minute(0), ...added }],
      evidence: [
        {
          itemId: caseIdOf('itm', 7),
          category: 'bank-record' as const,
          title: '转账凭证',
          number: '7',
          obtainedAt: minute(0),
          ...added,
        },
      ],
      persons: [{ itemId: caseIdOf('itm', 7), role: 'victim' as const, name: '王某', ...added }],
    };
    const item = part === 'alerts' ? alarm.alertId : caseIdOf('itm', 7);
    expect(contentOf(fraudCase, { caseId, part, item })).toEqual(content);
    expect(contentOf(fraudCase, { caseId, part, item: caseIdOf('itm', 8) })).toBeUndefined();
    expect(contentOf(fraudCase, { caseId, part })).toBeUndefined();
    expect(contentOf(undefined, { caseId, part, item })).toBeUndefined();
  });

  test('marks evidence withdrawn from its case, only for parties that may see it; a whole part stays', () => {
    const withdrawal = { at: hour(2), part: 'persons', itemId: suspect, reason: 'not him' } as const;
    const without = known(sharedCase({ type: 'case.item-withdrawn', data: withdrawal }));
    const exhibits = (actor: typeof police, files: typeof cases) => {
      const view = consultationView(consultationWith(...facts), files, actor, hour(3));
      return view.shows === 'all'
        ? view.bundle.exhibits.map((exhibit) => ('withdrawn' in exhibit ? exhibit.withdrawn : false))
        : [];
    };
    expect([police, prosecutor, judge].map((actor) => exhibits(actor, without))).toEqual([
      [true, false],
      [true, false],
      [false, false],
    ]);
    expect(exhibits(police, cases)).toEqual([false, false]);
    expect(ConsultationView.parse(consultationView(consultationWith(...facts), without, police, hour(3)))).toMatchObject({
      bundle: { exhibits: [{ visible: true, withdrawn: true, item: suspect }, {}] },
    });
  });

  test('an agency that was only asked sees the invitation', () => {
    const asked = consultationWith(...played(accepted(), steps.opinion()));
    const view = consultationView(asked, cases, judge, hour(3));
    expect(view).toMatchObject({ shows: 'invitation', questions: conveneInput().questions });
    expect(view).not.toHaveProperty('opinions');
    expect(JSON.stringify(view)).not.toContain(caseId);
    expect(consultationEntry(asked, judge.agency, hour(3))).toMatchObject({ overdue: 0, awaits: { answer: true, opinions: 0 } });
  });
});

describe('more evidence', () => {
  const ask = { from: police.agency, text: '三张卡流水', question: 2, dueAt: hour(48) };
  const asked = played(accepted(), (state) => requestEvidence(state, ask, by(prosecutor, 2)));

  test('is asked of a party, on a question there is, for a day to come', () => {
    const refused = (over: Partial<typeof ask>) =>
      given(Consultations, ...played(accepted())).when((state) => requestEvidence(state, { ...ask, ...over }, by(prosecutor, 2)));
    refused({ from: judge.agency }).thenRefused('PARTY_UNKNOWN');
    refused({ question: 3 }).thenRefused('QUESTION_UNKNOWN');
    refused({ dueAt: hour(2) }).thenRefused('DUE_DATE_PAST');
    given(Consultations, ...played())
      .when((state) => requestEvidence(state, ask, by(police)))
      .thenRefused('CONSULTATION_STATE_FORBIDS');
  });

  test('is answered by who was asked, once, late if need be', () => {
    const answer = { text: '见附件', exhibits: [] };
    given(Consultations, ...asked)
      .when((state) => answerRequest(state, { n: 1, ...answer }, by(police, 49)))
      .thenFacts({ type: 'consultation.evidence-answered', data: { n: 1, answer: { late: true } } })
      .thenState({ evidenceRequests: [{ status: 'answered' }] });
    given(Consultations, ...asked)
      .when((state) => answerRequest(state, { n: 1, ...answer }, by(prosecutor)))
      .thenRefused('ACTION_NOT_ALLOWED');
    given(Consultations, ...asked)
      .when((state) => answerRequest(state, { n: 2, ...answer }, by(police)))
      .thenRefused('NOT_FOUND');
    given(Consultations, ...asked)
      .when((state) => answerRequest(state, { n: 1, ...answer, exhibits: [1] }, by(police)))
      .thenRefused('EVIDENCE_UNKNOWN');
    const twice = played(
      accepted(),
      (state) => requestEvidence(state, ask, by(prosecutor, 2)),
      (state) => answerRequest(state, { n: 1, ...answer }, by(police, 3)),
    );
    given(Consultations, ...twice)
      .when((state) => answerRequest(state, { n: 1, ...answer }, by(police)))
      .thenRefused('EVIDENCE_REQUEST_CLOSED');
  });

  test('counts for the parties that it waits for', () => {
    const state = consultationWith(...asked);
    expect(consultationEntry(state, police.agency, hour(49))).toMatchObject({
      overdue: 1,
      awaits: { evidence: 1, opinions: 2 },
      openSeconds: 48 * 3600,
    });
    expect(consultationEntry(state, prosecutor.agency, hour(3))).toMatchObject({ overdue: 0, awaits: { evidence: 0 } });
  });
});
