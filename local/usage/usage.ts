/** What is counted, each with its labels: the function that asked, the table or index, the queue, the state. */
export interface Measures {
  /** Calls of the table by a function, by operation. */
  readonly 'dynamodb.requests': readonly [functionName: string, operation: string];
  /** By the function, and by the table itself or one of its indexes. */
  readonly 'dynamodb.write-units': readonly [functionName: string, tableOrIndex: string];
  readonly 'dynamodb.read-units': readonly [functionName: string, tableOrIndex: string];
  /** Transactions that were carried out, by their number of items. */
  readonly 'dynamodb.transactions': readonly [functionName: string, items: number];
  /** Transactions that a condition or a conflict cancelled. The engine does not say what they cost. */
  readonly 'dynamodb.cancelled-transactions': readonly [functionName: string, items: number];
  /** Changes of items as a trigger reads them from the table's stream, by the trigger's function. */
  readonly 'stream.records': readonly [functionName: string];
  /** Those of them that the trigger's filter lets through. */
  readonly 'stream.records-passed': readonly [functionName: string];
  readonly 'lambda.requests': readonly [functionName: string, caller: Caller];
  /** Duration, each invocation rounded up to a millisecond. The time of loading is not in it. */
  readonly 'lambda.milliseconds': readonly [functionName: string, caller: Caller];
  /** Duration times the memory that the template gives the function. */
  readonly 'lambda.gigabyte-milliseconds': readonly [functionName: string, caller: Caller];
  readonly 'lambda.cold-starts': readonly [functionName: string];
  /** Time of a processor that the function's instances took, while they loaded and while they ran. */
  readonly 'lambda.cpu-milliseconds': readonly [functionName: string, phase: 'loading' | 'running'];
  readonly 'logs.bytes': readonly [functionName: string];
  readonly 'states.executions': readonly [machine: string];
  /** States entered, and retries of them. */
  readonly 'states.transitions': readonly [machine: string, state: string];
  /** Requests to queues; one that carries more than 64 KB counts as several. */
  readonly 'sqs.requests': readonly [queue: string, kind: 'send' | 'receive' | 'empty-receive' | 'delete' | 'visibility'];
  /** Of the requests that send, those whose message carries a group. */
  readonly 'sqs.grouped-sends': readonly [queue: string];
  readonly 'api.requests': readonly [routeKey: string];
  readonly 'secrets.requests': readonly [operation: string];
  readonly 'schedule.runs': readonly [schedule: string];
}

export type Measure = keyof Measures;

/** What invoked a function. */
export type Caller = 'api' | 'queue' | 'stream' | 'workflow' | 'schedule' | 'other';

/** One counter at one moment. */
export interface UsageLine {
  readonly measure: Measure;
  readonly labels: readonly string[];
  readonly amount: number;
}

/** Counts what the cloud would bill. A city that is given none counts nothing. */
export interface Usage {
  count<M extends Measure>(measure: M, amount: number, ...labels: Measures[M]): void;
  /** Every counter as it stands. */
  reading(): readonly UsageLine[];
}

export function createUsage(): Usage {
  const lines = new Map<string, { measure: Measure; labels: readonly string[]; amount: number }>();
  return {
    count: (measure, amount, ...labels) => {
      const texts = labels.map(String);
      const key = [measure, ...texts].join('\n');
      const line = lines.get(key);
      if (line) line.amount += amount;
      else lines.set(key, { measure, labels: texts, amount });
    },
    reading: () => [...lines.values()].map((line) => ({ ...line })),
  };
}
