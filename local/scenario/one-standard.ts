import * as z from 'zod';
import { beijingDay, type Stage } from './stage.ts';
import { yuan } from './table.ts';

/** The two procuratorates the scenario is between. */
export const HAIDIAN = 'procuratorate-haidian';
export const CHAOYANG = 'procuratorate-chaoyang';
const CRITERION = 'two-card-amount';
/** The case the agencies differ about: 250,000 yuan into the person's own card, 3,000 of it traced to the fraud. Fen. */
const facts = { 'one-way-inflow': 25_000_000, 'account-owner': 'own', 'traced-to-fraud': 300_000 };
/** What was decided in the two districts before, by inflow in fen: enough to count what one standard would change. */
const decided = [15_000_000, 19_000_000, 21_000_000, 24_000_000, 26_000_000, 29_000_000, 31_000_000, 36_000_000];
const thresholds: Readonly<Record<string, number>> = { haidian: 30_000_000, chaoyang: 20_000_000 };

/** The part of it that is measured in fen. */
const sums: ReadonlySet<string> = new Set(['one-way-inflow', 'traced-to-fraud']);

const Result = z.object({
  place: z.string(),
  outcome: z.string(),
  reasons: z.array(z.object({ condition: z.object({ measure: z.string(), value: z.unknown() }), outcome: z.string() })),
  missing: z.array(z.string()),
});
type Result = z.infer<typeof Result>;
const Evaluation = z.object({ results: z.array(Result) });
const Proposals = z.object({ items: z.array(z.object({ proposalId: z.string(), title: z.string(), status: z.string() })) });
const Impact = z.object({
  status: z.string(),
  progress: z.object({ looked: z.number() }),
  districts: z.array(z.object({ district: z.string(), looked: z.number(), flips: z.number() })),
});

/** The same facts under every standard of June 2022. */
export async function compare(stage: Stage): Promise<string> {
  stage.scene('What would each district do with these facts on 2022-06-01?');
  const at = { criterion: CRITERION, asOf: '2022-06-01' };
  const { results } = await stage.post(HAIDIAN, '/v1/standards/evaluate', { ...at, facts }, Evaluation);
  for (const place of ['chaoyang', 'haidian', 'national:minutes-2022']) stage.say(sentenceOf(place, results));
  const { 'traced-to-fraud': _, ...untraced } = facts;
  const without = await stage.post(HAIDIAN, '/v1/standards/evaluate', { ...at, facts: untraced }, Evaluation);
  // national readings may measure something else, and cannot tell for reasons of their own
  const ofDistricts = without.results.filter(({ place }) => place !== 'city' && !place.startsWith('national:'));
  const unsure = ofDistricts.filter(({ outcome }) => outcome === 'cannot-tell');
  const missing = new Set(unsure.flatMap((result) => result.missing));
  stage.say(
    `Without the traced amount ${unsure.length} of ${ofDistricts.length} districts cannot tell: ${[...missing].join(', ')} is missing.`,
  );
  return ['chaoyang', 'haidian'].map((place) => `${place} ${outcomeOf(place, results)}`).join(', ');
}

function sentenceOf(place: string, results: readonly Result[]): string {
  const result = results.find((one) => one.place === place);
  const why = result?.reasons.map(
    ({ condition: { measure, value }, outcome }) => `${measure} of ${inWords(measure, value)}: ${outcome}`,
  );
  return `${place.padEnd(22)} ${(result?.outcome ?? 'no standard').padEnd(12)} ${why?.join('; ') ?? ''}`;
}

/** Sums in spoken form. */
function inWords(measure: string, value: unknown): string {
  return typeof value === 'number' && sums.has(measure) ? `¥${yuan(value)}` : String(value);
}

function outcomeOf(place: string, results: readonly Result[]): string {
  return results.find((one) => one.place === place)?.outcome ?? 'unknown';
}

function titleOf({ run }: Stage): string {
  return `统一两卡案件起点（第 ${run} 次演示）`;
}

export async function recordDecisions(stage: Stage): Promise<void> {
  stage.scene('What the two districts have decided so far');
  for (const [district, threshold] of Object.entries(thresholds)) {
    for (const inflow of decided) {
      const decision = inflow >= threshold ? 'pursued' : 'not-pursued';
      await recordDecision(stage, district, inflow, decision);
    }
  }
  const departed = await recordDecision(stage, 'haidian', 34_000_000, 'not-pursued', {
    departureReason: '行为人为在校学生，初犯，已退赃',
    publicGrounds: '在校学生，初犯，已全部退赃',
  });
  await stage.told(HAIDIAN, 'recorded-decision.departed', departed);
  stage.say(
    `${decided.length * 2 + 1} decisions are recorded. One departs from the standard of its district, which raises an alarm.`,
  );
}

async function recordDecision(stage: Stage, district: string, inflow: number, decision: string, why = {}): Promise<string> {
  const body = {
    criterion: CRITERION,
    district,
    facts: { ...facts, 'one-way-inflow': inflow },
    decision,
    decidedOn: '2022-06-01',
    ...why,
  };
  const Recorded = z.object({ decisionId: z.string() });
  return (await stage.post(`police-${district}`, '/v1/standards/decisions', body, Recorded)).decisionId;
}

export async function count(
  stage: Stage,
): Promise<{ readonly proposalId: string; readonly looked: number; readonly flips: number }> {
  stage.scene('What would change if both took 300,000?');
  const { proposalId } = await stage.until(HAIDIAN, '/v1/standards/proposals', Proposals, ({ items }) =>
    items.find(({ title }) => title === titleOf(stage)),
  );
  await stage.post(HAIDIAN, `/v1/standards/proposals/${proposalId}/impact`, undefined, z.unknown());
  const run = await stage.until(HAIDIAN, `/v1/standards/proposals/${proposalId}/impact`, Impact, (impact) =>
    impact.status === 'done' ? impact : undefined,
  );
  for (const { district, looked, flips } of run.districts)
    stage.say(`${district.padEnd(10)} ${flips} of ${looked} recorded cases would change outcome.`);
  return { proposalId, looked: run.progress.looked, flips: run.districts.reduce((sum, { flips }) => sum + flips, 0) };
}

/** Both districts adopt; on its first day the standard is in force. @returns the outcome of each for the facts now */
export async function decide(stage: Stage, proposalId: string): Promise<string> {
  stage.scene('One standard');
  const on = `/v1/standards/proposals/${proposalId}`;
  await stage.post(HAIDIAN, `${on}/consult`, {}, z.unknown());
  await stage.post(HAIDIAN, `${on}/adopt`, {}, z.unknown());
  await stage.post(CHAOYANG, `${on}/adopt`, { note: '同意' }, z.unknown());
  stage.say('Haidian and Chaoyang adopt it. Two months pass.');
  stage.passDays(62);
  await stage.until(HAIDIAN, on, z.object({ status: z.string() }), ({ status }) => (status === 'in-force' ? status : undefined));
  const body = { criterion: CRITERION, facts, asOf: beijingDay(stage.now()) };
  const results = await evaluateInForce(stage, body);
  for (const place of ['chaoyang', 'haidian']) stage.say(sentenceOf(place, results));
  return ['chaoyang', 'haidian'].map((place) => `${place} ${outcomeOf(place, results)}`).join(', ');
}

/** The relay enters the adopted standard into each district's line a moment after it came into force. */
async function evaluateInForce(stage: Stage, body: object): Promise<readonly Result[]> {
  const Matrix = z.object({
    rows: z.array(z.object({ cells: z.array(z.object({ place: z.string(), threshold: z.number().optional() })) })),
  });
  await stage.until(HAIDIAN, `/v1/standards/matrix?criterion=${CRITERION}`, Matrix, ({ rows }) =>
    rows.flatMap(({ cells }) => cells).find(({ place, threshold }) => place === 'chaoyang' && threshold === 30_000_000),
  );
  return (await stage.post(HAIDIAN, '/v1/standards/evaluate', body, Evaluation)).results;
}

/** One standard for both districts, at 300,000 yuan, from two months on. */
export function proposedStandard(stage: Stage) {
  const source = '关于“断卡”行动中有关法律适用问题的会议纪要 (2022-03-22)';
  const at = (measure: string, value: number) => ({ measure, op: 'gte', value, source, grade: 'C' });
  return {
    criterion: CRITERION,
    title: titleOf(stage),
    reason: '同样的行为，一区起诉，一区不诉。',
    districts: ['haidian', 'chaoyang'],
    effectiveFrom: beijingDay(stage.now(60)),
    content: {
      title: '流水 30 万元以上',
      offence: 'aiding-network-crime',
      conduct: '出租、出售、出借银行卡，帮助转移电信网络诈骗资金',
      measure: 'one-way-inflow',
      threshold: 30_000_000,
      minimumTracedFen: 300_000,
      accounts: ['own', 'others', 'company'],
      lawfulFundsDeducted: false,
      issuer: '北京市人民检察院',
      document: source,
      grade: 'C',
      amount: { all: [at('one-way-inflow', 30_000_000), at('traced-to-fraud', 300_000)] },
    },
  };
}
