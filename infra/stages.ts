import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

const stageNames = ['local', 'dev', 'prod'] as const;
type StageName = (typeof stageNames)[number];

/** The differences between deployments. Everything else is the same everywhere. */
export interface Stage {
  readonly name: StageName;
  /** Data outlives its stack, and the table is protected against deletion by mistake. */
  readonly keepsData: boolean;
  readonly logRetention: RetentionDays;
  /** Plain http to this machine is a bank's endpoint only if banks are simulated beside the engines. */
  readonly allowLoopbackEndpoints: boolean;
  /** Requests a second over all callers, and how many more at once. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  readonly architecture: Architecture;
  /** The lock on files of evidence: in `governance`, people with a special right can still lift it; in `compliance`, no person can. */
  readonly evidenceLock: 'governance' | 'compliance';
  /** Which scanner looks at files of evidence, as `functions/evidence-intake/env.ts` knows them. */
  readonly scanner: 'none' | 'simulated' | 'queue';
  /** Where pages are served from that may upload and open files of evidence; absent: none but programs. */
  readonly consoleOrigins?: readonly string[];
  /**
   * How many polls of banks are served at a time, including those that wait; absent: as many as the account has room for. It keeps polls
   * from taking up the instances that alarms and results need. The account's quota must be at least a hundred more than both of these together.
   */
  readonly mostBankInboxes?: number;
  /** The same for the pages of readers that wait for a change. */
  readonly mostReadersWaiting?: number;
}

const stages: Readonly<Record<StageName, Stage>> = {
  local: {
    name: 'local',
    keepsData: false,
    logRetention: RetentionDays.ONE_WEEK,
    allowLoopbackEndpoints: true,
    throttle: { rateLimit: 1000, burstLimit: 500 },
    architecture: Architecture.ARM_64,
    evidenceLock: 'governance',
    scanner: 'simulated',
    // any port of this machine
    consoleOrigins: ['http://127.0.0.1:*', 'http://localhost:*'],
  },
  dev: {
    name: 'dev',
    keepsData: false,
    logRetention: RetentionDays.ONE_MONTH,
    allowLoopbackEndpoints: false,
    throttle: { rateLimit: 200, burstLimit: 100 },
    architecture: Architecture.ARM_64,
    evidenceLock: 'governance',
    scanner: 'none',
  },
  prod: {
    name: 'prod',
    keepsData: true,
    logRetention: RetentionDays.TWO_YEARS,
    allowLoopbackEndpoints: false,
    // 1,000 alerts and 200 stop orders a second, each with its reads, receipts and results
    throttle: { rateLimit: 5000, burstLimit: 2500 },
    architecture: Architecture.ARM_64,
    evidenceLock: 'compliance',
    scanner: 'queue',
    mostBankInboxes: 400,
    mostReadersWaiting: 400,
  },
};

/**
 * The settings of a stage.
 * @throws Error naming the stages there are
 */
export function stageOf(name: unknown): Stage {
  const found = stageNames.find((known) => known === name);
  if (!found) throw new Error(`There is no such stage; choose one of ${stageNames.join(', ')} (-c stage=…)`);
  return stages[found];
}
