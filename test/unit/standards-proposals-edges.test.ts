import { describe, expect, test } from 'vitest';
import { startOfDay } from '../../shared/kernel/beijing.ts';
import type { District } from '../../shared/kernel/context.ts';
import { plus } from '../../shared/kernel/time.ts';
import {
  auditedDecision,
  decisionThing,
  impactThing,
  proposalThing,
  toldDecision,
  toldLine,
} from '../../shared/standards/kinds.ts';
import { advance, nextMoment } from '../../shared/standards/proposal/deadlines.ts';
import type { Proposal, ProposalFact } from '../../shared/standards/proposal/proposal-model.ts';
import { Proposals } from '../../shared/standards/proposal/proposal-streams.ts';
import { adopt, decline, openConsultation, requestImpact, withdraw } from '../../shared/standards/proposal/proposals.ts';
import { dayRefusal, propose } from '../../shared/standards/proposal/propose.ts';
import type { StandardLine } from '../../shared/standards/standard/model.ts';
import { stateOf } from '../support/given.ts';
import { context, id, policy } from '../support/samples.ts';
import { cityProsecutor, proposalInput, prosecutorOf } from '../support/standard-samples.ts';

const START = '2026-11-22T01:31:00.000Z';
const LATER = '2026-11-25T01:00:00.000Z';
const FIRST_DAY = '2027-01-01';
const first = startOfDay(FIRST_DAY);
const REMIND = '2026-12-24T16:00:00.000Z';
const districts: District[] = ['haidian', 'chaoyang', 'fengtai'];
const proposed = context({ actor: cityProsecutor, now: START });
const later = context({ actor: prosecutorOf('haidian'), now: LATER });
const decision = propose(proposalInput(), proposed);
const [made] = decision.facts;
if (made === undefined) throw new Error('nothing was proposed');

const opened = (over: object = {}): ProposalFact => ({
  type: 'proposal.consultation-opened',
  data: { at: LATER, districts, answerBy: first, remindAt: REMIND, ...over },
});
const adopted = (district: District, over: object = {}): ProposalFact => ({
  type: 'proposal.adopted',
  data: { at: LATER, district, by: 'procuratorate-x', ...over },
});
const declined = (district: District, over: object = {}): ProposalFact => ({
  type: 'proposal.declined',
  data: { at: LATER, district, by: 'procuratorate-x', reason: 'caseload', ...over },
});
function proposal(...facts: readonly ProposalFact[]): Proposal {
  const state = stateOf(Proposals, made as ProposalFact, ...facts);
  if (state === undefined) throw new Error('no proposal');
  return state;
}
const consulting = proposal(opened());
const { proposalId } = consulting;
const over = { at: first };
const ended = [
  proposal(opened(), { type: 'proposal.lapsed', data: over }),
  proposal(opened(), { type: 'proposal.withdrawn', data: { ...over, reason: 'r' } }),
];
const reserved = { criterion: 'two-card-amount', place: 'haidian', proposalId, effectiveFrom: FIRST_DAY } as const;
const lineWith = (...days: { proposalId: string; effectiveFrom: string }[]): StandardLine => ({
  ...{ lineId: 'two-card-amount:haidian', criterion: 'two-card-amount', place: 'haidian', beliefs: [] },
  reserved: days,
});
const kept = lineWith({ proposalId, effectiveFrom: FIRST_DAY });
const haidian = { district: 'haidian', line: undefined } as const;

describe('a proposal', () => {
  test('is made with its checked content, by the agency that proposes it', () => {
    const { content, ...rest } = proposalInput();
    expect(decision.facts).toStrictEqual([
      {
        type: 'proposal.made',
        data: { ...rest, content, proposalId, proposedAt: START, proposedBy: 'procuratorate-city' },
      },
    ]);
    expect(proposal()).toMatchObject({ status: 'proposed', answers: {} });
  });

  test('leaves the districts time from the day that it is in Beijing', () => {
    const refusal = (effectiveFrom: string, now = START) => dayRefusal({ effectiveFrom }, { now, policy }, { paths: ['/x'] });
    expect(refusal('2026-11-21')).toMatchObject({ code: 'PROPOSAL_DATE_PASSED', detail: { paths: ['/x'] } });
    expect(refusal('2026-11-22')).toMatchObject({ code: 'PROPOSAL_DATE_PASSED' });
    expect(refusal('2026-11-23')).toMatchObject({
      ...{ code: 'PROPOSAL_TOO_SOON', detail: { paths: ['/x'], earliest: '2026-11-29' } },
    });
    expect(refusal('2026-11-29')).toBeUndefined();
    // in Beijing the next day has begun
    expect(refusal('2026-11-29', '2026-11-22T16:00:00.000Z')).toMatchObject({ detail: { earliest: '2026-11-30' } });
  });

  test('is put to its districts with its consultation, and a reminder that is still to come', () => {
    const consultationId = id('cst', 1);
    expect(openConsultation(proposal(), { consultationId, note: 'n' }, later)).toStrictEqual({
      kind: 'acceptance',
      facts: [
        {
          type: 'proposal.consultation-opened',
          data: { at: LATER, consultationId, note: 'n', districts, answerBy: first, remindAt: REMIND },
        },
      ],
    });
    const soon = { ...proposal(), effectiveFrom: '2026-12-02' };
    expect(openConsultation(soon, {}, later)).toStrictEqual({
      kind: 'acceptance',
      facts: [{ type: 'proposal.consultation-opened', data: { at: LATER, districts, answerBy: startOfDay('2026-12-02') } }],
    });
    expect(openConsultation({ ...soon, effectiveFrom: '2026-12-03' }, {}, later).facts[0]).toMatchObject({
      data: { remindAt: '2026-11-25T16:00:00.000Z' },
    });
    expect(openConsultation(proposal(), {}, { ...later, now: REMIND }).facts[0]?.data).not.toHaveProperty('remindAt');
    expect(openConsultation({ ...soon, effectiveFrom: '2026-12-01' }, {}, later)).toMatchObject({
      ...{ code: 'PROPOSAL_TOO_SOON', detail: { effectiveFrom: '2026-12-01', earliest: '2026-12-02' } },
    });
    expect(openConsultation(consulting, {}, later)).toMatchObject({ code: 'PROPOSAL_STATE_FORBIDS' });
  });

  test('has every step barred once its first day has begun, or it is over', () => {
    const onTheDay = { ...later, now: first };
    const steps = (one: Proposal, ctx = onTheDay) => [
      adopt(one, {}, haidian, ctx),
      decline(one, { reason: 'r' }, haidian, ctx),
      withdraw(one, { reason: 'r' }, ctx),
      requestImpact(one, id('imp', 1), ctx),
    ];
    for (const step of steps(consulting))
      expect(step).toMatchObject({ code: 'PROPOSAL_DATE_PASSED', detail: { effectiveFrom: FIRST_DAY } });
    for (const step of steps(consulting, { ...later, now: plus(first, -1) })) expect(step).toMatchObject({ kind: 'acceptance' });
    for (const one of ended) for (const step of steps(one, later)) expect(step).toMatchObject({ code: 'PROPOSAL_STATE_FORBIDS' });
  });

  test('is taken back, or counted, with one fact', () => {
    expect(withdraw(consulting, { reason: 'r' }, later)).toStrictEqual({
      ...{ kind: 'acceptance', facts: [{ type: 'proposal.withdrawn', data: { at: LATER, reason: 'r' } }] },
    });
    expect(requestImpact(proposal(), id('imp', 1), later)).toStrictEqual({
      ...{ kind: 'acceptance', facts: [{ type: 'proposal.impact-requested', data: { at: LATER, runId: id('imp', 1) } }] },
    });
  });
});

describe('the answer of a district', () => {
  const adopting = (one: Proposal, input: { note?: string; reason?: string } = {}, line: StandardLine | undefined = undefined) =>
    adopt(one, input, { district: 'haidian', line }, later);

  test('that adopts keeps its first day in its line', () => {
    const reservation = { type: 'standard-line.reserved', data: { at: LATER, ...reserved } };
    expect(adopting(consulting, { note: 'n' })).toStrictEqual({
      kind: 'acceptance',
      facts: [
        { type: 'proposal.adopted', data: { at: LATER, district: 'haidian', by: 'procuratorate-haidian', note: 'n' } },
        reservation,
      ],
    });
    expect(adopting(consulting, {}, kept).facts.map(({ type }) => type)).toEqual(['proposal.adopted']);
    const others = lineWith({ proposalId: id('prp', 9), effectiveFrom: FIRST_DAY });
    expect(adopting(consulting, {}, others)).toMatchObject({
      ...{ code: 'STANDARD_OVERLAP', detail: { proposals: [id('prp', 9)] } },
    });
  });

  test('that adopts again changes nothing, or only its note', () => {
    const before = proposal(opened(), adopted('haidian', { note: 'n' }));
    expect(adopting(before, { note: 'n' }, kept)).toEqual({ kind: 'acceptance', facts: [] });
    expect(adopting(before, { note: 'n' })).toMatchObject({ facts: [{ type: 'standard-line.reserved' }] });
    const [renoted, ...more] = adopting(before, { note: 'm' }, kept).facts;
    expect(more).toEqual([]);
    expect(renoted).toStrictEqual({
      ...{ type: 'proposal.adopted', data: { at: LATER, district: 'haidian', by: 'procuratorate-haidian', note: 'm' } },
    });
    const silent = proposal(opened(), adopted('haidian'));
    expect(adopting(silent, {}, kept)).toEqual({ kind: 'acceptance', facts: [] });
    expect(adopting(silent, { reason: 'r' }, kept).facts).toHaveLength(1);
  });

  test('that had declined says why, by reason or by note', () => {
    const before = proposal(opened(), declined('haidian'));
    expect(adopting(before)).toMatchObject({ code: 'CHANGE_REASON_MISSING', detail: { paths: ['/reason'] } });
    expect(adopting(before, { note: 'caseload' }).facts[0]).toMatchObject({ data: { changedFrom: 'declined' } });
    expect(adopting(before, { reason: 'r', note: 'n' }).facts[0]).toMatchObject({ data: { reason: 'r', note: 'n' } });
  });

  test('that declines frees the day that was kept', () => {
    const declining = (one: Proposal, line?: StandardLine, reason = 'caseload') =>
      decline(one, { reason }, { district: 'haidian', line }, later);
    const said = { at: LATER, district: 'haidian', by: 'procuratorate-haidian', reason: 'caseload' };
    expect(declining(consulting)).toStrictEqual({
      kind: 'acceptance',
      facts: [{ type: 'proposal.declined', data: said }],
    });
    expect(declining(proposal(opened(), adopted('haidian')), kept)).toStrictEqual({
      kind: 'acceptance',
      facts: [
        { type: 'proposal.declined', data: { ...said, changedFrom: 'adopted' } },
        { type: 'standard-line.freed', data: { at: LATER, criterion: 'two-card-amount', place: 'haidian', proposalId } },
      ],
    });
    const before = proposal(opened(), declined('haidian'));
    expect(declining(before)).toEqual({ kind: 'acceptance', facts: [] });
    expect(declining(before, undefined, 'another').facts).toStrictEqual([
      { type: 'proposal.declined', data: { ...said, reason: 'another' } },
    ]);
    // an adoption with the same words is another answer
    expect(declining(proposal(opened(), adopted('haidian', { note: 'caseload' }))).facts).toHaveLength(1);
  });

  test('counts only of a district that was asked', () => {
    const miyun = { district: 'miyun', line: undefined } as const;
    expect(adopt(consulting, {}, miyun, later)).toMatchObject({ code: 'DISTRICT_NOT_ASKED' });
    expect(decline(consulting, { reason: 'r' }, miyun, later)).toMatchObject({ code: 'DISTRICT_NOT_ASKED' });
    expect(adopt(proposal(), {}, haidian, later)).toMatchObject({ code: 'PROPOSAL_STATE_FORBIDS' });
    expect(decline(proposal(), { reason: 'r' }, haidian, later)).toMatchObject({ code: 'PROPOSAL_STATE_FORBIDS' });
  });

  test('is kept with its reason and the answer before', () => {
    const { answers } = proposal(
      opened(),
      adopted('haidian', { note: 'n' }),
      declined('chaoyang', { changedFrom: 'adopted' }),
      adopted('fengtai', { note: 'n', reason: 'r', changedFrom: 'declined' }),
    );
    const said = { at: LATER, by: 'procuratorate-x' };
    expect(answers).toStrictEqual({
      haidian: { ...said, answer: 'adopted', reason: 'n' },
      chaoyang: { ...said, answer: 'declined', reason: 'caseload', changedFrom: 'adopted' },
      fengtai: { ...said, answer: 'adopted', reason: 'r', changedFrom: 'declined' },
    });
  });
});

describe('the time of a proposal', () => {
  const reminded: ProposalFact = { type: 'proposal.answers-reminded', data: { at: REMIND, districts, answerBy: first } };

  test('brings a reminder to those who have not answered, once', () => {
    const one = proposal(opened(), adopted('haidian'));
    expect(nextMoment(one)).toBe(REMIND);
    expect(advance(one, { now: plus(REMIND, -1) })).toEqual([]);
    expect(advance(one, { now: REMIND })).toStrictEqual([
      { type: 'proposal.answers-reminded', data: { at: REMIND, districts: ['chaoyang', 'fengtai'], answerBy: first } },
    ]);
    expect(nextMoment(proposal(opened(), reminded))).toBe(first);
    expect(proposal(opened(), reminded).remindedAt).toBe(REMIND);
  });

  test('brings none where every district has answered, or its moment was past when it was put to them', () => {
    expect(nextMoment(proposal(opened(), adopted('haidian'), declined('chaoyang'), adopted('fengtai')))).toBe(first);
    expect(nextMoment(proposal(opened({ remindAt: undefined })))).toBe(first);
  });

  test('brings it into force where it was adopted, on its day', () => {
    const one = proposal(opened(), adopted('haidian'), declined('chaoyang'), reminded);
    expect(advance(one, { now: plus(first, -1) })).toEqual([]);
    const { criterion, effectiveFrom, content } = one;
    expect(advance(one, { now: first })).toStrictEqual([
      {
        type: 'proposal.enacted',
        data: { at: first, proposalId, criterion, effectiveFrom, content, districts: ['haidian'] },
      },
    ]);
    const late = plus(first, 1);
    expect(advance(proposal(opened(), declined('haidian')), { now: late })).toStrictEqual([
      { type: 'proposal.lapsed', data: { at: late } },
    ]);
    expect(advance(proposal(), { now: first })).toMatchObject([{ type: 'proposal.lapsed' }]);
  });

  test('is over once it has ended', () => {
    for (const one of ended) {
      expect(nextMoment(one)).toBeUndefined();
      expect(advance(one, { now: plus(first, 1) })).toEqual([]);
      expect(one.endedAt).toBe(first);
      expect(Proposals.index(one).entries).not.toHaveProperty('due');
    }
    const { entries, card } = Proposals.index(proposal(opened(), adopted('haidian'), declined('chaoyang')));
    expect(entries).toHaveProperty('due');
    expect(card).toMatchObject({
      proposalId,
      unanswered: 1,
      adopted: 1,
      declined: 1,
      answerBy: first,
      measure: 'one-way-inflow',
    });
  });
});

describe('what an agency may see', () => {
  test('of a proposal is its proposer’s, of its impact each district’s that is asked, of a decision its district’s', () => {
    const proposedBy = 'procuratorate-city';
    expect(proposalThing({ proposedBy })).toEqual({ agencies: [proposedBy] });
    expect(impactThing({ proposedBy, districts }, 'chaoyang')).toEqual({ agencies: [proposedBy], district: 'chaoyang' });
    expect(impactThing({ proposedBy, districts }, 'miyun')).toStrictEqual({ agencies: [proposedBy] });
    expect(impactThing({ proposedBy, districts }, undefined)).toStrictEqual({ agencies: [proposedBy] });
    expect(decisionThing({ district: 'haidian' })).toEqual({ district: 'haidian' });
    expect(auditedDecision.starts).toBe('dec_');
  });

  test('is told to the district of a line, and to no district of the city’s', () => {
    expect(toldLine.about({ place: 'haidian' })).toEqual({ district: 'haidian', agencies: [] });
    expect(toldLine.about({ place: 'city' })).toEqual({ district: undefined, agencies: [] });
    expect(toldDecision.about({ district: 'haidian', recordedBy: 'x' })).toEqual({ district: 'haidian', agencies: ['x'] });
  });
});
