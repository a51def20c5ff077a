import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { readCity } from '../../local/template/city-model.ts';
import { shortName } from '../cost/metered-city.ts';

/** The size of a function's code, and how long a new process takes to load it. */
export interface BundleTimes {
  readonly name: string;
  readonly kilobytes: number;
  readonly ms: number;
}

interface Code {
  readonly name: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const ATTEMPTS = 3;
/** What the functions' names have in common besides their own ids. */
const OF_ALL = /Function$/;

/** Every function of the assembly, behind one that only imports the DynamoDB client. `folder` takes that one's code. */
export async function bundleTimes(assembly: string, folder: string): Promise<readonly BundleTimes[]> {
  const deployment = {
    parameters: { IssuerUrl: 'http://127.0.0.1', TokenAudience: 'cordon' },
    queueEndpoint: 'http://127.0.0.1',
  };
  const own = readCity(assembly, deployment).functions.map(({ name, codeDirectory, environment }) => ({
    ...{ name: shortName(name).replace(OF_ALL, ''), directory: codeDirectory, environment },
  }));
  const codes: Code[] = [await clientAlone(join(folder, 'client')), ...own.toSorted((a, b) => a.name.localeCompare(b.name))];
  const measured: BundleTimes[] = [];
  for (const code of codes)
    measured.push({ name: code.name, kilobytes: bytesOf(code.directory) / 1024, ms: await loading(code) });
  return measured;
}

async function clientAlone(directory: string): Promise<Code> {
  await build({
    stdin: { contents: "export { DynamoDBClient } from '@aws-sdk/client-dynamodb';", resolveDir: root },
    outfile: join(directory, 'index.mjs'),
    ...{
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      legalComments: 'none',
      logLevel: 'error',
    },
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return { name: 'the DynamoDB client alone', directory, environment: {} };
}

/** The shortest of some attempts: the others waited for the machine. */
async function loading({ directory, environment }: Code): Promise<number> {
  const url = JSON.stringify(pathToFileURL(join(directory, 'index.mjs')).href);
  const script = `const begun = performance.now(); await import(${url}); process.stdout.write(String(performance.now() - begun)); process.exit()`;
  let shortest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...environment, AWS_ENDPOINT_URL: 'http://127.0.0.1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    });
    shortest = Math.min(shortest, Number(stdout));
  }
  return shortest;
}

function bytesOf(directory: string): number {
  return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
}
