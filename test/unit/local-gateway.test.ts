import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { startClock } from '../../local/clock.ts';
import { FunctionError, THROTTLED } from '../../local/functions/protocol.ts';
import { startApi } from '../../local/http/server.ts';

const Event = z.object({
  routeKey: z.string(),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
  isBase64Encoded: z.boolean(),
});

/** A function that says what reached it. */
const invoke = async (arn: string, event: unknown, how?: { patienceMs?: number }) => {
  if (arn === 'busy') throw new FunctionError({ errorType: THROTTLED, errorMessage: `busy for ${how?.patienceMs} ms` });
  const { routeKey, requestContext, headers, body, isBase64Encoded } = Event.parse(event);
  const type = { 'content-type': 'application/json' };
  if (requestContext.http.method === 'HEAD') return { statusCode: 200, headers: { ...type, 'content-length': '1234' }, body: '' };
  const told = { routeKey, type: headers['content-type'], body, isBase64Encoded };
  return { statusCode: 200, headers: type, body: JSON.stringify(told) };
};
const route = (routeKey: string, functionArn = 'arn') => ({ routeKey, functionArn, timeoutMs: 1_000, scopes: [] });

const routes = [route('$default'), route('POST /v1/alerts'), route('GET /v1/busy', 'busy')];

describe('the local gateway', () => {
  const clock = startClock(1);
  let api: Awaited<ReturnType<typeof startApi>>;
  beforeAll(async () => {
    api = await startApi({
      api: { apiId: 'a', stage: '$default', stageVariables: {}, routes },
      runtime: { invoke, stop: async () => undefined },
      clock,
      port: 0,
      log: () => undefined,
    });
  });
  afterAll(() => api.stop());

  const post = (headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) =>
    fetch(`${api.url}/v1/alerts`, { method: 'POST', headers, body }).then((answer) => answer.json());
  /** The answer to bytes that no HTTP client would send. */
  const raw = async (text: string): Promise<string> => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += String(data);
    });
    socket.write(text);
    await once(socket, 'close');
    return answer;
  };

  test('hands a body of any type to the function, as it was sent', async () => {
    for (const type of ['json', 'application/json; charset=gbk', 'text/plain', '/', 'multipart/form-data'])
      expect(await post({ 'content-type': type }, '{}')).toMatchObject({ routeKey: 'POST /v1/alerts', type });
    expect(
      await post({ 'content-type': 'application/json', 'content-encoding': 'gzip' }, new Uint8Array([31, 139, 8])),
    ).toMatchObject({
      body: 'H4sI',
      isBase64Encoded: true,
    });
  });

  test('answers with a problem that says when to try again where the function is too busy', async () => {
    const answer = await fetch(`${api.url}/v1/busy`);
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('content-type')]).toEqual([
      503,
      '1',
      'application/problem+json',
    ]);
    expect(await answer.json()).toMatchObject({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      correlationId: expect.stringMatching(/^cor-/),
    });
  });

  test("says the time of the city's clock", async () => {
    clock.skip(3_600_000);
    const { headers } = await fetch(`${api.url}/v1/alerts`, { method: 'POST', body: '{}' });
    expect(Math.abs(Date.parse(headers.get('date') ?? '') - clock.now())).toBeLessThan(5_000);
  });

  test('answers HEAD with the length that the function says, and without a body', async () => {
    const answer = await fetch(`${api.url}/v1/alerts`, { method: 'HEAD' });
    expect([answer.headers.get('content-length'), await answer.text()]).toEqual(['1234', '']);
    const [page, head] = await Promise.all([fetch(`${api.url}/docs`), fetch(`${api.url}/docs`, { method: 'HEAD' })]);
    expect([head.status, head.headers.get('content-length')]).toEqual([200, page.headers.get('content-length')]);
  });

  test('hands methods without a name of their own to what answers where no route fits', async () => {
    for (const method of ['DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])
      expect(await raw(`${method} /v1/alerts HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)).toContain('$default');
  });

  test.each([
    ['a path that is no URL', 'GET /v1/%E0%A4%A HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'headers beyond all measure',
      `GET /v1/alerts HTTP/1.1\r\nhost: a\r\nx-long: ${'x'.repeat(40_000)}\r\n\r\n`,
      431,
      'REQUEST_HEADER_FIELDS_TOO_LARGE',
    ],
    ['what is no HTTP', 'HELLO\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'a body beyond 10 MB',
      'POST /v1/alerts HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 10485761\r\n\r\n',
      413,
      'BODY_TOO_LARGE',
    ],
  ])('answers %s with a problem', async (_what, text, status, code) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
    expect(answer).toContain(`"code":"${code}"`);
    expect(answer).toMatch(/"correlationId":"cor-/);
    expect(answer).not.toContain('E0');
  });
});
