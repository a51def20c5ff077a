import type { StreamType } from '../../journal/stream.ts';
import type { Context } from '../../kernel/context.ts';
import { AccountFact, AccountRegister } from './account-register.ts';

/** So many facts leave the item of a register under a kilobyte. */
const FACTS_WITHIN = 3;

/** The registers of accounts, by the keyed hash of bank and number. They are only loaded by that key, so no index has them. */
export const AccountRegisters: StreamType<AccountRegister, AccountFact> = {
  name: 'account',
  schemaVersion: 1,
  state: AccountRegister,
  fact: AccountFact,
  evolve: evolveAccount,
  index: () => ({ entries: {}, card: {} }),
  // most accounts have one: the stop that was counted
  factsWithin: { most: FACTS_WITHIN, told: ['account.freed'] },
};

function evolveAccount(before: AccountRegister | undefined, fact: AccountFact): AccountRegister {
  const { accountKey, bankId, orderId } = fact.data;
  const register = before ?? { accountKey, bankId, stops: [], orders: [], line: [] };
  switch (fact.type) {
    case 'account.stop-counted':
      return { ...met(register, fact), stops: [...register.stops, stopOf(fact.data)] };
    case 'account.stop-voided': {
      const last = register.stops.findLastIndex((stop) => stop.orderId === orderId && stop.kind === fact.data.kind);
      return { ...register, stops: register.stops.filter((_, i) => i !== last) };
    }
    case 'account.lined-up':
      return { ...met(register, fact), line: [...register.line.filter((waiting) => waiting !== orderId), orderId] };
    case 'account.left-line':
      return { ...register, line: register.line.filter((waiting) => waiting !== orderId) };
    case 'account.frozen':
      return { ...met(register, fact), frozenBy: orderId };
    case 'account.freed': {
      const { frozenBy, ...free } = register;
      return frozenBy === orderId ? free : register;
    }
  }
}

/** The register in which the alert knows the account under this order; a later order of the alert takes its place. */
function met(register: AccountRegister, { data: { orderId, alertId } }: AccountFact): AccountRegister {
  return { ...register, orders: [...register.orders.filter((order) => order.alertId !== alertId), { orderId, alertId }] };
}

function stopOf({ orderId, alertId, kind, at }: AccountRegister['stops'][number]): AccountRegister['stops'][number] {
  return { orderId, alertId, kind, at };
}

/** How often the account may still be stopped (银发〔2016〕86号: twice in all, for all agencies together). */
export function stopsLeft(register: AccountRegister | undefined, { policy, now }: Pick<Context, 'policy' | 'now'>): number {
  return Math.max(0, policy.amount('stop.max-per-account', now) - (register?.stops.length ?? 0));
}
