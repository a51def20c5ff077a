import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueStreams } from '../../functions/sweep/due-streams.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { startOfDay } from '../../shared/kernel/beijing.ts';
import { type Context, type District, districts } from '../../shared/kernel/context.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { advance, nextMoment } from '../../shared/standards/proposal/deadlines.ts';
import { proposalLifecycle } from '../../shared/standards/proposal/proposal-lifecycle.ts';
import type { AdoptProposal, DeclineProposal, Proposal, ProposalFact } from '../../shared/standards/proposal/proposal-model.ts';
import { Proposals } from '../../shared/standards/proposal/proposal-streams.ts';
import { adopt as adoptIn, decline as declineIn, openConsultation, withdraw } from '../../shared/standards/proposal/proposals.ts';
import { propose } from '../../shared/standards/proposal/propose.ts';
import { heldNow } from '../../shared/standards/standard/in-force.ts';
import { recordStandard } from '../../shared/standards/standard/record-standard.ts';
import { StandardLines, Standards } from '../../shared/standards/standard/streams.ts';
import { given, stateOf } from '../support/given.ts';
import { appendFacts, createRelayBench, factTypes } from '../support/relay-kit.ts';
import { context } from '../support/samples.ts';
import {
  cityProsecutor,
  condition,
  content,
  proposalInput,
  prosecutorOf,
  recordInput,
  yuan,
} from '../support/standard-samples.ts';

/** An answer where the district's line has nothing in it. */
const adopt = (proposal: Proposal, district: District, input: AdoptProposal, ctx: Context) =>
  adoptIn(proposal, input, { district, line: undefined }, ctx);
const decline = (proposal: Proposal, district: District, input: DeclineProposal, ctx: Context) =>
  declineIn(proposal, input, { district, line: undefined }, ctx);

const proposed = context({ actor: cityProsecutor, now: '2026-11-22T01:31:00.000Z' });
const later = context({ actor: prosecutorOf('haidian'), now: '2026-11-25T01:00:00.000Z' });
const firstMoment = startOfDay('2027-01-01');

function factsOf(decision: ReturnType<typeof propose>): readonly [ProposalFact, ...ProposalFact[]] {
  const [first, ...rest] = decision.facts;
  if (first === undefined) throw new Error('nothing was decided');
  return [first, ...rest];
}
const made = factsOf(propose(proposalInput(), proposed));
const asked: readonly [ProposalFact, ...ProposalFact[]] = [
  ...made,
  {
    type: 'proposal.consultation-opened',
    data: { at: later.now, districts: ['haidian', 'chaoyang', 'fengtai'], remindAt: '2026-12-24T16:00:00.000Z' },
  },
];

describe('proposing', () => {
  test('is for a day to come, with a rule that is sound', () => {
    given(Proposals)
      .when(() => propose(proposalInput(), proposed))
      .thenFacts({ type: 'proposal.made', data: { proposedBy: 'procuratorate-city' } });
    given(Proposals)
      .when(() => propose(proposalInput({ effectiveFrom: '2026-11-22' }), proposed))
      .thenRefused('PROPOSAL_DATE_PASSED');
    given(Proposals)
      .when(() => propose(proposalInput({ content: content(1, { amount: condition('luck', 'gte', 1) }) }), proposed))
      .thenRefused('MEASURE_UNKNOWN', { paths: ['/content/amount/measure'] });
  });

  test('it is put to the districts, who are reminded a week ahead', () => {
    given(Proposals, ...made)
      .when((proposal) => openConsultation(proposal, {}, later))
      .thenFacts({ type: 'proposal.consultation-opened', data: { remindAt: '2026-12-24T16:00:00.000Z' } })
      .thenState({ status: 'consulting' });
  });

  test('it leaves the districts a week at least to answer, when it is made and when it is put to them', () => {
    for (const effectiveFrom of ['2026-11-23', '2026-11-28'])
      given(Proposals)
        .when(() => propose(proposalInput({ effectiveFrom }), proposed))
        .thenRefused('PROPOSAL_TOO_SOON', { paths: ['/effectiveFrom'], earliest: '2026-11-29' });
    const soon = factsOf(propose(proposalInput({ effectiveFrom: '2026-11-29' }), proposed));
    given(Proposals, ...soon)
      .when((proposal) => openConsultation(proposal, {}, proposed))
      .thenFacts({ type: 'proposal.consultation-opened', data: { answerBy: startOfDay('2026-11-29') } });
    given(Proposals, ...soon)
      .when((proposal) => openConsultation(proposal, {}, later))
      .thenRefused('PROPOSAL_TOO_SOON', { earliest: '2026-12-02' });
  });

  test('before that no district can answer it', () => {
    given(Proposals, ...made)
      .when((proposal) => adopt(proposal, 'haidian', {}, later))
      .thenRefused('PROPOSAL_STATE_FORBIDS', { state: 'proposed' });
  });
});

describe('answering', () => {
  test('a district adopts, or declines with its reason, and may think again', () => {
    given(Proposals, ...asked)
      .when((proposal) => decline(proposal, 'haidian', { reason: 'our caseload' }, later))
      .thenFacts({ type: 'proposal.declined', data: { district: 'haidian', by: 'procuratorate-haidian' } });
    const declined: ProposalFact = {
      type: 'proposal.declined',
      data: { at: later.now, district: 'haidian', by: 'procuratorate-x', reason: 'our caseload' },
    };
    given(Proposals, ...asked, declined)
      .when((proposal) => decline(proposal, 'haidian', { reason: 'our caseload' }, later))
      .thenNothing();
    given(Proposals, ...asked, declined)
      .when((proposal) => adopt(proposal, 'haidian', { reason: 'the joint meeting settled it' }, later))
      .thenFacts(
        { type: 'proposal.adopted', data: { changedFrom: 'declined', reason: 'the joint meeting settled it' } },
        { type: 'standard-line.reserved', data: { place: 'haidian', effectiveFrom: '2027-01-01' } },
      )
      .thenState({
        answers: { haidian: { answer: 'adopted', changedFrom: 'declined', reason: 'the joint meeting settled it' } },
      });
  });

  test('a district that changes its mind says why, in either direction', () => {
    const said = { at: later.now, district: 'haidian', by: 'procuratorate-x' } as const;
    given(Proposals, ...asked, { type: 'proposal.declined', data: { ...said, reason: 'our caseload' } })
      .when((proposal) => adopt(proposal, 'haidian', {}, later))
      .thenRefused('CHANGE_REASON_MISSING', { paths: ['/reason'] });
    given(Proposals, ...asked, { type: 'proposal.adopted', data: said })
      .when((proposal) => decline(proposal, 'haidian', { reason: 'our caseload' }, later))
      .thenFacts({ type: 'proposal.declined', data: { changedFrom: 'adopted', reason: 'our caseload' } });
  });

  test('only districts that it concerns answer, and only before its day', () => {
    given(Proposals, ...asked)
      .when((proposal) => adopt(proposal, 'miyun', {}, later))
      .thenRefused('DISTRICT_NOT_ASKED');
    const onTheDay = { ...later, now: firstMoment };
    given(Proposals, ...asked)
      .when((proposal) => adopt(proposal, 'haidian', {}, onTheDay))
      .thenRefused('PROPOSAL_DATE_PASSED');
    given(Proposals, ...asked)
      .when((proposal) => withdraw(proposal, { reason: 'r' }, onTheDay))
      .thenRefused('PROPOSAL_DATE_PASSED');
  });
});

describe('time', () => {
  const adopted: ProposalFact = { type: 'proposal.adopted', data: { at: later.now, district: 'haidian', by: 'procuratorate-x' } };
  const at = (now: string, ...facts: readonly ProposalFact[]) => {
    const proposal = stateOf(Proposals, ...asked, ...facts);
    if (proposal === undefined) throw new Error('no proposal');
    return advance(proposal, { now });
  };

  test('those who have not answered are reminded once', () => {
    const [reminder] = at('2026-12-24T16:00:00.000Z', adopted);
    expect(reminder).toMatchObject({ type: 'proposal.answers-reminded', data: { districts: ['chaoyang', 'fengtai'] } });
    if (reminder !== undefined) expect(at('2026-12-25T00:00:00.000Z', adopted, reminder)).toEqual([]);
  });

  test('on its day it comes into force where it was adopted', () => {
    expect(at(plus(firstMoment, -SECOND), adopted)).toMatchObject([{ type: 'proposal.answers-reminded' }]);
    const [enacted] = at(firstMoment, adopted);
    expect(enacted).toMatchObject({ type: 'proposal.enacted', data: { districts: ['haidian'], effectiveFrom: '2027-01-01' } });
    if (enacted !== undefined) expect(at(firstMoment, adopted, enacted)).toEqual([]);
  });

  test('on its day it lapses if no district adopted it', () => {
    expect(at(firstMoment)).toMatchObject([{ type: 'proposal.lapsed' }]);
  });
});

/** The facts of the proposal itself. */
const own = (facts: readonly { readonly type: string }[]): readonly ProposalFact[] =>
  facts.filter(({ type }) => type.startsWith('proposal.')).map((fact) => Proposals.fact.parse(fact));

type Step = (proposal: Proposal | undefined, now: string) => readonly ProposalFact[];
const steps: Readonly<Record<string, (district: (typeof districts)[number]) => Step>> = {
  consult: () => (proposal, now) => (proposal === undefined ? [] : openConsultation(proposal, {}, { ...later, now }).facts),
  adopt: (district) => (proposal, now) =>
    proposal === undefined ? [] : own(adopt(proposal, district, {}, { ...later, now }).facts),
  decline: (district) => (proposal, now) =>
    proposal === undefined ? [] : own(decline(proposal, district, { reason: 'r' }, { ...later, now }).facts),
  withdraw: () => (proposal, now) => (proposal === undefined ? [] : withdraw(proposal, { reason: 'r' }, { ...later, now }).facts),
  wait: () => (proposal, now) => (proposal === undefined ? [] : advance(proposal, { now })),
};

test('no path leads to an illegal state, and each thing that time brings is noted once', () => {
  const step = fc.record({
    name: fc.constantFrom(...Object.keys(steps)),
    district: fc.constantFrom(...districts),
    hours: fc.integer({ min: 0, max: 400 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (path) => {
      let proposal = stateOf(Proposals, ...made);
      let now = proposed.now;
      const seen: string[] = [];
      for (const { name, district, hours } of path) {
        now = plus(now, hours * 3_600_000);
        const before = proposal?.status ?? 'new';
        const facts = steps[name]?.(district)(proposal, now) ?? [];
        for (const fact of facts) expect(proposalLifecycle.after(before, fact.type)).toBeDefined();
        proposal = facts.reduce<Proposal | undefined>(
          (state, fact) => Proposals.state.parse(Proposals.evolve(state, Proposals.fact.parse(fact))),
          proposal,
        );
        seen.push(...facts.map(({ type }) => type));
        if (proposal !== undefined && name === 'wait') expect(advance(proposal, { now })).toEqual([]);
      }
      for (const once of ['proposal.enacted', 'proposal.lapsed', 'proposal.withdrawn', 'proposal.answers-reminded']) {
        expect(seen.filter((type) => type === once).length).toBeLessThanOrEqual(1);
      }
      const over = proposal !== undefined && ['in-force', 'lapsed', 'withdrawn'].includes(proposal.status);
      expect(proposal !== undefined && nextMoment(proposal) === undefined).toBe(over);
    }),
  );
});

describe('coming into force', () => {
  async function bench() {
    const relay = createRelayBench();
    const { platform } = relay;
    platform.clock.now = proposed.now;
    for (const [place, inflow] of [
      ['haidian', 300_000],
      ['chaoyang', 200_000],
    ] as const) {
      const recorded = recordStandard(undefined, recordInput({ place }, inflow), proposed).facts;
      const standard = recorded.flatMap((fact) => (fact.type === 'standard.recorded' ? [fact.data] : []))[0];
      const line = await platform.journal.load(StandardLines, `two-card-amount:${place}`);
      await appendFacts(platform, [fresh(Standards, standard?.standardId ?? ''), line], recorded);
    }
    const facts: readonly ProposalFact[] = [
      ...made,
      { type: 'proposal.consultation-opened', data: { at: later.now, districts: ['haidian', 'chaoyang', 'fengtai'] } },
      { type: 'proposal.adopted', data: { at: later.now, district: 'chaoyang', by: 'procuratorate-x' } },
      { type: 'proposal.adopted', data: { at: later.now, district: 'fengtai', by: 'procuratorate-x' } },
      { type: 'proposal.declined', data: { at: later.now, district: 'haidian', by: 'procuratorate-x', reason: 'r' } },
    ];
    const proposalId = made[0].type === 'proposal.made' ? made[0].data.proposalId : '';
    await appendFacts(platform, [fresh(Proposals, proposalId)], facts);
    const sweepIt = () => dueStreams.find(({ stream }) => stream === Proposals.name)?.advance(platform, proposalId);
    const line = async (place: string) => (await platform.journal.load(StandardLines, `two-card-amount:${place}`)).state;
    return { relay, platform, proposalId, sweepIt, line };
  }

  test('takes the place of what held in the districts that adopted it, and of nothing else', async () => {
    const { relay, platform, sweepIt, line } = await bench();
    platform.clock.now = firstMoment;
    expect(await sweepIt()).toBe(1);
    await relay.drain();
    const chaoyang = await line('chaoyang');
    expect(chaoyang === undefined ? [] : heldNow(chaoyang)).toMatchObject([
      { effectiveTo: '2026-12-31' },
      { effectiveFrom: '2027-01-01' },
    ]);
    const [held] = (chaoyang === undefined ? [] : heldNow(chaoyang)).slice(-1);
    expect((await platform.journal.load(Standards, held?.standardId ?? '')).state).toMatchObject({
      threshold: yuan(300_000),
      place: 'chaoyang',
    });
    expect((await line('fengtai'))?.beliefs).toMatchObject([{ effectiveFrom: '2027-01-01' }]);
    expect((await line('haidian'))?.beliefs).toHaveLength(1);
  });

  test('the enactment happens once, even if it is noted often and the fact comes again', async () => {
    const { relay, platform, proposalId, sweepIt, line } = await bench();
    platform.clock.now = firstMoment;
    await Promise.all([sweepIt(), sweepIt(), sweepIt()]);
    await relay.drain();
    await relay.replay();
    expect((await factTypes(platform, `proposal#${proposalId}`)).filter((type) => type === 'proposal.enacted')).toHaveLength(1);
    expect((await line('chaoyang'))?.beliefs).toHaveLength(3);
    expect((await line('fengtai'))?.beliefs).toHaveLength(1);
  });
});
