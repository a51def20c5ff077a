import * as z from 'zod';
import { startTestTable, type TestTable } from './test-table.ts';

/** A table that counts what its answers cost. */
export interface MeteredTable extends TestTable {
  /** Capacity units that the database says its answers cost; a test sets it back. */
  consumed: number;
  /** The same of transactions, which write. */
  written: number;
}

const Answered = z.looseObject({ ConsumedCapacity: z.looseObject({ CapacityUnits: z.number() }) });
const Written = z.looseObject({ ConsumedCapacity: z.array(z.looseObject({ CapacityUnits: z.number() })) });

/** Starts a table of its own, metered. */
export async function meteredTable(): Promise<MeteredTable> {
  const table: MeteredTable = { ...(await startTestTable()), consumed: 0, written: 0 };
  table.client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      table.consumed += Answered.safeParse(answer.output).data?.ConsumedCapacity.CapacityUnits ?? 0;
      if ('TransactItems' in args.input)
        for (const one of Written.safeParse(answer.output).data?.ConsumedCapacity ?? []) table.written += one.CapacityUnits;
      return answer;
    },
    { step: 'initialize' },
  );
  return table;
}
