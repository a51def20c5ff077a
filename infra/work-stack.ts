import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { WatchedWork } from './alarms.ts';
import { BankGateway } from './bank-gateway.ts';
import { createChannelGateway } from './channel-gateway.ts';
import type { DataStack } from './data-stack.ts';
import { createAdvance, createSweep } from './deadlines.ts';
import { createEvidenceIntake } from './evidence-intake.ts';
import { createFinding } from './finding.ts';
import { Queues } from './queues.ts';
import { createCoordination, createRelay } from './relay.ts';
import { createReturnPlan } from './return-plan-workflow.ts';
import type { Stage } from './stages.ts';
import { createStandardImpact } from './standard-impact-workflow.ts';
import { createStopOrderWorkflow } from './stop-order-workflow.ts';

interface WorkStackProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

const GATEWAY_TIMEOUT = Duration.seconds(30);
const UNDELIVERABLE_TIMEOUT = Duration.seconds(30);
const FINDING_TIMEOUT = Duration.seconds(30);
const CHANNEL_TIMEOUT = Duration.seconds(30);

/**
 * What follows from facts and from the clock: the relays, the workflows, the queues, the gateway to banks, the sweep. The API only writes to
 * the journal, so it is a stack of its own: CloudFormation takes 500 resources a stack, and each route is one.
 */
export class WorkStack extends Stack {
  /** What the alarms watch. */
  readonly watched: WatchedWork;

  constructor(app: App, id: string, { stage, data }: WorkStackProps) {
    super(app, id, { description: 'Cordon: relays, workflows, queues, gateway, sweep' });
    const around = { stage, data };
    const queues = new Queues(this, 'Queues', {
      gatewayTimeout: GATEWAY_TIMEOUT,
      undeliverableTimeout: UNDELIVERABLE_TIMEOUT,
      findingTimeout: FINDING_TIMEOUT,
      channelTimeout: CHANNEL_TIMEOUT,
    });
    const advance = createAdvance(this, around);
    const workflow = createStopOrderWorkflow(this, 'StopOrder', { stage, advance, bankQueue: queues.bank });
    const impact = createStandardImpact(this, around);
    const plan = createReturnPlan(this, around);
    const relay = createRelay(this, {
      ...around,
      workflow,
      impactWorkflow: impact.workflow,
      planWorkflow: plan.workflow,
      bankQueue: queues.bank,
      failures: queues.relayFailures,
    });
    const failures = queues.coordinationFailures;
    const coordination = createCoordination(this, {
      ...around,
      bankQueue: queues.bank,
      findQueue: queues.finds,
      channelQueue: queues.channels,
      failures,
    });
    const channelGateway = createChannelGateway(this, { ...around, queues, timeout: CHANNEL_TIMEOUT });
    const finding = createFinding(this, { ...around, queues, timeout: FINDING_TIMEOUT });
    const intake = createEvidenceIntake(this, around);
    const gateway = new BankGateway(this, 'BankGateway', {
      ...around,
      queues,
      timeout: GATEWAY_TIMEOUT,
      undeliverableTimeout: UNDELIVERABLE_TIMEOUT,
    });
    const sweep = createSweep(this, around);
    new Rule(this, 'EachMinute', { schedule: Schedule.rate(Duration.minutes(1)), targets: [new LambdaTarget(sweep)] });
    const functions = {
      BankGateway: gateway.push,
      Undeliverable: gateway.undeliverable,
      Relay: relay,
      Coordination: coordination,
      ChannelGateway: channelGateway,
      Finding: finding,
      EvidenceIntake: intake,
      Advance: advance,
      CountImpact: impact.count,
      ComputePlan: plan.compute,
      Sweep: sweep,
    };
    this.watched = {
      evidenceParked: data.evidence.parked,
      queues,
      relay,
      coordination,
      functions,
      workflow,
      impactWorkflow: impact.workflow,
      planWorkflow: plan.workflow,
    };
  }
}
