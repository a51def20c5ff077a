import { cloudOnlyIdentity } from './cloud-only.ts';
import type { ResourceIdentity, Value } from './identity.ts';
import { place } from './place.ts';

const name: Value = (id) => id.name;
const arn =
  (service: string, resource: Value): Value =>
  (id) =>
    `arn:${place.partition}:${service}:${place.region}:${place.account}:${resource(id)}`;

const tableArn = arn('dynamodb', (id) => `table/${id.name}`);
const functionArn = arn('lambda', (id) => `function:${id.name}`);
const secretArn = arn('secretsmanager', (id) => `secret:${id.name}`);
const stateMachineArn = arn('states', (id) => `stateMachine:${id.name}`);
/** Names of buckets have small letters only. */
const bucketName: Value = (id) => id.name.toLowerCase();
const queueUrl: Value = (id) => `${id.queueEndpoint}/${place.account}/${id.name}`;

const table: ResourceIdentity = {
  nameProperty: 'TableName',
  ref: name,
  attributes: { Arn: tableArn, StreamArn: (id) => `${tableArn(id)}/stream/local`, TableId: name },
};

/** The types that the local city runs. Everything else is either in `cloud-only.ts`, with a reason, or an error. */
const supported: Readonly<Record<string, ResourceIdentity>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    maxNameLength: 75,
    ref: queueUrl,
    attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: queueUrl },
  },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    maxNameLength: 63,
    ref: bucketName,
    attributes: {
      Arn: (id) => `arn:${place.partition}:s3:::${bucketName(id)}`,
      // functions reach the local store by the SDK's own variable for another endpoint
      RegionalDomainName: (id) => `${bucketName(id)}.s3.invalid`,
    },
  },
  'AWS::Lambda::Function': { nameProperty: 'FunctionName', maxNameLength: 64, ref: name, attributes: { Arn: functionArn } },
  'AWS::Lambda::EventSourceMapping': { ref: name, attributes: { Id: name } },
  'AWS::Lambda::EventInvokeConfig': { ref: name, attributes: {} },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    maxNameLength: 80,
    ref: stateMachineArn,
    attributes: { Arn: stateMachineArn, Name: name, StateMachineRevisionId: () => 'local' },
  },
  'AWS::ApiGatewayV2::Api': {
    ref: (id) => id.logicalId.toLowerCase(),
    attributes: { ApiId: (id) => id.logicalId.toLowerCase(), ApiEndpoint: () => 'http://127.0.0.1' },
  },
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName', ref: name, attributes: {} },
  'AWS::ApiGatewayV2::Route': { ref: (id) => id.logicalId, attributes: { RouteId: (id) => id.logicalId } },
  'AWS::ApiGatewayV2::Integration': { ref: (id) => id.logicalId, attributes: { IntegrationId: (id) => id.logicalId } },
  'AWS::ApiGatewayV2::Authorizer': { ref: (id) => id.logicalId, attributes: { AuthorizerId: (id) => id.logicalId } },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    ref: name,
    attributes: { Arn: arn('scheduler', (id) => `schedule/default/${id.name}`) },
  },
  'AWS::Events::Rule': { nameProperty: 'Name', ref: name, attributes: { Arn: arn('events', (id) => `rule/${id.name}`) } },
  'AWS::SecretsManager::Secret': { nameProperty: 'Name', ref: secretArn, attributes: { Id: secretArn } },
};

/** How the given type shows itself, or undefined for an unknown type. */
export function identityOf(type: string): ResourceIdentity | undefined {
  return supported[type] ?? cloudOnlyIdentity(type);
}
