import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import carried, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import * as z from 'zod';

const root = join(import.meta.dirname, '..', '..');
const { resolve } = createRequire(import.meta.url);

/** The browser runs pages of this city only, in machines that give it no sandbox. */
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/**
 * Starts a real Chromium: on Linux for x64 the one that npm brought, elsewhere the Chrome of the machine.
 *
 * @throws Error in one line if there is none
 */
export async function openBrowser(): Promise<Browser> {
  try {
    if (process.platform === 'linux' && process.arch === 'x64') return await startCarried(await unpack());
    return await chromium.launch({ channel: 'chrome' });
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(
      `The tests of the console need a Chromium: Linux on x64 has one from npm, elsewhere install Chrome. (${why})`,
    );
  }
}

/** On a bare machine the browser lacks system libraries; then those that it brings are used, which fit no machine that has its own. */
async function startCarried(folder: string): Promise<Browser> {
  const executablePath = join(folder, 'chromium');
  const fonts = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  try {
    return await chromium.launch({ executablePath, args, env: { ...process.env, ...fonts } });
  } catch {
    const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
    return chromium.launch({ executablePath, args, env: { ...process.env, ...fonts, ...libraries } });
  }
}

/** Unpacks the browser once for each version. The package unpacks to the folder of temporary files, so that is the place for a moment. */
async function unpack(): Promise<string> {
  const files = dirname(dirname(resolve('@sparticuz/chromium')));
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(files, 'package.json'), 'utf8')));
  const place = join(root, 'node_modules', '.cache', 'cordon', `chromium-${version}`);
  if (existsSync(place)) return place;
  const fresh = `${place}.${process.pid}.${randomUUID()}`;
  mkdirSync(fresh, { recursive: true });
  const { TMPDIR: usual } = process.env;
  process.env['TMPDIR'] = fresh;
  try {
    await carried.executablePath();
    await inflate(join(files, 'bin', 'al2023.tar.br'));
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
  try {
    renameSync(fresh, place);
  } catch (error) {
    // another test run was faster
    rmSync(fresh, { recursive: true });
    if (!existsSync(place)) throw error;
  }
  return place;
}
