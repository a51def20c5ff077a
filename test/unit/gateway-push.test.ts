import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createLine, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { publicLookup, type Resolve } from '../../functions/bank-gateway/public-lookup.ts';
import { createPush, isHealthy } from '../../functions/bank-gateway/push.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function bankThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/orders`;
}

/** A bank that speaks as it likes, once it has been spoken to. */
async function lineThat(speaks: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createLine((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => speaks(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/orders`;
}

const body = Buffer.from('{"orderId":"ord_1"}');
const headers = { 'content-type': 'application/json', 'x-jws-signature': 'a..b' };
const atHome = createPush({ allowLoopback: true });

describe('a push', () => {
  test('brings the exact bytes and headers, and any 2xx is delivered', async () => {
    const seen: { body: string; type: string | undefined; signature: unknown; method: string | undefined }[] = [];
    const endpoint = await bankThat((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { 'content-type': type, 'x-jws-signature': signature } = request.headers;
        seen.push({ body: Buffer.concat(chunks).toString(), type, signature, method: request.method });
        response.writeHead(202).end();
      });
    });
    expect(await atHome({ endpoint, body, headers })).toEqual({ delivered: true });
    expect(seen).toEqual([{ body: body.toString(), type: 'application/json', signature: 'a..b', method: 'POST' }]);
  });

  test.each([400, 404, 429, 500, 503])('answered with %i is not delivered', async (status) => {
    const endpoint = await bankThat((_request, response) => response.writeHead(status).end('whatever'));
    expect(await atHome({ endpoint, body, headers })).toEqual({ delivered: false, reason: 'status', status });
  });

  test('does not follow a redirect', async () => {
    let followed = false;
    const elsewhere = await bankThat((_request, response) => {
      followed = true;
      response.writeHead(200).end();
    });
    const endpoint = await bankThat((_request, response) => response.writeHead(307, { location: elsewhere }).end());
    expect(await atHome({ endpoint, body, headers })).toEqual({ delivered: false, reason: 'status', status: 307 });
    expect(followed).toBe(false);
  });

  test('a push to a bank that takes it and says nothing ends in a timeout', async () => {
    const endpoint = await bankThat(() => undefined);
    expect(await createPush({ allowLoopback: true, timeoutMs: 50 })({ endpoint, body, headers })).toEqual({
      delivered: false,
      reason: 'timeout',
    });
  });

  test.each([
    ['to what it asks for', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'],
    ['without saying to what', ''],
  ])('answered with a switch of protocols, %s, is not delivered, and hangs nowhere', async (_to, lines) => {
    const endpoint = await lineThat((socket) => socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines}\r\nmore`));
    expect(await atHome({ endpoint, body, headers })).toEqual({ delivered: false, reason: 'status', status: 101 });
  });

  test('answered with interim answers without end is cut off', async () => {
    let cut: () => void = () => undefined;
    const hungUp = new Promise<void>((done) => {
      cut = done;
    });
    const endpoint = await lineThat((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'), 1);
      socket.once('close', () => {
        clearInterval(timer);
        cut();
      });
    });
    expect(await atHome({ endpoint, body, headers })).toEqual({ delivered: false, reason: 'network' });
    await hungUp;
  });

  test('a push with an interim answer before the real one is delivered', async () => {
    const endpoint = await lineThat((socket) =>
      socket.end('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n'),
    );
    expect(await atHome({ endpoint, body, headers })).toEqual({ delivered: true });
  });

  test.each([
    ['hangs up', (socket: Socket) => socket.destroy()],
    ['ends the line', (socket: Socket) => socket.end()],
    ['speaks no HTTP', (socket: Socket) => socket.end('hello')],
  ])('a push to a bank that %s is a fault of the network', async (_how, speaks) => {
    expect(await atHome({ endpoint: await lineThat(speaks), body, headers })).toEqual({ delivered: false, reason: 'network' });
  });

  test('a push whose answer drips is delivered by the status that was said, and says that it dripped', async () => {
    const endpoint = await lineThat((socket) => {
      socket.write('HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\n');
      const drip = setInterval(() => socket.write('1'), 10);
      socket.once('close', () => clearInterval(drip));
    });
    const push = createPush({ allowLoopback: true, answerTimeoutMs: 100 });
    const outcome = await push({ endpoint, body, headers });
    expect(outcome).toEqual({ delivered: true, dripped: true });
    expect(isHealthy(outcome)).toBe(false);
  });

  test('a push that was refused stays refused, even if the refusal drips', async () => {
    const endpoint = await lineThat((socket) => socket.write('HTTP/1.1 503 Busy\r\nContent-Length: 10\r\n\r\n1'));
    expect(await createPush({ allowLoopback: true, answerTimeoutMs: 50 })({ endpoint, body, headers })).toEqual({
      delivered: false,
      reason: 'status',
      status: 503,
    });
  });

  test('a push whose name is never looked up ends in a timeout', async () => {
    const push = createPush({ allowLoopback: false, timeoutMs: 50, resolve: () => undefined });
    expect(await push({ endpoint: 'https://stop.bank-a.example.cn/orders', body, headers })).toEqual({
      delivered: false,
      reason: 'timeout',
    });
  });

  test('a push to a bank that is not there is a fault of the network', async () => {
    const endpoint = await bankThat(() => undefined);
    for (const close of closing.splice(0)) close();
    expect(await atHome({ endpoint, body, headers })).toEqual({ delivered: false, reason: 'network' });
  });

  test('a push is delivered by its status, even if the bank goes on talking', async () => {
    const endpoint = await bankThat((_request, response) => {
      response.writeHead(200);
      const talk = () => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', talk);
      };
      talk();
    });
    expect(await atHome({ endpoint, body, headers })).toEqual({ delivered: true });
  });

  test('outside the local runtime never reaches this host or an inner network', async () => {
    let reached = false;
    const endpoint = await bankThat((_request, response) => {
      reached = true;
      response.writeHead(200).end();
    });
    const push = createPush({ allowLoopback: false });
    const inner = [
      endpoint,
      endpoint.replace('http:', 'https:'),
      'https://10.0.0.8/orders',
      'https://169.254.169.254/latest',
      'https://[::1]/orders',
    ];
    for (const each of inner)
      expect(await push({ endpoint: each, body, headers })).toEqual({ delivered: false, reason: 'network' });
    expect(reached).toBe(false);
  });

  test('a push to a public name that leads to this host is not made (DNS rebinding)', async () => {
    let looked = 0;
    const resolve: Resolve = (_name, _options, callback) => {
      looked += 1;
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    const push = createPush({ allowLoopback: false, resolve });
    expect(await push({ endpoint: 'https://stop.bank-a.example.cn/orders', body, headers })).toEqual({
      delivered: false,
      reason: 'network',
    });
    expect(looked).toBe(1);
  });
});

describe('a lookup', () => {
  const look = (addresses: readonly string[], all: boolean) =>
    new Promise<unknown>((answer) => {
      const resolve: Resolve = (_name, _options, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      publicLookup(resolve)('a.example.cn', { all }, (error, address, family) =>
        answer(error === null ? { address, family } : error.message),
      );
    });

  test('answers in the shape that was asked for', async () => {
    expect(await look(['8.8.8.8', '1.1.1.1'], false)).toEqual({ address: '8.8.8.8', family: 4 });
    expect(await look(['8.8.8.8'], true)).toEqual({ address: [{ address: '8.8.8.8', family: 4 }], family: undefined });
  });

  test.each([['10.1.2.3'], ['8.8.8.8', '192.168.0.1'], ['::ffff:127.0.0.1'], ['fd00::1'], []])(
    'refuses %j',
    async (...addresses) => {
      expect(await look(addresses, true)).toMatch(/not public|no address/);
    },
  );
});
