import { type App, CfnOutput, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Watched } from './alarms.ts';
import { ApiFunctions } from './api-functions.ts';
import { BankGateway } from './bank-gateway.ts';
import type { DataStack } from './data-stack.ts';
import { createAdvance, createSweep } from './deadlines.ts';
import { createEvidenceIntake } from './evidence-intake.ts';
import { createFinding } from './finding.ts';
import { CordonApi } from './http-api.ts';
import { Queues } from './queues.ts';
import { createCoordination, createRelay } from './relay.ts';
import type { Stage } from './stages.ts';
import { createStandardImpact } from './standard-impact-workflow.ts';
import { createStopOrderWorkflow } from './stop-order-workflow.ts';

interface AppStackProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

const GATEWAY_TIMEOUT = Duration.seconds(30);
const UNDELIVERABLE_TIMEOUT = Duration.seconds(30);
const FINDING_TIMEOUT = Duration.seconds(30);

/** The part that can be redeployed at will: the API, the functions behind it, the queues and the workflows between them. */
export class AppStack extends Stack {
  /** What the alarms watch. */
  readonly watched: Watched;

  constructor(app: App, id: string, { stage, data }: AppStackProps) {
    super(app, id, { description: 'Cordon: API, functions, queues, workflows' });
    const around = { stage, data };
    const queues = new Queues(this, 'Queues', {
      gatewayTimeout: GATEWAY_TIMEOUT,
      undeliverableTimeout: UNDELIVERABLE_TIMEOUT,
      findingTimeout: FINDING_TIMEOUT,
    });
    const advance = createAdvance(this, around);
    const workflow = createStopOrderWorkflow(this, 'StopOrder', { stage, advance, bankQueue: queues.bank });
    const impact = createStandardImpact(this, around);
    const relay = createRelay(this, {
      ...around,
      workflow,
      impactWorkflow: impact.workflow,
      bankQueue: queues.bank,
      failures: queues.relayFailures,
    });
    const failures = queues.coordinationFailures;
    const coordination = createCoordination(this, { ...around, bankQueue: queues.bank, findQueue: queues.finds, failures });
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

    const { audience, ...tokens } = this.tokenParameters();
    const { contexts, openApi } = new ApiFunctions(this, 'Api', { ...around, tokens });
    const { issuerUrl } = tokens;
    const { api } = new CordonApi(this, 'HttpApi', { stage, issuerUrl, audience, contexts, otherwise: openApi.serve });
    const functions = {
      ...Object.fromEntries(contexts.map(({ name, serve }) => [name, serve])),
      BankGateway: gateway.push,
      Undeliverable: gateway.undeliverable,
      Relay: relay,
      Coordination: coordination,
      Finding: finding,
      EvidenceIntake: intake,
      Advance: advance,
      CountImpact: impact.count,
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
      api,
    };
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint, description: 'Where the API is served' });
  }

  /** Each deployment says which issuer's tokens the API trusts: any OpenID Connect issuer will do. */
  private tokenParameters(): { readonly issuerUrl: string; readonly tokenUrl: string; readonly audience: string } {
    const issuer = new CfnParameter(this, 'IssuerUrl', {
      description: 'URL of the OpenID Connect issuer, as in the claim iss',
      minLength: 1,
    });
    const audience = new CfnParameter(this, 'TokenAudience', {
      description: 'The audience tokens must be meant for',
      default: 'cordon',
    });
    const token = new CfnParameter(this, 'TokenUrl', {
      description: 'Where systems get their tokens, for the document of banks; /token under the issuer unless given',
      default: '',
    });
    return { issuerUrl: issuer.valueAsString, tokenUrl: token.valueAsString, audience: audience.valueAsString };
  }
}
