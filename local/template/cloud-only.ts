import type { IdentityInput, ResourceIdentity } from './identity.ts';
import { place } from './place.ts';

interface CloudOnly {
  /** Why the local city builds nothing for it. */
  readonly reason: string;
  readonly service: string;
  readonly resource: string;
  /** Whether `Ref` gives the ARN rather than the name. */
  readonly refIsArn?: boolean;
  readonly attributes?: readonly string[];
}

const watching = 'watched by people on call in the cloud; the local city shows its figures on the screen and in its logs';
const permission = 'the cloud decides who may call what; local engines trust the loopback interface';
const encryption = 'data on this machine lies in a folder that belongs to its user';
const logs = 'logs go to files in the data folder';

/** Resource types without a local counterpart. A type in neither this list nor `identities.ts` is an error. */
const cloudOnly: Readonly<Record<string, CloudOnly>> = {
  'AWS::IAM::Role': { reason: permission, service: 'iam', resource: 'role/', attributes: ['Arn', 'RoleId'] },
  'AWS::IAM::Policy': { reason: permission, service: 'iam', resource: 'policy/', attributes: ['Id'] },
  'AWS::IAM::ManagedPolicy': {
    reason: permission,
    service: 'iam',
    resource: 'policy/',
    refIsArn: true,
    attributes: ['PolicyArn'],
  },
  'AWS::Lambda::Permission': { reason: permission, service: 'lambda', resource: 'permission/' },
  'AWS::SQS::QueuePolicy': { reason: permission, service: 'sqs', resource: 'policy/', attributes: ['Id'] },
  'AWS::SNS::TopicPolicy': { reason: permission, service: 'sns', resource: 'policy/', attributes: ['Id'] },
  'AWS::SecretsManager::ResourcePolicy': {
    reason: permission,
    service: 'secretsmanager',
    resource: 'policy/',
    attributes: ['Id'],
  },
  'AWS::Logs::ResourcePolicy': { reason: permission, service: 'logs', resource: 'policy/' },
  'AWS::S3::BucketPolicy': { reason: permission, service: 's3', resource: 'policy/' },
  'AWS::KMS::Key': { reason: encryption, service: 'kms', resource: 'key/', attributes: ['Arn', 'KeyId'] },
  'AWS::KMS::Alias': { reason: encryption, service: 'kms', resource: 'alias/', attributes: ['AliasName'] },
  'AWS::Logs::LogGroup': { reason: logs, service: 'logs', resource: 'log-group:', attributes: ['Arn'] },
  'AWS::Logs::MetricFilter': { reason: logs, service: 'logs', resource: 'metric-filter/' },
  'AWS::CloudWatch::Alarm': { reason: watching, service: 'cloudwatch', resource: 'alarm:', attributes: ['Arn'] },
  'AWS::CloudWatch::CompositeAlarm': { reason: watching, service: 'cloudwatch', resource: 'alarm:', attributes: ['Arn'] },
  'AWS::CloudWatch::Dashboard': { reason: watching, service: 'cloudwatch', resource: 'dashboard/' },
  'AWS::SNS::Topic': { reason: watching, service: 'sns', resource: '', refIsArn: true, attributes: ['TopicArn', 'TopicName'] },
  'AWS::SNS::Subscription': { reason: watching, service: 'sns', resource: 'subscription/', refIsArn: true, attributes: ['Arn'] },
  'AWS::Budgets::Budget': { reason: 'nothing is paid for here', service: 'budgets', resource: 'budget/' },
  'AWS::CDK::Metadata': { reason: 'says which CDK wrote the template', service: 'cdk', resource: 'metadata/' },
  'AWS::Scheduler::ScheduleGroup': {
    reason: 'only groups schedules',
    service: 'scheduler',
    resource: 'schedule-group/',
    attributes: ['Arn'],
  },
};

/** The identity of a cloud-only type, so that references to it still resolve. */
export function cloudOnlyIdentity(type: string): ResourceIdentity | undefined {
  const entry = cloudOnly[type];
  if (!entry) return undefined;
  const arn = (id: IdentityInput): string =>
    `arn:${place.partition}:${entry.service}:${place.region}:${place.account}:${entry.resource}${id.name}`;
  const name = (id: IdentityInput): string => id.name;
  const attributes = Object.fromEntries((entry.attributes ?? []).map((key) => [key, key.endsWith('Arn') ? arn : name]));
  return { ref: entry.refIsArn ? arn : name, attributes };
}
