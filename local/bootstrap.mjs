// Plain JavaScript, for any Node from 20 on that the machine has: installs what is missing, then hands over to the project's own Node 24,
// which runs the TypeScript as it is.
//
//   node local/bootstrap.mjs start [flags]     the local city (local/main.ts)
//   node local/bootstrap.mjs test  [filters]   every check and every test
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');

const [task = 'start', ...args] = process.argv.slice(2);
install();
await hand(task, args);

/** Installs the locked dependencies, unless exactly these are installed already. */
function install() {
  if (isInstalled()) return;
  process.stderr.write('Installing the dependencies (once) …\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (npm.status !== 0 || !existsSync(join(bin, 'node'))) {
    process.stderr.write(
      'npm ci failed; see above. It needs the package registry, and leave to run the install script of the package "node".\n',
    );
    process.exit(1);
  }
}

/** Whether npm's record of the installation is what the lock file asks for. Packages for other platforms may be missing. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(join(bin, 'node'))) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return wanted.every(([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version);
}

async function hand(name, rest) {
  const steps = {
    start: [['node', ['local/main.ts', ...rest]]],
    test:
      rest.length > 0
        ? [['vitest', ['run', ...rest]]]
        : [
            ['npm', ['run', '--silent', 'check']],
            ['vitest', ['run']],
          ],
  }[name];
  if (steps === undefined) {
    process.stderr.write(`unknown task ${name}: start or test\n`);
    process.exit(2);
  }
  for (const [command, commandArgs] of steps) {
    const code = await run(command, commandArgs);
    if (code !== 0) process.exit(code);
  }
}

/** Runs a command of the project to its end, passing signals on. An IPC channel tells it when this process is gone. */
function run(command, commandArgs) {
  const own = join(bin, command);
  const child = spawn(existsSync(own) ? own : command, commandArgs, {
    cwd: root,
    stdio: command === 'node' ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    env: {
      // The city's compiled code is kept, which halves the time that loading it takes.
      ...(command === 'node' && { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') }),
      ...process.env,
      PATH: `${bin}:${process.env.PATH ?? ''}`,
    },
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  // A person who kills npm outright means the city too.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || forward('SIGTERM'), 500).unref();
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${command} could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
