import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/cordon-synth');
/** What the template is made from. */
const sources = ['infra', 'functions', 'shared', 'workflows', 'console', 'package-lock.json'];
/** What npm and the check of types leave in the folder of the console. */
const leftThere = ['console/node_modules', 'console/generated'];
const HOUR_MS = 3_600_000;

const Resource = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const Template = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Parameters: z.record(z.string(), z.looseObject({})).default({}),
  Outputs: z
    .record(z.string(), z.looseObject({ Value: z.unknown(), Export: z.looseObject({ Name: z.string() }).optional() }))
    .default({}),
});

export type Resource = z.infer<typeof Resource>;
export type Template = z.infer<typeof Template>;

/** A stage of Cordon as it would be deployed. */
export interface Assembly {
  readonly directory: string;
  readonly data: Template;
  readonly alarms: Template;
  /** What stands in the stacks of functions, of routes and of work: all functions, routes, queues and workflows. */
  readonly running: Template;
}

/**
 * The cloud assembly of a stage, synthesized as a deployment does it, once for each state of the sources: all test files,
 * and all runs until a source changes, share it.
 */
export function synthesize(stage: 'local' | 'dev' | 'prod' = 'local'): Assembly {
  const directory = join(cache, `${stage}-${hashOfSources()}`);
  if (!existsSync(directory)) build(stage, directory);
  const read = (name: string): Template =>
    Template.parse(JSON.parse(readFileSync(join(directory, `${name}-${stage}.template.json`), 'utf8')));
  const [app, api, routes, work] = [read('CordonApp'), read('CordonApi'), read('CordonRoutes'), read('CordonWork')];
  const served = { ...withImports(api.Resources, app), ...withImports(withImports(routes.Resources, app), api) };
  const running = { ...app, Resources: { ...app.Resources, ...served, ...work.Resources } };
  return { directory, data: read('CordonData'), alarms: read('CordonAlarms'), running };
}

/** These resources, with what the other stack exports in place of each import of it. */
function withImports(resources: Template['Resources'], { Outputs }: Template): Template['Resources'] {
  const exported = new Map(Object.values(Outputs).map(({ Export, Value }) => [Export?.Name, Value]));
  return JSON.parse(JSON.stringify(resources), (_, value) => {
    const name = value?.['Fn::ImportValue'];
    return typeof name === 'string' && exported.has(name) ? exported.get(name) : value;
  });
}

/** The resources of a type, by logical id. */
export function ofType(template: Template, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

function build(stage: string, directory: string): void {
  forgetOld();
  const fresh = `${directory}.${process.pid}`;
  const { status, stderr } = spawnSync(join(root, 'node_modules/.bin/node'), ['infra/app.ts'], {
    cwd: root,
    // no account, no region, no credentials: what a deployment needs to know it gets as parameters
    env: { PATH: process.env['PATH'], CDK_OUTDIR: fresh, CDK_CONTEXT_JSON: JSON.stringify({ stage }) },
    encoding: 'utf8',
  });
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`The synthesis failed:\n${stderr}`);
  }
  try {
    renameSync(fresh, directory);
  } catch {
    // another test file was faster; its assembly is the same
    rmSync(fresh, { recursive: true, force: true });
  }
}

function forgetOld(): void {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > HOUR_MS) rmSync(path, { recursive: true, force: true });
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (leftThere.includes(path)) return;
    if (statSync(join(root, path)).isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\0`).update(readFileSync(join(root, path)));
    }
  };
  for (const source of sources) add(source);
  return hash.digest('hex').slice(0, 16);
}
