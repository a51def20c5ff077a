import { createHash } from 'node:crypto';
import type { Instruction, Leak, Temper } from './temper.ts';

const MINUTE = 60_000;

/** A result as the API takes it. */
export interface BankResultBody {
  readonly code: string;
  readonly effectiveAt?: string;
  readonly balanceBeforeFen?: number;
  readonly stoppedFen?: number;
  readonly openedAt?: OutletBody;
  readonly remark?: string;
  readonly outflows: readonly OutflowBody[];
}

/** The outlet of an account as the API takes it. */
interface OutletBody {
  readonly outletId: string;
  readonly name: string;
  readonly district: string;
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
  const openedAt = temper.outletsIn === undefined ? {} : { openedAt: outletOf(order.stopped, temper.outletsIn) };
  const leaks = temper.leaks?.[order.tier] ?? [];
  const leftFen = order.amountFen - ownFen(order, leaks);
  const code = temper.codes?.[Math.min(turn, temper.codes.length - 1)] ?? (leftFen < order.amountFen ? '1200' : '0000');
  if (code !== '0000' && code !== '1200') return { code, ...openedAt, outflows: [] };
  const outflows = leaks.map((leak, i) => outflow(order, leak, i, now));
  return { code, effectiveAt: at, balanceBeforeFen: leftFen, stoppedFen: leftFen, ...openedAt, outflows };
}

/** How much of the order's own money has left. */
function ownFen(order: Instruction, leaks: readonly Leak[]): number {
  return leaks.reduce((sum, leak) => sum + (leak.others === true ? 0 : sumOf(order, leak)), 0);
}

function sumOf({ amountFen }: Instruction, { percent }: Leak): number {
  return Math.floor((amountFen * percent) / 100);
}

/**
 * The outlet where an account was opened: the four digits behind the first four of its number say which one, as with many banks.
 *
 * @param accountNumber of eight digits at least
 */
export function outletOf(accountNumber: string, district: string): OutletBody {
  const outlet = accountNumber.slice(4, 8);
  return { outletId: `W${outlet}`, name: `第${outlet}号网点`, district };
}

/** Whether the bank has finished with it: 1100 and 1101 ask to be asked again. */
export function isFinal({ code }: BankResultBody): boolean {
  return code !== '1100' && code !== '1101';
}

/**
 * Where the money goes that leaves an account for another bank: always the same payee, so a scenario can know it before the bank tells.
 *
 * @param stopped the number of the account that the money leaves
 * @param index of the way among those of the bank's answer
 */
export function payeeOf(stopped: string, bankId: string, index = 0) {
  const { digits, byte } = drawn(stopped, bankId, index);
  return {
    bankId,
    accountName: MULES[byte % MULES.length] ?? MULES[0],
    accountNumber: `6217${digits}`,
    accountKind: 'personal',
  } as const;
}

/** Digits and a byte that follow from a way of the money. */
function drawn(stopped: string, to: string, index: number): { readonly digits: string; readonly byte: number } {
  const digest = createHash('sha256').update(`${stopped}/${to}/${index}`).digest();
  const digits = BigInt(`0x${digest.toString('hex')}`)
    .toString()
    .slice(0, 15);
  return { digits, byte: digest[0] ?? 0 };
}

function outflow(order: Instruction, leak: Leak, index: number, now: number): OutflowBody {
  const { bankId, minutesAgo } = leak;
  const out = {
    amountFen: sumOf(order, leak),
    at: new Date(now - minutesAgo * MINUTE).toISOString(),
    serial: `S${drawn(order.stopped, bankId ?? 'cash', index).digits.slice(0, 12)}`,
  };
  return bankId === undefined ? { means: 'cash', ...out } : { ...payeeOf(order.stopped, bankId, index), ...out };
}
