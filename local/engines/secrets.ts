import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { meterSecrets } from '../usage/meter-operations.ts';
import type { Usage } from '../usage/usage.ts';
import { AwsError, type Operation, serveAwsJson } from './aws-json.ts';
import { readText, writeAtomically } from './files.ts';

/** `GenerateSecretString` of a template, as far as CloudFormation gives it. */
export interface GenerateSecretString {
  readonly PasswordLength?: number;
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
  readonly ExcludeCharacters?: string;
  readonly ExcludePunctuation?: boolean;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludeLowercase?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly IncludeSpace?: boolean;
  readonly RequireEachIncludedType?: boolean;
}

export interface SecretModel {
  readonly arn: string;
  readonly name: string;
  readonly generate: GenerateSecretString;
}

const StoredSecret = z.strictObject({
  value: z.string(),
  versionId: z.string(),
  createdAt: z.number(),
});
const Store = z.record(z.string(), StoredSecret);
const SecretRequest = z.object({ SecretId: z.string() });

const DEFAULT_LENGTH = 32;
const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const UPPERCASE = LOWERCASE.toUpperCase();
const NUMBERS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Serves the secrets of the template over the SDK's protocol. A value is generated once and kept in a file only its owner may read. */
export async function startSecrets(options: {
  dataDir: string;
  secrets: readonly SecretModel[];
  usage?: Usage | undefined;
}): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const stored = generateMissing(join(options.dataDir, 'secrets.json'), options.secrets);
  const find = (input: unknown) => {
    const { SecretId } = SecretRequest.parse(input);
    const model = options.secrets.find(({ arn, name }) => SecretId === arn || SecretId === name);
    const secret = model && stored[model.name];
    if (!secret) throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return { model, secret };
  };
  const operations: Readonly<Record<string, Operation>> = {
    GetSecretValue: (input) => {
      const { model, secret } = find(input);
      return {
        ARN: model.arn,
        Name: model.name,
        SecretString: secret.value,
        VersionId: secret.versionId,
        VersionStages: ['AWSCURRENT'],
        CreatedDate: secret.createdAt,
      };
    },
    DescribeSecret: (input) => {
      const { model, secret } = find(input);
      const VersionIdsToStages = { [secret.versionId]: ['AWSCURRENT'] };
      return {
        ARN: model.arn,
        Name: model.name,
        CreatedDate: secret.createdAt,
        VersionIdsToStages,
      };
    },
  };
  return serveAwsJson(meterSecrets(operations, options.usage), join(options.dataDir, 'secrets.port'));
}

function generateMissing(file: string, models: readonly SecretModel[]): z.infer<typeof Store> {
  const stored = Store.parse(JSON.parse(readText(file) ?? '{}'));
  for (const { name, generate } of models) {
    stored[name] ??= {
      value: generateSecret(generate),
      versionId: crypto.randomUUID(),
      createdAt: Date.now() / 1000,
    };
  }
  writeAtomically(file, JSON.stringify(stored));
  return stored;
}

/** Makes a secret as Secrets Manager would: a password, or a JSON object with the password under the given key. */
export function generateSecret(generate: GenerateSecretString): string {
  const password = generatePassword(generate);
  if (generate.GenerateStringKey === undefined) return password;
  const template = z.record(z.string(), z.unknown()).parse(JSON.parse(generate.SecretStringTemplate ?? '{}'));
  return JSON.stringify({
    ...template,
    [generate.GenerateStringKey]: password,
  });
}

function generatePassword(generate: GenerateSecretString): string {
  const excluded = new Set(generate.ExcludeCharacters ?? '');
  const alphabets = [
    generate.ExcludeLowercase ? '' : LOWERCASE,
    generate.ExcludeUppercase ? '' : UPPERCASE,
    generate.ExcludeNumbers ? '' : NUMBERS,
    generate.ExcludePunctuation ? '' : PUNCTUATION,
    generate.IncludeSpace ? ' ' : '',
  ]
    .map((alphabet) => [...alphabet].filter((character) => !excluded.has(character)))
    .filter((alphabet) => alphabet.length > 0);
  const required = generate.RequireEachIncludedType === false ? [] : alphabets.map(pick);
  const all = alphabets.flat();
  const rest = Array.from(
    {
      length: Math.max(0, (generate.PasswordLength ?? DEFAULT_LENGTH) - required.length),
    },
    () => pick(all),
  );
  return shuffle([...required, ...rest]).join('');
}

function pick(alphabet: readonly string[]): string {
  if (alphabet.length === 0) throw new Error('A generated secret may use no character at all');
  return alphabet[randomInt(alphabet.length)] ?? '';
}

function shuffle(characters: readonly string[]): string[] {
  const order = characters.map((character) => ({
    character,
    at: randomInt(2 ** 47),
  }));
  return order.sort((a, b) => a.at - b.at).map(({ character }) => character);
}
