import * as z from 'zod';
import { fileCase } from './fraud-cases.ts';
import type { Stage } from './stage.ts';
import { askForStops, officers, orderThat, paidInto } from './stops.ts';

export const POLICE = 'police-haidian';
export const HEAD = 'police-haidian-head';
const HOUR = 3_600_000;

/** The accounts of the fraud, each at a bank whose statements tell another story (`local/banks/temper.ts`). */
export const accounts = [
  { bankId: 'payway', holder: '张伟民' },
  { bankId: 'chaobai', holder: '王德海' },
  { bankId: 'chengde', holder: '欧阳晓峰' },
  { bankId: 'payway', holder: '赵小川' },
  { bankId: 'jinghua', holder: '孙七七' },
] as const;

/** Who lost what to which account. */
export const transfers = [
  { victim: '周秀兰', account: 0, yuan: 100_000 },
  { victim: '周秀兰', account: 1, yuan: 80_000 },
  { victim: '陈志明', account: 1, yuan: 60_000 },
  { victim: '周秀兰', account: 2, yuan: 50_000 },
  { victim: '陈志明', account: 2, yuan: 40_000 },
  { victim: '何玉梅', account: 3, yuan: 50_000 },
] as const;
export type VictimTransfer = (typeof transfers)[number];

/** She tells the police only after the first round. */
export const late = '何玉梅';
/** What the thief paid a seller of watches with. */
export const watch = { account: 4, yuan: 30_000 } as const;

/** A filed case of one fraud, with the orders of its accounts. */
export interface FrozenFraud {
  readonly caseId: string;
  readonly caseReference: string;
  /** One each of `accounts`. */
  readonly orders: readonly string[];
}

const Opened = z.looseObject({ caseId: z.string(), reference: z.string() });
const Asked = z.looseObject({ approvalId: z.string() });

/** From the alarm to accounts that are frozen for a filed case. */
export async function freezeFraud(stage: Stage): Promise<FrozenFraud> {
  const banks = new Set(accounts.map(({ bankId }) => bankId));
  stage.scene(`One fraud, three victims, ${accounts.length} accounts at ${banks.size} banks`);
  const { alertId, orders } = await stopped(stage);
  const title = '冒充公检法诈骗案';
  const file = { title, district: 'haidian', fraudType: '冒充公检法', summary: '三名被害人。', alerts: [alertId] };
  const { caseId, reference: caseReference } = await stage.post(POLICE, '/v1/cases', file, Opened);
  await fileCase(stage, { caseId, police: POLICE }, '110108700');
  for (const [n, orderId] of orders.entries()) {
    const approvalId = await granted(stage, { gate: 'freeze', orderId, reason: '立案后冻结被骗资金' });
    const notice = { kind: 'freeze-notice', number: `冻结〔${stage.run}〕${n + 1}号`, issuedAt: stage.now() };
    const contact = { name: '高建国', dutyPhone: '010-82519110' };
    const body = { reason: '冻结被骗资金', officers, notice, contact, approvalId, major: false, necessity: '账户内均为被骗资金' };
    await stage.post(POLICE, `/v1/orders/${orderId}/freeze`, body, z.unknown());
  }
  for (const orderId of orders) await orderThat(stage, POLICE, orderId, 'frozen');
  stage.say(`${caseReference} is filed; the accounts are frozen with the approval of the head of the bureau.`);
  return { caseId, caseReference, orders };
}

async function stopped(stage: Stage): Promise<{ readonly alertId: string; readonly orders: readonly string[] }> {
  const alarm = {
    ...{ source: 'victim-report', sourceRef: `return-${stage.run}`, receivedAt: stage.now(), district: 'haidian' },
    victim: { name: '周秀兰', idNumber: '110108195803124521', phone: '13800000000' },
    ...{ fraudType: '冒充公检法', lossFen: 23_000_000, summary: '被害人按要求将资金转入所谓“安全账户”。' },
  };
  const { alertId } = await stage.post(POLICE, '/v1/alerts', alarm, z.looseObject({ alertId: z.string() }));
  const paid = [...transfers, watch].map(({ account, yuan }, n) =>
    paidInto({
      ...{ bankId: accounts[account].bankId, accountName: accounts[account].holder },
      accountNumber: `6227${String(stage.run).padStart(13, '0')}${String(account).padStart(2, '0')}`,
      ...{ amountFen: yuan * 100, at: before(stage, (30 - n) / 60), serial: `R${stage.run}T${n}` },
    }),
  );
  const orders = await askForStops(stage, POLICE, { alertId, reason: '电信网络诈骗', accounts: paid });
  for (const orderId of orders) await orderThat(stage, POLICE, orderId, 'stopped');
  stage.say(`${orders.length} accounts are stopped.`);
  return { alertId, orders };
}

/** Asked for by the police, granted by the head of the bureau. @returns its id */
export async function granted(stage: Stage, ask: object): Promise<string> {
  const { approvalId } = await stage.post(POLICE, '/v1/approvals', ask, Asked);
  await stage.post(HEAD, `/v1/approvals/${approvalId}/grant`, { reason: '同意。' }, z.unknown());
  return approvalId;
}

/** So many hours ago, ISO 8601. */
export function before(stage: Stage, hours: number): string {
  return new Date(Date.parse(stage.now()) - hours * HOUR).toISOString();
}
