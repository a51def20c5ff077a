import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { addContexts, CordonApi, type CordonApiProps, type Reached } from './http-api.ts';

/**
 * The HTTP API: its routes, the check of tokens, its access log. It is a stack beside the functions that serve it, since a stack has room
 * for five hundred resources, and each route is one.
 */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly reached: Reached;

  constructor(app: App, id: string, props: CordonApiProps) {
    super(app, id, { description: 'Cordon: the HTTP API' });
    const { api, reached } = new CordonApi(this, 'HttpApi', props);
    this.api = api;
    this.reached = reached;
    new CfnOutput(this, 'ConsoleUrl', { value: `${this.api.apiEndpoint}/console`, description: 'Where people use Cordon' });
    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint, description: 'Where the API is served' });
  }
}

/** The routes of what agencies do together: one stack has no room for all routes. */
export class RoutesStack extends Stack {
  constructor(app: App, id: string, { reached, contexts }: { readonly reached: Reached } & Pick<CordonApiProps, 'contexts'>) {
    super(app, id, { description: 'Cordon: the routes of what agencies do together' });
    addContexts(this, reached, contexts);
  }
}
