import { createHash } from 'node:crypto';
import type { Instruction, Leak, Temper } from './temper.ts';

const MINUTE = 60_000;

/** A result as the API takes it. */
export interface BankResultBody {
  readonly code: string;
  readonly effectiveAt?: string;
  readonly balanceBeforeFen?: number;
  readonly stoppedFen?: number;
  readonly remark?: string;
  readonly outflows: readonly OutflowBody[];
}

interface MoneyOut {
  readonly amountFen: number;
  readonly at: string;
  readonly serial: string;
}

type OutflowBody =
  | (MoneyOut & {
      readonly bankId: string;
      readonly accountName: string;
      readonly accountNumber: string;
      readonly accountKind: 'personal';
    })
  | (MoneyOut & { readonly means: 'cash' });

/** People who lend out their accounts, as far as this city is concerned. None of them exists. */
const MULES = ['赵一帆', '钱若水', '孙晓川', '李木子', '周文远', '吴清扬', '郑海生', '王小满'] as const;

/**
 * What the bank answers to its `turn`th look at an order (0 for the first).
 *
 * @param now epoch milliseconds of the city's clock: the moment the bank acts
 */
export function resultOf(temper: Temper, order: Instruction, turn: number, now: number): BankResultBody {
  const at = new Date(now).toISOString();
  if (order.instruction !== 'stop') return { code: '0000', effectiveAt: at, outflows: [] };
  const leaks = temper.leaks?.[order.tier] ?? [];
  const code = temper.codes?.[Math.min(turn, temper.codes.length - 1)] ?? (leaks.length > 0 ? '1200' : '0000');
  if (code !== '0000' && code !== '1200') return { code, outflows: [] };
  const outflows = leaks.map((leak, i) => outflow(order, leak, i, now));
  const left = order.amountFen - outflows.reduce((sum, flow) => sum + flow.amountFen, 0);
  return { code, effectiveAt: at, balanceBeforeFen: left, stoppedFen: left, outflows };
}

/** Whether the bank has finished with it: 1100 and 1101 ask to be asked again. */
export function isFinal({ code }: BankResultBody): boolean {
  return code !== '1100' && code !== '1101';
}

function outflow(order: Instruction, { bankId, percent, minutesAgo }: Leak, index: number, now: number): OutflowBody {
  const digest = createHash('sha256')
    .update(`${order.stopped}/${bankId ?? 'cash'}/${index}`)
    .digest();
  const digits = BigInt(`0x${digest.toString('hex')}`)
    .toString()
    .slice(0, 15);
  const out = {
    amountFen: Math.floor((order.amountFen * percent) / 100),
    at: new Date(now - minutesAgo * MINUTE).toISOString(),
    serial: `S${digits.slice(0, 12)}`,
  };
  if (bankId === undefined) return { means: 'cash', ...out };
  const accountName = MULES[(digest[0] ?? 0) % MULES.length] ?? MULES[0];
  return { bankId, accountName, accountNumber: `6217${digits}`, accountKind: 'personal', ...out };
}
