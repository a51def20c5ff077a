import { AccountToStop } from '../../freezes/model.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { OrderCollision } from './bodies.ts';
import type { Collision } from './collision-model.ts';

/** The account, as a stop names it. */
interface Named {
  readonly kind: 'named';
  readonly account: AccountToStop;
}

/**
 * The account of a collision as a stop names it: by what officers say, and else by what was told of it.
 *
 * @returns it, or COLLISION_ACCOUNT_INCOMPLETE with the places in the body that say what is missing
 */
export function accountOfCollision({ account, transfer }: Collision, said: OrderCollision['account']): Named | Refusal {
  const told = transfer === undefined ? undefined : { ...transfer, currency: 'CNY' };
  const named = { accountKind: 'personal', ...account, ...said, transfer: said.transfer ?? told };
  const read = AccountToStop.safeParse(named);
  if (read.success) return { kind: 'named', account: read.data };
  const members = read.error.issues.map(({ path }) => `/account/${String(path[0])}`);
  return refuse('COLLISION_ACCOUNT_INCOMPLETE', { paths: [...new Set(members)] });
}
