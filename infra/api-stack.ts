import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CordonApi, type CordonApiProps } from './http-api.ts';

/**
 * The HTTP API: its routes, the check of tokens, its access log. It is a stack beside the functions that serve it, since a stack has room
 * for five hundred resources, and each route is one.
 */
export class ApiStack extends Stack {
  readonly api: HttpApi;

  constructor(app: App, id: string, props: CordonApiProps) {
    super(app, id, { description: 'Cordon: the HTTP API' });
    this.api = new CordonApi(this, 'HttpApi', props).api;
    new CfnOutput(this, 'ConsoleUrl', { value: `${this.api.apiEndpoint}/console`, description: 'Where people use Cordon' });
    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint, description: 'Where the API is served' });
  }
}
