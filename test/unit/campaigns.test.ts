import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OpenCampaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { Campaigns } from '../../shared/campaigns/campaign/campaigns.ts';
import { openCampaign } from '../../shared/campaigns/campaign/decide-campaign.ts';
import { auditedLead, leadThing, toldLead } from '../../shared/campaigns/kind.ts';
import { acceptLead, finishLead, giveFeedback, handLeadOn, returnLead } from '../../shared/campaigns/lead/answer-lead.ts';
import { advance, leadTerm, nextMoment } from '../../shared/campaigns/lead/deadlines.ts';
import type { LeadFact } from '../../shared/campaigns/lead/lead-facts.ts';
import { leadLifecycle } from '../../shared/campaigns/lead/lead-lifecycle.ts';
import { knownLeads, markLead } from '../../shared/campaigns/lead/lead-marks.ts';
import { GiveFeedback, type Lead, leadLimits, RaiseLead } from '../../shared/campaigns/lead/lead-model.ts';
import { Leads } from '../../shared/campaigns/lead/leads.ts';
import { leadIdOf, raiseLead } from '../../shared/campaigns/lead/raise-lead.ts';
import {
  dispatchLead,
  giveLeadUp,
  joinLeads,
  keepLeadApart,
  reopenLead,
  retargetLead,
  takeLeadUp,
} from '../../shared/campaigns/lead/steer-lead.ts';
import { leadMarkKeys } from '../../shared/campaigns/marks.ts';
import { isMarked, type LeadTarget, leadKinds, leadPriorities } from '../../shared/campaigns/model.ts';
import { contributionOf } from '../../shared/campaigns/totals/tally.ts';
import {
  CampaignTotals,
  countedAt,
  countLead,
  moved,
  noTotals,
  sumOf,
  type Totals,
} from '../../shared/campaigns/totals/totals.ts';
import { pageSent, stalledWave } from '../../shared/campaigns/wave/wave.ts';
import type { Wave } from '../../shared/campaigns/wave/wave-model.ts';
import type { Decision, Fact } from '../../shared/kernel/decision.ts';
import { stepsOf } from '../../shared/kernel/lifecycle.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { campaignInput, cityOfficer, leadInput, leadUnit, target, toChaoyang, toHebei } from '../support/campaign-samples.ts';
import { given, stateOf } from '../support/given.ts';
import { context, hour, id, policy, T0 } from '../support/samples.ts';

const at = (now: string, actor = leadUnit) => context({ now, actor });
const days = (n: number): string => plus(T0, n * DAY);

function campaignOf(n: number) {
  const opened = openCampaign(OpenCampaign.parse(campaignInput()), at(T0, cityOfficer));
  const campaign = stateOf(Campaigns, ...(opened.kind === 'refusal' ? [] : opened.facts));
  if (campaign === undefined) throw new Error('no campaign');
  return { ...campaign, campaignId: id('cmp', n) };
}

/** The fact by which lead `n` is raised for a campaign. */
function raised(n: number, over: object = {}, around: object = {}): LeadFact {
  const known = { campaign: campaignOf(1), leadId: id('led', n), known: [], caseId: undefined, ...around };
  const decision = raiseLead(RaiseLead.parse(leadInput(n, over)), known, at(T0));
  const [fact] = decision.facts;
  if (fact === undefined) throw new Error('not raised');
  return fact;
}

const wave = { campaignId: id('cmp', 1), wave: 1 };
const sent = (over: Partial<Extract<LeadFact, { type: 'lead.dispatched' }>['data']> = {}): LeadFact => ({
  type: 'lead.dispatched',
  data: {
    ...{ at: T0, by: leadUnit.agency, to: toChaoyang, ...wave },
    ...{ dueAt: days(15), remindAt: days(13), climbAt: days(18), ...over },
  },
});
const accepted: LeadFact = { type: 'lead.accepted', data: { at: T0, by: target.agency } };
const told = (over: object = {}) =>
  GiveFeedback.parse({ verdict: 'verified', persons: [{ measure: 'detained', count: 2 }], moneyFen: 5, summary: 's', ...over });

describe('a lead', () => {
  test('is sent with the term of its priority, or the date that it is given', () => {
    const dispatch = (over: object, by: object = {}) =>
      given(Leads, raised(1, over)).when((lead) => dispatchLead(lead, { ...wave, ...by }, at(T0)));
    dispatch({})
      .thenFacts({ type: 'lead.dispatched', data: { dueAt: days(15), remindAt: days(13), climbAt: days(18), to: toChaoyang } })
      .thenState({ status: 'dispatched', campaigns: [{ wave: 1 }], hands: [{ how: 'dispatched' }] });
    dispatch({ priority: 'high' }).thenState({ dueAt: days(7) });
    dispatch({ priority: 'urgent' }).thenState({ dueAt: days(3) });
    dispatch({ dueAt: days(5) }).thenState({ dueAt: days(5) });
    dispatch({ dueAt: days(5) }, { dueAt: days(6) }).thenState({ dueAt: days(6) });
    // little time: its target is told at once, and reminded at the half
    dispatch({ dueAt: hour(10) }).thenFacts({ type: 'lead.rushed', data: { remindAt: hour(5) } });
    dispatch({}, { campaignId: id('cmp', 2) }).thenRefused('LEAD_OF_OTHER_CAMPAIGN');
  });

  test('that may be the same as another waits for officers, who join it or keep it apart', () => {
    const known = { leadId: id('led', 9), campaignId: id('cmp', 2), leadUnit: 'police-miyun', by: ['phone' as const] };
    const matched = raised(1, {}, { known: [known] });
    given(Leads, matched)
      .when((lead) => dispatchLead(lead, wave, at(T0)))
      .thenRefused('LEAD_MATCH_UNDECIDED');
    given(Leads, matched)
      .when((lead) => keepLeadApart(lead, { match: 1, reason: 'r' }, at(T0)))
      .thenState({ known: [{ ruling: 'apart', reason: 'r', ruledBy: leadUnit.agency }] });
    const apart: LeadFact = { type: 'lead.kept-apart', data: { at: T0, by: 'city', match: 1, reason: 'r' } };
    given(Leads, matched, apart)
      .when((lead) => dispatchLead(lead, wave, at(T0)))
      .thenFacts({ type: 'lead.dispatched' });
    given(Leads, matched, apart)
      .when((lead) => keepLeadApart(lead, { match: 1, reason: 'r' }, at(T0)))
      .thenRefused('LEAD_MATCH_UNKNOWN');
    given(Leads, matched)
      .when((lead) => keepLeadApart(lead, { match: 2, reason: 'r' }, at(T0)))
      .thenRefused('LEAD_MATCH_UNKNOWN');
    const into = stateOf(Leads, raised(9, {}, { campaign: campaignOf(2) }));
    const lead = stateOf(Leads, matched);
    if (into === undefined || lead === undefined) throw new Error('no leads');
    expect(joinLeads(lead, 1, { into }, at(T0))).toMatchObject({
      own: [{ type: 'lead.joined', data: { into: id('led', 9) } }],
      other: [{ type: 'lead.took-in', data: { serves: { campaignId: id('cmp', 1) } } }],
    });
    const two = into.campaigns.flatMap((one) => [6, 7].map((n) => ({ ...one, campaignId: id('cmp', n) })));
    const full = { ...into, campaigns: two };
    expect(joinLeads(lead, 1, { into: full }, at(T0))).toMatchObject({ code: 'LEAD_SERVES_TWO' });
  });

  test('is worked by its target: accepted, told of, finished; reopened with a reason', () => {
    given(Leads, raised(1), sent())
      .when((lead) => acceptLead(lead, { remark: 'r' }, at(T0, target)))
      .thenState({ status: 'accepted' });
    given(Leads, raised(1), sent(), accepted)
      .when((lead) => finishLead(lead, {}, at(T0, target)))
      .thenRefused('LEAD_WITHOUT_RESULT');
    given(Leads, raised(1), sent(), accepted)
      .when((lead) => giveFeedback(lead, told(), at(T0, target)))
      .thenState({ feedback: [{ n: 1, verdict: 'verified', moneyFen: 5 }] });
    const feedback = factOf(giveFeedback(stateAfter(raised(1), sent(), accepted), told(), at(T0, target)));
    given(Leads, raised(1), sent(), accepted, feedback)
      .when((lead) => finishLead(lead, {}, at(T0, target)))
      .thenState({ status: 'finished' });
    const finished: LeadFact = { type: 'lead.finished', data: { at: T0, by: target.agency } };
    given(Leads, raised(1), sent(), accepted, feedback, finished)
      .when((lead) => reopenLead(lead, { reason: 'r' }, at(days(20))))
      .thenState({ status: 'accepted', dueAt: days(35), overdue: false });
    given(Leads, raised(1), sent(), accepted, feedback, finished)
      .when((lead) => reopenLead(lead, { reason: 'r', dueAt: T0 }, at(days(20))))
      .thenRefused('DUE_DATE_PAST');
  });

  test('has feedback that replaces another once, and not one that is not there', () => {
    const lead = stateAfter(raised(1), sent(), accepted);
    const first = factOf(giveFeedback(lead, told(), at(T0, target)));
    given(Leads, raised(1), sent(), accepted, first)
      .when((one) => giveFeedback(one, told({ replaces: 1, moneyFen: 1 }), at(T0, target)))
      .thenState({ feedback: [{ replacedBy: 2 }, { n: 2 }] });
    const second = factOf(giveFeedback(stateAfter(raised(1), sent(), accepted, first), told({ replaces: 1 }), at(T0, target)));
    for (const replaces of [1, 3])
      given(Leads, raised(1), sent(), accepted, first, second)
        .when((one) => giveFeedback(one, told({ replaces }), at(T0, target)))
        .thenRefused('FEEDBACK_UNKNOWN');
    const full = Array.from({ length: leadLimits.feedback }, () => first);
    given(Leads, raised(1), sent(), accepted, ...full)
      .when((one) => giveFeedback(one, told(), at(T0, target)))
      .thenRefused('LEAD_FULL');
    given(Leads, raised(1), { type: 'lead.given-up', data: { at: T0, by: 'city', reason: 'r' } })
      .when((one) => giveFeedback(one, told(), at(T0, target)))
      .thenRefused('LEAD_NEVER_SENT');
  });

  test('goes on to another target, or comes back to its campaign', () => {
    given(Leads, raised(1), sent(), accepted)
      .when((lead) => handLeadOn(lead, { target: toHebei, reason: 'r' }, at(T0, target)))
      .thenFacts({ type: 'lead.handed-on', data: { from: toChaoyang, to: toHebei } })
      .thenState({ status: 'dispatched', target: toHebei, dueAt: days(15), hands: [{}, { how: 'handed-on', reason: 'r' }] });
    given(Leads, raised(1), sent())
      .when((lead) => handLeadOn(lead, { target: toChaoyang, reason: 'r' }, at(T0, target)))
      .thenRefused('LEAD_TARGET_SAME');
    given(Leads, raised(1), sent())
      .when((lead) => returnLead(lead, { reason: 'r' }, at(T0, target)))
      .thenState({ status: 'returned', returned: { reason: 'r' } });
    const returned: LeadFact = { type: 'lead.returned', data: { at: T0, by: target.agency, reason: 'r' } };
    const away = given(Leads, raised(1), sent(), returned)
      .when((lead) => retargetLead(lead, { target: toHebei, reason: 'r' }, at(T0)))
      .thenState({ status: 'returned', target: toHebei });
    expect(away.decision.kind).toBe('acceptance');
    given(Leads, raised(1), sent(), returned)
      .when((lead) => dispatchLead(lead, wave, at(T0)))
      .thenState({ status: 'dispatched' });
    given(Leads, raised(1))
      .when((lead) => giveLeadUp(lead, { reason: 'r' }, at(T0)))
      .thenState({ status: 'given-up' });
    const up: LeadFact = { type: 'lead.given-up', data: { at: T0, by: 'city', reason: 'r' } };
    given(Leads, raised(1), sent(), up)
      .when((lead) => takeLeadUp(lead, { reason: 'r' }, at(T0)))
      .thenState({ status: 'drafted' });
  });

  test('is seen by a target only while it has it', () => {
    expect(leadThing(stateAfter(raised(1)))).toEqual({ agencies: ['police-haidian'] });
    expect(leadThing(stateAfter(raised(1), sent()))).toEqual({ agencies: ['police-haidian'], district: 'chaoyang' });
    expect(leadThing(stateAfter(raised(1), sent({ to: toHebei })))).toMatchObject({ parties: ['police-hebei'] });
    expect(toldLead.about(stateAfter(raised(1), sent()))).toMatchObject({ district: 'chaoyang' });
    expect(auditedLead.reader?.thing(stateAfter(raised(1), sent()))).toEqual({ agencies: ['police-haidian'] });
  });

  test('has a card without names and numbers', () => {
    const { card, entries } = Leads.index(
      stateAfter(raised(1, { subject: { text: '秘密', name: '王某', accountNumber: '6222000011112222' } }), sent()),
    );
    for (const secret of ['秘密', '王某', '6222000011112222']) expect(JSON.stringify({ card, entries })).not.toContain(secret);
    expect(Object.keys(entries).toSorted()).toEqual(['due', 'file', 'inbox']);
  });

  test('needs a mark of its kind', () => {
    const subject = { text: 't' };
    for (const kind of leadKinds) expect(isMarked({ kind, subject })).toBe(false);
    expect(RaiseLead.safeParse(leadInput(1, { kind: 'phone' })).success).toBe(false);
    expect(isMarked({ kind: 'den', subject: { ...subject, mark: 'x' } })).toBe(true);
  });

  test('every state but the ends can be left', () => {
    const steps = stepsOf(leadLifecycle.table);
    for (const state of ['drafted', 'dispatched', 'accepted', 'returned', 'finished', 'given-up'])
      expect(
        steps.some(({ from, to }) => from === state && to !== state),
        state,
      ).toBe(true);
    expect(leadLifecycle.terminal()).toEqual(['joined']);
  });
});

describe('the deadline of a lead', () => {
  test('is reminded of, passed and told on, each once, also after a delay', () => {
    const lead = stateAfter(raised(1), sent());
    const types = (one: Lead, now: string) => advance(one, at(now)).map(({ type }) => type);
    expect(types(lead, days(12))).toEqual([]);
    expect(types(lead, days(13))).toEqual(['lead.reminded']);
    expect(types(lead, days(40))).toEqual(['lead.reminded', 'lead.fell-overdue', 'lead.climbed']);
    const late = advance(lead, at(days(40))).reduce<Lead>((state, fact) => Leads.evolve(state, fact), lead);
    expect(types(late, days(50))).toEqual([]);
    expect(nextMoment(late)).toBeUndefined();
    expect(
      types(stateAfter(raised(1), sent(), { type: 'lead.returned', data: { at: T0, by: 'city', reason: 'r' } }), days(40)),
    ).toEqual([]);
  });

  test('is never before the reminder, nor behind the climb, whatever the term', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...leadPriorities),
        fc.option(fc.integer({ min: 1, max: 400 * DAY }), { nil: undefined }),
        (priority, ms) => {
          const given = ms === undefined ? undefined : plus(T0, ms);
          const { remindAt, dueAt, climbAt } = leadTerm({ priority }, given, { now: T0, policy });
          expect(remindAt >= T0 && remindAt <= dueAt && dueAt < climbAt).toBe(true);
        },
      ),
    );
  });

  test('goes step by step: at each next moment something is due, and nothing before', () => {
    let lead: Lead = stateAfter(raised(1), sent());
    for (let moment = nextMoment(lead); moment !== undefined; moment = nextMoment(lead)) {
      expect(advance(lead, at(plus(moment, -1)))).toEqual([]);
      const facts = advance(lead, at(moment));
      expect(facts).toHaveLength(1);
      lead = facts.reduce((state, fact) => Leads.evolve(state, fact), lead);
    }
    expect(lead).toMatchObject({ reminded: true, overdue: true, climbed: true, late: true });
  });
});

describe('the marks of a lead', () => {
  test('are the same in any spelling, and none for a placeholder', () => {
    const keys = (kind: Lead['kind'], subject: object) => [
      ...leadMarkKeys('k'.repeat(64), kind, { text: 't', ...subject }).keys(),
    ];
    expect(keys('phone', { phone: '+86 138-0000-0000' })).toEqual(keys('phone', { phone: '13800000000' }));
    expect(keys('account', { accountNumber: '6222-0000 1111' })).toEqual(keys('account', { accountNumber: '622200001111' }));
    expect(keys('device', { mark: 'ＡＢ 12' })).toEqual(keys('device', { mark: 'ab12' }));
    expect(keys('den', { mark: '某路 1 号' })).toEqual(keys('outlet', { mark: '某路1号' }));
    expect(keys('person', { name: '王某', idNumber: '00000000' })).toEqual([]);
    // an account that is written like a phone is no phone
    expect(keys('account', { accountNumber: '13800000000' })).not.toEqual(keys('phone', { phone: '13800000000' }));
  });

  test('keep so many leads, and name each once with all that it has in common', () => {
    const lead = (n: number) => ({ leadId: id('led', n), campaignId: id('cmp', 1), leadUnit: 'police-haidian' });
    expect(markLead({ leads: [lead(1)] }, lead(1), T0)).toEqual([]);
    expect(markLead({ leads: Array.from({ length: 40 }, (_, n) => lead(n)) }, lead(50), T0)).toEqual([]);
    const records = (['phone', 'id-number'] as const).map((mark) => ({ mark, state: { leads: [lead(1), lead(2)] } }));
    expect(knownLeads(id('led', 2), records)).toEqual([{ ...lead(1), by: ['phone', 'id-number'] }]);
  });

  test('an id follows from the request and the place', () => {
    const campaign = campaignOf(1);
    expect(leadIdOf(campaign, 'r', 1)).toBe(leadIdOf(campaign, 'r', 1));
    expect(leadIdOf(campaign, 'r', 1)).not.toBe(leadIdOf(campaign, 'r', 2));
  });
});

describe('a wave', () => {
  const sending: Wave = {
    ...{ waveId: id('wav', 1), campaignId: id('cmp', 1), reference: 'r', leadUnit: 'city', wave: 1, status: 'sending' },
    ...{ leads: [id('led', 1), id('led', 2)], openedBy: 'city', openedAt: T0, touchedAt: T0, passed: 0, sent: 0, skipped: [] },
  };

  test('is done with its last page', () => {
    const pages = pageSent(sending, [{ leadId: id('led', 1) }], at(T0));
    expect(pages.map(({ type }) => type)).toEqual(['campaign-wave.page-sent']);
    const last = pageSent({ ...sending, passed: 1, sent: 1 }, [{ leadId: id('led', 2), code: 'LEAD_MATCH_UNDECIDED' }], at(T0));
    expect(last).toMatchObject([
      { data: { skipped: [{ code: 'LEAD_MATCH_UNDECIDED' }] } },
      { type: 'campaign-wave.done', data: { sent: 1, skipped: 1 } },
    ]);
  });

  test('stalls after a minute without a page, and not once it is done', () => {
    expect(stalledWave(sending, at(plus(T0, 59_000)))).toEqual([]);
    expect(stalledWave(sending, at(plus(T0, 60_000)))).toHaveLength(1);
    expect(stalledWave({ ...sending, status: 'done' }, at(plus(T0, HOUR)))).toEqual([]);
  });
});

describe('the sums', () => {
  const targets: readonly LeadTarget[] = [toChaoyang, toHebei, { kind: 'district', district: 'miyun' }];
  type Act = (lead: Lead, n: number) => Decision<Fact>;
  const now = at(days(1));
  const acts: Readonly<Record<string, Act>> = {
    dispatch: (lead, n) => dispatchLead(lead, { ...wave, wave: 1 + (n % 3) }, now),
    accept: (lead) => acceptLead(lead, {}, now),
    return: (lead) => returnLead(lead, { reason: 'r' }, now),
    handOn: (lead, n) => handLeadOn(lead, { target: targets[n % 3] ?? toChaoyang, reason: 'r' }, now),
    retarget: (lead, n) => retargetLead(lead, { target: targets[n % 3] ?? toChaoyang, reason: 'r' }, now),
    feedback: (lead, n) => giveFeedback(lead, told({ moneyFen: n, dens: n % 4 }), now),
    correct: (lead, n) => giveFeedback(lead, told({ moneyFen: n, verdict: 'refuted', replaces: 1 + (n % 3) }), now),
    finish: (lead) => finishLead(lead, {}, now),
    reopen: (lead) => reopenLead(lead, { reason: 'r' }, now),
    giveUp: (lead) => giveLeadUp(lead, { reason: 'r' }, now),
    takeUp: (lead) => takeLeadUp(lead, { reason: 'r' }, now),
    overdue: (lead) => ({ kind: 'acceptance', facts: advance(lead, at(days(60))) }),
  };
  const step = fc.record({ act: fc.constantFrom(...Object.keys(acts)), lead: fc.nat(5), n: fc.nat(999) });

  test('equal a recount, whatever happens to the leads in whatever order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const leads = Array.from({ length: 6 }, (_, n) =>
          stateAfter(raised(n, { target: targets[n % 3] }, { caseId: n % 2 === 0 ? id('cas', 1) : undefined })),
        );
        const kept = new Map<string, Totals>();
        const follow = (before: Lead | undefined, after: Lead): void => {
          for (const place of countedAt(after))
            for (const fact of countLead(before, after, place, T0))
              kept.set(place.id, CampaignTotals.evolve(kept.get(place.id), fact));
        };
        for (const lead of leads) follow(undefined, lead);
        for (const { act, lead: place, n } of steps) {
          const before = leads[place];
          const decision = before && acts[act]?.(before, n);
          if (before === undefined || decision?.kind !== 'acceptance') continue;
          const after = decision.facts.reduce<Lead>((state, fact) => Leads.evolve(state, Leads.fact.parse(fact)), before);
          follow(before, after);
          // the same state again moves nothing
          follow(after, after);
          leads[place] = after;
        }
        const recount = (campaignId?: string) =>
          leads
            .filter(({ caseIds }) => campaignId !== undefined || caseIds.length > 0)
            .reduce<Totals>((sum, lead) => {
              const adds = contributionOf(lead, campaignId);
              return adds === undefined ? sum : moved(sum, adds, 1);
            }, noTotals);
        const parts = [...kept].filter(([key]) => key.startsWith('cmp_')).map(([, totals]) => totals);
        expect(sumOf(parts)).toEqual(sumOf([recount(id('cmp', 1))]));
        expect(sumOf([kept.get(id('cas', 1))])).toEqual(sumOf([recount()]));
      }),
    );
  });
});

function stateAfter(first: LeadFact, ...facts: readonly LeadFact[]): Lead {
  return given(Leads, first, ...facts).state;
}

function factOf(decision: Decision<LeadFact>): LeadFact {
  const [fact] = decision.facts;
  if (fact === undefined) throw new Error('it was refused');
  return fact;
}
