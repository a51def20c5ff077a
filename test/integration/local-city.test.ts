import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type City, startCity } from '../../local/city.ts';
import { oneOfTwoTaken } from '../support/ports.ts';
import { writeTinyCity } from '../support/tiny-city.ts';

const aws = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const patience = { timeout: 60_000, interval: 50 };

/** A folder with the assembly of a tiny city, its data and what its functions note down. */
function place() {
  const root = mkdtempSync(join(tmpdir(), 'cordon-city-'));
  const notes = join(root, 'notes');
  mkdirSync(notes);
  return {
    root,
    notes,
    dataDir: join(root, 'data'),
    assembly: writeTinyCity(root, notes),
    noted: (file: string): unknown[] =>
      existsSync(join(notes, file))
        ? readFileSync(join(notes, file), 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [],
  };
}

describe('a city', { timeout: 120_000 }, () => {
  const here = place();
  let city: City;
  beforeAll(async () => {
    city = await startCity({ assembly: here.assembly, dataDir: here.dataDir, port: 0, speed: 60 });
  }, 120_000);
  afterAll(async () => {
    await city.stop();
    rmSync(here.root, { recursive: true });
  }, 60_000);

  const post = (id: string) => fetch(`${city.api}/items/${id}`, { method: 'POST' });
  const depth = async (name: string): Promise<string | undefined> => {
    const url = city.model.queues.find((queue) => queue.name === name)?.url ?? '';
    const sqs = new SQSClient({ ...aws, endpoint: city.engines.SQS });
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    return Attributes?.['ApproximateNumberOfMessages'];
  };

  test('keeps its files, people’s data among them, for their owner alone', () => {
    const all = readdirSync(here.dataDir, { recursive: true, withFileTypes: true });
    const open = all.filter((entry) => (statSync(join(entry.parentPath, entry.name)).mode & 0o077) !== 0);
    expect(open.map(({ name }) => name)).toEqual([]);
    expect(all.length).toBeGreaterThan(3);
  });

  test('says where it is', () => {
    const endpoints: unknown = JSON.parse(readFileSync(join(here.dataDir, 'endpoints.json'), 'utf8'));
    expect(endpoints).toMatchObject({ api: city.api, issuer: city.issuer, tokenEndpoint: city.tokenEndpoint });
    expect(city.clients[0]).toMatchObject({ clientId: 'police-haidian', agencyKind: 'police', district: 'haidian' });
  });

  test('takes a request through table, stream and queue, and filters what the mapping filters', async () => {
    expect((await post('other-1')).status).toBe(202);
    const answer = await post('item-1');
    expect([answer.status, await answer.text()]).toEqual([202, 'item-1']);
    await expect
      .poll(() => here.noted('consumer'), patience)
      .toContainEqual({
        pk: 'item-1',
        source: 'arn:aws:dynamodb:us-east-1:000000000000:table/Tiny-Table/stream/local',
        count: 1,
      });
    expect(here.noted('relay').flat()).not.toContain('other-1');
  });

  test('repeats what a consumer refuses, then puts it into the dead-letter queue', async () => {
    await post('item-refused');
    await expect.poll(() => depth('Tiny-Dead'), patience).toBe('1');
    const counts = here.noted('consumer').flatMap((note) => (Object(note).pk === 'item-refused' ? [Object(note).count] : []));
    expect(counts).toEqual([1, 2]);
  });

  test('sends a record that never works to the on-failure destination, and goes on with the others', async () => {
    await Promise.all(['item-a', 'item-poison', 'item-b'].map(post));
    await expect.poll(() => depth('Tiny-GivenUp'), patience).toBe('1');
    await expect
      .poll(() => here.noted('consumer').map((note) => Object(note).pk), patience)
      .toEqual(expect.arrayContaining(['item-a', 'item-b']));
    const sqs = new SQSClient({ ...aws, endpoint: city.engines.SQS });
    const url = city.model.queues.find(({ name }) => name === 'Tiny-GivenUp')?.url;
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url }));
    expect(JSON.parse(Messages?.[0]?.Body ?? '')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    expect(here.noted('relay').filter((batch) => JSON.stringify(batch) === '["item-poison"]').length).toBe(3);
  });

  test('runs a workflow and its task', async () => {
    const sfn = new SFNClient({ ...aws, endpoint: city.engines.SFN });
    const stateMachineArn = city.model.stateMachines[0]?.arn;
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'first', input: '{"name":"first"}' }));
    await expect.poll(() => here.noted('task'), patience).toContainEqual({ name: 'first' });
    await expect
      .poll(
        async () =>
          (await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED' }))).executions?.length,
        patience,
      )
      .toBe(1);
  });

  test('keeps its deadlines on the scaled clock', async () => {
    await expect.poll(() => here.noted('tick').length, patience).toBeGreaterThanOrEqual(3);
    const [first, , third] = here.noted('tick').map((note) => Object(note));
    expect(third.at - first.at).toBeGreaterThanOrEqual(60_000);
    expect(first.event).toMatchObject({ 'detail-type': 'Scheduled Event' });
  });

  test('hands a request over as API Gateway does', async () => {
    const answer = await fetch(`${city.api}/echo/%E6%AD%A2%2Fb/c?x=1&x=2&y=%20`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie: 's=1; t=2', 'x-Mixed': 'Case' },
      body: '{ "a" : "止" }',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-made')).toBe('here');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo/{proxy+}',
      rawPath: '/echo/止/b/c',
      rawQueryString: 'x=1&x=2&y=%20',
      queryStringParameters: { x: '1,2', y: ' ' },
      pathParameters: { proxy: '止/b/c' },
      cookies: ['s=1', 't=2'],
      headers: { 'content-type': 'application/json', 'x-mixed': 'Case' },
      body: '{ "a" : "止" }',
      isBase64Encoded: false,
      requestContext: { http: { method: 'PUT', path: '/echo/止/b/c' }, stage: '$default' },
    });
  });

  test('keeps bytes that are not text', async () => {
    const body = Buffer.from([0, 255, 128, 10]);
    const answer = await fetch(`${city.api}/echo/bytes`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
    expect(await answer.json()).toMatchObject({ isBase64Encoded: true, body: body.toString('base64') });
  });

  test('the router prefers the more specific route, and knows when there is none', async () => {
    expect(await (await fetch(`${city.api}/echo/fixed`)).json()).toMatchObject({ routeKey: 'GET /echo/fixed' });
    const none = await fetch(`${city.api}/nowhere`);
    expect([none.status, await none.json()]).toEqual([404, { message: 'Not Found' }]);
    expect((await fetch(`${city.api}/items/x`)).status).toBe(404);
  });

  test('refuses a path that is no URL, without repeating it', async () => {
    const { hostname, port } = new URL(city.api);
    const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      get({ hostname, port, path: '/echo/%ZZ' }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () => resolve({ status: response.statusCode, body }));
      }).on('error', reject);
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'BAD_REQUEST', message: 'Bad Request' });
    expect(answer.body).not.toContain('ZZ');
  });

  test('refuses a body over 10 MB', async () => {
    const answer = await fetch(`${city.api}/echo/x`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'BODY_TOO_LARGE', message: 'Request Entity Too Large' });
  });

  test('asks for a token and hands over its claims as text', async () => {
    const without = await fetch(`${city.api}/guarded`);
    expect([without.status, await without.json(), without.headers.get('www-authenticate')]).toEqual([
      401,
      { message: 'Unauthorized' },
      'Bearer',
    ]);
    const token = await city.issueToken('police-haidian');
    const forged = await fetch(`${city.api}/guarded`, { headers: { authorization: `Bearer ${token.slice(0, -4)}AAAA` } });
    expect([forged.status, forged.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('invalid_token')]);
    const answer = await fetch(`${city.api}/guarded`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: {
            claims: {
              agency: 'police-haidian',
              agency_kind: 'police',
              district: 'haidian',
              roles: expect.stringMatching(/^\[.*officer.*\]$/),
              exp: expect.stringMatching(/^\d+$/),
            },
          },
        },
      },
    });
  });

  test('serves a page that shows the API', async () => {
    const page = await fetch(`${city.api}/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('/v1/openapi.json');
  });

  test('does not share its data folder', async () => {
    await expect(startCity({ assembly: here.assembly, dataDir: here.dataDir, port: 0, speed: 1 })).rejects.toThrow(
      `in use by process ${process.pid}`,
    );
  });
});

test('a port in use is one clear line, and nothing stays behind', { timeout: 60_000 }, async () => {
  const here = place();
  const { server, first: port } = await oneOfTwoTaken(0);
  await expect(startCity({ assembly: here.assembly, dataDir: here.dataDir, port, speed: 1 })).rejects.toThrow(
    new RegExp(`^Port ${port} is in use`),
  );
  server.close();
  expect(existsSync(join(here.dataDir, 'city.lock'))).toBe(false);
  rmSync(here.root, { recursive: true });
});

test('a city that is killed loses nothing it accepted, repeats nothing it finished, and goes on in time', {
  timeout: 180_000,
}, async () => {
  const here = place();
  const children: ChildProcess[] = [];
  const open = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['test/support/run-tiny-city.ts', here.assembly, here.dataDir, '30'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('the city did not open'))),
    ]);
    return child;
  };
  const post = async (id: string): Promise<void> => {
    const { api } = JSON.parse(readFileSync(join(here.dataDir, 'endpoints.json'), 'utf8'));
    expect((await fetch(`${api}/items/${id}`, { method: 'POST' })).status).toBe(202);
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  try {
    const first = await open();
    await post('item-finished');
    await expect.poll(() => here.noted('consumer').length, patience).toBe(1);
    // From here on the stream's function is closed: what is accepted stays in the stream, beyond the checkpoint.
    writeFileSync(join(here.notes, 'closed'), '');
    await post('item-accepted');
    const before = Number(JSON.parse(readFileSync(join(here.dataDir, 'clock.json'), 'utf8')).now);
    await kill(first);
    rmSync(join(here.notes, 'closed'));
    await open();
    await expect
      .poll(() => here.noted('consumer').map((note) => Object(note).pk), patience)
      .toEqual(['item-finished', 'item-accepted']);
    expect(here.noted('relay')).toEqual([['item-finished'], ['item-accepted']]);
    expect(Number(JSON.parse(readFileSync(join(here.dataDir, 'clock.json'), 'utf8')).now)).toBeGreaterThan(before);
  } finally {
    for (const child of children) if (child.exitCode === null && child.signalCode === null) await kill(child);
    rmSync(here.root, { recursive: true, maxRetries: 5, retryDelay: 200 });
  }
});
