import { type App, CfnOutput, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { alertRoutes } from '../functions/alerts/routes.ts';
import { bankRoutes } from '../functions/bank/routes.ts';
import { freezeRoutes } from '../functions/freezes/routes.ts';
import { systemRoutes } from '../functions/system/routes.ts';
import { Alarms } from './alarms.ts';
import { ApiFunctions } from './api-functions.ts';
import { BankGateway } from './bank-gateway.ts';
import type { DataStack } from './data-stack.ts';
import { CordonApi } from './http-api.ts';
import { Queues } from './queues.ts';
import { createRelay } from './relay.ts';
import type { Stage } from './stages.ts';
import { createStopOrderWorkflow } from './stop-order-workflow.ts';
import { createAdvance, createSweep } from './timetable.ts';

interface AppStackProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

const GATEWAY_TIMEOUT = Duration.seconds(30);
const UNDELIVERABLE_TIMEOUT = Duration.seconds(30);

/** What can be redeployed at will: the API, the functions behind it, the queues and the workflow between them, and the alarms. */
export class AppStack extends Stack {
  constructor(app: App, id: string, { stage, data }: AppStackProps) {
    super(app, id, { description: 'Cordon: API, functions, queues, workflow, alarms' });
    const around = { stage, data };
    const queues = new Queues(this, 'Queues', { gatewayTimeout: GATEWAY_TIMEOUT, undeliverableTimeout: UNDELIVERABLE_TIMEOUT });
    const advance = createAdvance(this, around);
    const workflow = createStopOrderWorkflow(this, 'StopOrder', { stage, advance, bankQueue: queues.bank });
    const relay = createRelay(this, { ...around, workflow, bankQueue: queues.bank, failures: queues.relayFailures });
    const gateway = new BankGateway(this, 'BankGateway', {
      ...around,
      queues,
      timeout: GATEWAY_TIMEOUT,
      undeliverableTimeout: UNDELIVERABLE_TIMEOUT,
    });
    const sweep = createSweep(this, around);
    new Rule(this, 'EachMinute', { schedule: Schedule.rate(Duration.minutes(1)), targets: [new LambdaTarget(sweep)] });

    const { alerts, freezes, bank, system } = new ApiFunctions(this, 'Api', around);
    const { api } = new CordonApi(this, 'HttpApi', {
      stage,
      ...this.tokenParameters(),
      contexts: [
        { name: 'alerts', routes: alertRoutes, serve: alerts },
        { name: 'freezes', routes: freezeRoutes, serve: freezes },
        { name: 'bank', routes: bankRoutes, serve: bank },
        { name: 'system', routes: systemRoutes, serve: system },
      ],
      otherwise: system,
    });
    const functions = {
      Alerts: alerts,
      Freezes: freezes,
      Bank: bank,
      System: system,
      BankGateway: gateway.push,
      Undeliverable: gateway.undeliverable,
      Relay: relay,
      Advance: advance,
      Sweep: sweep,
    };
    const { topic } = new Alarms(this, 'Alarms', { queues, relay, functions, workflow, api });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint, description: 'Where the API is served' });
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn, description: 'Whoever is on call subscribes to this topic' });
  }

  /** Whose tokens are believed is decided at each deployment: any OpenID Connect issuer will do. */
  private tokenParameters(): { readonly issuerUrl: string; readonly audience: string } {
    const issuer = new CfnParameter(this, 'IssuerUrl', {
      description: 'URL of the OpenID Connect issuer, as in the claim iss',
      minLength: 1,
    });
    const audience = new CfnParameter(this, 'TokenAudience', {
      description: 'The audience tokens must be meant for',
      default: 'cordon',
    });
    return { issuerUrl: issuer.valueAsString, audience: audience.valueAsString };
  }
}
