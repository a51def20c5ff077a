import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpAuthorizer,
  HttpAuthorizerType,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Routes } from '../shared/http/define-routes.ts';
import { acknowledge } from './acknowledge.ts';
import type { Stage } from './stages.ts';

/** A context's route table and the function that serves it. */
interface Served {
  readonly name: string;
  readonly routes: Routes;
  readonly serve: IFunction;
}

export interface CordonApiProps {
  readonly stage: Stage;
  readonly issuerUrl: string;
  readonly audience: string;
  readonly contexts: readonly Served[];
  /** The page for people, and where it is served. */
  readonly pages: { readonly paths: readonly string[]; readonly serve: IFunction };
  /** Answers requests that fit no route, with a problem like any other. */
  readonly otherwise: IFunction;
}

/** The log line of a call: its caller, its operation, its result, its duration. No query string, no body, no token. */
const accessLog = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseMs: '$context.responseLatency',
  integrationMs: '$context.integrationLatency',
  agency: '$context.authorizer.claims.agency',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
};

/** The API that routes belong to, and the check of tokens before them. */
export interface Reached {
  readonly api: HttpApi;
  readonly authorizer: IHttpRouteAuthorizer;
}

/** The HTTP API: its routes are those of the route tables, each behind the token check unless its table says it is public. */
export class CordonApi extends Construct {
  readonly api: HttpApi;
  /** What the routes of another stack need. */
  readonly reached: Reached;

  constructor(scope: Construct, id: string, props: CordonApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Http', { apiName: `cordon-${props.stage.name}`, createDefaultStage: false });
    this.addStage(props.stage);
    const { authorizerId } = new HttpAuthorizer(this, 'Tokens', {
      httpApi: this.api,
      type: HttpAuthorizerType.JWT,
      identitySource: ['$request.header.Authorization'],
      jwtAudience: [props.audience],
      jwtIssuer: props.issuerUrl,
    });
    const authorizer = HttpAuthorizer.fromHttpAuthorizerAttributes(this, 'Checked', { authorizerId, authorizerType: 'JWT' });
    this.reached = { api: this.api, authorizer };
    addContexts(this, this.reached, props.contexts);
    const pages = integrate('Pages', props.pages.serve);
    for (const path of props.pages.paths) {
      for (const method of methods.GET) {
        const why = 'The console is the same for all; who uses it signs in there.';
        addPublicRoute(this, this.api, HttpRouteKey.with(path, method), pages, why);
      }
    }
    const why = 'It answers 404, 405 or OPTIONS, and tells no more than the published description of the API.';
    addPublicRoute(this, this.api, HttpRouteKey.DEFAULT, integrate('NotFound', props.otherwise), why);
  }

  private addStage({ logRetention, throttle }: Stage): void {
    const logGroup = new LogGroup(this, 'AccessLog', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
  }
}

/** Adds the routes of these contexts, in the stack of the scope. */
export function addContexts(scope: Construct, { api, authorizer }: Reached, contexts: readonly Served[]): void {
  for (const { name, routes, serve } of contexts) {
    const integration = integrate(name, serve);
    for (const { method, path, access } of Object.values(routes)) {
      for (const taken of methods[method]) {
        const routeKey = HttpRouteKey.with(path, taken);
        if (access === 'public')
          addPublicRoute(scope, api, routeKey, integration, 'The route table says that this needs no token.');
        else new HttpRoute(scope, routeKey.key, { httpApi: api, routeKey, integration, authorizer });
      }
    }
  }
}

function addPublicRoute(
  scope: Construct,
  httpApi: HttpApi,
  routeKey: HttpRouteKey,
  integration: HttpLambdaIntegration,
  reason: string,
): void {
  const route = new HttpRoute(scope, routeKey.key, { httpApi, routeKey, integration, authorizer: new HttpNoneAuthorizer() });
  acknowledge(route, { 'AwsSolutions-APIG4': reason });
}

/** API Gateway takes HEAD only if a route says so. */
const methods = { GET: [HttpMethod.GET, HttpMethod.HEAD], POST: [HttpMethod.POST], PUT: [HttpMethod.PUT] } as const;

/** One permission for all routes of a function: one for each would outgrow the size a function's policy may have. */
function integrate(name: string, serve: IFunction): HttpLambdaIntegration {
  return new HttpLambdaIntegration(name, serve, { scopePermissionToRoute: false });
}
