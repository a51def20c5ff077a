import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createCordon } from '../../infra/cordon.ts';
import { stageOf } from '../../infra/stages.ts';
import { tableShape } from '../../shared/journal/keys.ts';
import { ofType, synthesize } from '../support/synth.ts';

const root = join(import.meta.dirname, '../..');
const { running, data } = synthesize();

const OneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Statement = z.object({
  Effect: z.string(),
  Action: OneOrMore,
  Resource: z.unknown().transform((value) => [value].flat()),
});
const PolicyDocument = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) });

const statements = ofType(running, 'AWS::IAM::Policy').flatMap(([id, { Properties }]) =>
  PolicyDocument.parse(Properties).PolicyDocument.Statement.map((statement) => ({ id, ...statement })),
);
const allowed = (policy: string) => statements.filter(({ id }) => id.startsWith(`${policy}RoleDefaultPolicy`));
const actionsOf = (policy: string, service: string): readonly string[] =>
  allowed(policy)
    .flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith(`${service}:`))
    .map((action) => action.slice(service.length + 1));

/** Each file of evidence has a name of its own, made when it is announced: a permission is for all under this one folder of the bucket. */
const EACH_FILE = '/files/*';

describe('permissions', () => {
  test('no function may scan the journal or delete from it', () => {
    const actions = statements.flatMap(({ Action }) => Action).filter((action) => action.startsWith('dynamodb:'));
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).not.toMatch(/Scan|Delete|PartiQL|\*/);
  });

  test('no action is given by pattern, and none on everything but the sending of traces and the delivery of logs', () => {
    for (const { Action, Resource } of statements) {
      for (const action of Action) expect(action).not.toContain('*');
      if (Resource.includes('*')) for (const action of Action) expect(action).toMatch(/^(xray|logs):|^dynamodb:ListStreams$/);
      for (const resource of Resource)
        if (resource !== '*') expect(JSON.stringify(resource).replace(EACH_FILE, '')).not.toContain('*');
    }
  });

  test('no role stands on a managed policy, and each is for one service', () => {
    for (const [, { Properties }] of ofType(running, 'AWS::IAM::Role')) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
      expect(JSON.stringify(Properties['AssumeRolePolicyDocument'])).toMatch(/"Service":"(lambda|states)\.amazonaws\.com"/);
    }
  });

  test('a function that appends may put and check items, and change none in place', () => {
    const writes = ['ConditionCheckItem', 'PutItem'];
    for (const one of ['ApiFreezes', 'ApiCases', 'ApiAudit', 'Relay', 'Coordination', 'Sweep']) {
      expect(actionsOf(one, 'dynamodb')).toEqual(expect.arrayContaining(writes));
      expect(actionsOf(one, 'dynamodb')).not.toContain('UpdateItem');
    }
  });

  test("a function that only reads may not write, and the function of the API's document may not read either", () => {
    expect(actionsOf('ApiSystem', 'dynamodb')).toEqual(['BatchGetItem', 'GetItem', 'Query']);
    const services = allowed('ApiOpenApi').flatMap(({ Action }) => Action.map((action) => action.split(':')[0]));
    expect(new Set(services)).toEqual(new Set(['logs', 'xray']));
  });

  test('only the relay starts and wakes workflows, and only the relays send to the gateway', () => {
    const who = (action: string) =>
      statements.filter(({ Action }) => Action.includes(action)).map(({ id }) => id.replace(/RoleDefaultPolicy.*/, ''));
    expect(new Set(who('states:StartExecution'))).toEqual(new Set(['Relay']));
    expect(who('states:SendTaskSuccess')).toEqual(['Relay']);
    expect(new Set(who('sqs:SendMessage'))).toEqual(new Set(['Relay', 'Coordination', 'StopOrder']));
    expect(actionsOf('StopOrder', 'lambda')).toEqual(['InvokeFunction']);
    for (const workflow of ['StandardImpact', 'ReturnPlan']) expect(actionsOf(workflow, 'lambda')).toEqual(['InvokeFunction']);
  });

  test('of the two relays, only that of the freeze path reads a secret', () => {
    expect(actionsOf('Relay', 'secretsmanager')).toEqual(['GetSecretValue']);
    expect(actionsOf('Coordination', 'secretsmanager')).toEqual([]);
  });

  test('only functions that sign, or serve the public key, read the signing key', () => {
    const readers = statements.filter(
      ({ Action, Resource }) =>
        Action.includes('secretsmanager:GetSecretValue') && JSON.stringify(Resource).includes('SigningKey'),
    );
    expect(readers.map(({ id }) => id.replace(/RoleDefaultPolicy.*/, '')).sort()).toEqual([
      'ApiSystem',
      'BankGatewayPush',
      'ChannelGateway',
    ]);
  });

  const entries: readonly (readonly [policy: string, entry: string])[] = [
    ...apiEntries(),
    ['BankGatewayPush', 'bank-gateway/handler'],
    ['ChannelGateway', 'channel-gateway/handler'],
    ['BankGatewayUndeliverable', 'bank-gateway/undeliverable'],
    ['Relay', 'relay/freeze-path-handler'],
    ['Coordination', 'relay/coordination-handler'],
    ['Advance', 'stop-order/handler'],
    ['CountImpact', 'standard-impact/handler'],
    ['ComputePlan', 'return-plans/handler'],
    ['Sweep', 'sweep/handler'],
  ];

  test.each(entries)('%s may find streams by the indexes that its code uses, and by no other', (policy, entry) => {
    const granted = allowed(policy)
      .flatMap(({ Resource }) => Resource)
      .flatMap((resource) => JSON.stringify(resource).match(/(?<=\/index\/)\w+/g) ?? []);
    expect(granted.sort()).toEqual([...indexesUsedBy(`functions/${entry}.ts`)].sort());
  });
});

/** The functions behind the API, each with its entry, as `infra/api-functions.ts` makes them. */
function apiEntries(): readonly (readonly [policy: string, entry: string])[] {
  const source = readFileSync(join(root, 'infra/api-functions.ts'), 'utf8');
  const made = [...source.matchAll(/this\.add\('(\w+)', \{\s*folder: '([\w-]+)',(?:\s*file: '([\w-]+)\.ts',)?/g)];
  if (made.length !== source.match(/this\.add\('/g)?.length) throw new Error('a function behind the API has no folder');
  return made.map(([, name = '', folder = '', file = 'handler']) => [`Api${name}`, `${folder}/${file}`]);
}

/** The indexes that remain in the function's code once unused code is shaken out. */
function indexesUsedBy(entry: string): ReadonlySet<string> {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  const code = outputFiles.map(({ text }) => text).join();
  const named = [...code.matchAll(/\bindex: "(\w+)"/g)].map(([, name]) => name ?? '');
  return new Set(named.filter((name) => name in tableShape.indexes));
}

describe('encryption', () => {
  test('all data at rest are encrypted', () => {
    for (const [, { Properties }] of ofType(running, 'AWS::SQS::Queue'))
      expect(Properties).toHaveProperty('SqsManagedSseEnabled', true);
    for (const [, { Properties }] of ofType(running, 'AWS::SNS::Topic')) expect(Properties).toHaveProperty('KmsMasterKeyId');
    for (const [, { Properties }] of ofType(data, 'AWS::SecretsManager::Secret')) expect(Properties).toHaveProperty('KmsKeyId');
    for (const [, { Properties }] of ofType(data, 'AWS::DynamoDB::Table'))
      expect(Properties).toHaveProperty('SSESpecification.SSEEnabled', true);
  });

  test('no log keeps the input of a workflow', () => {
    const [machine] = ofType(running, 'AWS::StepFunctions::StateMachine');
    expect(machine?.[1].Properties).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ERROR' },
      TracingConfiguration: { Enabled: true },
    });
  });

  test('every log ends some day', () => {
    const groups = ofType(running, 'AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(9);
    for (const [, { Properties }] of groups) expect(Properties['RetentionInDays']).toBeGreaterThan(0);
  });
});

describe('the security checks', () => {
  test('found nothing that is not acknowledged', () => {
    const report: unknown = JSON.parse(readFileSync(join(synthesize().directory, 'validation-report.json'), 'utf8'));
    expect(report).toMatchObject({ pluginReports: [] });
  });

  test('are acknowledged with a reason, and stop the synthesis where they are not', () => {
    const careless = new App({ analyticsReporting: false });
    const stacks = createCordon(careless, stageOf('dev'));
    const reasons = [stacks.app, stacks.api, stacks.work, stacks.data].flatMap((stack) =>
      stack.node.findAll().flatMap(reasonsAt),
    );
    expect(reasons.length).toBeGreaterThan(5);
    for (const reason of reasons) expect(reason.length).toBeGreaterThan(30);

    new Queue(stacks.app, 'Careless');
    expect(() => careless.synth()).toThrow('AwsSolutions-SQS4');
  });
});

function reasonsAt({ node }: IConstruct): readonly string[] {
  const acknowledged = node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
  return acknowledged.flatMap(({ data: reasons }) => Object.values(z.record(z.string(), z.string()).parse(reasons)));
}
