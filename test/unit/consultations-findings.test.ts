import { describe, expect, test } from 'vitest';
import { conclude } from '../../shared/consultations/conclude.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import { convene } from '../../shared/consultations/convene.ts';
import { nameDeputy, revokeDeputy } from '../../shared/consultations/deputy.ts';
import { giveOpinion } from '../../shared/consultations/give-opinion.ts';
import type { Conclude, Convene } from '../../shared/consultations/model.ts';
import { Convene as ConveneSchema } from '../../shared/consultations/model.ts';
import { acceptInvitation } from '../../shared/consultations/respond.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { consultationView } from '../../shared/consultations/views.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import {
  by,
  cases,
  concludeInput,
  consultationWith,
  conveneInput,
  deliberated,
  judge,
  opinionInput,
  played,
  police,
  prosecutor,
  steps,
} from '../support/consultation-samples.ts';
import { given, stateOf } from '../support/given.ts';

const { accepted, opinion } = steps;
const findings = (first: object, second: object = {}): Conclude =>
  concludeInput({
    findings: [
      { question: 1, position: 'yes', ...first },
      { question: 2, position: 'undecided', ...second },
    ],
  });
const concluding =
  (input: Conclude, actor: Actor = police) =>
  (state: Consultation) =>
    conclude(state, input, [], by(actor, 4));

describe('a finding', () => {
  const undecided = played(
    accepted(),
    opinion(prosecutor, { position: 'undecided' }),
    opinion(prosecutor, { question: 2, position: 'undecided' }),
    opinion(police, { position: 'undecided' }),
    opinion(police, { question: 2, position: 'undecided' }),
  );

  test('a finding that no opinion supports is refused', () => {
    given(Consultations, ...undecided)
      .when(concluding(findings({ position: 'yes' })))
      .thenRefused('FINDING_UNSUPPORTED', { paths: ['/findings/0/reason'] });
    given(Consultations, ...undecided)
      .when(concluding(findings({ position: 'yes', reason: 'r' }), prosecutor))
      .thenRefused('FINDING_UNSUPPORTED', { paths: ['/findings/0/position'] });
  });

  test('only the convener may draw a finding contrary to all opinions, with a reason that is kept', () => {
    given(Consultations, ...undecided)
      .when(concluding(findings({ position: 'yes', reason: '召集单位依据全案证据认定' })))
      .thenState({
        conclusion: { findings: [{ position: 'yes', reason: '召集单位依据全案证据认定', restsOn: [], reserved: [1, 3] }, {}] },
      });
  });

  test('names what it rests on, who said otherwise, who left it open and who did not speak', () => {
    const facts = played(...deliberated, opinion(police, { question: 2, position: 'no' }), accepted(judge));
    const excused = [{ agency: judge.agency, reason: '回避' }];
    given(Consultations, ...facts)
      .when(concluding({ ...findings({}), excused }))
      .thenState({
        conclusion: {
          dissent: [1, 4],
          findings: [
            { question: 1, restsOn: [2], dissent: [1], reserved: [], silent: [judge.agency] },
            { question: 2, restsOn: [3], dissent: [4], reserved: [], silent: [judge.agency] },
          ],
        },
      });
  });

  test('rests on opinions on its question that say the same, and on no other', () => {
    const facts = played(...deliberated, opinion(police, { question: 2, position: 'no' }));
    for (const restsOn of [[1], [3], [9]])
      given(Consultations, ...facts)
        .when(concluding(findings({ restsOn })))
        .thenRefused('FINDING_UNSUPPORTED', { paths: ['/findings/0/restsOn/0'] });
    given(Consultations, ...facts)
      .when(concluding(findings({ restsOn: [] })))
      .thenRefused('FINDING_UNSUPPORTED', { paths: ['/findings/0/reason'] });
    given(Consultations, ...facts)
      .when(concluding(findings({ restsOn: [2] })))
      .thenFacts({ type: 'consultation.concluded' });
  });

  test('a finding of undecided follows from opinions that differ, but not from opinions that agree', () => {
    const split = played(accepted(), ...[prosecutor, police].flatMap((actor) => both(actor, actor === police ? 'yes' : 'no')));
    given(Consultations, ...split)
      .when(concluding(findings({ position: 'undecided' })))
      .thenFacts({ type: 'consultation.concluded', data: { conclusion: { findings: [{ dissent: [1, 3] }, {}] } } });
    const agreed = played(accepted(), ...[prosecutor, police].flatMap((actor) => both(actor, 'yes')));
    given(Consultations, ...agreed)
      .when(concluding(findings({ position: 'undecided' })))
      .thenRefused('FINDING_UNSUPPORTED', { paths: ['/findings/0/reason', '/findings/1/reason'] });
  });

  test('has an answer that the question has', () => {
    given(Consultations, ...played(...deliberated, opinion(police, { question: 2, position: 'no' })))
      .when(concluding(findings({ position: '诈骗罪' })))
      .thenRefused('POSITION_UNKNOWN', { paths: ['/findings/0/position'] });
  });
});

describe('a question with answers of its own', () => {
  const options = ['诈骗罪', '掩饰、隐瞒犯罪所得罪'];
  const input: Convene = conveneInput({ questions: [{ topic: 'law', point: 'charge', text: '此罪还是彼罪', options }] });
  const begun = stateOf(Consultations, ...convene(input, cases, by(police)).facts);
  if (begun === undefined) throw new Error('it was convened');
  const following = (
    state: Consultation,
    ...decide: readonly ((state: Consultation) => { readonly facts: readonly unknown[] })[]
  ) =>
    decide.reduce(
      (now, step) =>
        step(now)
          .facts.flatMap((fact) => Consultations.fact.safeParse(fact).data ?? [])
          .reduce((before, fact) => Consultations.evolve(before, fact), now),
      state,
    );
  const open = following(begun, (state) => acceptInvitation(state, by(prosecutor, 2)));
  const says = (actor: Actor, position: string) => (state: Consultation) =>
    giveOpinion(state, opinionInput({ position }), [], by(actor, 3));

  test('a question is answered only with one of its options, or left undecided', () => {
    for (const position of [...options, 'undecided'])
      expect(says(prosecutor, position)(open)).toMatchObject({ kind: 'acceptance' });
    for (const position of ['yes', 'no', '诈骗'])
      expect(says(prosecutor, position)(open)).toMatchObject({
        code: 'POSITION_UNKNOWN',
        detail: { paths: ['/position'], rule: expect.stringContaining('option') },
      });
  });

  test('a question is shown with the answers that it takes, also to an agency that was only asked', () => {
    const shown = consultationView(begun, new Map(), prosecutor, by(prosecutor, 2).now);
    expect(shown).toMatchObject({ shows: 'invitation', questions: [{ answers: [...options, 'undecided'] }] });
    const plain = consultationView(consultationWith(...played(accepted())), new Map(), prosecutor, by(prosecutor, 2).now);
    expect(plain).toMatchObject({ shows: 'all', questions: [{ answers: ['yes', 'no', 'undecided'] }, {}] });
  });

  test('a question is found with one of its options, and the other charge is kept as dissent', () => {
    const said = following(open, says(prosecutor, '掩饰、隐瞒犯罪所得罪'), says(police, '诈骗罪'));
    const drawn = conclude(
      said,
      concludeInput({ findings: [{ question: 1, position: '掩饰、隐瞒犯罪所得罪' }], actions: [] }),
      [],
      by(police, 4),
    );
    expect(drawn.facts[0]).toMatchObject({
      data: { conclusion: { findings: [{ position: '掩饰、隐瞒犯罪所得罪', restsOn: [1], dissent: [2] }] } },
    });
  });

  test('names two options or more, each once, and does not name undecided', () => {
    const parsed = (wrong: readonly string[]) =>
      ConveneSchema.safeParse({ ...input, questions: [{ topic: 'evidence', text: 't', options: wrong }] }).success;
    expect([[], ['a'], ['a', 'a'], ['a', 'undecided'], ['a', 'b']].map(parsed)).toEqual([false, false, false, false, true]);
  });
});

describe('the deputy of the convener', () => {
  const name = (agency: string) => (state: Consultation) => nameDeputy(state, { agency, reason: '主办' }, by(police, 4));
  const revoke = (state: Consultation) => revokeDeputy(state, { reason: '回避' }, by(police, 5));

  test('is a party that accepted, named on the record with a reason', () => {
    given(Consultations, ...played(accepted()))
      .when(name(prosecutor.agency))
      .thenFacts({
        type: 'consultation.deputy-named',
        data: { agency: prosecutor.agency, reason: '主办', by: { agency: police.agency } },
      })
      .thenState({ deputy: { agency: prosecutor.agency } });
    for (const agency of [judge.agency, police.agency, 'police-miyun'])
      given(Consultations, ...played(accepted()))
        .when(name(agency))
        .thenRefused('PARTY_UNKNOWN', { paths: ['/agency'] });
  });

  test('is named once, and revoked once', () => {
    given(Consultations, ...played(accepted(), name(prosecutor.agency)))
      .when(name(prosecutor.agency))
      .thenNothing();
    given(Consultations, ...played(accepted(), name(prosecutor.agency)))
      .when(revoke)
      .thenFacts({ type: 'consultation.deputy-revoked', data: { agency: prosecutor.agency, reason: '回避' } });
    const revoked = played(accepted(), name(prosecutor.agency), revoke);
    expect(consultationWith(...revoked).deputy).toBeUndefined();
    given(Consultations, ...revoked)
      .when(revoke)
      .thenNothing();
  });

  test('cannot be named before an agency has accepted', () => {
    given(Consultations, ...played())
      .when(name(prosecutor.agency))
      .thenRefused('CONSULTATION_STATE_FORBIDS');
  });
});

function both(actor: Actor, position: string) {
  return [opinion(actor, { position }), opinion(actor, { question: 2, position })];
}
