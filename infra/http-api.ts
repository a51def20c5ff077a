import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Routes } from '../shared/http/define-routes.ts';
import { acknowledge } from './acknowledge.ts';
import type { Stage } from './stages.ts';

export interface CordonApiProps {
  readonly stage: Stage;
  readonly issuerUrl: string;
  readonly audience: string;
  /** Each context's route table and the function that serves it. */
  readonly contexts: readonly { readonly name: string; readonly routes: Routes; readonly serve: IFunction }[];
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

/** The HTTP API: its routes are those of the route tables, each behind the token check unless its table says it is public. */
export class CordonApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: CordonApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Http', { apiName: `cordon-${props.stage.name}`, createDefaultStage: false });
    this.addStage(props.stage);
    const tokens = new HttpJwtAuthorizer('Tokens', props.issuerUrl, { jwtAudience: [props.audience] });
    for (const { name, routes, serve } of props.contexts) {
      const integration = integrate(name, serve);
      for (const { method, path, access } of Object.values(routes)) {
        for (const taken of methods[method]) {
          const routeKey = HttpRouteKey.with(path, taken);
          if (access === 'public') this.addPublicRoute(routeKey, integration, 'The route table says that this needs no token.');
          else this.addRoute(routeKey, integration, tokens);
        }
      }
    }
    const pages = integrate('Pages', props.pages.serve);
    for (const path of props.pages.paths) {
      for (const method of methods.GET) {
        this.addPublicRoute(
          HttpRouteKey.with(path, method),
          pages,
          'The console is the same for all; who uses it signs in there.',
        );
      }
    }
    this.addPublicRoute(
      HttpRouteKey.DEFAULT,
      integrate('NotFound', props.otherwise),
      'It answers 404, 405 or OPTIONS, and tells no more than the published description of the API.',
    );
  }

  private addRoute(routeKey: HttpRouteKey, integration: HttpLambdaIntegration, authorizer: IHttpRouteAuthorizer): HttpRoute {
    return new HttpRoute(this, routeKey.key, { httpApi: this.api, routeKey, integration, authorizer });
  }

  private addPublicRoute(routeKey: HttpRouteKey, integration: HttpLambdaIntegration, reason: string): void {
    acknowledge(this.addRoute(routeKey, integration, new HttpNoneAuthorizer()), { 'AwsSolutions-APIG4': reason });
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

/** API Gateway takes HEAD only if a route says so. */
const methods = { GET: [HttpMethod.GET, HttpMethod.HEAD], POST: [HttpMethod.POST], PUT: [HttpMethod.PUT] } as const;

/** One permission for all routes of a function: one for each would outgrow the size a function's policy may have. */
function integrate(name: string, serve: IFunction): HttpLambdaIntegration {
  return new HttpLambdaIntegration(name, serve, { scopePermissionToRoute: false });
}
