import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CityModel, readCity } from '../../local/template/city-model.ts';
import { apiResources, functionResource, writeAssembly } from '../support/tiny-assembly.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cordon-template-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const deployment = { parameters: { IssuerUrl: 'http://127.0.0.1:1' }, queueEndpoint: 'http://127.0.0.1:2' };
const bundles = { abc: 'export const handler = async () => 1;' };
const base = { Worker: functionResource('abc'), ...apiResources('Worker', ['GET /x']) };

function read(resources: Record<string, unknown>, sections: Record<string, unknown> = {}): CityModel {
  return readCity(writeAssembly(directory, { App: { Resources: { ...base, ...resources }, ...sections } }, bundles), deployment);
}

/** What the function's variable X becomes when the template gives it this value. */
function resolved(
  value: unknown,
  sections: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): string | undefined {
  const model = read({ Worker: functionResource('abc', { Environment: { Variables: { X: value } } }), ...more }, sections);
  return model.functions[0]?.environment['X'];
}

describe('intrinsic functions', () => {
  const queue = { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } };

  test.each([
    ['Ref of a resource', { Ref: 'Queue' }, 'http://127.0.0.1:2/000000000000/App-Queue'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Partition' }, 'aws'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:us-east-1:000000000000:App-Queue'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Queue.QueueName' }, 'App-Queue'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-us-east-1'],
    ['Fn::Sub', { 'Fn::Sub': `\${AWS::AccountId}:\${Queue.QueueName}:\${!Kept}` }, `000000000000:App-Queue:\${Kept}`],
    ['Fn::Sub with variables', { 'Fn::Sub': [`\${A}/\${B}`, { A: 1, B: { Ref: 'AWS::URLSuffix' } }] }, '1/amazonaws.com'],
    ['Fn::Select and Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['Local', 'yes', 'no'] }, 'yes'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'Value'] }, 'mapped'],
    ['Fn::Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['a parameter with a default', { Ref: 'Plain' }, 'default'],
    ['a parameter given at deployment', { Ref: 'IssuerUrl' }, 'http://127.0.0.1:1'],
  ])('%s', (_name, value, expected) => {
    const sections = {
      Conditions: {
        Local: { 'Fn::And': [{ 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws'] }, { 'Fn::Not': [{ Condition: 'China' }] }] },
        China: { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] }, { 'Fn::Equals': ['a', 'b'] }] },
      },
      Mappings: { Map: { 'us-east-1': { Value: 'mapped' } } },
      Parameters: { Plain: { Type: 'String', Default: 'default' }, IssuerUrl: { Type: 'String' } },
    };
    expect(resolved(value, sections, queue)).toBe(expected);
  });

  test('AWS::NoValue takes the property away', () => {
    expect(resolved({ Ref: 'AWS::NoValue' })).toBeUndefined();
  });

  test('Fn::ImportValue reads the export of another stack', () => {
    writeAssembly(
      directory,
      {
        Data: {
          Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
          Outputs: { Q: { Value: { Ref: 'Queue' }, Export: { Name: 'Data:Queue' } } },
        },
        App: {
          Resources: {
            ...base,
            Worker: functionResource('abc', { Environment: { Variables: { X: { 'Fn::ImportValue': 'Data:Queue' } } } }),
          },
        },
      },
      bundles,
    );
    expect(readCity(directory, deployment).functions[0]?.environment['X']).toBe('http://127.0.0.1:2/000000000000/Data-Queue');
  });
});

describe('an unknown part is an error that names it', () => {
  test.each([
    ['a resource type', { Strange: { Type: 'AWS::Neptune::DBCluster' } }, {}, /App\.Strange.*AWS::Neptune::DBCluster/],
    [
      'an intrinsic function',
      { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::Cidr': ['10.0.0.0/16'] } } } },
      {},
      /App\.Topic.*Fn::Cidr/,
    ],
    [
      'an attribute',
      { Topic: { Type: 'AWS::SNS::Topic', Properties: { X: { 'Fn::GetAtt': ['Worker', 'Colour'] } } } },
      {},
      /Worker\.Colour.*AWS::Lambda::Function/,
    ],
    [
      'a property of a resource it runs',
      { Queue: { Type: 'AWS::SQS::Queue', Properties: { Shiny: true } } },
      {},
      /App\.Queue.*Shiny/,
    ],
    [
      'a reference into nothing, even under a cloud-only resource',
      { Topic: { Type: 'AWS::SNS::Topic', Properties: { X: { Ref: 'Gone' } } } },
      {},
      /App\.Topic.*'Gone'/,
    ],
    [
      'a parameter without a value',
      { Topic: { Type: 'AWS::SNS::Topic', Properties: { X: { Ref: 'Open' } } } },
      { Parameters: { Open: { Type: 'String' } } },
      /parameter Open/,
    ],
    ['a section of the template', {}, { Transform: 'AWS::Serverless-2016-10-31' }, /Transform/],
    [
      'a dynamic reference',
      { Topic: { Type: 'AWS::SNS::Topic', Properties: { X: '{{resolve:ssm:/a}}' } } },
      {},
      /App\.Topic.*resolve:ssm/,
    ],
    ['code that is not there', { Worker: functionResource('missing') }, {}, /App\.Worker.*missing/],
    ['a trigger that leads nowhere', { Mapping: mapping('arn:aws:sqs:us-east-1:000000000000:none') }, {}, /none/],
  ])('%s', (_name, resources, sections, message) => {
    expect(() => read(resources, sections)).toThrow(message);
  });

  test('a missing assembly', () => {
    expect(() => readCity(join(directory, 'none'), deployment)).toThrow(/manifest\.json/);
  });
});

test('a resource under a condition that does not hold does not exist', () => {
  const model = read(
    { Queue: { Type: 'AWS::SQS::Queue', Condition: 'China', Properties: {} } },
    { Conditions: { China: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] } } },
  );
  expect(model.queues).toEqual([]);
});

test('a table keeps its keys, indexes, stream and time to live; a global table is one', () => {
  const { tables } = read({
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [
          {
            IndexName: 'due',
            KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
          },
        ],
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        Replicas: [{ Region: { Ref: 'AWS::Region' } }],
      },
    },
  });
  expect(tables).toEqual([
    {
      arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/App-Table',
      streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/App-Table/stream/local',
      TableName: 'App-Table',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      ttlAttribute: 'ttl',
    },
  ]);
});

test('a queue gives the engine its attributes, the redrive policy as JSON', () => {
  const { queues } = read({
    Dead: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: 'alias/aws/sqs' } },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 180,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
      },
    },
  });
  expect(queues[1]?.attributes).toEqual({
    VisibilityTimeout: '180',
    RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:App-Dead","maxReceiveCount":5}',
  });
});

test('a state machine has its placeholders filled in', () => {
  const { stateMachines } = read({
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        DefinitionString: { 'Fn::Join': ['', [`{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"\${Fn}","End":true}}}`]] },
        DefinitionSubstitutions: { Fn: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
      },
    },
  });
  expect(stateMachines[0]).toMatchObject({
    name: 'App-Machine',
    type: 'STANDARD',
    definition: { States: { A: { Resource: 'arn:aws:lambda:us-east-1:000000000000:function:App-Worker' } } },
  });
});

test('a route knows its function and its authorizer', () => {
  const { api } = read({
    Auth: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Api' },
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: ['cordon'], Issuer: 'http://127.0.0.1:1' },
        Name: 'tokens',
      },
    },
    Guarded: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'POST /x/{id}',
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: 'Auth' },
        Target: 'integrations/Integration',
      },
    },
  });
  expect(api.routes.find(({ routeKey }) => routeKey === 'POST /x/{id}')).toEqual({
    routeKey: 'POST /x/{id}',
    functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:App-Worker',
    timeoutMs: 30_000,
    scopes: [],
    authorizer: { issuer: 'http://127.0.0.1:1', audience: ['cordon'] },
  });
});

function mapping(source: string): object {
  return { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: source } };
}
