import * as z from 'zod';
import {
  accounts,
  before,
  type FrozenFraud,
  freezeFraud,
  granted,
  HEAD,
  late,
  POLICE,
  transfers,
  type VictimTransfer,
  watch,
} from './frozen-fraud.ts';
import type { Stage } from './stage.ts';
import { officers, orderThat } from './stops.ts';
import { yuan } from './table.ts';

const CITY_HEAD = 'police-city-head';
/** A notice runs thirty days; the sweep then notes its end. */
const NOTICE_DAYS = 31;
/** The longest period that the statements are asked for, in days. */
const STATEMENT_DAYS = 50;

/** They review for the city, and had no part in the case. */
const reviewers = [
  { name: '周法制', badge: '020011', phone: '010-62510011' },
  { name: '吴法制', badge: '020012', phone: '010-62510012' },
];

const Named = (name: string) => z.looseObject({ [name]: z.string() }).transform((body) => z.string().parse(body[name]));
const Round = z.looseObject({
  reference: z.string(),
  planIsCurrent: z.boolean(),
  plan: z
    .looseObject({ version: z.number(), pages: z.number(), proRata: z.boolean(), poolFen: z.number(), paidFen: z.number() })
    .optional(),
  notice: z.looseObject({ ended: z.boolean() }).optional(),
  payments: z.looseObject({ done: z.number(), paidFen: z.number() }),
  openPayments: z.number(),
});
type Round = z.infer<typeof Round>;
const Shared = z.looseObject({
  ownership: z.looseObject({
    accountId: z.string(),
    frozenFen: z.number(),
    rule: z.string(),
    shares: z.array(
      z.looseObject({ restsOn: z.looseObject({ lines: z.array(z.looseObject({ lineId: z.string().optional() })) }) }),
    ),
    poolRestsOn: z.looseObject({ lines: z.array(z.unknown()), more: z.number() }),
  }),
  outcome: z.looseObject({ paidFen: z.number() }),
});
type Shared = z.infer<typeof Shared>;
const PlanPage = z.looseObject({ of: z.string(), accounts: z.array(Shared).default([]) });
const Payments = z.looseObject({ items: z.array(z.looseObject({ orderId: z.string(), fen: z.number() })) });
const Statement = z.looseObject({ state: z.string(), lines: z.number(), pages: z.number() });
const Notices = z.looseObject({ items: z.array(z.looseObject({ caseReference: z.string(), poolFen: z.number() })) });
const Objection = z.looseObject({ objectionId: z.string(), reference: z.string() });

/** A round that is over. */
interface Played {
  readonly round: Round;
  /** How each of its accounts was shared, by its order. */
  readonly shared: ReadonlyMap<string, Shared>;
  /** What its banks paid, by the order of the account. */
  readonly paidFen: ReadonlyMap<string, number>;
}

/** @returns the lines of the summary */
export async function playMoneyBack(stage: Stage): Promise<readonly string[]> {
  const fraud = await freezeFraud(stage);
  const objection = await objected(stage, fraud);
  await screened(stage, fraud);
  const first = await round(stage, fraud, [0, 1, 2], ({ victim }) => victim !== late);
  stage.scene('A third victim comes forward');
  const second = await round(stage, fraud, [3], ({ victim }) => victim === late);
  const lost = transfers.reduce((sum, one) => sum + one.yuan * 100, 0);
  const paid = first.round.payments.paidFen + second.round.payments.paidFen;
  return [
    `lost by three victims    ¥${yuan(lost)}`,
    `first round              ${sentence(first.round)}`,
    `second round             ${sentence(second.round)}`,
    `returned in all          ¥${yuan(paid)} (${((paid / lost) * 100).toFixed(1)} %)`,
    '',
    ...accounts.map(({ bankId }, account) => {
      const orderId = fraud.orders[account] ?? '';
      const [of] = [first, second].filter(({ shared }) => shared.has(orderId));
      return `account ${account + 1}  ${bankId.padEnd(8)} ${of === undefined ? objection : outcome(of, orderId)}`;
    }),
  ];
}

function sentence({ reference, payments, plan }: Round): string {
  const rule = plan?.proRata === true ? 'after thirty days of notice' : 'by the lines, without a notice';
  return `${reference}: ${counted(payments.done, 'payment')}, ¥${yuan(payments.paidFen)}, ${rule}`;
}

function outcome({ shared, paidFen }: Played, orderId: string): string {
  const { rule = '', frozenFen = 0 } = shared.get(orderId)?.ownership ?? {};
  return `${rule.padEnd(9)} ¥${yuan(frozenFen)} frozen, ¥${yuan(paidFen.get(orderId) ?? 0)} returned`;
}

/** A seller's account was frozen with the others; the city reviews what the district ordered. */
async function objected(stage: Stage, { orders }: FrozenFraud): Promise<string> {
  stage.scene('The seller of a watch objects');
  const orderId = orders[watch.account] ?? '';
  const { bankId, holder } = accounts[watch.account];
  const raised = {
    orderId,
    by: { capacity: 'holder', name: holder, contact: '13800001111' },
    channel: 'bank',
    grounds: '本人以市场价出售手表，不知对方资金来源',
    documents: [{ title: '买卖合同' }],
  };
  const { objectionId, reference } = await stage.post(bankId, '/v1/objections', raised, Objection);
  const own = { outcome: 'upheld', reason: '善意取得', officers };
  const { code } = await stage.refused(HEAD, 'POST', `/v1/objections/${objectionId}/decide`, own);
  stage.say(`${reference} is raised by the bank. The head who approved the freeze may not decide it: ${code}.`);
  const decision = { outcome: 'upheld', reason: '交易真实，价格合理，系善意取得', officers: reviewers };
  await stage.post(CITY_HEAD, `/v1/objections/${objectionId}/decide`, decision, z.unknown());
  await orderThat(stage, POLICE, orderId, 'released');
  stage.say('The city upholds it; the bank lets go without a new approval.');
  return `released  ¥${yuan(watch.yuan * 100)} of the seller of a watch, ${reference} upheld`;
}

/** Unscreened, an account is let go at the end of its term. */
async function screened(stage: Stage, { orders }: FrozenFraud): Promise<void> {
  const ofVictims = orders.filter((_, account) => account !== watch.account);
  for (const orderId of ofVictims) {
    const finding = { finding: 'linked', grounds: '银行流水', evidence: ['交易明细'], officers };
    await stage.post(POLICE, `/v1/orders/${orderId}/screening`, finding, z.unknown());
  }
  stage.say(`The other ${ofVictims.length} accounts are screened: their money is linked to the fraud.`);
}

/** A round of return over some accounts, for the claims of some victims, up to its end. */
async function round(
  stage: Stage,
  fraud: FrozenFraud,
  entered: readonly number[],
  isOf: (transfer: VictimTransfer) => boolean,
): Promise<Played> {
  stage.scene(`A round of return over ${entered.length === 1 ? 'one account' : `${entered.length} accounts`}`);
  const opened = { reason: '返还被骗资金' };
  const returnId = await stage.post(POLICE, `/v1/cases/${fraud.caseId}/returns`, opened, Named('returnId'));
  const path = `/v1/returns/${returnId}`;
  for (const n of entered) await stage.post(POLICE, `${path}/accounts`, { orderId: fraud.orders[n] }, z.unknown());
  for (const told of await Promise.all(entered.map((n) => linesOf(stage, n, fraud.orders[n])))) stage.say(told);
  await claims(stage, path, fraud.orders, isOf);
  await stage.post(POLICE, `${path}/plan`, {}, z.unknown());
  const plan = await stage.until(POLICE, path, Round, (one) => (one.planIsCurrent ? one.plan : undefined));
  const shared = await planOf(stage, path, plan.pages);
  for (const n of entered) stage.say(explained(n, shared.get(fraud.orders[n] ?? '')));
  if (plan.proRata) await noticed(stage, path, fraud.caseReference);
  const approvalId = await granted(stage, { gate: 'return', returnId, reason: '方案依据银行流水' });
  await stage.post(
    POLICE,
    `${path}/approve`,
    { planVersion: plan.version, approvalId, setAside: 'let-go', officers },
    z.unknown(),
  );
  await stage.until(POLICE, path, Round, ({ openPayments, payments }) =>
    openPayments === 0 && payments.done > 0 ? true : undefined,
  );
  const { items } = await stage.get(POLICE, `${path}/payments`, Payments);
  stage.say(`The banks paid: ${items.map(({ fen }) => `¥${yuan(fen)}`).join(', ')}.`);
  const paidFen = new Map<string, number>();
  for (const { orderId, fen } of items) paidFen.set(orderId, (paidFen.get(orderId) ?? 0) + fen);
  const closed = await stage.post(POLICE, `${path}/close`, { reason: '款项均已划拨' }, Round);
  return { round: closed, shared, paidFen };
}

/** The bank of an account tells its lines. @returns how many, in words */
async function linesOf(stage: Stage, account: number, orderId: string | undefined): Promise<string> {
  const period = { from: before(stage, 24 * STATEMENT_DAYS), to: stage.now(), reason: '核实资金权属', officers };
  const id = await stage.post(POLICE, `/v1/orders/${orderId}/statement-requests`, period, Named('statementId'));
  const told = await stage.until(POLICE, `/v1/statements/${id}`, Statement, (one) =>
    one.state === 'consistent' ? one : undefined,
  );
  const [lines, pages] = [counted(told.lines, 'line'), counted(told.pages, 'page')];
  return `${accounts[account]?.bankId} told ${lines} on ${pages}; the balances add up.`;
}

/** How each account is shared, by its order, from all pages of the plan. */
async function planOf(stage: Stage, path: string, pages: number): Promise<ReadonlyMap<string, Shared>> {
  const shared = new Map<string, Shared>();
  for (let page = 1; page <= pages; page += 1) {
    const found = await stage.get(POLICE, `${path}/plan?page=${page}`, PlanPage);
    for (const one of found.accounts) shared.set(one.ownership.accountId, one);
  }
  return shared;
}

/** The rule, and the lines that it rests on: those of the shares, or of what is pooled. */
function explained(account: number, shared: Shared | undefined): string {
  if (shared === undefined) throw new Error('an account of the round is not in its plan');
  const { rule, frozenFen, shares, poolRestsOn } = shared.ownership;
  const own = shares.flatMap(({ restsOn }) => restsOn.lines.map(({ lineId }) => lineId ?? 'the balance before'));
  const pooled = poolRestsOn.lines.length + poolRestsOn.more;
  const lines = rule === 'pro-rata' ? `${counted(pooled, 'line')} that can have left in any order` : `line ${own.join(', ')}`;
  return `Account ${account + 1}, ¥${yuan(frozenFen)}: ${rule}, by ${lines}.`;
}

async function claims(
  stage: Stage,
  path: string,
  orders: readonly string[],
  isOf: (transfer: VictimTransfer) => boolean,
): Promise<void> {
  for (const [victim, own] of Map.groupBy(transfers.filter(isOf), (one) => one.victim)) {
    const sums = own.map((one) => ({
      orderId: orders[one.account],
      transfer: transfers.filter(({ account }) => account === one.account).indexOf(one),
      amountFen: one.yuan * 100,
    }));
    const lossFen = sums.reduce((sum, { amountFen }) => sum + amountFen, 0);
    const payTo = { bankId: 'yanjing', accountName: victim, accountNumber: '6200000000000000021' };
    const person = { name: victim, idNumber: '110108195803124521', phone: '13800000000' };
    await stage.post(
      POLICE,
      `${path}/claims`,
      { victim: person, lossFen, elsewhereFen: 0, proof: [{ title: '转账凭证' }], transfers: sums, payTo },
      z.unknown(),
    );
    stage.say(`${victim} claims ¥${yuan(lossFen)}.`);
  }
}

async function noticed(stage: Stage, path: string, caseReference: string): Promise<void> {
  await stage.post(POLICE, `${path}/notice`, {}, z.unknown());
  const { items } = await stage.get(POLICE, '/v1/public/return-notices', Notices);
  const shown = items.find((one) => one.caseReference === caseReference);
  stage.say(`The notice is public for thirty days: ${caseReference}, ¥${yuan(shown?.poolFen ?? 0)}, and no person in it.`);
  stage.passDays(NOTICE_DAYS);
  await stage.until(POLICE, path, Round, ({ notice }) => (notice?.ended === true ? true : undefined));
  stage.scene('The notice is over, and no objection came');
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
