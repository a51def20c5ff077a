import { expect } from 'vitest';
import * as z from 'zod';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { eventually, type TestCity } from './city.ts';
import { account, openDesk, signedBy } from './desk.ts';

const police = 'police-haidian';
const head = 'police-haidian-head';
const { officers } = signedBy;

const Made = z.looseObject({
  ...{ caseId: z.string().default(''), approvalId: z.string().default(''), returnId: z.string().default('') },
  ...{ statementId: z.string().default('') },
});
const Asked = z.object({ instruction: z.string(), instructionId: z.string() });
const Pending = z.object({ pending: z.object({ instructionId: z.string() }) });
const Planned = z.looseObject({ planIsCurrent: z.boolean() });
const Stated = z.looseObject({ state: z.string() });

/** An account of a fraud, and a case that is named after it. */
export interface FraudAccount {
  readonly bankId: string;
  readonly accountNumber: string;
  /** Tells its alarm and its papers from those of the others. */
  readonly n: number;
  /** What victims sent there, in fen. */
  readonly paidFen: readonly number[];
  /** What its bank could still hold. */
  readonly frozenFen: number;
}

/** A filed case with one account that is frozen, and that its screening found linked. */
export interface FrozenCase extends FraudAccount {
  readonly caseId: string;
  readonly orderId: string;
  /** When the first victim's money came. */
  readonly paidAt: string;
}

/** What comes before a round of return, and what its bank answers, over the public API. */
export function openReturnDesk(world: TestCity) {
  const desk = openDesk(world);

  async function made(client: string, path: string, body: object): Promise<z.infer<typeof Made>> {
    const answer = await world.as(client).request('POST', path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return Made.parse(answer.body);
  }

  /** Asked for by the police, granted by the head. */
  async function granted(ask: object): Promise<string> {
    const { approvalId } = await made(police, '/v1/approvals', { ...ask, reason: '已核' });
    await made(head, `/v1/approvals/${approvalId}/grant`, { reason: '同意' });
    return approvalId;
  }

  async function frozenCase(of: FraudAccount): Promise<FrozenCase> {
    const { bankId, accountNumber, n, paidFen, frozenFen } = of;
    const paidAt = await desk.now();
    const alertId = await desk.alert(`return-${n}`, paidAt);
    const paid = paidFen.map((fen, i) => account(bankId, accountNumber, fen, plus(paidAt, -i * 1_000)));
    const [orderId = ''] = await desk.stop(alertId, ...paid);
    const held = async (over: object = {}) => {
      const result = { code: '0000', effectiveAt: await desk.now(), stoppedFen: frozenFen, ...over };
      const answer = await desk.answer(bankId, orderId, result);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    };
    await held({ balanceBeforeFen: frozenFen });
    const file = { title: '返还案', district: 'haidian', fraudType: '冒充公检法', summary: '被害人转账', alerts: [alertId] };
    const { caseId } = await made(police, '/v1/cases', file);
    const filing = { caseNumber: `A110108000000202611000${n}`, decisionNumber: `京公海立决〔2026〕000${n}` };
    await made(police, `/v1/cases/${caseId}/file`, { ...filing, filedAt: await desk.now() });
    const approvalId = await granted({ gate: 'freeze', orderId, amountFen: frozenFen });
    await made(police, `/v1/orders/${orderId}/freeze`, {
      ...{ ...signedBy, amountFen: frozenFen, necessity: '全部为被骗资金', approvalId },
      contact: { name: '高建国', dutyPhone: '010-82519110' },
      notice: { kind: 'freeze-notice', number: `京公海冻〔2026〕000${n}`, issuedAt: await desk.now() },
    });
    const { pending } = Pending.parse(await desk.order(orderId));
    await held({ instructionId: pending.instructionId });
    await eventually(async () => {
      const { status } = await world.as(police).request('GET', `/v1/orders/${orderId}/screening`);
      return status === 200 ? true : undefined;
    });
    const found = { finding: 'linked', grounds: '系被害人转入', evidence: ['银行流水'], officers };
    await made(police, `/v1/orders/${orderId}/screening`, found);
    return { ...of, caseId, orderId, paidAt };
  }

  /** The bank tells the transfers of the victims, and what went out since to leave what is frozen. */
  async function tellLines({ bankId, orderId, paidAt, paidFen, frozenFen }: FrozenCase): Promise<void> {
    const period = { from: plus(paidAt, -DAY), to: await desk.now() };
    const { statementId } = await made(police, `/v1/orders/${orderId}/statement-requests`, { ...period, ...signedBy });
    let balanceFen = 0;
    const came = paidFen.map((fen, i) => ({ at: plus(paidAt, -i * 1_000), amountFen: fen })).toReversed();
    const ins = came.map((line, i) => {
      balanceFen += line.amountFen;
      return { serial: `T-${i}`, direction: 'in', balanceFen, ...line };
    });
    const wentFen = balanceFen - frozenFen;
    const out = { serial: 'T-out', direction: 'out', at: paidAt, amountFen: wentFen, balanceFen: frozenFen };
    const lines = wentFen > 0 ? [...ins, out] : ins;
    await made(bankId, `/v1/bank/statements/${statementId}/lines`, { page: 1, last: true, lines });
    await eventually(async () => {
      const answer = await desk.police.request('GET', `/v1/statements/${statementId}`);
      return Stated.parse(answer.body).state === 'consistent' ? true : undefined;
    });
  }

  /** A round over the account with a claim for each transfer, and its plan. @returns its id */
  async function plannedRound(frozen: FrozenCase, victims: readonly string[]): Promise<string> {
    const { caseId, orderId, paidFen } = frozen;
    const { returnId } = await made(police, `/v1/cases/${caseId}/returns`, { reason: '返还被骗资金' });
    await made(police, `/v1/returns/${returnId}/accounts`, { orderId });
    await tellLines(frozen);
    for (const [transfer, name] of victims.entries()) {
      const fen = paidFen[transfer] ?? 0;
      await made(police, `/v1/returns/${returnId}/claims`, {
        victim: { name, idNumber: '110108195803124521', phone: '13800000000' },
        ...{ lossFen: fen, elsewhereFen: 0, proof: [{ title: '转账凭证' }] },
        transfers: [{ orderId, transfer, amountFen: fen }],
        payTo: { bankId: 'yanjing', accountName: name, accountNumber: '6222000000000000951' },
      });
    }
    await made(police, `/v1/returns/${returnId}/plan`, {});
    await eventually(async () => {
      const answer = await desk.police.request('GET', `/v1/returns/${returnId}`);
      return Planned.parse(answer.body).planIsCurrent ? true : undefined;
    });
    return returnId;
  }

  /** The head grants the first plan, and two officers approve it for payment. */
  async function approvePlan(returnId: string): Promise<void> {
    const approvalId = await granted({ gate: 'return', returnId });
    await made(police, `/v1/returns/${returnId}/approve`, { planVersion: 1, approvalId, officers });
  }

  /** The question of a kind that waits for a bank. */
  async function askedOf(bankId: string, kind: string): Promise<string | undefined> {
    const { body } = await world.as(bankId).request('GET', '/v1/bank/questions');
    const { items } = z.object({ items: z.array(Asked) }).parse(body);
    return items.find(({ instruction }) => instruction === kind)?.instructionId;
  }

  return { made, frozenCase, tellLines, plannedRound, approvePlan, askedOf };
}
