import * as z from 'zod';
import { outletOf } from '../banks/answers.ts';
import { takeReport } from './fraud-cases.ts';
import { beijingDay, type Stage } from './stage.ts';
import { askForStops, orderThat, paidInto } from './stops.ts';
import { yuan } from './table.ts';

const DISTRICT = 'haidian';
const POLICE = `police-${DISTRICT}`;
const SUPERVISOR = `${POLICE}-head`;
/** It names the outlet where an account was opened. */
const BANK = 'tanzhe';
/** So many accounts of one outlet are found; the policy's figure (`outlet.linked-accounts`) is one less. */
const ACCOUNTS = 6;
const PAID_FEN = 3_000_000;

const Suggestion = z.looseObject({ step: z.string(), count: z.number(), figure: z.number() });
const Month = z.looseObject({
  ...{ outletId: z.string(), number: z.string(), name: z.string(), month: z.string(), count: z.number() },
  suggestion: Suggestion.optional(),
});
const Outlets = z.looseObject({ items: z.array(Month) });
const Issued = z.looseObject({ issued: z.looseObject({ measureId: z.string() }) });
const Measure = z.looseObject({ reference: z.string(), status: z.string(), dueAt: z.string(), demands: z.string() });

/** What the scene leaves for those that follow. */
export interface OutletOutcome {
  readonly alertId: string;
  /** The order at one of the accounts. */
  readonly orderId: string;
  /** The outlet, as its bank names it. */
  readonly outlet: string;
  readonly line: string;
}

/** One outlet is noticed (网点): so many accounts of one fraud were opened there that a measure is suggested, and a supervisor issues it. */
export async function playOutlet(stage: Stage): Promise<OutletOutcome> {
  stage.scene('One outlet opened the accounts of a fraud');
  const { alertId, orderId } = await stopAll(stage);
  const noticed = await stage.until(SUPERVISOR, `/v1/outlets?district=${DISTRICT}&owner=${BANK}&limit=100`, Outlets, (all) => {
    const one = all.items.find(({ number }) => number === outletOf(accountOf(stage.run, 1), DISTRICT).outletId);
    return one?.count === ACCOUNTS && one.suggestion !== undefined ? { ...one, suggestion: one.suggestion } : undefined;
  });
  const { outletId, month, name, count, suggestion } = noticed;
  await stage.told(SUPERVISOR, 'outlet.suggested', `${outletId}:${month}`);
  stage.say(
    `${name} of ${BANK} opened ${count} of them; from ${suggestion.figure} a month on, a ${suggestion.step} is suggested.`,
  );
  const demands = '复核本网点开立的个人账户；对柜面人员重新培训';
  const { issued } = await stage.post(SUPERVISOR, `/v1/outlets/${outletId}/months/${month}/measure`, { demands }, Issued);
  const measure = await stage.get(BANK, `/v1/regional-measures/${issued.measureId}`, Measure);
  stage.say(`The supervisor of Haidian follows it. ${BANK} reads the notice: correction by ${beijingDay(measure.dueAt)}.`);
  const line = `Outlet: ${name} of ${BANK}, ${count} accounts in ${month} (figure ${suggestion.figure}); ${suggestion.step} ${measure.reference}, correction by ${beijingDay(measure.dueAt)}.`;
  return { alertId, orderId, outlet: `${BANK} ${name}`, line };
}

/** The number of the account at this place; its bank reads the outlet in it, and each run has one of its own. */
function accountOf(run: number, place: number): string {
  return `6226${String(run % 10_000).padStart(4, '0')}${String(run).padStart(9, '0')}${place}`;
}

/** A victim paid into accounts of one outlet; all of them are stopped. */
async function stopAll(stage: Stage): Promise<{ readonly alertId: string; readonly orderId: string }> {
  const fraud = { district: DISTRICT, title: '同一网点开户', fraudType: '刷单返利', summary: '被害人分多笔转账。' };
  const alertId = await takeReport(stage, fraud, { lossFen: ACCOUNTS * PAID_FEN, place: 0 });
  const accounts = Array.from({ length: ACCOUNTS }, (_, n) =>
    paidInto({
      ...{ bankId: BANK, accountName: `吴某${n + 1}`, amountFen: PAID_FEN, at: stage.now(-1 / 1_440) },
      accountNumber: accountOf(stage.run, n + 1),
    }),
  );
  const orders = await askForStops(stage, POLICE, { alertId, reason: '电信网络诈骗', accounts });
  for (const orderId of orders) await orderThat(stage, POLICE, orderId, 'stopped');
  stage.say(`A victim paid ¥${yuan(ACCOUNTS * PAID_FEN)} into ${ACCOUNTS} accounts at ${BANK}: all are stopped.`);
  return { alertId, orderId: orders[0] ?? '' };
}
