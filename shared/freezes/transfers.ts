import { plainNumber } from '../kernel/plain-number.ts';
import { isPlaceholder } from '../kernel/reference.ts';
import type { AccountToStop } from './model.ts';
import type { Transfer } from './transfer.ts';

/** The most transfers that one order is asked for; far more than a victim makes into one account. */
export const MAX_TRANSFERS = 200;

/** The transfers that brought the money to the account of a plan or an order, the one that it was opened for first. */
export function transfersOf(concerned: {
  readonly account: AccountToStop;
  readonly transfers?: readonly Transfer[] | undefined;
}): readonly Transfer[] {
  return concerned.transfers ?? [concerned.account.transfer];
}

/** The transfers that are not known yet, each once. */
export function newTransfers(known: readonly Transfer[], told: readonly Transfer[]): readonly Transfer[] {
  const fresh: Transfer[] = [];
  for (const transfer of told) {
    if (![...known, ...fresh].some((other) => isSameTransfer(other, transfer))) fresh.push(transfer);
  }
  return fresh;
}

export function sumOf(transfers: readonly Transfer[]): number {
  return transfers.reduce((sum, transfer) => sum + fenOf(transfer), 0);
}

/** The sum in fen. A sum in another currency is 0: the bank is told it, and it counts nowhere. */
export function fenOf({ amountFen = 0, currency }: Transfer): number {
  return currency === 'CNY' ? amountFen : 0;
}

/** Whether money came in another currency, whose worth no sum in fen says. */
export function isForeign(concerned: Parameters<typeof transfersOf>[0]): boolean {
  return transfersOf(concerned).some(({ currency }) => currency !== 'CNY');
}

/** When the first of the transfers came. */
export function firstOf(transfers: readonly Transfer[]): string | undefined {
  return transfers.map(({ at }) => at).toSorted()[0];
}

/** Whether it is one transfer told twice: the same sum at the same moment, and no two serials that tell them apart. */
function isSameTransfer(one: Transfer, other: Transfer): boolean {
  if (one.currency !== other.currency || one.at !== other.at) return false;
  if (one.amountFen !== other.amountFen || one.amountMinor !== other.amountMinor) return false;
  const [first, second] = [realSerial(one.serial), realSerial(other.serial)];
  return first === undefined || second === undefined || first === second;
}

/**
 * The serial of a transfer as it is compared, or undefined if the text is only a placeholder. Batches share a serial, so it never
 * identifies a transfer by itself: account, sum and moment do, and the serial only tells apart transfers that agree in these.
 */
export function realSerial(serial: string | undefined): string | undefined {
  return serial === undefined || isPlaceholder(serial) ? undefined : plainNumber(serial);
}
