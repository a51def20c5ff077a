import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { bankAt, orderWith, registerWith, stoppedResult } from '../support/order-samples.ts';
import { accountFacts, id, officer, orderFacts, T0 } from '../support/samples.ts';
import { startTestTable, type TestTable } from '../support/test-table.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

test('deciding a bank result, and opening an order with its register in one transaction', async ({ bench }) => {
  const order = orderWith(orderFacts.requested());
  const register = registerWith();
  const journal = createDynamoJournal({ client: table.client, tableName: table.tableName });
  let count = 0;
  await bench.compare(
    bench('decide', () => {
      recordResult(order, stoppedResult(), { register }, bankAt(5));
    }),
    bench('append', async () => {
      count += 1;
      const requested = change(fresh(StopOrders, id('ord', count)), orderFacts.requested());
      const counted = change(fresh(AccountRegisters, `account-${count}`), accountFacts.stopCounted());
      const command = {
        name: 'bench',
        id: `bench/${count}`,
        inputHash: hashOf(count),
        actor: officer,
        correlationId: id('cor', count),
        now: T0,
      };
      expect((await journal.append({ command, changes: [requested, counted] })).outcome).toBe('appended');
    }),
  );
});
