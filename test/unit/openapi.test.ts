import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { deliver } from '../../functions/bank-gateway/deliver.ts';
import type { Push } from '../../functions/bank-gateway/push.ts';
import { noticeExample } from '../../functions/inbox/examples.ts';
import { openApiDocument } from '../../functions/openapi/openapi-document.ts';
import type { GatewayMessage } from '../../functions/platform/gateway-message.ts';
import { resultCodeList, resultCodes } from '../../shared/freezes/bank-answer/result-codes.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { InboxEntries, Webhooks } from '../../shared/notifications/streams.ts';
import { allRoutes, createTestApi } from '../support/api.ts';
import { openApiYaml } from '../support/openapi-yaml.ts';
import { appendFacts, createTestPlatform, open, plannedOrder, registerBanks, type TestPlatform } from '../support/relay-kit.ts';
import { bank, id, minute } from '../support/samples.ts';

const Schema = z.looseObject({
  description: z.string().optional(),
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).optional(),
});
const Responses = z.record(
  z.string(),
  z.looseObject({ headers: z.unknown().optional(), content: z.record(z.string(), z.unknown()).optional() }),
);
const Webhook = z.object({
  post: z.object({
    parameters: z.array(z.looseObject({ name: z.string() })),
    requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown(), example: z.unknown().optional() })) }),
  }),
});
const Described = z.object({ instruction: Webhook, notice: Webhook });

/** What the gateway sends out for a message, and nothing else. */
async function pushOf(platform: TestPlatform, message: GatewayMessage): Promise<Push> {
  const pushes: Push[] = [];
  await deliver(
    { messageId: 'message-1', queuedAt: minute(1), attempt: 1, message },
    {
      ...platform,
      signingKey: async () => signingKeyOf(new Uint8Array(32).fill(7)),
      push: async (push) => {
        pushes.push(push);
        return { delivered: true };
      },
    },
  );
  const [push] = pushes;
  if (push === undefined || pushes.length > 1) throw new Error(`${pushes.length} pushes`);
  return push;
}

/** An order as a bank gets it. */
async function pushedOrder(): Promise<Push> {
  const platform = createTestPlatform();
  await registerBanks(platform, bank());
  await open(platform, plannedOrder());
  return pushOf(platform, { orderId: id('ord', 1), bankId: 'bank-a', instruction: 'stop', purpose: 'order' });
}

/** A notice, with all that an entry may hold, as an agency's webhook gets it. */
async function pushedNotice(): Promise<Push> {
  const platform = createTestPlatform();
  const agency = 'procuratorate-haidian';
  const [webhook, entry] = await Promise.all([
    platform.journal.load(Webhooks, agency),
    platform.journal.load(InboxEntries, noticeExample.entryId),
  ]);
  const registered = { agency, agencyKind: 'procuratorate', registeredAt: minute(0), endpoint: 'https://cordon.example.cn/n' };
  await appendFacts(platform, [webhook], [{ type: 'webhook.registered', data: registered }]);
  const made = { ...noticeExample, desk: { agency, person: 'xu' } };
  await appendFacts(platform, [entry], [{ type: 'inbox-entry.made', data: made }]);
  return pushOf(platform, { entryId: noticeExample.entryId, agency });
}

/** The headers besides the content type. */
const headersOf = (push: Push) => Object.keys(push.headers).filter((name) => name !== 'content-type');

describe('the description of the API', () => {
  const document = openApiDocument();
  const described = Described.parse(document.webhooks);

  test('has every route of the tables and nothing else', () => {
    const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(
      Object.values(allRoutes)
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    );
  });

  test('is what docs/openapi.yaml says', () => {
    expect(readFileSync(new URL('../../docs/openapi.yaml', import.meta.url), 'utf8')).toBe(openApiYaml());
  });

  test('is what the service serves, without a token', async () => {
    const served = await createTestApi().call(undefined, 'GET', '/v1/openapi.json');
    expect(served).toMatchObject({ status: 200, body: { openapi: '3.1.0', info: { title: 'Cordon' } } });
    expect(served.body).toEqual(JSON.parse(JSON.stringify(document)));
  });

  test('has an example of every body, which its schema takes', () => {
    const withBody = Object.entries(allRoutes).flatMap(([name, { body, example }]) =>
      body === undefined ? [] : [{ name, body, example }],
    );
    for (const { name, body, example } of withBody) expect(body.safeParse(example).error, name).toBeUndefined();
    expect(withBody.length).toBeGreaterThan(10);
  });

  test('explains every code that a bank may answer with', () => {
    const explained = schemaOf('ResultCode').description ?? '';
    for (const code of resultCodeList) {
      const { meaning, class: resultClass } = resultCodes[code];
      expect(explained).toContain(`| \`${code}\` | ${meaning} | ${resultClass} | `);
    }
    expect(schemaOf('BankResult').properties?.['code']).toEqual({ $ref: '#/components/schemas/ResultCode' });
  });

  test('says what each of the eight clocks is', () => {
    const { properties = {} } = schemaOf('StopOrder');
    const clocks = Array.from({ length: 8 }, (_, i) => properties[`t${i}`]?.description?.slice(0, 3));
    expect(clocks).toEqual(['T0:', 'T1:', 'T2:', 'T3:', 'T4:', 'T5:', 'T6:', 'T7:']);
  });

  test('describes the push to a bank with every header that the gateway sends', async () => {
    const { post } = described.instruction;
    expect(post.requestBody.content['application/json']?.schema).toEqual({ $ref: '#/components/schemas/BankInstruction' });
    expect(post.parameters.map(({ name }) => name).toSorted()).toEqual(headersOf(await pushedOrder()).toSorted());
  });

  test("describes the push to an agency's webhook: its headers, its purpose, and a body that is what the gateway sends", async () => {
    const { post } = described.notice;
    const push = await pushedNotice();
    const json = post.requestBody.content['application/json'];
    expect(json?.schema).toEqual({ $ref: '#/components/schemas/PushedNotice' });
    expect(JSON.parse(Buffer.from(push.body).toString())).toEqual(json?.example);
    const members = [...Object.keys(noticeExample), 'counts', 'bankId', 'reasons'];
    expect(Object.keys(schemaOf('PushedNotice').properties ?? {}).toSorted()).toEqual(members.toSorted());
    expect(post.parameters.map(({ name }) => name).toSorted()).toEqual(headersOf(push).toSorted());
    expect(JSON.stringify(post.parameters)).toContain(`"const":"${push.headers['x-cordon-purpose']}"`);
  });

  test("tells the gateway's own answers from problems", () => {
    const answers = (path: string) =>
      z.object({ post: z.object({ responses: Responses }) }).parse(document.paths?.[path]).post.responses;
    expect(answers('/v1/alerts')['401']).toEqual({ $ref: '#/components/responses/Unauthorized' });
    expect(Object.keys(answers('/v1/bank/reports')['401']?.content ?? {})).toEqual([
      'application/json',
      'application/problem+json',
    ]);
    expect(answers('/v1/alerts')['400']?.headers).toHaveProperty('content-language');
  });

  test('names no schema that nothing refers to, and none by the form of an answer alone', () => {
    const text = JSON.stringify(document);
    const names = Object.keys(document.components?.schemas ?? {});
    expect(names.filter((name) => !text.includes(`"#/components/schemas/${name}"`))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['OrderApproval', 'OutflowLine']));
    expect(names.filter((name) => name.endsWith('Output') && !names.includes(name.replace(/Output$/, '')))).toEqual([]);
  });

  test('gives no default that may not be sent', () => {
    expect(JSON.stringify(document)).not.toMatch(/"default":"",/);
  });

  function schemaOf(name: string) {
    return Schema.parse(document.components?.schemas?.[name]);
  }
});
