import type { Alert } from '../alerts/model.ts';
import type { Bank } from '../banks/model.ts';
import { inFuture } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { plus } from '../kernel/time.ts';
import type { AccountRegister } from './account-register.ts';
import { stopsLeft } from './account-registers.ts';
import { ladderOf } from './ladder.ts';
import type { FreezeRequest, FreezeRequestFact, PlannedOrder, RequestFreeze } from './model.ts';
import { sameOfficerTwice } from './officers.ts';

/** What a freeze request is decided on, besides itself. */
export interface KnownToRequest {
  readonly alert: Alert;
  /** The registered banks among those named. */
  readonly banks: ReadonlyMap<string, Bank>;
  /** The account key of each account, in the order of the request. */
  readonly keys: readonly string[];
  /** What is known of the accounts, by account key. */
  readonly registers: ReadonlyMap<string, AccountRegister | undefined>;
}

/**
 * Plans a stop order for every account of the request, tier 1, on the alarm's own clock.
 *
 * An account that has been stopped as often as it may be (twice in all, whoever asks) gets no order and its bank is not asked;
 * if that is so of every account, the request is refused. An account that Cordon knows to be frozen gets an order that waits in line.
 *
 * @returns `freeze-request.accepted`, or SAME_OFFICER_TWICE, DUPLICATE_ACCOUNT, BANK_UNKNOWN, TIME_IN_FUTURE, STOP_LIMIT_REACHED;
 *   a refusal names places in the request (JSON pointers), never what stands there
 */
export function requestFreeze(known: KnownToRequest, input: RequestFreeze, context: Context): Decision<FreezeRequestFact> {
  const invalid = refusalOf(known, input, context);
  if (invalid !== undefined) return invalid;
  const { alert, keys, registers } = known;
  const { now, actor, policy, newId } = context;
  const requestId = newId('frq');
  const orders: PlannedOrder[] = [];
  const refused: FreezeRequest['refused'] = [];
  for (const [i, account] of input.accounts.entries()) {
    const accountKey = keyAt(keys, i);
    const register = registers.get(accountKey);
    if (mayBeOrdered(register, context)) {
      orders.push({ orderId: newId('ord'), account, accountKey, tracedFen: account.transfer.amountFen });
    } else {
      refused.push({ account: i, bankId: account.bankId, code: 'STOP_LIMIT_REACHED' });
    }
  }
  if (orders.length === 0) {
    return refuse('STOP_LIMIT_REACHED', {
      limit: policy.amount('stop.max-per-account', now),
      paths: refused.map(({ account }) => pathOf(account)),
    });
  }
  const { alertId, urgency, reason, officers } = input;
  return accept({
    type: 'freeze-request.accepted',
    data: {
      requestId,
      alertId,
      district: alert.district,
      agency: actor.agency,
      requestedAt: now,
      urgency,
      reason,
      officers,
      alarmAt: alert.receivedAt,
      dueAt: plus(alert.receivedAt, policy.amount('sla.breach', now)),
      timetable: ladderOf(alert.receivedAt, policy, now),
      orders,
      refused,
    },
  });
}

/** Whether an order may be opened on the account: to stop it, or, if it is frozen, to wait in line. */
function mayBeOrdered(register: AccountRegister | undefined, context: Context): boolean {
  return register?.frozenBy !== undefined || stopsLeft(register, context) > 0;
}

function refusalOf(
  { banks, keys }: KnownToRequest,
  { officers, accounts }: RequestFreeze,
  context: Context,
): Refusal | undefined {
  const sameTwice = sameOfficerTwice(officers);
  if (sameTwice !== undefined) return sameTwice;
  const duplicates = places(accounts, (_, i) => keys.indexOf(keyAt(keys, i)) < i);
  if (duplicates.length > 0) return refuse('DUPLICATE_ACCOUNT', { paths: duplicates });
  const unknown = places(accounts, ({ bankId }) => !banks.has(bankId));
  if (unknown.length > 0) return refuse('BANK_UNKNOWN', { paths: unknown.map((path) => `${path}/bankId`) });
  const ahead = places(accounts, ({ transfer }) => inFuture(transfer.at, context));
  if (ahead.length > 0) return refuse('TIME_IN_FUTURE', { paths: ahead.map((path) => `${path}/transfer/at`) });
  return undefined;
}

/** Where in the request the accounts are of which this is so. */
function places<T>(accounts: readonly T[], isSo: (account: T, i: number) => boolean): readonly string[] {
  return accounts.flatMap((account, i) => (isSo(account, i) ? [pathOf(i)] : []));
}

function pathOf(account: number): string {
  return `/accounts/${account}`;
}

function keyAt(keys: readonly string[], i: number): string {
  const key = keys[i];
  if (key === undefined) throw new Error(`account ${i} of the request has no key`);
  return key;
}
