import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CityError, describe } from '../city-error.ts';

const ResourceSource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const OutputSource = z.object({
  Value: z.unknown(),
  Condition: z.string().optional(),
  Export: z.object({ Name: z.unknown() }).optional(),
});

/** Sections that are not listed here (Transform, Hooks …) would change the meaning of the template, so they are refused by name. */
const TemplateSource = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Rules: z.unknown().optional(),
  Resources: z.record(z.string(), ResourceSource),
  Outputs: z.record(z.string(), OutputSource).default({}),
});

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.record(z.string(), z.unknown()).default({}),
      metadata: z.record(z.string(), z.array(z.object({ type: z.string(), data: z.unknown() }))).optional(),
    }),
  ),
});

const Assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string(), packaging: z.string() }) })).default({}),
});

const StackProperties = z.object({ templateFile: z.string(), stackName: z.string().optional() });
const AssemblyProperties = z.object({ directoryName: z.string() });

/** One stack as synthesized: nothing resolved yet. */
export interface StackSource extends z.infer<typeof TemplateSource> {
  readonly name: string;
  /** Where the files of each asset lie, by the asset's hash. */
  readonly assets: ReadonlyMap<string, string>;
}

/**
 * Reads every stack of a cloud assembly (`cdk.out`), nested assemblies included.
 * @throws CityError naming the file that is missing or wrong
 */
export function readAssembly(directory: string): StackSource[] {
  const manifest = readJson(join(directory, 'manifest.json'), Manifest);
  const stacks: StackSource[] = [];
  for (const [id, artifact] of Object.entries(manifest.artifacts)) {
    for (const entry of Object.values(artifact.metadata ?? {}).flat()) {
      if (entry.type === 'aws:cdk:error') throw new CityError(`The template of ${id} has an error: ${String(entry.data)}`);
    }
    if (artifact.type === 'cdk:cloud-assembly') {
      stacks.push(...readAssembly(join(directory, AssemblyProperties.parse(artifact.properties).directoryName)));
    } else if (artifact.type === 'aws:cloudformation:stack') {
      stacks.push(readStack(directory, id, StackProperties.parse(artifact.properties)));
    }
  }
  if (stacks.length === 0) throw new CityError(`${directory} holds no stack`);
  return stacks;
}

function readStack(directory: string, id: string, properties: z.infer<typeof StackProperties>): StackSource {
  const template = readJson(join(directory, properties.templateFile), TemplateSource);
  return { ...template, name: properties.stackName ?? id, assets: readAssets(directory, id) };
}

function readAssets(directory: string, id: string): ReadonlyMap<string, string> {
  const file = join(directory, `${id}.assets.json`);
  if (!existsSync(file)) return new Map();
  const { files } = readJson(file, Assets);
  return new Map(Object.entries(files).map(([hash, { source }]) => [hash, join(directory, source.path)]));
}

function readJson<T extends z.ZodType>(file: string, schema: T): z.infer<T> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CityError(`Cannot read ${file}: ${describe(error)}`);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new CityError(`${file} is not as expected: ${describeIssues(parsed.error)}`);
  return parsed.data;
}

/** Where and why a piece of a template was refused, on one line. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`).join('; ');
}
