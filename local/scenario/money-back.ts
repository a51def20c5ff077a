import * as z from 'zod';
import { fileCase } from './fraud-cases.ts';
import type { Stage } from './stage.ts';
import { yuan } from './table.ts';

const POLICE = 'police-haidian';
const HEAD = 'police-haidian-head';
const CITY_HEAD = 'police-city-head';
const BANK = 'jinghua';
const HOUR = 3_600_000;
/** A notice runs thirty days; the sweep then notes its end. */
const NOTICE_DAYS = 31;

const officers = [
  { name: '高建国', badge: '011101', phone: '010-82519110' },
  { name: '林小燕', badge: '011102', phone: '010-82519110' },
];
/** They review for the city, and had no part in the case. */
const reviewers = [
  { name: '周法制', badge: '020011', phone: '010-62510011' },
  { name: '吴法制', badge: '020012', phone: '010-62510012' },
];

/** Who lost what to which account. The last one tells the police only after the first round. */
const transfers = [
  { victim: '周秀兰', account: 0, yuan: 100_000 },
  { victim: '周秀兰', account: 1, yuan: 80_000 },
  { victim: '陈志明', account: 1, yuan: 60_000 },
  { victim: '何玉梅', account: 2, yuan: 50_000 },
] as const;
/** What the thief paid a seller of watches with. */
const watch = { account: 3, yuan: 30_000 } as const;
const holders = ['张伟民', '王德海', '欧阳晓峰', '孙七七'] as const;
const late = '何玉梅';

const Named = (name: string) => z.looseObject({ [name]: z.string() }).transform((body) => z.string().parse(body[name]));
const Opened = z.looseObject({ caseId: z.string(), reference: z.string() });
const Orders = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) });
const Order = z.looseObject({ state: z.string(), returnedFen: z.number().optional() });
const Text = z.looseObject({ text: z.string().optional() });
const Round = z.looseObject({
  status: z.string(),
  reference: z.string(),
  plan: z
    .looseObject({ version: z.number(), proRata: z.boolean(), poolFen: z.number(), paidFen: z.number(), setAsideFen: z.number() })
    .optional(),
  notice: z.looseObject({ until: z.string(), ended: z.boolean() }).optional(),
  payments: z.looseObject({ done: z.number(), paidFen: z.number() }),
  openPayments: z.number(),
});
type Round = z.infer<typeof Round>;
const Payments = z.looseObject({ items: z.array(z.looseObject({ fen: z.number(), status: z.string() })) });
const Statement = z.looseObject({ state: z.string(), lines: z.number() });
const Notices = z.looseObject({ items: z.array(z.looseObject({ caseReference: z.string(), poolFen: z.number() })) });
const Objection = z.looseObject({ objectionId: z.string(), reference: z.string() });
const Asked = z.looseObject({ approvalId: z.string() });

/** A filed case of one fraud, with the orders of its accounts. */
interface Frozen {
  readonly caseId: string;
  readonly caseReference: string;
  readonly orders: readonly string[];
}

/** @returns the lines of the summary */
export async function playMoneyBack(stage: Stage): Promise<readonly string[]> {
  const frozen = await freezeAll(stage);
  const objection = await objected(stage, frozen);
  await screened(stage, frozen);
  const first = await round(stage, frozen, [0, 1], ({ victim }) => victim !== late);
  stage.scene('A third victim comes forward');
  const second = await round(stage, frozen, [2], ({ victim }) => victim === late);
  const lost = transfers.reduce((sum, one) => sum + one.yuan * 100, 0);
  const paid = first.payments.paidFen + second.payments.paidFen;
  return [
    `lost by three victims    ¥${yuan(lost)}`,
    `the seller of a watch    ${objection}`,
    `first round              ${sentence(first)}`,
    `second round             ${sentence(second)}`,
    `returned in all          ¥${yuan(paid)} (${((paid / lost) * 100).toFixed(1)} %)`,
  ];
}

function sentence({ reference, payments, plan }: Round): string {
  const rule = plan?.proRata === true ? 'shares by loss, after thirty days of notice' : 'by the lines, without a notice';
  return `${reference}: ${payments.done} payments, ¥${yuan(payments.paidFen)}, ${rule}`;
}

async function freezeAll(stage: Stage): Promise<Frozen> {
  stage.scene('One fraud, three victims, four accounts');
  const alarm = {
    ...{ source: 'victim-report', sourceRef: `return-${stage.run}`, receivedAt: stage.now(), district: 'haidian' },
    victim: { name: '周秀兰', idNumber: '110108195803124521', phone: '13800000000' },
    ...{ fraudType: '冒充公检法', lossFen: 24_000_000, summary: '被害人按要求将资金转入所谓“安全账户”。' },
  };
  const alertId = await stage.post(POLICE, '/v1/alerts', alarm, Named('alertId'));
  const accounts = [...transfers, watch].map((one, n) => ({
    ...{
      bankId: BANK,
      accountName: holders[one.account],
      accountKind: 'personal',
      accountNumber: accountNumber(stage, one.account),
    },
    transfer: { amountFen: one.yuan * 100, currency: 'CNY', at: before(stage, (30 - n) / 60), serial: `R${stage.run}T${n}` },
  }));
  const request = { alertId, urgency: 'urgent', reason: '电信网络诈骗', officers, accounts };
  const { orders } = await stage.post(POLICE, '/v1/freeze-requests', request, Orders);
  const ids = orders.map(({ orderId }) => orderId);
  for (const orderId of ids) await became(stage, orderId, 'stopped');
  stage.say(`${ids.length} accounts are stopped.`);
  const title = '冒充公检法诈骗案';
  const file = { title, district: 'haidian', fraudType: '冒充公检法', summary: '三名被害人。', alerts: [alertId] };
  const { caseId, reference: caseReference } = await stage.post(POLICE, '/v1/cases', file, Opened);
  await fileCase(stage, { caseId, police: POLICE }, '110108700');
  for (const [n, orderId] of ids.entries()) {
    const approvalId = await granted(stage, { gate: 'freeze', orderId, reason: '立案后冻结被骗资金' });
    const notice = { kind: 'freeze-notice', number: `冻结〔${stage.run}〕${n + 1}号`, issuedAt: stage.now() };
    const contact = { name: '高建国', dutyPhone: '010-82519110' };
    const body = { reason: '冻结被骗资金', officers, notice, contact, approvalId, major: false, necessity: '账户内均为被骗资金' };
    await stage.post(POLICE, `/v1/orders/${orderId}/freeze`, body, z.unknown());
  }
  for (const orderId of ids) await became(stage, orderId, 'frozen');
  stage.say(`${caseReference} is filed; the accounts are frozen with the approval of the head of the bureau.`);
  return { caseId, caseReference, orders: ids };
}

/** A seller's account was frozen with the others; the city reviews what the district ordered. */
async function objected(stage: Stage, { orders }: Frozen): Promise<string> {
  stage.scene('The seller of a watch objects');
  const orderId = orders[watch.account];
  const raised = {
    orderId,
    by: { capacity: 'holder', name: holders[watch.account], contact: '13800001111' },
    channel: 'bank',
    grounds: '本人以市场价出售手表，不知对方资金来源',
    documents: [{ title: '买卖合同' }],
  };
  const { objectionId, reference } = await stage.post(BANK, '/v1/objections', raised, Objection);
  const own = { outcome: 'upheld', reason: '善意取得', officers };
  const { code } = await stage.refused(HEAD, 'POST', `/v1/objections/${objectionId}/decide`, own);
  stage.say(`${reference} is raised by the bank. The head who approved the freeze may not decide it: ${code}.`);
  const decision = { outcome: 'upheld', reason: '交易真实，价格合理，系善意取得', officers: reviewers };
  await stage.post(CITY_HEAD, `/v1/objections/${objectionId}/decide`, decision, z.unknown());
  await became(stage, orderId ?? '', 'released');
  stage.say('The city upholds it; the bank lets go without a new approval.');
  return `${reference} upheld, the account is free`;
}

/** Unscreened, an account is let go at the end of its term. */
async function screened(stage: Stage, { orders }: Frozen): Promise<void> {
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
  { caseId, caseReference, orders }: Frozen,
  entered: readonly number[],
  isOf: (transfer: (typeof transfers)[number]) => boolean,
): Promise<Round> {
  stage.scene(`A round of return over ${entered.length === 1 ? 'one account' : `${entered.length} accounts`}`);
  const returnId = await stage.post(POLICE, `/v1/cases/${caseId}/returns`, { reason: '返还被骗资金' }, Named('returnId'));
  const path = `/v1/returns/${returnId}`;
  const own = entered.flatMap((n) => orders[n] ?? []);
  for (const orderId of own) await stage.post(POLICE, `${path}/accounts`, { orderId }, z.unknown());
  await linesOf(stage, own);
  await claims(stage, path, orders, isOf);
  const planned = await stage.post(POLICE, `${path}/plan`, {}, Round);
  const { plan } = planned;
  stage.say(
    `${planned.reference}: of ¥${yuan(plan?.poolFen ?? 0)} frozen ¥${yuan(plan?.paidFen ?? 0)} go to the victims, ¥${yuan(plan?.setAsideFen ?? 0)} are another person's.`,
  );
  if (plan?.proRata === true) await noticed(stage, path, caseReference);
  const approvalId = await granted(stage, { gate: 'return', returnId, reason: '方案依据银行流水，公告期满' });
  await stage.post(POLICE, `${path}/approve`, { planVersion: plan?.version, approvalId, officers }, z.unknown());
  await stage.until(POLICE, path, Round, ({ openPayments, payments }) =>
    openPayments === 0 && payments.done > 0 ? true : undefined,
  );
  const { items } = await stage.get(POLICE, `${path}/payments`, Payments);
  stage.say(`The banks paid: ${items.map(({ fen }) => `¥${yuan(fen)}`).join(', ')}.`);
  return stage.post(POLICE, `${path}/close`, { reason: '款项均已划拨' }, Round);
}

/** The bank tells the lines of each account. */
async function linesOf(stage: Stage, orders: readonly string[]): Promise<void> {
  let lines = 0;
  for (const orderId of orders) {
    const period = { from: before(stage, 24 * 50), to: stage.now(), reason: '核实资金权属', officers };
    const id = await stage.post(POLICE, `/v1/orders/${orderId}/statement-requests`, period, Named('statementId'));
    lines += await stage.until(POLICE, `/v1/statements/${id}`, Statement, (one) =>
      one.state === 'consistent' ? one.lines : undefined,
    );
  }
  stage.say(`The bank told ${lines} lines; their balances add up.`);
}

async function claims(
  stage: Stage,
  path: string,
  orders: readonly string[],
  isOf: (transfer: (typeof transfers)[number]) => boolean,
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

/** Asked for by the police, granted by the head of the bureau. @returns its id */
async function granted(stage: Stage, ask: object): Promise<string> {
  const { approvalId } = await stage.post(POLICE, '/v1/approvals', ask, Asked);
  await stage.post(HEAD, `/v1/approvals/${approvalId}/grant`, { reason: '同意。' }, Text);
  return approvalId;
}

function became(stage: Stage, orderId: string, state: string): Promise<true> {
  return stage.until(POLICE, `/v1/orders/${orderId}`, Order, (order) => (order.state === state ? true : undefined));
}

function before(stage: Stage, hours: number): string {
  return new Date(Date.parse(stage.now()) - hours * HOUR).toISOString();
}

function accountNumber({ run }: Stage, account: number): string {
  return `6227${String(run).padStart(13, '0')}${String(account).padStart(2, '0')}`;
}
