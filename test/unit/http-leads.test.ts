import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { sendWave } from '../../functions/lookups/send-wave.ts';
import { Waves } from '../../shared/campaigns/wave/wave.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, MINUTE, plus } from '../../shared/kernel/time.ts';
import {
  cityOfficer,
  createCampaignDesk,
  feedbackInput,
  leadInput,
  leadUnit,
  partner,
  stranger,
  target,
  toChaoyang,
  toHebei,
} from '../support/campaign-samples.ts';
import { minute } from '../support/samples.ts';

const Items = z.looseObject({ items: z.array(z.looseObject({})) });
const now = minute(1);

describe('leads of a request', () => {
  test('are each decided by themselves: the bad ones are named, the others are raised', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const foreign = await desk.opened(stranger, { district: 'miyun' });
    const many = Array.from({ length: 193 }, (_, n) => leadInput(n + 100));
    const answer = await desk.raised(campaignId, [
      leadInput(1, { kind: 'spaceship' }),
      leadInput(2, { subject: { text: 't' } }),
      leadInput(3, { target: { kind: 'partner', agency: 'jinghua' } }),
      leadInput(4, { target: { kind: 'partner', agency: 'police-chaoyang' } }),
      leadInput(5, { source: { kind: 'case', caseId: foreign } }),
      leadInput(6, { dueAt: '2020-01-01T00:00:00Z' }),
      'no lead',
      ...many,
    ]);
    expect(answer).toMatchObject({ raised: 193, refused: 7 });
    expect(answer.outcomes.slice(0, 7).map(({ problem }) => problem?.code)).toEqual([
      ...['INPUT_INVALID', 'INPUT_INVALID', 'AGENCY_MAY_NOT_HAVE', 'AGENCY_MAY_NOT_HAVE'],
      ...['LEAD_SOURCE_UNKNOWN', 'DUE_DATE_PAST', 'INPUT_INVALID'],
    ]);
    expect(answer.outcomes[2]?.problem).toMatchObject({ errors: [{ path: '/leads/2/target' }] });
    expect(answer.outcomes[5]?.problem).toMatchObject({ errors: [{ path: '/leads/5/dueAt' }] });
    expect(await desk.read(leadUnit, `/v1/campaigns/${campaignId}`)).toMatchObject({ totals: { all: { leads: 193 } } });
  });

  test('are too many, or none, of no known campaign, or of one that is hidden', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const post = async (by: Actor, leads: readonly unknown[], id = campaignId) =>
      (await desk.post(by, `/v1/campaigns/${id}/leads`, { leads })).body['code'];
    expect(await post(leadUnit, [])).toBe('INPUT_INVALID');
    expect(
      await post(
        leadUnit,
        Array.from({ length: 201 }, (_, n) => leadInput(n)),
      ),
    ).toBe('INPUT_INVALID');
    expect(await post(leadUnit, [leadInput(1)], `cmp_${'0'.repeat(26)}`)).toBe('NOT_FOUND');
    expect(await post(stranger, [leadInput(1)])).toBe('NOT_FOUND');
  });

  test('come once, however often the request comes; another body under its key is refused', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const call = (leads: readonly unknown[]) =>
      desk.api.call(leadUnit, 'POST', `/v1/campaigns/${campaignId}/leads`, {
        body: { leads },
        headers: { 'idempotency-key': 'k1' },
      });
    const leads = [leadInput(1), leadInput(2), leadInput(3, { kind: 'x' })];
    const first = await call(leads);
    const second = await call(leads);
    expect(second.body).toEqual(first.body);
    expect((await call([leadInput(4)])).body['code']).toBe('IDEMPOTENCY_KEY_REUSED');
    const list = Items.parse(await desk.read(leadUnit, `/v1/campaigns/${campaignId}/leads`));
    expect(list.items).toHaveLength(2);
  });

  test('sent at once by two officers are all there, and counted', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const some = (from: number) => Array.from({ length: 20 }, (_, n) => leadInput(from + n));
    await Promise.all([desk.raised(campaignId, some(0)), desk.raised(campaignId, some(100), cityOfficer)]);
    expect(await desk.read(leadUnit, `/v1/campaigns/${campaignId}`)).toMatchObject({ totals: { all: { leads: 40 } } });
    const pages = await desk.read(leadUnit, `/v1/campaigns/${campaignId}/leads`, { limit: '30' });
    expect(Items.parse(pages).items).toHaveLength(30);
    const rest = await desk.read(leadUnit, `/v1/campaigns/${campaignId}/leads`, {
      limit: '30',
      cursor: z.string().parse(pages['next']),
    });
    expect(Items.parse(rest).items).toHaveLength(10);
  });

  test('are filtered by what they are and where they went', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const [, second = ''] = await desk.leadsOf(campaignId, [
      leadInput(1),
      leadInput(2, { target: toHebei, kind: 'phone', subject: { text: 't', phone: '13800000001' } }),
    ]);
    const found = async (query: Record<string, string>) =>
      Items.parse(await desk.read(leadUnit, `/v1/campaigns/${campaignId}/leads`, query)).items.map(({ leadId }) => leadId);
    for (const query of [{ partner: 'police-hebei' }, { kind: 'phone' }]) expect(await found(query)).toEqual([second]);
    expect(await found({ district: 'miyun' })).toEqual([]);
    expect(await found({ status: 'drafted' })).toHaveLength(2);
    expect(await found({ overdue: 'true' })).toEqual([]);
  });
});

describe('the same lead twice', () => {
  const phone = (over: object = {}) => leadInput(1, { kind: 'phone', subject: { text: 't', phone: '138 0000 0001' }, ...over });

  test('is found in the same request, in one campaign and in another', async () => {
    const desk = createCampaignDesk();
    const first = await desk.campaign();
    const second = await desk.campaign({ leadUnit: 'police-chaoyang' });
    const { outcomes } = await desk.raised(first, [phone(), phone({ subject: { text: 'u', phone: '+86-13800000001' } })]);
    expect(outcomes.map(({ known }) => known)).toEqual([0, 1]);
    const [other] = (await desk.raised(second, [phone()], target)).outcomes;
    expect(other).toMatchObject({ outcome: 'raised', known: 2 });
    // the other campaign is not the unit's to know; the city sees it
    const path = `/v1/leads/${other?.leadId}`;
    const seen = z.looseObject({ known: z.array(z.looseObject({ by: z.array(z.string()) })) });
    const { known } = seen.parse(await desk.read(target, path));
    expect(known).toEqual([
      { match: 1, by: ['phone'] },
      { match: 2, by: ['phone'] },
    ]);
    expect(seen.parse(await desk.read(cityOfficer, path)).known[0]).toMatchObject({
      campaignId: first,
      leadUnit: 'police-haidian',
    });
    const joined = await desk.post(target, `${path}/join`, { match: 1 });
    expect([joined.status, joined.body['code']]).toEqual([403, 'ACTION_NOT_ALLOWED']);
  });

  test('is not sent before officers say what it is; joined, one lead serves both campaigns and both cases', async () => {
    const desk = createCampaignDesk();
    const [first, second] = [await desk.campaign(), await desk.campaign({ leadUnit: 'police-chaoyang' })];
    const cases = [await desk.opened(leadUnit), await desk.opened(target, { district: 'chaoyang' })];
    const [goesOn = ''] = await desk.leadsOf(first, [phone({ source: { kind: 'case', caseId: cases[0] } })]);
    await desk.sent(first, { filter: {} });
    const [same = ''] = await desk.leadsOf(second, [phone({ source: { kind: 'case', caseId: cases[1] } })], target);
    const wave = await desk.sent(second, { leads: [same] }, target);
    expect(await desk.read(target, `/v1/campaigns/${second}/waves/${wave.waveId}`)).toMatchObject({
      ...{ status: 'done', sent: 0, skipped: [{ leadId: same, code: 'LEAD_MATCH_UNDECIDED' }] },
    });
    const joined = await desk.post(cityOfficer, `/v1/leads/${same}/join`, { match: 1 });
    expect(joined.body, joined.text).toMatchObject({ status: 'joined', joinedTo: goesOn });
    await desk.post(target, `/v1/leads/${goesOn}/accept`, {});
    await desk.post(target, `/v1/leads/${goesOn}/feedback`, feedbackInput());
    for (const campaignId of [first, second]) {
      expect(await desk.read(cityOfficer, `/v1/campaigns/${campaignId}`)).toMatchObject({
        totals: { all: { leads: 1, fen: 500 } },
      });
      expect(await desk.read(cityOfficer, `/v1/campaigns/${campaignId}/leads`, { status: 'accepted' })).toMatchObject({
        items: [{ leadId: goesOn }],
      });
    }
    expect(await desk.read(cityOfficer, `/v1/cases/${cases[0]}/leads`)).toMatchObject({ totals: { leads: 1, fen: 500 } });
    expect(await desk.read(cityOfficer, `/v1/cases/${cases[1]}/leads`)).toMatchObject({ totals: { leads: 1, fen: 500 } });
    // a unit sees its own campaign alone
    expect(await desk.read(leadUnit, `/v1/leads/${goesOn}`)).toMatchObject({ campaigns: [{ campaignId: first }] });
    // while the other goes on, the end of one gives nothing up
    await desk.post(cityOfficer, `/v1/campaigns/${first}/call-off`, { reason: 'r' });
    await desk.settle();
    expect(await desk.read(cityOfficer, `/v1/leads/${goesOn}`)).toMatchObject({ status: 'accepted' });
  });

  test('is kept apart with a reason, and sent then', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const [, same = ''] = await desk.leadsOf(campaignId, [phone(), phone()]);
    expect((await desk.post(leadUnit, `/v1/leads/${same}/keep-apart`, { match: 1, reason: 'r' })).status).toBe(200);
    expect((await desk.post(leadUnit, `/v1/leads/${same}/join`, { match: 1 })).body['code']).toBe('LEAD_MATCH_UNKNOWN');
    await desk.sent(campaignId, { leads: [same] });
    expect(await desk.read(leadUnit, `/v1/leads/${same}`)).toMatchObject({ status: 'dispatched' });
  });
});

describe('a wave', () => {
  const forty = Array.from({ length: 40 }, (_, n) => leadInput(n, { target: n % 2 === 0 ? toChaoyang : toHebei }));

  test('is sent whole, each lead once, also by several at once and again', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    await desk.leadsOf(campaignId, forty);
    await desk.post(leadUnit, `/v1/campaigns/${campaignId}/start`);
    const opened = await desk.post(leadUnit, `/v1/campaigns/${campaignId}/waves`, { filter: {} });
    const waveId = z.string().parse(opened.body['waveId']);
    const { platform } = desk;
    await Promise.all([sendWave(platform, waveId), sendWave(platform, waveId), sendWave(platform, waveId)]);
    await desk.settle();
    await desk.replay();
    expect((await platform.journal.load(Waves, waveId)).state).toMatchObject({
      status: 'done',
      sent: 40,
      passed: 40,
      skipped: [],
    });
    const { totals } = await desk.read(leadUnit, `/v1/campaigns/${campaignId}`);
    expect(totals).toMatchObject({ all: { statuses: { dispatched: 40 } }, waves: { 1: { leads: 40 } } });
  });

  test('that lost its sender half-way is noted by the sweep and sent on', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    await desk.leadsOf(campaignId, forty);
    await desk.post(leadUnit, `/v1/campaigns/${campaignId}/start`);
    const { journal } = desk.platform;
    let appends = 0;
    const dying = {
      ...desk.platform,
      journal: {
        ...journal,
        append: (append: Parameters<typeof journal.append>[0]) => {
          appends += 1;
          if (appends > 3) throw new Error('the function died');
          return journal.append(append);
        },
      },
    };
    const opened = await desk.post(leadUnit, `/v1/campaigns/${campaignId}/waves`, { filter: {} });
    const waveId = z.string().parse(opened.body['waveId']);
    await expect(sendWave(dying, waveId)).rejects.toThrow('the function died');
    expect((await journal.load(Waves, waveId)).state).toMatchObject({ status: 'sending', sent: 12 });
    await desk.swept(plus(now, 2 * MINUTE));
    expect((await journal.load(Waves, waveId)).state).toMatchObject({ status: 'done', sent: 40 });
    expect((await desk.swept(plus(now, 5 * MINUTE))).noted).toBe(0);
  });
});

describe('at the target', () => {
  async function sentLead(over: object = {}) {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const [leadId = ''] = await desk.leadsOf(campaignId, [leadInput(1, over)]);
    await desk.sent(campaignId, { leads: [leadId] });
    return { desk, campaignId, leadId };
  }

  const told = async (desk: ReturnType<typeof createCampaignDesk>, by: Actor) =>
    Items.parse(await desk.read(by, '/v1/inbox', { open: 'true' })).items.map(({ what }) => what);

  test('notices come and go: sent, accepted, told of, overdue, climbed', async () => {
    const { desk, leadId } = await sentLead({ priority: 'urgent' });
    expect(await told(desk, target)).toEqual(['lead.dispatched']);
    expect(await told(desk, leadUnit)).toEqual(['campaign-wave.done']);
    await desk.post(target, `/v1/leads/${leadId}/accept`, {});
    await desk.settle();
    expect(await told(desk, target)).toEqual([]);
    await desk.swept(plus(now, 2 * DAY));
    expect(await told(desk, target)).toEqual(['lead.reminded']);
    await desk.swept(plus(now, 4 * DAY));
    expect(await told(desk, target)).toEqual(['lead.fell-overdue']);
    expect(await desk.read(leadUnit, `/v1/leads/${leadId}`)).toMatchObject({ overdue: true, late: true });
    await desk.swept(plus(now, 7 * DAY));
    expect(await told(desk, leadUnit)).toContain('lead.climbed');
    expect((await desk.swept(plus(now, 9 * DAY))).noted).toBe(0);
    await desk.post(target, `/v1/leads/${leadId}/feedback`, feedbackInput());
    await desk.post(target, `/v1/leads/${leadId}/finish`, {});
    await desk.settle();
    expect(await told(desk, target)).toEqual([]);
    expect(await told(desk, leadUnit)).not.toContain('lead.climbed');
  });

  test('a lead with little time interrupts its duty officer', async () => {
    const { desk } = await sentLead({ dueAt: plus(now, DAY) });
    expect(await told(desk, { ...target, roles: ['duty-officer'] })).toEqual(['lead.rushed']);
  });

  test('overdue leads are counted, also by target', async () => {
    const { desk, campaignId, leadId } = await sentLead();
    await desk.swept(plus(now, 16 * DAY));
    const totals = async () => (await desk.read(leadUnit, `/v1/campaigns/${campaignId}`))['totals'];
    expect(await totals()).toMatchObject({ all: { overdue: 1, late: 1 }, targets: { 'district:chaoyang': { overdue: 1 } } });
    expect(await desk.read(leadUnit, `/v1/campaigns/${campaignId}/leads`, { overdue: 'true' })).toMatchObject({
      items: [{ leadId }],
    });
    await desk.post(target, `/v1/leads/${leadId}/return`, { reason: 'r' });
    expect(await totals()).toMatchObject({ all: { overdue: 0, late: 1 } });
  });

  test('feedback brings new leads, of the same case, and is taken once', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const caseId = await desk.opened(leadUnit);
    const [leadId = ''] = await desk.leadsOf(campaignId, [leadInput(1, { target: toHebei, source: { kind: 'case', caseId } })]);
    await desk.sent(campaignId, { leads: [leadId] });
    await desk.post(partner, `/v1/leads/${leadId}/accept`, {});
    const { source: _, ...found } = leadInput(2);
    const call = (newLeads: readonly unknown[], key: string) =>
      desk.api.call(partner, 'POST', `/v1/leads/${leadId}/feedback`, {
        body: feedbackInput({ newLeads }),
        headers: { 'idempotency-key': key },
      });
    expect((await call([{ ...found, target: { kind: 'partner', agency: 'jinghua' } }], 'k0')).body).toMatchObject({
      code: 'AGENCY_MAY_NOT_HAVE',
      errors: [{ path: '/newLeads/0/target' }],
    });
    const first = await call([found, leadInputWithoutSource(3)], 'k1');
    expect(first.status, first.text).toBe(200);
    expect((await call([found, leadInputWithoutSource(3)], 'k1')).body).toEqual(first.body);
    expect(await desk.read(leadUnit, `/v1/campaigns/${campaignId}`)).toMatchObject({
      totals: { all: { leads: 3, newLeads: 2, persons: 2, statuses: { drafted: 2, accepted: 1 } } },
    });
    expect(await desk.read(leadUnit, `/v1/cases/${caseId}/leads`)).toMatchObject({ totals: { leads: 3 } });
  });

  test('two answers at once are one after the other: the second is told of the state', async () => {
    const { desk, leadId } = await sentLead();
    const [one, other] = await Promise.all([
      desk.post(target, `/v1/leads/${leadId}/accept`, {}),
      desk.post(target, `/v1/leads/${leadId}/accept`, {}),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([200, 409]);
  });

  test('acts of others are refused, and what a state forbids', async () => {
    const { desk, leadId } = await sentLead();
    const code = async (by: Actor, act: string, body: object) =>
      (await desk.post(by, `/v1/leads/${leadId}/${act}`, body)).body['code'];
    expect(await code(stranger, 'accept', {})).toBe('NOT_FOUND');
    expect(await code(partner, 'accept', {})).toBe('NOT_FOUND');
    expect(await code(leadUnit, 'accept', {})).toBe('ACTION_NOT_ALLOWED');
    expect(await code(target, 'give-up', { reason: 'r' })).toBe('ACTION_NOT_ALLOWED');
    expect(await code(target, 'finish', {})).toBe('LEAD_STATE_FORBIDS');
    expect(await code(target, 'hand-on', { target: { kind: 'partner', agency: 'town-x' }, reason: 'r' })).toBe(
      'AGENCY_MAY_NOT_HAVE',
    );
    expect(await code(target, 'hand-on', { target: toChaoyang, reason: 'r' })).toBe('LEAD_TARGET_SAME');
    expect(await code(target, 'return', {})).toBe('INPUT_INVALID');
  });
});

describe('packages', () => {
  test('propose the suspects of a case, tell what is known, and raise nothing', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const caseId = await desk.opened(leadUnit);
    const person = { kind: 'person', role: 'suspect', name: '赵某', phone: '13800000009' };
    await desk.post(leadUnit, `/v1/cases/${caseId}/items`, person);
    await desk.post(leadUnit, `/v1/cases/${caseId}/items`, { ...person, role: 'victim', name: '王某' });
    const from = { kind: 'case', caseId };
    const ask = (by: Actor) => desk.post(by, `/v1/campaigns/${campaignId}/packages`, { from });
    const first = await ask(leadUnit);
    expect(first.body, first.text).toMatchObject({
      items: [{ kind: 'person', subject: { name: '赵某', phone: '13800000009' }, source: from, known: 0 }],
    });
    const { items } = Items.parse(first.body);
    await desk.raised(campaignId, [{ ...items[0], known: undefined, target: toChaoyang }]);
    expect((await ask(leadUnit)).body).toMatchObject({ items: [{ known: 1 }] });
    const hidden = await desk.opened(stranger, { district: 'miyun' });
    const refused = await desk.post(leadUnit, `/v1/campaigns/${campaignId}/packages`, { from: { kind: 'case', caseId: hidden } });
    expect(refused.body['code']).toBe('LEAD_SOURCE_UNKNOWN');
    expect(desk.api.logged.join()).not.toContain('13800000009');
  });
});

function leadInputWithoutSource(n: number) {
  const { source: _, ...rest } = leadInput(n);
  return rest;
}
