import * as z from 'zod';
import { AwsError, type Operation } from './aws-json.ts';
import type { Engine } from './sfn-engine.ts';
import { executionOf, machineOf, parse } from './sfn-operations.ts';
import { type ExecutionRow, ExecutionStatus, type HistoryRow } from './sfn-store.ts';

const ROLE_ARN = 'arn:aws:iam::000000000000:role/local';
const PageSize = z.number().int().min(0).max(1000).default(0);
const DEFAULT_PAGE = 100;

const HistoryRequest = z.object({
  executionArn: z.string(),
  maxResults: PageSize,
  reverseOrder: z.boolean().default(false),
  nextToken: z.string().optional(),
});
const ListRequest = z.object({
  stateMachineArn: z.string(),
  statusFilter: ExecutionStatus.optional(),
  maxResults: PageSize,
  nextToken: z.string().optional(),
});
const MachineListRequest = z.object({ maxResults: PageSize, nextToken: z.string().optional() });

/** The operations that only look. */
export function queryOperations(engine: Engine): Readonly<Record<string, Operation>> {
  return {
    DescribeExecution: (input) =>
      describeExecution(executionOf(engine, parse(z.object({ executionArn: z.string() }), input).executionArn)),
    GetExecutionHistory: (input) => history(engine, parse(HistoryRequest, input)),
    ListExecutions: (input) => listExecutions(engine, parse(ListRequest, input)),
    DescribeStateMachine: (input) =>
      describeMachine(engine, parse(z.object({ stateMachineArn: z.string() }), input).stateMachineArn),
    ListStateMachines: (input) => listMachines(engine, parse(MachineListRequest, input)),
  };
}

function summary({ arn, machine_arn, name, status, started_at, stopped_at }: ExecutionRow) {
  const stopped = stopped_at === null ? {} : { stopDate: stopped_at / 1000 };
  return { executionArn: arn, stateMachineArn: machine_arn, name, status, startDate: started_at / 1000, ...stopped };
}

function describeExecution(row: ExecutionRow): object {
  return {
    ...summary(row),
    input: row.input,
    inputDetails: { included: true },
    ...(row.output === null ? {} : { output: row.output, outputDetails: { included: true } }),
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.cause === null ? {} : { cause: row.cause }),
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
  };
}

function history(engine: Engine, { executionArn, maxResults, reverseOrder, nextToken }: z.infer<typeof HistoryRequest>): object {
  executionOf(engine, executionArn);
  const events = engine.store.history(executionArn);
  if (reverseOrder) events.reverse();
  return page(events.map(toWire), 'events', maxResults, nextToken);
}

function toWire({ id, at, type, details }: HistoryRow): object {
  const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(details));
  return { id, previousEventId: id - 1, timestamp: at / 1000, type, ...parsed };
}

function listExecutions(
  engine: Engine,
  { stateMachineArn, statusFilter, maxResults, nextToken }: z.infer<typeof ListRequest>,
): object {
  machineOf(engine, stateMachineArn);
  const size = maxResults || DEFAULT_PAGE;
  const before = nextToken === undefined ? Number.MAX_SAFE_INTEGER : position(nextToken);
  const rows = engine.store.listExecutions(stateMachineArn, statusFilter, before, size + 1);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const more = rows.length > size && last ? { nextToken: String(last.rowid) } : {};
  return { executions: shown.map(summary), ...more };
}

function describeMachine(engine: Engine, arn: string): object {
  const { name, type, hash, created_at } = machineOf(engine, arn);
  const definition = engine.store.definition(hash);
  return { stateMachineArn: arn, name, status: 'ACTIVE', definition, roleArn: ROLE_ARN, type, creationDate: created_at / 1000 };
}

function listMachines(engine: Engine, { maxResults, nextToken }: z.infer<typeof MachineListRequest>): object {
  const machines = engine.store.machines().map(({ arn, name, type, created_at }) => {
    return { stateMachineArn: arn, name, type, creationDate: created_at / 1000 };
  });
  return page(machines, 'stateMachines', maxResults, nextToken);
}

function page(items: readonly object[], field: string, maxResults: number, nextToken: string | undefined): object {
  const from = nextToken === undefined ? 0 : position(nextToken);
  const to = from + (maxResults || DEFAULT_PAGE);
  return { [field]: items.slice(from, to), ...(to < items.length ? { nextToken: String(to) } : {}) };
}

function position(token: string): number {
  if (!/^\d{1,15}$/.test(token)) throw new AwsError('InvalidToken', 'Invalid Token');
  return Number(token);
}
