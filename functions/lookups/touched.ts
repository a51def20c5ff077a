import type { CollisionWay, MetAccount, MetTransfer } from '../../shared/blacklist/collision/collision-model.ts';
import type { OutflowLine } from '../../shared/freezes/bank-answer/outflows/model.ts';
import type { OrderPlan } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { keysOfAccount, type Touched } from './collide.ts';

/** The account of an order. @param secret the data key of accounts */
export function touchedByOrder(
  { account, accountKey: key, ancestors }: Pick<OrderPlan, 'account' | 'accountKey' | 'ancestors'>,
  secret: string,
): Touched {
  const { bankId, accountNumber, accountName, accountKind, transfer } = account;
  const { keyOfNumber } = keysOfAccount(secret, { bankId, accountNumber });
  return {
    ...{ key, ...defined({ keyOfNumber }), way: ancestors.length === 0 ? 'transfer' : 'outflow' },
    account: defined({ bankId, accountNumber, accountName, accountKind }),
    transfer: defined({ amountFen: transfer.amountFen, at: transfer.at, serial: transfer.serial }),
  };
}

/** The account that a bank told, with the transfer to it, if it told its number. @param secret the data key of accounts */
export function touchedByTold(
  { bankId, accountNumber, accountName, accountKind, amountFen, at, serial }: MetAccount & MetTransfer,
  way: CollisionWay,
  secret: string,
): readonly Touched[] {
  if (accountNumber === undefined) return [];
  return [
    {
      ...{ ...keysOfAccount(secret, { bankId, accountNumber }), way },
      account: defined({ bankId, accountNumber, accountName, accountKind }),
      transfer: defined({ amountFen, at, serial }),
    },
  ];
}

/** The account that a bank named as a way of the money. @param secret the data key of accounts */
export function touchedByLine(line: OutflowLine, secret: string): readonly Touched[] {
  return touchedByTold(line, 'outflow', secret);
}

/** The account at this place among the outflows of an order. @param secret the data key of accounts */
export function linesAt({ outflows }: StopOrder, place: number, secret: string): readonly Touched[] {
  const line = outflows[place];
  return line === undefined ? [] : touchedByLine(line, secret);
}
