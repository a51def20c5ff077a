import * as z from 'zod';
import { addEvidence, fileCase, type OpenedCase, openFraudCase } from './fraud-cases.ts';
import { CHAOYANG, compare, count, decide, HAIDIAN, proposedStandard, recordDecisions } from './one-standard.ts';
import type { Stage } from './stage.ts';
import { yuan } from './table.ts';

const Consulted = z.object({ consultationId: z.string(), state: z.string() });
const Consultation = z.object({
  reference: z.string(),
  state: z.string(),
  opinions: z.array(z.object({ by: z.object({ agency: z.string() }), position: z.string() })),
});

/** The result of the scene. */
export interface TwoCardsOutcome {
  readonly before: string;
  readonly after: string;
  readonly looked: number;
  readonly flips: number;
  readonly reads: number;
}

/** Two-card cases in Haidian and Chaoyang: shared, consulted on, judged by two standards, and by one in the end. */
export async function playTwoCards(stage: Stage): Promise<TwoCardsOutcome> {
  const file = await takeUp(stage);
  const grantIds = await share(stage, file);
  const before = await compare(stage);
  const consultationId = await consult(stage, file);
  await recordDecisions(stage);
  const { proposalId, looked, flips } = await count(stage);
  const after = await decide(stage, proposalId);
  const reads = await close(stage, file, consultationId, grantIds);
  return { before, after, looked, flips, reads };
}

async function takeUp(stage: Stage): Promise<OpenedCase> {
  stage.scene('Two cards, two districts');
  const shared = {
    title: '出租银行卡帮助转移诈骗资金案',
    fraudType: '刷单返利',
    summary: '本人名下一张银行卡单向流入 25 万元。',
  };
  const file = await openFraudCase(stage, { ...shared, district: 'haidian', lossesFen: [25_000_000] });
  const other = await openFraudCase(stage, { ...shared, district: 'chaoyang', lossesFen: [25_000_000] });
  await fileCase(stage, file, '110108');
  await fileCase(stage, other, '110105');
  stage.say(
    `Haidian files ${file.reference}, Chaoyang ${other.reference}: ¥${yuan(25_000_000)} into one card, ¥3,000 of it traced.`,
  );
  return file;
}

async function share(stage: Stage, { caseId, police, reference }: OpenedCase): Promise<readonly string[]> {
  const grantIds: string[] = [];
  for (const agency of [HAIDIAN, CHAOYANG]) {
    const share = { agency, parts: ['summary', 'filing', 'evidence'], purpose: '两卡案件会商', until: stage.now(200) };
    const { grantId } = await stage.post(police, `/v1/cases/${caseId}/shares`, share, z.object({ grantId: z.string() }));
    grantIds.push(grantId);
  }
  await stage.get(HAIDIAN, `/v1/cases/${caseId}`, z.unknown());
  const seen = await stage.get(CHAOYANG, `/v1/cases/${caseId}`, z.looseObject({ parts: z.array(z.string()) }));
  stage.say(`${reference} is shared with both procuratorates: ${seen.parts.join(', ')}. The persons in it are not.`);
  await stage.told(CHAOYANG, 'case.shared', caseId);
  stage.say('Both inboxes show it.');
  return grantIds;
}

async function convene(stage: Stage, { police, caseId }: OpenedCase): Promise<string> {
  const { consultationId } = await stage.post(
    police,
    '/v1/consultations',
    {
      kind: 'major-or-difficult',
      title: '两卡案件流水起点会商',
      caseIds: [caseId],
      parties: [HAIDIAN, CHAOYANG],
      questions: [{ topic: 'nature-of-act', text: '25 万元流水应否批捕、起诉？' }],
    },
    Consulted,
  );
  for (const agency of [HAIDIAN, CHAOYANG])
    await stage.post(agency, `/v1/consultations/${consultationId}/accept`, undefined, Consulted);
  return consultationId;
}

async function consult(stage: Stage, file: OpenedCase): Promise<string> {
  stage.scene('A consultation on the difficult question');
  const { police, caseId } = file;
  const consultationId = await convene(stage, file);
  const on = `/v1/consultations/${consultationId}`;
  const statement = await addEvidence(stage, file, '银行卡交易明细');
  await stage.post(police, `${on}/bundle`, { add: [{ caseId, part: 'evidence', item: statement }] }, Consulted);
  await stage.post(
    HAIDIAN,
    `${on}/evidence-requests`,
    { from: police, text: '请补充涉诈资金追查情况', dueAt: stage.now(3) },
    Consulted,
  );
  stage.say('Both procuratorates accept; Haidian asks for one more piece of evidence, within three days.');
  stage.passDays(4);
  await stage.told(police, 'consultation.evidence-overdue', consultationId);
  stage.say("Four days pass. It is overdue: the sweep notes it, and Haidian's police find it in their inbox.");
  const traced = await addEvidence(stage, file, '涉诈资金追查报告');
  await stage.post(police, `${on}/bundle`, { add: [{ caseId, part: 'evidence', item: traced }] }, Consulted);
  await stage.post(police, `${on}/evidence-requests/1/answer`, { text: '已查证 3,000 元', exhibits: [2] }, Consulted);
  const opinion = { question: 1, bundleVersion: 2 };
  await stage.post(HAIDIAN, `${on}/opinions`, { ...opinion, position: 'no', text: '未达 30 万元起点。' }, Consulted);
  await stage.post(CHAOYANG, `${on}/opinions`, { ...opinion, position: 'yes', text: '已达 20 万元起点。' }, Consulted);
  await stage.post(police, `${on}/opinions`, { ...opinion, position: 'yes', text: '建议批捕。' }, Consulted);
  const deputy = { agency: HAIDIAN, reason: '批捕决定权在检察院' };
  await stage.post(police, `${on}/deputy`, deputy, Consulted);
  await stage.post(HAIDIAN, `${on}/conclude`, conclusionOf(stage), Consulted);
  const { reference, opinions } = await stage.get(police, on, Consultation);
  stage.say(
    `${reference} is concluded: ${opinions.map(({ by, position }) => `${by.agency} ${position}`).join(', ')}. The dissent stands; one standard is proposed.`,
  );
  return consultationId;
}

/** The minutes: no agreement on this case, and a proposal to have one standard for both districts. */
function conclusionOf(stage: Stage) {
  return {
    minutes: '两区起点不一，建议统一为 30 万元。',
    findings: [{ question: 1, position: 'undecided', text: '待标准统一后再议' }],
    actions: [{ text: '将本案按统一后的标准复核', owner: 'police-haidian', dueAt: stage.now(90) }],
    proposal: proposedStandard(stage),
  };
}

async function close(stage: Stage, file: OpenedCase, consultationId: string, grantIds: readonly string[]): Promise<number> {
  stage.scene('The actions are done, and the shares of the case end');
  const { police, caseId } = file;
  await stage.post(police, `/v1/consultations/${consultationId}/actions/1/done`, { note: '已复核' }, Consulted);
  for (const grantId of grantIds)
    await stage.post(police, `/v1/cases/${caseId}/shares/${grantId}/revoke`, { reason: '会商已结束' }, z.unknown());
  const { code } = await stage.refused(CHAOYANG, 'GET', `/v1/cases/${caseId}`);
  const { items } = await stage.get(police, `/v1/cases/${caseId}/reads`, z.object({ items: z.array(z.unknown()) }));
  stage.say(
    `The shares are revoked: for Chaoyang's procuratorate the case is ${code} at once. ${items.length} reads by others are on record.`,
  );
  return items.length;
}
