import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Stage } from './stage.ts';
import { askForStops, orderThat, paidInto } from './stops.ts';
import { clockOf, countedText, minutes, yuan } from './table.ts';

const HOUR = 3_600_000;
/** The hour in Beijing at which the morning begins: machines neither send nor call at night. */
const BEGINS = 8;
const CLUES = 3_000;
const AT_ONCE = 250;
/** The clue whose person has paid when the police call. */
const PAID = 7;
/** Real milliseconds between two looks of a person who has nothing to do, and so many such looks end the work. */
const LOOK_INTERVAL = 500;
const QUIET_LOOKS = 12;

/** Six people: the level and the district they work for. The heads do not make calls in life; here each stands for an officer. */
const staff = [
  { client: 'police-city', areas: [{ level: 'city' }] },
  { client: 'police-city-head', areas: [{ level: 'city' }, { level: 'sub-bureau', district: 'haidian' }] },
  { client: 'police-haidian', areas: [{ level: 'sub-bureau' }, { level: 'station' }] },
  { client: 'police-haidian-head', areas: [{ level: 'station' }, { level: 'sub-bureau' }] },
  { client: 'police-chaoyang', areas: [{ level: 'sub-bureau' }, { level: 'station' }] },
  { client: 'police-chaoyang-head', areas: [{ level: 'station' }, { level: 'sub-bureau' }] },
] as const;

const Taken = z.object({ taken: z.number(), refused: z.number() });
const Shown = z.object({
  warningId: z.string(),
  status: z.string(),
  grade: z.string(),
  rung: z.object({ means: z.string(), level: z.string() }),
  clues: z.array(z.object({ sourceRef: z.string() })),
  alertId: z.string().optional(),
});
const Next = z.object({ warning: Shown.optional() });
const Counts = z.object({
  ...{ received: z.number(), open: z.number(), contacted: z.number(), contactMinutes: z.number(), falseAlarms: z.number() },
  outcomes: z.record(z.string(), z.number()),
});
const Figures = z.object({ total: Counts, byGrade: z.record(z.string(), Counts) });

/** The person whose money is on its way: the alarm, and what came of the stop. */
interface Paid {
  alertId?: string;
  stopped?: string;
}

/** @returns the lines of the summary */
export async function playMorning(stage: Stage): Promise<readonly string[]> {
  passUntilMorning(stage);
  stage.scene('A morning of warnings: three thousand clues in four grades');
  await sendClues(stage);
  const paid: Paid = {};
  const worked = await Promise.all(staff.map((one) => work(stage, one, paid)));
  const day = beijing(stage.now()).slice(0, 10);
  const { total, byGrade } = await stage.get('police-city', `/v1/warnings/figures?from=${day}&to=${day}&district=all`, Figures);
  return [
    `Warnings of the day: ${total.received}. Closed: ${total.received - total.open}; on their ladders: ${total.open}.`,
    `Outcomes: ${countedText(total.outcomes)}.`,
    `Reached: ${total.contacted}, on average ${Math.round(total.contactMinutes / Math.max(1, total.contacted))} minutes after the clue; false alarms: ${total.falseAlarms}.`,
    `By grade: ${Object.entries(byGrade)
      .map(([grade, counts]) => `${grade} ${counts.received - counts.open} of ${counts.received} closed`)
      .join(', ')}.`,
    `Contacts by people: ${staff.map(({ client }, at) => `${client} ${worked[at] ?? 0}`).join(', ')}.`,
    `The money that was on its way: ${paid.stopped ?? 'no alarm was raised'}.`,
  ];
}

/** The city's clock goes on to the next eight o'clock in Beijing, if it is not between that and noon. */
function passUntilMorning(stage: Stage): void {
  const hour = Number(beijing(stage.now()).slice(11, 13));
  if (hour >= BEGINS && hour < 12) return;
  stage.passDays(((BEGINS - hour + 24) % 24) / 24);
}

function beijing(at: string): string {
  return new Date(Date.parse(at) + 8 * HOUR).toISOString();
}

/** The share of each grade, as the city has them: most are handled by a message. */
function riskOf(n: number): number {
  if (n % 100 === PAID) return 95;
  if (n % 20 === 3) return 75;
  return n % 7 === 1 ? 50 : 10;
}

async function sendClues(stage: Stage): Promise<void> {
  const run = String(stage.run % 100).padStart(2, '0');
  for (let from = 0; from < CLUES; from += AT_ONCE) {
    const warnings = Array.from({ length: AT_ONCE }, (_, at) => {
      const n = from + at;
      return {
        ...{ source: 'operator-model', sourceRef: `run-${stage.run}-${n}`, risk: riskOf(n), seenAt: stage.now() },
        ...{ person: { phone: `139${run}${String(n).padStart(6, '0')}` }, district: n % 2 === 0 ? 'haidian' : 'chaoyang' },
        fraudType: n % 3 === 0 ? '刷单返利' : '冒充公检法',
      };
    });
    await sendUntilTaken(stage, warnings);
    stage.say(`Clues ${from + 1} to ${from + AT_ONCE} are taken.`);
  }
}

/** A busy city takes what it can; the same clues again are the rest. */
async function sendUntilTaken(stage: Stage, warnings: readonly object[]): Promise<void> {
  const { refused } = await stage.post('operator-huabei', '/v1/warnings/batch', { warnings }, Taken);
  if (refused > 0) await sendUntilTaken(stage, warnings);
}

const checklist = { records: true, chats: true, apps: true, transfers: true, protectionOffered: true };

/** One person at work: the next warning of each area, a contact, the next. @returns how many contacts */
async function work(stage: Stage, { client, areas }: (typeof staff)[number], paid: Paid): Promise<number> {
  let contacts = 0;
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    let found = false;
    for (const area of areas) {
      const { warning } = await stage.post(client, '/v1/warnings/next', area, Next);
      if (warning === undefined) continue;
      found = true;
      contacts += 1;
      const isPaid = paid.alertId === undefined && (warning.clues[0]?.sourceRef.endsWith(`-${PAID}`) ?? false);
      const visit = warning.rung.means === 'visit' ? { checklist } : {};
      const outcome = isPaid
        ? { outcome: 'already-paid', paid: { lossFen: 8_000_000, summary: '已转出八万元' } }
        : { outcome: 'dissuaded', ...visit };
      const after = await stage.post(client, `/v1/warnings/${warning.warningId}/contacts`, outcome, Shown);
      if (after.alertId !== undefined) {
        paid.alertId = after.alertId;
        stage.say(`${client} calls: the money is on its way. An alarm is raised; its 30 minutes run from this call.`);
        paid.stopped = await stopTheMoney(stage, after.alertId);
      }
    }
    quiet = found ? 0 : quiet + 1;
    if (!found) await sleep(LOOK_INTERVAL);
  }
  return contacts;
}

/** The officers stop the money that a warned person has sent. */
async function stopTheMoney(stage: Stage, alertId: string): Promise<string> {
  const account = paidInto({
    ...{ bankId: 'jinghua', accountNumber: `62220200${String(stage.run).padStart(4, '0')}0417`, accountName: '李某' },
    ...{ amountFen: 8_000_000, at: stage.now(-1 / 1_440) },
  });
  const officers = [
    { name: '张三', badge: '010001', phone: '010-62510001' },
    { name: '李四', badge: '010002', phone: '010-62510002' },
  ];
  const asked = { alertId, reason: '预警劝阻时发现已转账', officers, accounts: [account] };
  const [orderId = ''] = await askForStops(stage, 'police-city', asked);
  const order = await orderThat(stage, 'police-city', orderId, 'stopped');
  return `¥${yuan(order.stoppedFen)} stopped ${minutes(clockOf(order, Date.parse(stage.now())))} after the call, of 30:00`;
}
