import { expect, test } from 'vitest';
import { stageOf } from '../../infra/stages.ts';
import { tableShape } from '../../shared/journal/keys.ts';
import { ofType, synthesize } from '../support/synth.ts';

const { data } = synthesize();
const { data: inProduction } = synthesize('prod');

function only(template: typeof data, type: string) {
  const found = ofType(template, type);
  expect(found).toHaveLength(1);
  const [entry] = found;
  if (!entry) throw new Error(`no ${type}`);
  return { id: entry[0], resource: entry[1] };
}

test('there is one table, encrypted with a key of ours, restorable, paid by use, with a stream of new images and expiring commands', () => {
  const key = only(data, 'AWS::KMS::Key');
  expect(key.resource.Properties).toMatchObject({ EnableKeyRotation: true });
  expect(only(data, 'AWS::DynamoDB::Table').resource.Properties).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': [key.id, 'Arn'] } },
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    TimeToLiveSpecification: { AttributeName: tableShape.timeToLive, Enabled: true },
    KeySchema: [
      { AttributeName: tableShape.partitionKey, KeyType: 'HASH' },
      { AttributeName: tableShape.sortKey, KeyType: 'RANGE' },
    ],
  });
});

test('its indexes are those of the journal', () => {
  const { GlobalSecondaryIndexes } = only(data, 'AWS::DynamoDB::Table').resource.Properties;
  expect(GlobalSecondaryIndexes).toEqual(
    Object.entries(tableShape.indexes).map(([IndexName, { partitionKey, sortKey }]) => ({
      IndexName,
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: tableShape.projected },
    })),
  );
});

test('both secrets are generated, long, encrypted with our key, and stay when the stack goes', () => {
  const secrets = ofType(data, 'AWS::SecretsManager::Secret');
  expect(secrets.map(([id]) => id)).toEqual(['DataKey', 'SigningKey']);
  for (const [, secret] of secrets) {
    expect(secret.Properties).toMatchObject({ GenerateSecretString: { PasswordLength: 64 } });
    expect(secret.Properties['KmsKeyId']).toBeDefined();
    expect(secret).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
});

test('in production the data are protected against deletion by mistake', () => {
  const table = only(inProduction, 'AWS::DynamoDB::Table').resource;
  expect(table).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { DeletionProtectionEnabled: true },
  });
  expect(only(inProduction, 'AWS::KMS::Key').resource).toMatchObject({ DeletionPolicy: 'Retain' });
});

test('a stage that does not exist is refused with the names of those that do', () => {
  expect(() => stageOf('production')).toThrow('choose one of local, dev, prod');
});

test('only the local stage lets a bank be reached over loopback', () => {
  expect([stageOf('local'), stageOf('dev'), stageOf('prod')].map(({ allowLoopbackEndpoints }) => allowLoopbackEndpoints)).toEqual(
    [true, false, false],
  );
  const settings = (stage: 'local' | 'prod') =>
    ofType(synthesize(stage).running, 'AWS::Lambda::Function').flatMap(
      ([, { Properties }]) => JSON.stringify(Properties['Environment'] ?? {}).match(/"ALLOW_LOOPBACK_ENDPOINTS":"\w+"/g) ?? [],
    );
  expect(new Set(settings('local'))).toEqual(new Set(['"ALLOW_LOOPBACK_ENDPOINTS":"true"']));
  expect(new Set(settings('prod'))).toEqual(new Set(['"ALLOW_LOOPBACK_ENDPOINTS":"false"']));
});
