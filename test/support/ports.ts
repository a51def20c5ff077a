import { createServer, type Server } from 'node:net';

/** Below the ports that the system gives to processes that ask for any, so that no other test gets one of these. */
const FIRST = 21_000;
const PAIRS = 4_000;

/** Two neighbouring ports, of which one is taken and the other free. */
export interface TakenPort {
  readonly server: Server;
  readonly first: number;
}

/** @param offset which of the two is taken: 0 the first, 1 the second */
export async function oneOfTwoTaken(offset: number): Promise<TakenPort> {
  for (let n = 0; n < PAIRS; n += 1) {
    const first = FIRST + 2 * ((process.pid + n) % PAIRS);
    const server = await listening(first + offset);
    if (server === undefined) continue;
    const other = await listening(first + 1 - offset);
    if (other !== undefined) {
      await new Promise((closed) => other.close(closed));
      return { server, first };
    }
    server.close();
  }
  throw new Error('no two neighbouring ports are free');
}

/** A server on this port of this machine; undefined where the port is taken. */
export async function listening(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(undefined));
    server.listen(port, '127.0.0.1', () => done(server));
  });
}
