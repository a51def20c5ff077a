import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSecrets } from '../../local/engines/secrets.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:cursor-key';
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'engine-secrets-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function withSecrets<T>(work: (client: SecretsManagerClient) => Promise<T>): Promise<T> {
  const engine = await startSecrets({
    dataDir,
    secrets: [{ arn, name: 'cursor-key', generate: { PasswordLength: 40, ExcludePunctuation: true } }],
  });
  const client = new SecretsManagerClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'l', secretAccessKey: 'l' },
  });
  try {
    return await work(client);
  } finally {
    client.destroy();
    await engine.stop();
  }
}

test('a secret is generated once, found by ARN and by name, and the same after a restart', async () => {
  const byArn = await withSecrets((client) => client.send(new GetSecretValueCommand({ SecretId: arn })));
  const byName = await withSecrets((client) => client.send(new GetSecretValueCommand({ SecretId: 'cursor-key' })));
  expect(byArn.SecretString).toMatch(/^[A-Za-z0-9]{40}$/);
  expect(byName.SecretString).toBe(byArn.SecretString);
  expect((await withSecrets((client) => client.send(new DescribeSecretCommand({ SecretId: arn })))).Name).toBe('cursor-key');
});

test('an unknown secret is told apart, and only the owner may read the file', async () => {
  const asked = withSecrets((client) => client.send(new GetSecretValueCommand({ SecretId: 'none' })));
  await expect(asked).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  for (const file of readdirSync(dataDir)) expect(statSync(join(dataDir, file)).mode & 0o077).toBe(0);
});
