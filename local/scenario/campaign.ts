import * as z from 'zod';
import { LEADER, type Learned, packageLeads, targetAt, targets } from './campaign-leads.ts';
import { courseOf, type SentLead, workLead } from './campaign-work.ts';
import type { Stage } from './stage.ts';
import { countedText, yuan } from './table.ts';

/** The agency that leads the other campaign, in which one of the leads is found again. */
const OTHER_LEADER = 'police-chaoyang';
const MONTH = 30;

const Opened = z.looseObject({ campaignId: z.string(), reference: z.string() });
type Opened = z.infer<typeof Opened>;
const Outcome = z.looseObject({ leadId: z.string(), reference: z.string(), known: z.number() });
const Raised = z.object({ raised: z.number(), outcomes: z.array(Outcome) });
const Wave = z.looseObject({ waveId: z.string(), wave: z.number() });
const SentWave = z.looseObject({ status: z.string(), sent: z.number() });
const Lead = z.looseObject({ reference: z.string(), campaigns: z.array(z.unknown()) });
const Counts = z.record(z.string(), z.number());
const Tally = z.looseObject({
  ...{ leads: z.number(), persons: z.number(), dens: z.number(), fen: z.number() },
  ...{ statuses: Counts, verdicts: Counts, measures: Counts, seized: Counts },
});
const Summary = z.looseObject({
  ...{ reference: z.string(), all: Tally },
  ...{ waves: z.record(z.string(), Tally), targets: z.record(z.string(), Tally) },
});

/**
 * One campaign (集群战役) of what was learned: forty leads go in waves to districts and another province, which accept, return, hand on and tell
 * what they found; one of the leads serves two campaigns.
 *
 * @returns the lines of its closing summary
 */
export async function playCampaign(stage: Stage, learned: Learned): Promise<readonly string[]> {
  stage.scene('A campaign is made of what was learned');
  const campaign = await open(stage, LEADER, `断卡集群战役（第${stage.run}次）`);
  const path = `/v1/campaigns/${campaign.campaignId}`;
  const leads = await packageLeads(stage, campaign.campaignId, learned);
  const { raised, outcomes } = await stage.post(LEADER, `${path}/leads`, { leads }, Raised);
  stage.say(`${campaign.reference} has ${raised} leads.`);
  const sent = outcomes.map(({ leadId }, at) => ({ leadId, kind: leads[at]?.kind ?? '' }));
  const other = await foundTwice(stage, learned.collision.account);
  await stage.post(LEADER, `${path}/start`, undefined, z.unknown());
  await send(stage, path, { filter: { priority: 'urgent' }, note: '第一波：人员' });
  await send(stage, path, { filter: {}, note: '第二波：其余' });
  await workAll(stage, sent);
  await sendReturned(stage, path, sent);
  const summary = await close(stage, campaign, '团伙两条链均已打掉');
  const twice = await close(stage, other, '线索已由市局战役核查');
  return linesOf(summary, twice);
}

async function open(stage: Stage, leadUnit: string, title: string): Promise<Opened> {
  const about = { title, flows: ['money', 'people'], summary: '依据止付、黑名单、案件中掌握的线索', leadUnit };
  const aims = { persons: 30, dens: 20, moneyFen: 50_000_000 };
  return stage.post(LEADER, '/v1/campaigns', { ...about, aims, from: stage.now(), until: stage.now(2 * MONTH) }, Opened);
}

/** Another campaign takes in a lead about the listed account. Officers say that it is the same: one lead serves both. */
async function foundTwice(stage: Stage, account: Learned['collision']['account']): Promise<Opened> {
  const other = await open(stage, OTHER_LEADER, `朝阳断卡战役（第${stage.run}次）`);
  const lead = {
    ...{ kind: 'account', subject: { text: '黑名单账户', ...account }, target: targetAt(0).target },
    source: { kind: 'other', text: '朝阳侦查中掌握' },
  };
  const path = `/v1/campaigns/${other.campaignId}`;
  const { outcomes } = await stage.post(OTHER_LEADER, `${path}/leads`, { leads: [lead] }, Raised);
  const { leadId = '', reference = '' } = outcomes[0] ?? {};
  const joined = await stage.post(LEADER, `/v1/leads/${leadId}/join`, { match: 1 }, z.looseObject({ joinedTo: z.string() }));
  const served = await stage.get(LEADER, `/v1/leads/${joined.joinedTo}`, Lead);
  stage.say(
    `Chaoyang's ${reference} is the same as ${served.reference}: it goes on, and serves ${served.campaigns.length} campaigns.`,
  );
  await stage.post(OTHER_LEADER, `${path}/start`, undefined, z.unknown());
  return other;
}

/** Sends a wave, and waits until all of it is out. */
async function send(stage: Stage, path: string, wave: object): Promise<void> {
  const { waveId, wave: n } = await stage.post(LEADER, `${path}/waves`, wave, Wave);
  const done = await stage.until(LEADER, `${path}/waves/${waveId}`, SentWave, (one) => (one.status === 'done' ? one : undefined));
  stage.say(`Wave ${n}: ${done.sent} leads are out.`);
}

/** All targets work at the same time, each on its own leads. */
async function workAll(stage: Stage, leads: readonly SentLead[]): Promise<void> {
  await Promise.all(
    targets.map(async (target, at) => {
      const own = leads.filter((_, place) => place % targets.length === at);
      for (const [turn, lead] of own.entries()) await workLead(stage, lead, target, courseOf(turn));
      stage.say(`${target.client} has worked its ${own.length} leads.`);
    }),
  );
}

/** What came back goes to the next target in a last wave; one is given up. */
async function sendReturned(stage: Stage, path: string, leads: readonly SentLead[]): Promise<void> {
  const returned = leads.flatMap((lead, place) =>
    courseOf(Math.floor(place / targets.length)) === 'returned' ? [{ lead, next: targetAt(place + 1) }] : [],
  );
  const [first, ...others] = returned;
  if (first === undefined) return;
  await stage.post(LEADER, `/v1/leads/${first.lead.leadId}/give-up`, { reason: '线索对象下落不明' }, z.unknown());
  for (const { lead, next } of others) {
    const elsewhere = { target: next.target, reason: '按退回理由改派' };
    await stage.post(LEADER, `/v1/leads/${lead.leadId}/retarget`, elsewhere, z.unknown());
  }
  await send(stage, path, { leads: others.map(({ lead }) => lead.leadId), note: '第三波：退回后改派' });
  for (const { lead, next } of others) await workLead(stage, lead, next, 'verified');
  stage.say(`Of ${returned.length} that came back, ${others.length} went elsewhere, and one is given up.`);
}

async function close(stage: Stage, { campaignId }: Opened, conclusion: string): Promise<z.infer<typeof Summary>> {
  const path = `/v1/campaigns/${campaignId}`;
  await stage.post(LEADER, `${path}/wind-up`, { reason: '线索均已核查' }, z.unknown());
  await stage.post(LEADER, `${path}/close`, { conclusion }, z.unknown());
  return stage.get(LEADER, `${path}/summary`, Summary);
}

function linesOf({ reference, all, waves, targets: by }: z.infer<typeof Summary>, other: z.infer<typeof Summary>) {
  return [
    `Campaign: ${reference}, ${all.leads} leads in ${Object.keys(waves).length} waves to ${Object.keys(by).length} targets: ${countedText(all.statuses)}.`,
    `What it found: ${countedText(all.verdicts)}; ${all.persons} persons (${countedText(all.measures)}), ${all.dens} dens, ¥${yuan(all.fen)}; seized: ${countedText(all.seized)}.`,
    `Found in two campaigns: ${other.all.leads} lead, which counts in ${other.reference} too.`,
  ];
}
