import { ReadAlerts } from '../../shared/alerts/kind.ts';
import type { CollisionWay, MetAccount, MetTransfer } from '../../shared/blacklist/collision/collision-model.ts';
import { collisionIdOf, findCollision } from '../../shared/blacklist/collision/decide-collision.ts';
import { Collisions } from '../../shared/blacklist/collision/streams.ts';
import { BlacklistMarks, rowsInForce } from '../../shared/blacklist/mark/mark-register.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import { orderAt } from '../../shared/freezes/request/order-id.ts';
import type { Command, Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import type { Plan } from '../../shared/journal/transact.ts';
import type { Context, District } from '../../shared/kernel/context.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { appendOnce } from '../platform/append-once.ts';
import { keyAtAnyBank } from './blacklist-marks.ts';

/** An account that the money of an alarm touched. */
export interface Touched {
  /** As stops know it; absent if the account is told without its bank. */
  readonly key?: string;
  /** Of its number at any bank; absent of a transaction, which is no account. */
  readonly keyOfNumber?: string;
  readonly way: CollisionWay;
  readonly account: MetAccount;
  readonly transfer?: MetTransfer;
}

/** The order by which the account was met. */
export interface MetByOrder {
  readonly orderId: string;
  readonly alertId: string;
  readonly alarmAt: string;
  readonly district: District;
  readonly agency: string;
}

/** The keys of an account that was told. @param secret the data key of accounts */
export function keysOfAccount(
  secret: string,
  { bankId, accountNumber }: Pick<MetAccount, 'bankId' | 'accountNumber'>,
): Pick<Touched, 'key' | 'keyOfNumber'> {
  if (accountNumber === undefined) return {};
  return {
    ...(bankId === undefined ? {} : { key: accountKey(secret, bankId, accountNumber) }),
    keyOfNumber: keyAtAnyBank(secret, accountNumber),
  };
}

/** Those of the touched accounts that are listed at this moment: one read of their registers, and nothing more where none is. */
export async function listedAmong(journal: Journal, touched: readonly Touched[], now: string): Promise<readonly Touched[]> {
  const ids = [...new Set(touched.flatMap(keysOf))];
  const registers = await loadAll(journal, BlacklistMarks, ids);
  const listed = new Set(registers.flatMap(({ id, state }) => (rowsInForce(state, now).length > 0 ? [id] : [])));
  return touched.filter((one) => keysOf(one).some((key) => listed.has(key)));
}

function keysOf({ key, keyOfNumber }: Touched): readonly string[] {
  return [key, keyOfNumber].flatMap((one) => one ?? []);
}

/**
 * Records the collision of an alarm with a listed account, once. It reads the listings again and rests on them, so that a mark that is taken
 * off at this moment does not hit.
 */
export async function recordCollision(
  journal: Journal,
  touched: Touched,
  metBy: MetByOrder,
  command: Command,
  context: Context,
): Promise<void> {
  const accountKeyOf = touched.key ?? touched.keyOfNumber ?? '';
  const { orderId, alertId, alarmAt, district, agency } = metBy;
  const collisionId = collisionIdOf({ alertId, alarmAt, accountKey: accountKeyOf });
  const attempt = async (): Promise<Plan | Refusal> => {
    const [alarm, collision, register, marks] = await Promise.all([
      journal.load(ReadAlerts, alertId),
      journal.load(Collisions, collisionId),
      journal.load(AccountRegisters, accountKeyOf),
      loadAll(journal, BlacklistMarks, keysOf(touched)),
    ]);
    if (alarm.state === undefined) return refuse('NOT_FOUND');
    const rows = marks.flatMap(({ state }) => rowsInForce(state, context.now));
    const { way, account, transfer } = touched;
    const touch = {
      ...{ collisionId, alertId, reference: alarm.state.reference, district: alarm.state.district ?? district, agency },
      ...{ way, metBy: orderId, accountKey: accountKeyOf, account, transfer },
    };
    const facts = findCollision(collision.state, touch, { rows, orderId: orderAt(register.state, alertId) }, context);
    return {
      kind: 'plan',
      changes: splitFacts([collision], facts),
      requires: facts.length === 0 ? [] : marks,
    };
  };
  // the collision itself tells that it was found
  await appendOnce(journal, { ...command, id: `${command.id}/${collisionId}` }, attempt, { remember: false });
}
