import type { DueKind } from '../journal/kind.ts';
import type { Thing } from '../kernel/thing.ts';
import type { TestOrder } from './model.ts';
import { endTest } from './run-test.ts';
import { TestOrders } from './streams.ts';

/** A test is its bank's alone. */
export function testThing({ account }: { readonly account: { readonly bankId: string } }): Thing {
  return { addressedTo: account.bankId };
}

export const dueTest: DueKind<TestOrder> = { type: TestOrders, due: endTest };
