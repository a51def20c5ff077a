import * as z from 'zod';
import { fileCase, openFraudCase } from './fraud-cases.ts';
import { beijingDay, type Stage } from './stage.ts';
import { yuan } from './table.ts';

const CITY = 'police-city';
/** Responsible at two levels, the cyber police from the start. */
const units = { bureau: 'criminal-police-city', district: 'police-haidian', cyber: 'cyber-police-city' };
/** 1.2 million yuan, from four people; fen. */
const lossesFen = [60_000_000, 30_000_000, 20_000_000, 10_000_000];

const Asked = z.object({ approvalId: z.string(), reference: z.string() });
const Listed = z.object({
  listedCaseId: z.string(),
  reference: z.string(),
  status: z.string(),
  grounds: z.array(z.string()),
  deadlineAt: z.string().optional(),
  reportDueAt: z.string().optional(),
  aim: z.object({ reached: z.boolean() }),
  overdue: z.array(z.object({ matter: z.string(), days: z.number(), steps: z.array(z.string()) })),
});
type Listed = z.infer<typeof Listed>;
const Entries = z.object({
  items: z.array(z.object({ listedCaseId: z.string(), caseId: z.string(), status: z.string(), grounds: z.array(z.string()) })),
});

/** The result of the scene. */
export interface SupervisedOutcome {
  readonly reference: string;
  readonly steps: readonly string[];
  readonly aimReached: boolean;
  readonly days: number;
}

/** A case of 1.2 million yuan: suggested by rule, listed, a report overdue, and delisted with its aim reached. */
export async function playSupervisedCase(stage: Stage): Promise<SupervisedOutcome> {
  const began = Date.parse(stage.now());
  const id = await list(stage);
  await reportInTime(stage, id);
  const steps = await fallBehind(stage, id);
  const { reference, aim } = await delist(stage, id);
  return { reference, steps, aimReached: aim.reached, days: Math.round((Date.parse(stage.now()) - began) / 86_400_000) };
}

async function list(stage: Stage): Promise<string> {
  stage.scene('A case of 1.2 million yuan');
  const file = await openFraudCase(stage, {
    district: 'haidian',
    title: '冒充公检法系列诈骗案',
    fraudType: '冒充公检法',
    summary: '四名被害人向同一团伙转账。',
    lossesFen,
  });
  await fileCase(stage, file, '110108900');
  const loss = lossesFen.reduce((sum, fen) => sum + fen, 0);
  const suggested = await stage.until(CITY, '/v1/listed-cases?limit=100', Entries, ({ items }) =>
    items.find(({ caseId }) => caseId === file.caseId),
  );
  stage.say(
    `${file.reference}: ¥${yuan(loss)} from ${lossesFen.length} people. The rule suggests listing: ${suggested.grounds.join(', ')}.`,
  );
  const proposal = { caseId: file.caseId, level: 'city', units, reason: '损失 120 万元，被害人多名。' };
  const { listedCaseId } = await stage.post(file.police, '/v1/listed-cases', proposal, Listed);
  const ask = { gate: 'listing', listedCaseId, reason: '损失超过 100 万元，建议市级挂牌督办。' };
  const { approvalId, reference } = await stage.post(CITY, '/v1/approvals', ask, Asked);
  await stage.post(`${CITY}-head`, `/v1/approvals/${approvalId}/grant`, { reason: '同意挂牌督办。' }, Asked);
  stage.say(`The supervisor asks for the approval ${reference}; the head of the city's bureau grants it.`);
  const listed = await stage.post(CITY, `/v1/listed-cases/${listedCaseId}/approve`, { approvalId }, Listed);
  stage.say(
    `The city lists it as ${listed.reference}: report by ${dayOf(listed.reportDueAt)}, deadline ${dayOf(listed.deadlineAt)}.`,
  );
  return listedCaseId;
}

async function reportInTime(stage: Stage, id: string): Promise<void> {
  stage.passDays(25);
  stage.scene('The first report');
  const progress = { informationChain: false, moneyChain: true, arrested: 4, returnedFen: 20_000_000 };
  const after = await stage.post(
    units.district,
    `/v1/listed-cases/${id}/progress`,
    { progress, summary: '资金链已打掉，抓获 4 人。' },
    Listed,
  );
  stage.say(
    `In time: the money chain is broken, 4 arrested, ¥${yuan(20_000_000)} returned. The next one is due on ${dayOf(after.reportDueAt)}.`,
  );
}

/** No report comes, and the ladder is climbed: each step once. @returns the steps */
async function fallBehind(stage: Stage, id: string): Promise<readonly string[]> {
  stage.scene('The second report does not come');
  const { reportDueAt = stage.now() } = await stage.get(CITY, `/v1/listed-cases/${id}`, Listed);
  stage.passDays((Date.parse(reportDueAt) - Date.parse(stage.now())) / 86_400_000);
  let known = 0;
  let steps: readonly string[] = [];
  for (let week = 1; week <= 8 && known < 3; week += 1) {
    stage.passDays(4);
    const listed = await settled(stage, id);
    steps = listed.overdue.flatMap((one) => (one.matter === 'report' ? one.steps : []));
    for (const step of steps.slice(known))
      stage.say(`${beijingDay(stage.now())}: ${listed.overdue[0]?.days ?? 0} days overdue: ${step}.`);
    known = steps.length;
  }
  const inbox = await stage.inbox(units.district);
  stage.say(`The district's inbox: ${inbox.filter((line) => line.startsWith('listed-case.')).join(' · ')}`);
  return steps;
}

/** The case after a run of the sweep: the sweep has no more to note at this moment. */
async function settled(stage: Stage, id: string): Promise<Listed> {
  const seen: { steps: string; rounds: number } = { steps: '', rounds: 0 };
  return stage.until(CITY, `/v1/listed-cases/${id}`, Listed, (listed) => {
    const steps = JSON.stringify(listed.overdue.map((one) => one.steps));
    seen.rounds = steps === seen.steps ? seen.rounds + 1 : 0;
    seen.steps = steps;
    // the sweep comes every real second at the most
    return seen.rounds >= 6 ? listed : undefined;
  });
}

async function delist(stage: Stage, id: string): Promise<Listed> {
  stage.scene('The aim is reached');
  const progress = { informationChain: true, moneyChain: true, arrested: 11, returnedFen: 70_000_000 };
  await stage.post(
    units.district,
    `/v1/listed-cases/${id}/progress`,
    { progress, summary: '两条链均已打掉，抓获 11 人。' },
    Listed,
  );
  stage.say(`The late report: both chains broken, 11 arrested, ¥${yuan(70_000_000)} returned.`);
  const { code } = await stage.refused(units.district, 'POST', `/v1/listed-cases/${id}/delist`, {});
  stage.say(`The responsible unit may not delist its own case: ${code}.`);
  const delisted = await stage.post(CITY, `/v1/listed-cases/${id}/delist`, {}, Listed);
  stage.say(`The city delists ${delisted.reference}.`);
  return delisted;
}

function dayOf(at: string | undefined): string {
  return at === undefined ? 'no day' : beijingDay(at);
}
