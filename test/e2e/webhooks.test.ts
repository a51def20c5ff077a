import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { isSignedBy } from '../../shared/http/signature.ts';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';

const Pushed = z.looseObject({ entryId: z.string(), what: z.string(), subject: z.looseObject({ id: z.string() }) });
const Inbox = z.object({ items: z.array(z.looseObject({ entryId: z.string(), what: z.string() })) });
const Changes = z.looseObject({ changed: z.array(z.unknown()), since: z.string() });
const Raised = z.object({ alertId: z.string() });

let world: TestCity;
const received: { readonly text: string; readonly signature: string }[] = [];
const server = Fastify({ forceCloseConnections: true });

beforeAll(async () => {
  world = await openTestCity(1);
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => done(null, text));
  server.post('/notices', async (request, reply) => {
    received.push({ text: String(request.body), signature: String(request.headers['x-jws-signature']) });
    return reply.code(204).send();
  });
});

afterAll(async () => {
  await server.close();
  await world.close();
});

test('an event that concerns an agency lies in its inbox, and is pushed to its webhook with a signature that can be checked', {
  timeout: 120_000,
}, async () => {
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const haidian = world.as('police-haidian');
  const registered = await haidian.request('PUT', '/v1/webhooks/police-haidian', { endpoint: `${address}/notices` });
  expect(registered.status).toBe(201);

  // Chaoyang takes an alarm of Haidian's
  const raised = await world.as('police-chaoyang').request('POST', '/v1/alerts', {
    source: 'victim-report',
    sourceRef: 'webhook-1',
    receivedAt: new Date(world.city.clock.now()).toISOString(),
    district: 'haidian',
    victim: { name: '周秀兰', idNumber: '110108195803124521', phone: '13800000000' },
    fraudType: '冒充公检法',
    lossFen: 1_000_000,
    summary: '被害人转账',
  });
  const { alertId } = Raised.parse(raised.body);

  const push = await eventually(async () => received.find(({ text }) => text.includes(alertId)));
  const notice = Pushed.parse(JSON.parse(push.text));
  expect(notice).toMatchObject({ what: 'alert.raised', subject: { kind: 'alert', id: alertId }, district: 'haidian' });
  for (const secret of ['周秀兰', '110108195803124521', '13800000000']) expect(push.text).not.toContain(secret);
  const keys: unknown = await (await fetch(`${world.api}/v1/jwks`)).json();
  expect(await isSignedBy(Buffer.from(push.text), push.signature, keys, { audience: 'police-haidian' })).toBe(true);
  expect(await isSignedBy(Buffer.from(`${push.text} `), push.signature, keys, { audience: 'police-haidian' })).toBe(false);

  const inbox = async () => Inbox.parse((await haidian.request('GET', '/v1/inbox')).body).items;
  const entry = await eventually(async () => (await inbox()).find(({ entryId }) => entryId === notice.entryId));
  expect(entry).not.toHaveProperty('doneAt');
  expect(entry).toMatchObject({ class: 'urgent', about: { title: '冒充公检法', sumFen: 1_000_000 } });

  // a page that is open waits, and learns at once that a colleague dealt with the entry
  const { since } = Changes.parse((await haidian.request('GET', '/v1/changes?of=inbox')).body);
  const waiting = haidian.request('GET', `/v1/changes?of=inbox&wait=20&since=${encodeURIComponent(since)}`);
  expect((await haidian.request('POST', `/v1/inbox/${notice.entryId}/done`)).status).toBe(200);
  expect(Changes.parse((await waiting).body).changed).toEqual([{ kind: 'inbox-entry', id: notice.entryId, gone: true }]);
  await eventually(async () => (await inbox()).find(({ entryId, doneAt }) => entryId === notice.entryId && doneAt !== undefined));
  expect((await world.as('police-chaoyang').request('POST', `/v1/inbox/${notice.entryId}/done`)).status).toBe(404);

  const audit = await eventually(async () => {
    const { body } = await world.as('police-city').request('GET', `/v1/audit/${notice.entryId}`);
    return JSON.stringify(body).includes('inbox-entry.delivered') ? body : undefined;
  });
  expect(audit).toMatchObject({ verified: true });
});
