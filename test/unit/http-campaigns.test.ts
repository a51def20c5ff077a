import { describe, expect, test } from 'vitest';
import {
  campaignInput,
  cityOfficer,
  createCampaignDesk,
  feedbackInput,
  leadInput,
  leadUnit,
  otherPartner,
  partner,
  stranger,
  target,
  toChaoyang,
  toHebei,
} from '../support/campaign-samples.ts';
import { hour } from '../support/samples.ts';

describe('a campaign', () => {
  test('gathers leads, sends them in a wave, hears what came of them, and closes with its sums', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const [first = '', second = ''] = await desk.leadsOf(campaignId, [leadInput(1), leadInput(2, { target: toHebei })]);
    const wave = await desk.sent(campaignId, { filter: {} });
    expect(await desk.read(leadUnit, `/v1/campaigns/${campaignId}/waves/${wave.waveId}`)).toMatchObject({
      status: 'done',
      sent: 2,
    });

    expect((await desk.post(target, `/v1/leads/${first}/accept`, {})).status).toBe(200);
    expect((await desk.post(target, `/v1/leads/${first}/feedback`, feedbackInput())).status).toBe(200);
    expect((await desk.post(target, `/v1/leads/${first}/finish`, {})).status).toBe(200);
    expect((await desk.post(partner, `/v1/leads/${second}/return`, { reason: 'r' })).status).toBe(200);

    const { totals } = await desk.read(leadUnit, `/v1/campaigns/${campaignId}`);
    expect(totals).toMatchObject({
      all: { leads: 2, statuses: { finished: 1, returned: 1 }, persons: 2, dens: 1, fen: 500, verdicts: { verified: 1 } },
      targets: { 'district:chaoyang': { leads: 1, persons: 2 }, 'partner:police-hebei': { leads: 1 } },
      kinds: { account: { leads: 2 } },
      waves: { 1: { leads: 2 } },
    });
    const summaryPath = `/v1/campaigns/${campaignId}/summary`;
    expect((await desk.api.call(leadUnit, 'GET', summaryPath)).body['code']).toBe('CAMPAIGN_NOT_CLOSED');
    expect((await desk.post(leadUnit, `/v1/campaigns/${campaignId}/wind-up`, { reason: 'r' })).status).toBe(200);
    const closed = await desk.post(leadUnit, `/v1/campaigns/${campaignId}/close`, { conclusion: 'c' });
    expect(closed.status, closed.text).toBe(200);
    const summary = await desk.read(cityOfficer, summaryPath);
    expect(summary).toMatchObject({ open: 0, all: { leads: 2, fen: 500 }, conclusion: 'c' });

    // what comes later moves the sums, and not the summary
    await desk.post(target, `/v1/leads/${first}/feedback`, feedbackInput({ moneyFen: 7, replaces: 1 }));
    expect(await desk.read(cityOfficer, summaryPath)).toEqual(summary);
    expect(await desk.read(cityOfficer, `/v1/campaigns/${campaignId}`)).toMatchObject({
      totals: { all: { fen: 7, persons: 2 } },
    });
    expect((await desk.post(leadUnit, `/v1/campaigns/${campaignId}/leads`, { leads: [leadInput(3)] })).body['code']).toBe(
      'CAMPAIGN_STATE_FORBIDS',
    );
    expect((await desk.post(leadUnit, `/v1/leads/${first}/reopen`, { reason: 'r' })).body['code']).toBe('CAMPAIGN_STATE_FORBIDS');
  });

  test('closes with open leads only for a reason, and gives them up for it', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const [leadId = ''] = await desk.leadsOf(campaignId, [leadInput(1)]);
    await desk.sent(campaignId, { leads: [leadId] });
    await desk.post(leadUnit, `/v1/campaigns/${campaignId}/wind-up`, { reason: 'r' });
    const close = (body: object) => desk.post(leadUnit, `/v1/campaigns/${campaignId}/close`, { conclusion: 'c', ...body });
    expect((await close({})).body).toMatchObject({ code: 'CAMPAIGN_LEADS_OPEN', open: 1 });
    expect((await close({ openReason: 'The year ends' })).status).toBe(200);
    await desk.settle();
    expect(await desk.read(target, `/v1/leads/${leadId}`)).toMatchObject({
      status: 'given-up',
      givenUp: { reason: 'The year ends' },
    });
    expect(await desk.read(leadUnit, `/v1/campaigns/${campaignId}/summary`)).toMatchObject({
      open: 1,
      openReason: 'The year ends',
    });
    await desk.replay();
    expect(await desk.read(leadUnit, `/v1/campaigns/${campaignId}`)).toMatchObject({
      totals: { all: { statuses: { 'given-up': 1 } } },
    });
  });

  test('is called off, and asks nothing of its targets any more', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const [leadId = ''] = await desk.leadsOf(campaignId, [leadInput(1)]);
    await desk.sent(campaignId, { filter: {} });
    await desk.post(leadUnit, `/v1/campaigns/${campaignId}/call-off`, { reason: 'r' });
    await desk.settle();
    expect(await desk.read(leadUnit, `/v1/leads/${leadId}`)).toMatchObject({ status: 'given-up' });
    expect((await desk.swept(hour(24 * 60))).noted).toBe(0);
  });

  test('refuses what cannot be', async () => {
    const desk = createCampaignDesk();
    const open = async (over: object) => (await desk.post(cityOfficer, '/v1/campaigns', campaignInput(over))).body['code'];
    expect(await open({ leadUnit: 'nowhere' })).toBe('AGENCY_UNKNOWN');
    expect(await open({ leadUnit: 'procuratorate-haidian' })).toBe('AGENCY_UNFIT');
    expect(await open({ until: hour(-1) })).toBe('TIMES_OUT_OF_ORDER');
    expect(await open({ flows: ['money', 'money'] })).toBe('INPUT_INVALID');
    expect((await desk.post(leadUnit, '/v1/campaigns', campaignInput())).status).toBe(403);
    const campaignId = await desk.campaign();
    const path = `/v1/campaigns/${campaignId}`;
    const [leadId = ''] = await desk.leadsOf(campaignId, [leadInput(1)]);
    expect((await desk.post(leadUnit, `${path}/waves`, { leads: [leadId] })).body['code']).toBe('CAMPAIGN_STATE_FORBIDS');
    await desk.post(leadUnit, `${path}/start`);
    const none = { filter: { kind: 'den' } };
    expect((await desk.post(leadUnit, `${path}/waves`, none)).body['code']).toBe('WAVE_EMPTY');
    expect((await desk.post(leadUnit, `${path}/waves`, { leads: [leadId], filter: {} })).body['code']).toBe('INPUT_INVALID');
    const foreign = await desk.campaign({ leadUnit: 'police-chaoyang' });
    await desk.post(target, `/v1/campaigns/${foreign}/start`);
    expect((await desk.post(target, `/v1/campaigns/${foreign}/waves`, { leads: [leadId] })).body).toMatchObject({
      code: 'LEAD_OF_OTHER_CAMPAIGN',
      errors: [{ path: '/leads/0' }],
    });
  });

  test('is changed for a reason, and its end is seen in the list', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const amended = await desk.post(leadUnit, `/v1/campaigns/${campaignId}/amend`, { until: hour(24), reason: 'r' });
    expect(amended.body).toMatchObject({ until: hour(24), version: 2 });
    await desk.at(hour(25));
    for (const by of [cityOfficer, leadUnit])
      expect(await desk.read(by, '/v1/campaigns')).toMatchObject({ items: [{ campaignId, title: '断流二号', late: true }] });
    expect(await desk.read(stranger, '/v1/campaigns')).toEqual({ items: [] });
    expect(await desk.read(cityOfficer, '/v1/campaigns', { state: 'closed' })).toEqual({ items: [] });
  });
});

describe('who sees what', () => {
  test('a target sees the leads sent to it, the title and the end; nothing else', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const caseId = await desk.opened(leadUnit);
    const [own = '', others = '', unsent = ''] = await desk.leadsOf(campaignId, [
      leadInput(1, { target: toHebei, source: { kind: 'case', caseId } }),
      leadInput(2),
      leadInput(3, { target: { kind: 'partner', agency: 'police-tianjin' } }),
    ]);
    await desk.sent(campaignId, { leads: [own, others] });
    const status = async (by: typeof partner, path: string) => (await desk.api.call(by, 'GET', path)).status;
    expect(await status(partner, `/v1/leads/${others}`)).toBe(404);
    expect(await status(otherPartner, `/v1/leads/${unsent}`)).toBe(404);
    expect(await status(otherPartner, `/v1/campaigns/${campaignId}`)).toBe(404);
    expect(await status(stranger, `/v1/campaigns/${campaignId}`)).toBe(404);
    expect(await status(stranger, `/v1/leads/${own}`)).toBe(404);
    const lead = await desk.read(partner, `/v1/leads/${own}`);
    expect(lead).toMatchObject({ subject: { accountNumber: '6222020200100000001' }, campaign: { title: '断流二号' } });
    expect(lead).not.toHaveProperty('source');
    expect(lead).not.toHaveProperty('caseIds');
    expect(lead).not.toHaveProperty('hands');
    expect(Object.keys(await desk.read(partner, `/v1/campaigns/${campaignId}`)).toSorted()).toEqual(
      ['campaignId', 'leadUnit', 'reference', 'shows', 'status', 'title', 'until'].toSorted(),
    );
    for (const path of [`/v1/campaigns/${campaignId}/leads`, `/v1/campaigns/${campaignId}/summary`])
      expect(await status(partner, path)).toBe(403);
    expect(await desk.read(partner, '/v1/leads')).toMatchObject({ items: [{ leadId: own, status: 'dispatched' }] });
    expect(await desk.read(target, '/v1/leads')).toMatchObject({ items: [{ leadId: others }] });
    expect((await desk.api.call(target, 'GET', '/v1/leads', { query: { district: 'haidian' } })).status).toBe(403);
    expect(await desk.read(cityOfficer, '/v1/leads', { partner: 'police-hebei' })).toMatchObject({ items: [{ leadId: own }] });
    // handed on, it is gone from the one and there for the other
    await desk.post(partner, `/v1/leads/${own}/hand-on`, { target: toChaoyang, reason: 'r' });
    expect(await status(partner, `/v1/leads/${own}`)).toBe(404);
    expect(await status(target, `/v1/leads/${own}`)).toBe(200);
  });

  test('a case shows the leads that came from it, and what came of them, to those who answer for it', async () => {
    const desk = createCampaignDesk();
    const campaignId = await desk.campaign();
    const caseId = await desk.opened(leadUnit);
    const [leadId = ''] = await desk.leadsOf(campaignId, [leadInput(1, { source: { kind: 'case', caseId } }), leadInput(2)]);
    await desk.sent(campaignId, { filter: {} });
    await desk.post(target, `/v1/leads/${leadId}/accept`, {});
    await desk.post(target, `/v1/leads/${leadId}/feedback`, feedbackInput());
    expect(await desk.read(leadUnit, `/v1/cases/${caseId}/leads`)).toMatchObject({
      totals: { leads: 1, persons: 2, fen: 500 },
      items: [{ leadId, persons: 2 }],
    });
    expect((await desk.api.call(target, 'GET', `/v1/cases/${caseId}/leads`)).status).toBe(404);
  });
});
