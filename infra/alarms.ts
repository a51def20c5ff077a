import { type App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Queues } from './queues.ts';

/** What the alarms watch of the API. */
export interface WatchedApi {
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly api: HttpApi;
}

/** What the alarms watch of what follows from facts. */
export interface WatchedWork {
  /** What the function behind the store of evidence could not take. */
  readonly evidenceParked: IQueue;
  readonly queues: Queues;
  readonly relay: IFunction;
  readonly coordination: IFunction;
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly workflow: StateMachine;
  readonly impactWorkflow: StateMachine;
  readonly planWorkflow: StateMachine;
}

type Watched = WatchedApi & WatchedWork;

interface AlarmRule {
  readonly metric: IMetric;
  /** The alarm goes off above this. */
  readonly above: number;
  /** How many minutes in a row. */
  readonly minutes?: number;
  readonly means: string;
  /** The page under `docs/runbooks/` with the steps for the operator. */
  readonly runbook: string;
}

const minute = Duration.minutes(1);
const sum = { period: minute, statistic: Stats.SUM };
const highest = { period: minute, statistic: Stats.MAXIMUM };

/** How far the relay may be behind the journal: above it, answers reach workflows and onward orders go out too late. */
const RELAY_LAG_MS = 30_000;
/** The same for what agencies do together, and for the notices of an order's rungs, which are five minutes apart. */
const COORDINATION_LAG_MS = 60_000;
/** How long an order may lie in the bank queue, out of the 30 minutes for all steps. */
const BANK_QUEUE_AGE_SECONDS = 120;

/**
 * Every alarm that wakes an operator, and the topic that does so: a stack of its own, since CloudFormation takes 500 resources a stack, and
 * each function brings two alarms.
 */
export class AlarmStack extends Stack {
  private readonly topic: Topic;

  constructor(app: App, id: string, props: Watched) {
    super(app, id, { description: 'Cordon: alarms, and the topic that tells people of them' });
    this.topic = this.createTopic();
    const rules = {
      ...journeyRules(props),
      ...queueRules(props.queues),
      ...evidenceRules(props.evidenceParked),
      ...workflowRules(props.workflow),
      ...impactRules(props.impactWorkflow),
      ...planRules(props.planWorkflow),
      ...functionRules(props.functions),
      ...apiRules(props.api),
    };
    for (const [name, rule] of Object.entries(rules)) this.add(name, rule);
    const value = this.topic.topicArn;
    new CfnOutput(this, 'AlarmTopicArn', { value, description: 'The people on call subscribe to this topic' });
  }

  private add(name: string, { metric, above, minutes = 1, means, runbook }: AlarmRule): void {
    const alarm = new Alarm(this, name, {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: minutes,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${means} Runbook: docs/runbooks/${runbook}.md`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  /** Alarms cannot use AWS's own key for topics, so the topic has one that lets CloudWatch in. */
  private createTopic(): Topic {
    const masterKey = new Key(this, 'Key', { description: 'Encrypts the notices of alarms', enableKeyRotation: true });
    masterKey.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    return new Topic(this, 'Topic', { displayName: 'Cordon alarms', masterKey, enforceSSL: true });
  }
}

type AlarmRules = Readonly<Record<string, AlarmRule>>;

/** The counts of a function, in the namespace and with the dimension that `functions/platform/meter.ts` gives them. */
function counted(metricName: string, service = 'relay'): Metric {
  return new Metric({ namespace: 'Cordon', metricName, dimensionsMap: { service }, ...sum });
}

function journeyRules({ relay, coordination }: Watched): AlarmRules {
  return {
    Breach: {
      metric: counted('Breach'),
      above: 0,
      means: 'An order was not answered within 30 minutes of its alarm.',
      runbook: 'breach',
    },
    OrderUndeliverable: {
      metric: counted('Undeliverable'),
      above: 0,
      means: 'An order could not be delivered to its bank.',
      runbook: 'undeliverable-order',
    },
    CalendarEnds: {
      metric: counted('CalendarEnds', 'sweep'),
      above: 0,
      means: 'The known public holidays end soon: terms behind them are provisional.',
      runbook: 'calendar-ends',
    },
    RelayUnknownFact: {
      metric: counted('UnknownFact'),
      above: 0,
      means: 'The relay passed over a fact that only a later release knows: what had to follow did not.',
      runbook: 'unknown-fact',
    },
    CoordinationUnknownFact: {
      metric: counted('UnknownFact', 'coordination'),
      above: 0,
      means: 'The relay of coordination passed over a fact that only a later release knows: what had to follow did not.',
      runbook: 'unknown-fact',
    },
    RelayBehind: {
      metric: relay.metric('IteratorAge', highest),
      above: RELAY_LAG_MS,
      minutes: 2,
      means: 'The relay is behind the journal: answers and onward orders are late.',
      runbook: 'relay-behind',
    },
    CoordinationBehind: {
      metric: coordination.metric('IteratorAge', highest),
      above: COORDINATION_LAG_MS,
      minutes: 2,
      means: 'The relay of coordination is behind the journal: people and webhooks are told late.',
      runbook: 'relay-behind',
    },
  };
}

function queueRules({
  bank,
  undeliverable,
  parked,
  relayFailures,
  coordinationFailures,
  findsParked,
  channelsParked,
}: Queues): AlarmRules {
  return {
    BankQueueBehind: {
      metric: bank.metricApproximateAgeOfOldestMessage(highest),
      above: BANK_QUEUE_AGE_SECONDS,
      minutes: 3,
      means: 'Orders lie too long in the bank queue.',
      runbook: 'bank-queue-behind',
    },
    UndeliverableWaiting: {
      metric: undeliverable.metricApproximateNumberOfMessagesVisible(highest),
      above: 0,
      means: 'Messages that the gateway gave up wait to be noted as undeliverable.',
      runbook: 'undeliverable-order',
    },
    ParkedMessages: {
      metric: parked.metricApproximateNumberOfMessagesVisible(highest),
      above: 0,
      means: 'Messages to banks that no function could take are parked.',
      runbook: 'parked-messages',
    },
    RelayFailures: {
      metric: relayFailures.metricApproximateNumberOfMessagesVisible(highest),
      above: 0,
      means: 'The relay gave up on facts of the journal: their actions did not happen.',
      runbook: 'relay-failures',
    },
    CoordinationFailures: {
      metric: coordinationFailures.metricApproximateNumberOfMessagesVisible(highest),
      above: 0,
      means: 'The relay of coordination gave up on facts of the journal: a notice or a reaction is missing.',
      runbook: 'relay-failures',
    },
    FindsParked: {
      metric: findsParked.metricApproximateNumberOfMessagesVisible(highest),
      above: 0,
      means: 'Things could not be entered where searches find them: a search by name or number misses them.',
      runbook: 'parked-finds',
    },
    ChannelMessagesParked: {
      metric: channelsParked.metricApproximateNumberOfMessagesVisible(highest),
      above: 0,
      means: 'No provider takes messages or calls of warnings: their ladders go on without.',
      runbook: 'parked-channel-messages',
    },
  };
}

function evidenceRules(parked: IQueue): AlarmRules {
  return {
    EvidenceParked: {
      metric: parked.metricApproximateNumberOfMessagesVisible(highest),
      above: 0,
      means: 'Files of evidence that arrived could not be looked at: they cannot be opened.',
      runbook: 'parked-evidence',
    },
  };
}

function workflowRules(workflow: StateMachine): AlarmRules {
  const runbook = 'stop-order-workflow';
  const means = (how: string) => `A stop-order workflow ${how}; the sweep goes on climbing its ladder.`;
  return {
    WorkflowFailed: { metric: workflow.metricFailed(sum), above: 0, means: means('failed'), runbook },
    WorkflowTimedOut: { metric: workflow.metricTimedOut(sum), above: 0, means: means('timed out'), runbook },
    WorkflowAborted: { metric: workflow.metricAborted(sum), above: 0, means: means('was aborted'), runbook },
  };
}

/** A count that did not finish. No money depends on it, but an agency waits for figures that will not come. */
function impactRules(workflow: StateMachine): AlarmRules {
  const runbook = 'standard-impact-workflow';
  return endRules(workflow, 'Impact', 'A count of what a proposed standard would change', runbook);
}

/** A plan that was not computed. The money stays frozen meanwhile, and victims wait. */
function planRules(workflow: StateMachine): AlarmRules {
  const runbook = 'return-plan-workflow';
  return endRules(workflow, 'Plan', 'The computation of a plan of return', runbook);
}

/** Each way in which an execution ends other than well. */
function endRules(workflow: StateMachine, name: string, what: string, runbook: string): AlarmRules {
  return {
    [`${name}Failed`]: { metric: workflow.metricFailed(sum), above: 0, means: `${what} failed.`, runbook },
    [`${name}TimedOut`]: { metric: workflow.metricTimedOut(sum), above: 0, means: `${what} timed out.`, runbook },
    [`${name}Aborted`]: { metric: workflow.metricAborted(sum), above: 0, means: `${what} was aborted.`, runbook },
  };
}

function functionRules(functions: Readonly<Record<string, IFunction>>): AlarmRules {
  const rules = Object.entries(functions).flatMap(([name, serve]): [string, AlarmRule][] => [
    [
      `${name}Errors`,
      { metric: serve.metricErrors(sum), above: 0, minutes: 2, means: `The function ${name} fails.`, runbook: 'function-errors' },
    ],
    [
      `${name}Throttles`,
      {
        metric: serve.metricThrottles(sum),
        above: 0,
        minutes: 2,
        means: `The function ${name} is throttled.`,
        runbook: 'function-throttles',
      },
    ],
  ]);
  return Object.fromEntries(rules);
}

function apiRules(api: HttpApi): AlarmRules {
  return {
    ApiServerErrors: {
      metric: api.metricServerError(sum),
      above: 0,
      minutes: 2,
      means: 'Callers get server errors.',
      runbook: 'api-server-errors',
    },
  };
}
