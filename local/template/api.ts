import * as z from 'zod';
import { CityError } from '../city-error.ts';
import { attributeOf, meaninglessHere, propertiesOf, type ResolvedResource, whereIs } from './resource.ts';

const Cors = z.strictObject({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  MaxAge: z.coerce.number().optional(),
  AllowCredentials: z.boolean().default(false),
});

const ApiProperties = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  CorsConfiguration: Cors.optional(),
  Description: meaninglessHere,
  DisableExecuteApiEndpoint: meaninglessHere,
  IpAddressType: meaninglessHere,
  Tags: meaninglessHere,
});
const StageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.string(),
  AutoDeploy: z.literal(true),
  StageVariables: z.record(z.string(), z.string()).default({}),
  AccessLogSettings: meaninglessHere,
  /** Throttling protects an account's quota, which a single machine does not have. */
  DefaultRouteSettings: meaninglessHere,
  RouteSettings: meaninglessHere,
  Description: meaninglessHere,
  Tags: meaninglessHere,
});
const RouteProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
  OperationName: meaninglessHere,
});
const IntegrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.coerce.number().int().min(50).max(30_000).default(30_000),
  IntegrationMethod: meaninglessHere,
  Description: meaninglessHere,
});
const AuthorizerProperties = z.strictObject({
  ApiId: z.string(),
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.array(z.literal('$request.header.Authorization')).length(1),
  JwtConfiguration: z.strictObject({ Audience: z.array(z.string()).min(1), Issuer: z.url() }),
  Name: meaninglessHere,
});

export type CorsModel = z.infer<typeof Cors>;

export interface AuthorizerModel {
  readonly issuer: string;
  readonly audience: readonly string[];
}

export interface RouteModel {
  /** `GET /v1/things/{thingId}`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly authorizer?: AuthorizerModel;
  /** One of these must be among the token's scopes; none: any token will do. */
  readonly scopes: readonly string[];
}

export interface ApiModel {
  readonly apiId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly cors?: CorsModel;
  readonly routes: readonly RouteModel[];
}

const oneOf = (resources: readonly ResolvedResource[], type: string): ResolvedResource => {
  const [only, second] = resources.filter((resource) => resource.type === type);
  if (!only) throw new CityError(`The template has no ${type}`);
  if (second) throw new CityError(`${whereIs(second)}: the local city serves one ${type}, and ${whereIs(only)} is it`);
  return only;
};

/** The HTTP API with its routes; integrations and authorizers are folded into the routes that use them. */
export function readApi(resources: readonly ResolvedResource[]): ApiModel {
  const api = oneOf(resources, 'AWS::ApiGatewayV2::Api');
  const { CorsConfiguration: cors } = propertiesOf(api, ApiProperties);
  const stage = propertiesOf(oneOf(resources, 'AWS::ApiGatewayV2::Stage'), StageProperties);
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  const integrations = new Map(
    ofType('Integration').map((one) => [attributeOf(one, 'Ref'), propertiesOf(one, IntegrationProperties)]),
  );
  const authorizers = new Map(
    ofType('Authorizer').map((one) => [attributeOf(one, 'Ref'), propertiesOf(one, AuthorizerProperties)]),
  );
  const routes = ofType('Route').map((resource): RouteModel => {
    const route = propertiesOf(resource, RouteProperties);
    const integration = integrations.get(route.Target.replace('integrations/', ''));
    if (!integration) throw new CityError(`${whereIs(resource)}: its target ${route.Target} does not exist`);
    const authorizer = route.AuthorizerId === undefined ? undefined : authorizers.get(route.AuthorizerId);
    if (route.AuthorizationType === 'JWT' && !authorizer)
      throw new CityError(`${whereIs(resource)}: its authorizer does not exist`);
    return {
      routeKey: route.RouteKey,
      functionArn: toFunctionArn(integration.IntegrationUri),
      timeoutMs: integration.TimeoutInMillis,
      scopes: route.AuthorizationScopes,
      ...(authorizer && {
        authorizer: { issuer: authorizer.JwtConfiguration.Issuer, audience: authorizer.JwtConfiguration.Audience },
      }),
    };
  });
  return {
    apiId: attributeOf(api, 'Ref'),
    stage: stage.StageName,
    stageVariables: stage.StageVariables,
    routes,
    ...(cors && { cors }),
  };
}

/** An integration names its function by ARN, bare or inside the path that API Gateway invokes. */
function toFunctionArn(uri: string): string {
  return /\/functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;
}
