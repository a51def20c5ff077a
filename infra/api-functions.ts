import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlertsEnv } from '../functions/alerts/env.ts';
import { BankEnv } from '../functions/bank/env.ts';
import { FreezesEnv } from '../functions/freezes/env.ts';
import { SystemEnv } from '../functions/system/env.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { grantJournal, grantSecret } from './grants.ts';
import type { Stage } from './stages.ts';

interface ApiFunctionsProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

const timeout = Duration.seconds(15);
/** A caller waits for these: 1,769 MB is one whole processor, and what parses and signs needs a good part of it. */
const memorySize = 1024;

/** The functions behind the API, one a context. */
export class ApiFunctions extends Construct {
  readonly alerts: CordonFunction<typeof AlertsEnv>;
  readonly freezes: CordonFunction<typeof FreezesEnv>;
  readonly bank: CordonFunction<typeof BankEnv>;
  readonly system: CordonFunction<typeof SystemEnv>;

  constructor(scope: Construct, id: string, { stage, data }: ApiFunctionsProps) {
    super(scope, id);
    const common = { stage, timeout, memorySize };
    const journal = { TABLE_NAME: data.table.tableName, DATA_KEY_SECRET_ARN: data.dataSecret.ref };
    this.alerts = new CordonFunction(this, 'Alerts', {
      ...common,
      entry: 'functions/alerts/handler.ts',
      description: 'Alarms: raised, graded, read',
      schema: AlertsEnv,
      environment: journal,
    });
    this.freezes = new CordonFunction(this, 'Freezes', {
      ...common,
      entry: 'functions/freezes/handler.ts',
      description: 'Freeze requests and stop orders, for those who order',
      schema: FreezesEnv,
      environment: journal,
    });
    this.bank = new CordonFunction(this, 'Bank', {
      ...common,
      entry: 'functions/bank/handler.ts',
      description: 'Orders, receipts, results and reports, for banks',
      schema: BankEnv,
      environment: { ...journal, ALLOW_LOOPBACK_ENDPOINTS: stage.allowLoopbackEndpoints ? 'true' : 'false' },
    });
    this.system = new CordonFunction(this, 'System', {
      ...common,
      entry: 'functions/system/handler.ts',
      description: 'Health, the API document, keys, policy, audit, statistics',
      schema: SystemEnv,
      environment: { ...journal, SIGNING_KEY_SECRET_ARN: data.signingSecret.ref },
    });
    this.grant(data);
  }

  private grant(data: DataStack): void {
    grantJournal(this.alerts, data, { appends: true, finds: ['listing'] });
    grantJournal(this.freezes, data, { appends: true, finds: ['listing', 'file'] });
    grantJournal(this.bank, data, { appends: true, finds: ['inbox', 'listing'] });
    grantJournal(this.system, data, { appends: false, finds: [] });
    for (const one of [this.alerts, this.freezes, this.bank, this.system]) grantSecret(one, data, data.dataSecret);
    grantSecret(this.system, data, data.signingSecret);
  }
}
