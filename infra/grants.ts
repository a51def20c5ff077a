import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import * as z from 'zod';
import type { tableShape } from '../shared/journal/keys.ts';
import { acknowledge } from './acknowledge.ts';
import type { DataStack } from './data-stack.ts';

/** The name by which another stack knows a value of the stack of data. */
const Exported = z.object({ 'Fn::ImportValue': z.string() });

/** The journal permissions of a function: no function may delete or scan. */
export interface JournalUse {
  readonly appends: boolean;
  /** The indexes it finds streams by. */
  readonly finds: readonly (keyof typeof tableShape.indexes)[];
}

const reads = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
/** The operations in the journal's transactions and in storing a task token: writes, and checks that an item is as it was read. */
const appends = ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem'];
/** What DynamoDB does with the table's key for each caller of the table. */
const keyUses = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

export function grantJournal(to: IGrantable, { table, key }: DataStack, use: JournalUse): void {
  allow(to, use.appends ? [...reads, ...appends] : reads, [table.tableArn]);
  if (use.finds.length > 0)
    allow(
      to,
      ['dynamodb:Query'],
      use.finds.map((index) => `${table.tableArn}/index/${index}`),
    );
  allow(to, use.appends ? keyUses : ['kms:Decrypt', 'kms:DescribeKey'], [key.keyArn]);
}

/** Reading a secret, and decrypting it. */
export function grantSecret(to: IGrantable, { key }: DataStack, secret: CfnSecret): void {
  allow(to, ['secretsmanager:GetSecretValue'], [secret.ref]);
  allow(to, ['kms:Decrypt'], [key.keyArn]);
}

/** Reading the table's stream. AWS lists the streams of all tables or of none. */
export function grantStream(to: IGrantable, { key }: DataStack, streamArn: string): void {
  allow(to, ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [streamArn]);
  allow(to, ['dynamodb:ListStreams'], ['*']);
  allow(to, ['kms:Decrypt'], [key.keyArn]);
}

/**
 * The uses of the bucket of evidence. `links`: a link that a function signs gives no more than the function may do itself · `looks`: the
 * head and the first bytes of a file, and that it is not there.
 */
export function grantEvidence(to: IFunction, data: DataStack, use: 'links' | 'looks'): void {
  const { evidence, key } = data;
  const { bucketArn } = evidence.bucket;
  const files = [`${bucketArn}/files/*`];
  const exported = Exported.parse(Stack.of(data).resolve(data.exportValue(bucketArn)))['Fn::ImportValue'];
  if (to.role === undefined) throw new Error('The function has no role');
  acknowledge(to.role, {
    [`AwsSolutions-IAM5[Resource::${exported}/files/*]`]: 'Each file has a name of its own, which is made when it is announced.',
  });
  allow(to, ['s3:GetObject', 's3:GetObjectVersion', ...(use === 'links' ? ['s3:PutObject'] : [])], files);
  // without it the store answers 403 for a file that is not there
  if (use === 'looks') allow(to, ['s3:ListBucket'], [bucketArn]);
  allow(to, use === 'links' ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'], [key.keyArn]);
}

export function grantSend(to: IGrantable, queue: IQueue): void {
  allow(to, ['sqs:SendMessage'], [queue.queueArn]);
}

/** Exactly these actions on exactly these resources. */
export function allow(to: IGrantable, actions: readonly string[], resources: readonly string[]): void {
  to.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
}
