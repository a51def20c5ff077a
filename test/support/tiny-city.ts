import { join } from 'node:path';
import { apiResources, functionResource, writeAssembly } from './tiny-assembly.ts';

/** What every function of the tiny city starts with: it writes down what it sees, and calls the engines without an SDK. */
const common = `
import { appendFileSync, existsSync } from 'node:fs';
const note = (file, value) => appendFileSync(process.env.NOTES + '/' + file, JSON.stringify(value) + '\\n');
const call = async (service, target, body) => {
  const response = await fetch(process.env['AWS_ENDPOINT_URL_' + service], { method: 'POST', body: JSON.stringify(body), headers: {
    'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, 'x-amz-date': '20260101T000000Z',
    authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/x/aws4_request, SignedHeaders=host, Signature=x' } });
  if (!response.ok) throw new Error(target + ' ' + response.status + ' ' + await response.text());
  return response.json();
};
`;

const bundles = {
  // POST /items/{id}: saves an item; anything else: shows the event
  api: `${common}
export const handler = async (event) => {
  if (event.routeKey !== 'POST /items/{id}') return { statusCode: 200, headers: { 'content-type': 'application/json', 'x-made': 'here' }, cookies: ['a=1', 'b=2'], body: JSON.stringify(event) };
  const { id } = event.pathParameters;
  await call('DYNAMODB', 'DynamoDB_20120810.PutItem', { TableName: process.env.TABLE, Item: { pk: { S: id }, at: { N: String(Date.now()) } } });
  return { statusCode: 202, body: id };
};`,
  // the stream: passes items on to the queue; 'poison' never works, and nothing works while the file 'closed' exists
  relay: `${common}
export const handler = async ({ Records }) => {
  if (existsSync(process.env.NOTES + '/closed')) throw new Error('closed');
  note('relay', Records.map((record) => record.dynamodb.Keys.pk.S));
  for (const record of Records) {
    const pk = record.dynamodb.Keys.pk.S;
    if (pk.includes('poison')) throw new Error('poison');
    await call('SQS', 'AmazonSQS.SendMessage', { QueueUrl: process.env.QUEUE, MessageBody: JSON.stringify({ pk, source: record.eventSourceARN }) });
  }
};`,
  // the queue: says of each message whether it worked
  consumer: `${common}
export const handler = async ({ Records }) => {
  const failed = Records.filter((record) => record.body.includes('refused'));
  for (const record of Records) note('consumer', { ...JSON.parse(record.body), count: Number(record.attributes.ApproximateReceiveCount) });
  return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
};`,
  task: `${common}
export const handler = async (event) => { note('task', event); return { done: event.name }; };`,
  tick: `${common}
export const handler = async (event) => { note('tick', { at: Date.now(), event }); };`,
};

/** Writes the assembly of a small city in which everything that the local runtime runs occurs once. */
export function writeTinyCity(directory: string, notes: string): string {
  const make = (hash: string, variables: Record<string, unknown> = {}): object =>
    functionResource(hash, {
      Timeout: 20,
      MemorySize: 256,
      Environment: { Variables: { NOTES: notes, TABLE: { Ref: 'Table' }, ...variables } },
    });
  const queue = (properties: object): object => ({ Type: 'AWS::SQS::Queue', Properties: properties });
  const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });
  return writeAssembly(
    join(directory, 'cdk.out'),
    {
      Tiny: {
        Parameters: { IssuerUrl: { Type: 'String' }, TokenAudience: { Type: 'String' } },
        Resources: {
          Table: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
              BillingMode: 'PAY_PER_REQUEST',
              StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
            },
          },
          Dead: queue({}),
          GivenUp: queue({}),
          Queue: queue({ VisibilityTimeout: 1, RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 2 } }),
          Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: { PasswordLength: 20 } } },
          ApiFunction: make('api'),
          Relay: make('relay', { QUEUE: { Ref: 'Queue' } }),
          Consumer: make('consumer'),
          Task: make('task'),
          Tick: make('tick'),
          FromTable: {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: {
              FunctionName: { Ref: 'Relay' },
              EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
              StartingPosition: 'TRIM_HORIZON',
              BatchSize: 10,
              MaximumRetryAttempts: 2,
              BisectBatchOnFunctionError: true,
              FilterCriteria: {
                Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"item-"}]}}}}' }],
              },
              DestinationConfig: { OnFailure: { Destination: arn('GivenUp') } },
            },
          },
          FromQueue: {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: {
              FunctionName: { Ref: 'Consumer' },
              EventSourceArn: arn('Queue'),
              BatchSize: 5,
              FunctionResponseTypes: ['ReportBatchItemFailures'],
            },
          },
          Workflow: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: {
              DefinitionString: `{"StartAt":"Pause","States":{"Pause":{"Type":"Wait","Seconds":60,"Next":"Work"},"Work":{"Type":"Task","Resource":"\${Task}","End":true}}}`,
              DefinitionSubstitutions: { Task: arn('Task') },
            },
          },
          EachMinute: {
            Type: 'AWS::Events::Rule',
            Properties: { ScheduleExpression: 'rate(1 minute)', State: 'ENABLED', Targets: [{ Id: 'Tick', Arn: arn('Tick') }] },
          },
          Authorizer: {
            Type: 'AWS::ApiGatewayV2::Authorizer',
            Properties: {
              ApiId: { Ref: 'Api' },
              AuthorizerType: 'JWT',
              IdentitySource: ['$request.header.Authorization'],
              JwtConfiguration: { Audience: [{ Ref: 'TokenAudience' }], Issuer: { Ref: 'IssuerUrl' } },
            },
          },
          Guarded: {
            Type: 'AWS::ApiGatewayV2::Route',
            Properties: {
              ApiId: { Ref: 'Api' },
              RouteKey: 'GET /guarded',
              AuthorizationType: 'JWT',
              AuthorizerId: { Ref: 'Authorizer' },
              Target: 'integrations/Integration',
            },
          },
          ...apiResources('ApiFunction', ['POST /items/{id}', 'ANY /echo/{proxy+}', 'GET /echo/fixed']),
        },
      },
    },
    bundles,
  );
}
