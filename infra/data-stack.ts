import { type App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { tableShape } from '../shared/journal/keys.ts';
import { acknowledge } from './acknowledge.ts';
import { EvidenceBucket } from './evidence-bucket.ts';
import type { Stage } from './stages.ts';

/** Long enough that no one can guess a value derived from it: 64 letters and digits carry some 380 bits. */
const SECRET_LENGTH = 64;

/** The stack that keeps data: the one table, the bucket of evidence, the key it is encrypted with, and the two secrets from which other keys are derived. */
export class DataStack extends Stack {
  readonly key: Key;
  readonly table: Table;
  /** Account numbers are indexed, and cursors signed, with keys derived from it. */
  readonly dataSecret: CfnSecret;
  /** Orders are signed with the key derived from it; its public half is served at `/v1/jwks`. */
  readonly signingSecret: CfnSecret;

  /** The files of evidence, and the queue of what arrived there. */
  readonly evidence: EvidenceBucket;

  constructor(app: App, id: string, stage: Stage) {
    super(app, id, { description: 'Cordon: the journal and its keys', terminationProtection: stage.keepsData });
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = new Key(this, 'Key', {
      description: 'Encrypts the journal and the secrets of Cordon',
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy,
    });
    this.table = createTable(this, this.key, stage.keepsData, removalPolicy);
    this.evidence = new EvidenceBucket(this, 'Evidence', { stage, encryptionKey: this.key, removalPolicy });
    this.dataSecret = this.createSecret('DataKey', 'Keys for account numbers in indexes and for cursors are derived from this');
    this.signingSecret = this.createSecret('SigningKey', 'The key that signs orders to banks is derived from this');
  }

  /** Made as the plain resource: the construct writes a domain into the key's policy that is not the same in every partition. */
  private createSecret(id: string, description: string): CfnSecret {
    const secret = new CfnSecret(this, id, {
      description,
      kmsKeyId: this.key.keyArn,
      generateSecretString: { passwordLength: SECRET_LENGTH, excludePunctuation: true },
    });
    // in every stage: without these keys Cordon can neither find nor prove what the table holds
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'Hashes of account numbers and signatures kept as evidence hang on these values: they are changed by a planned migration (docs/adr/0004-keys-from-secrets.md), never by a timer.',
    });
    return secret;
  }
}

function createTable(scope: Stack, encryptionKey: Key, deletionProtection: boolean, removalPolicy: RemovalPolicy): Table {
  const text = (name: string) => ({ name, type: AttributeType.STRING });
  const table = new Table(scope, 'Table', {
    partitionKey: text(tableShape.partitionKey),
    sortKey: text(tableShape.sortKey),
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_IMAGE,
    timeToLiveAttribute: tableShape.timeToLive,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    deletionProtection,
    removalPolicy,
  });
  for (const [indexName, { partitionKey, sortKey }] of Object.entries(tableShape.indexes)) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: text(partitionKey),
      sortKey: text(sortKey),
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [...tableShape.projected],
    });
  }
  return table;
}
