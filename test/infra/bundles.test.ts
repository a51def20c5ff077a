import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ConsoleFiles, encodings, FILES_FOLDER, FILES_LIST, PAGE } from '../../functions/console/env.ts';
import { ofType, synthesize } from '../support/synth.ts';

const { running, directory } = synthesize();
/** In bytes. A cold start reads the module; no stop and no caller waits for that of a function in the background. */
const LIMIT = 520_000;
/** The relay of coordination knows every context whose facts it follows. */
const BACKGROUND_LIMIT = 650_000;

const LambdaFunction = z.looseObject({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.literal('index.handler'),
  Runtime: z.literal('nodejs24.x'),
  Architectures: z.tuple([z.literal('arm64')]),
  LoggingConfig: z.looseObject({ LogFormat: z.literal('JSON') }),
  TracingConfig: z.object({ Mode: z.literal('Active') }),
  MemorySize: z.number().min(256),
  Timeout: z.number().max(60),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
});
const functions = ofType(running, 'AWS::Lambda::Function').map(([id, { Properties }]) => ({
  id,
  ...LambdaFunction.parse(Properties),
}));
const isBackground = ({ Tags }: Pick<z.infer<typeof LambdaFunction>, 'Tags'>): boolean =>
  Tags.some(({ Key, Value }) => Key === 'urgency' && Value === 'background');
const codeOf = (key: string): string => join(directory, `asset.${key.replace('.zip', '')}`);

test('there is a function for each handler', () => {
  const handlers = globSync('functions/**/*.ts').filter((path) => /^export const handler\b/m.test(readFileSync(path, 'utf8')));
  expect(handlers.length).toBeGreaterThan(20);
  expect(functions).toHaveLength(handlers.length);
});

test('only what no stop and no caller waits for is tagged as background', () => {
  const background = functions.filter(isBackground);
  expect(background.map(({ id }) => id.slice(0, -8)).toSorted()).toEqual([
    'ChannelGateway',
    'ComputePlan',
    'Coordination',
    'CountImpact',
    'Finding',
    'Sweep',
  ]);
});

/** What a function has beside its module: only the console, the files that it serves. */
const beside: Readonly<Record<string, readonly string[]>> = { Console: [FILES_FOLDER] };

describe.each(functions)('$id', ({ id, Code, Tags }) => {
  const folder = codeOf(Code.S3Key);

  test('is one small module', () => {
    const name = /^Api([A-Z][A-Za-z]+?)[0-9A-F]{8}$/.exec(id)?.[1] ?? '';
    expect(readdirSync(folder)).toEqual([...(beside[name] ?? []), 'index.mjs']);
    expect(statSync(join(folder, 'index.mjs')).size).toBeLessThan(isBackground({ Tags }) ? BACKGROUND_LIMIT : LIMIT);
  });

  test('stands alone: what it loads at its start is its own or of the runtime', () => {
    const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
    const loaded = [...code.matchAll(/\b(?:from|import)"([@a-z][\w@/.:-]*)"/g)].map(([, name]) => name ?? '');
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((name) => !isBuiltin(name))).toEqual([]);
  });

  test('makes the cache of discovered endpoints, which is an empty class here, and never asks it', () => {
    const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
    const uses = [...code.matchAll(/\bendpointCache\b(.{0,5})/g)].map(([, use]) => use);
    expect(uses).toEqual(code.includes('DynamoDB_20120810') ? [':new '] : []);
  });

  test('knows the errors of the database that the code tells apart, and none of those that it does not', () => {
    const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
    const has = (name: string) => code.includes(`"com.amazonaws.dynamodb#${name}"`);
    const uses = code.includes('DynamoDB_20120810');
    expect(['TransactionCanceledException', 'ReplicatedWriteConflictException'].map(has)).toEqual([uses, uses]);
    expect(['BackupInUseException', 'TableAlreadyExistsException'].filter(has)).toEqual([]);
  });

  test('has its handler, and needs no environment until it is called', async () => {
    const module = z.object({ handler: z.unknown() }).parse({ ...(await import(pathToFileURL(join(folder, 'index.mjs')).href)) });
    expect(module.handler).toBeTypeOf('function');
  });
});

describe('the files of the console', () => {
  const [served] = functions.filter(({ id }) => id.startsWith('ApiConsole'));
  const folder = join(codeOf(served?.Code.S3Key ?? ''), FILES_FOLDER);
  const files = ConsoleFiles.parse(JSON.parse(readFileSync(join(folder, FILES_LIST), 'utf8')));
  const page = readFileSync(join(folder, PAGE), 'utf8');

  test('are each listed, with the hash of their content in their names, and compressed where they are text', () => {
    const there = globSync('assets/*', { cwd: folder });
    const kept = Object.entries(files).flatMap(([name, { encoded }]) => [
      name,
      ...(encoded ? encodings.map(({ ending }) => `${name}${ending}`) : []),
    ]);
    expect(there.toSorted()).toEqual(kept.toSorted());
    for (const name of Object.keys(files)) expect(name).toMatch(/^assets\/[\w-]+-[\w-]{8}\.\w+$/);
  });

  test('are all that the page names, and it has no script of its own', () => {
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((address) => !Object.hasOwn(files, address.replace('/console/', '')))).toEqual([]);
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/);
  });
});
