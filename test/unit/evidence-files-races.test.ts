import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createIntake } from '../../functions/evidence-intake/intake.ts';
import { simulatedScanner } from '../../functions/evidence-intake/scanner.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { actors } from '../support/access-actors.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver } from '../support/api.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { type InterruptibleJournal, interruptibleJournal } from '../support/interruptible-journal.ts';
import { hour } from '../support/samples.ts';

const { haidian, prosecutor } = actors;
const supervisor: Actor = { ...haidian, roles: ['supervisor'], subject: 'ma' };
const Ids = z.looseObject({ fileId: z.string().optional(), grantId: z.string().optional(), itemId: z.string().optional() });
const content = '聊天记录';
/** More answers of the journal than any of these commands takes. */
const MOST_ANSWERS = 14;

let journal: InterruptibleJournal;
let kit: Coordination;
let caseId: string;
let itemId: string;
let grantId: string;

const post = async (actor: Actor, path: string, body: object = {}) => {
  const answer = await kit.post(actor, path, body);
  return { ...answer, ids: Ids.parse(answer.body) };
};
const known = (id: string | undefined): string => z.string().parse(id);
const told = (body: object) =>
  createIntake({ ...kit.platform, store: kit.api.store, scanner: simulatedScanner(kit.api.store) })({
    Records: [{ messageId: 'm', body: JSON.stringify(body) }],
  });
const announce = (text = content) =>
  post(haidian, `/v1/cases/${caseId}/items/${itemId}/files`, {
    ...{ name: 'a.txt', sizeBytes: Buffer.byteLength(text), type: 'text/plain' },
    sha256: createHash('sha256').update(text).digest('hex'),
  });
const share = (parts: readonly string[]) =>
  post(haidian, `/v1/cases/${caseId}/shares`, { agency: prosecutor.agency, parts, purpose: 'p', until: hour(48) });

async function available(): Promise<string> {
  const fileId = known((await announce()).ids.fileId);
  kit.api.store.put(fileId, content);
  await told({ kind: 'recheck', fileId });
  return fileId;
}

beforeEach(async () => {
  journal = interruptibleJournal(createCityJournal());
  kit = createCoordination(createApiOver(journal));
  caseId = await kit.opened(haidian);
  const piece = { kind: 'evidence', category: 'electronic-data', title: 't', obtainedAt: '2026-11-22T01:00:00Z' };
  itemId = known((await post(haidian, `/v1/cases/${caseId}/items`, piece)).ids.itemId);
  grantId = known((await share(['evidence'])).ids.grantId);
});

const places = Array.from({ length: MOST_ANSWERS }, (_, n) => n + 1);

describe('while a file is opened', () => {
  const ends: readonly (readonly [string, (fileId: string) => Promise<unknown>])[] = [
    ['the share is revoked', () => post(haidian, `/v1/cases/${caseId}/shares/${grantId}/revoke`, { reason: 'r' })],
    ['the file is withdrawn', (fileId) => post(haidian, `/v1/evidence-files/${fileId}/withdraw`, { reason: 'r' })],
    ['its piece is withdrawn', () => post(haidian, `/v1/cases/${caseId}/items/${itemId}/withdraw`, { reason: 'r' })],
    ['the scanner finds malware', (fileId) => told({ kind: 'scan-result', fileId, versionId: 'version-1', outcome: 'infected' })],
    [
      'its case is merged, which ends the share',
      async () => post(haidian, `/v1/cases/${caseId}/merge`, { into: await kit.opened(haidian), reason: 'r' }),
    ],
  ];

  describe.each(ends)('%s', (_, end) => {
    test.each(places)('before answer %i: no link, or the opening came first', async (at) => {
      const fileId = await available();
      journal.interrupt(at, () => end(fileId));
      const { status, text } = await kit.post(prosecutor, `/v1/evidence-files/${fileId}/open`, {});
      const ended = journal.interrupted();
      expect(ended ? [404, 409] : [200]).toContain(status);
      expect(text.includes('X-Amz-Signature')).toBe(status === 200);
      const opened = journal.written.filter((one) => JSON.stringify(one).includes('evidence-openings.noted'));
      expect(opened.length > 0).toBe(status === 200);
    });
  });
});

describe('while a file is handed in', () => {
  test.each(places)('the same content is announced before answer %i: one file', async (at) => {
    journal.interrupt(at, () => announce());
    const { status } = await announce();
    expect(status).toBe(journal.interrupted() ? 409 : 201);
    const { body } = await kit.api.call(haidian, 'GET', `/v1/cases/${caseId}/items/${itemId}/files`);
    expect(body['items']).toHaveLength(1);
  });

  test.each(places)('its piece is withdrawn before answer %i: no link', async (at) => {
    journal.interrupt(at, () => post(haidian, `/v1/cases/${caseId}/items/${itemId}/withdraw`, { reason: 'r' }));
    const { status } = await announce();
    expect(status).toBe(journal.interrupted() ? 404 : 201);
  });

  test.each(places)('it is withdrawn before answer %i of the function that looks at it: it stays withdrawn', async (at) => {
    const fileId = known((await announce()).ids.fileId);
    kit.api.store.put(fileId, content);
    journal.interrupt(at, () => post(haidian, `/v1/evidence-files/${fileId}/withdraw`, { reason: 'r' }));
    expect(await told({ kind: 'recheck', fileId })).toEqual({ batchItemFailures: [] });
    const state = journal.interrupted() ? 'withdrawn' : 'available';
    expect((await kit.api.call(haidian, 'GET', `/v1/evidence-files/${fileId}`)).body).toMatchObject({ state });
  });

  test.each(places)('its piece is withdrawn before answer %i of a new link: none goes out', async (at) => {
    const fileId = known((await announce()).ids.fileId);
    journal.interrupt(at, () => post(haidian, `/v1/cases/${caseId}/items/${itemId}/withdraw`, { reason: 'r' }));
    const { status } = await post(haidian, `/v1/evidence-files/${fileId}/upload`);
    expect(status).toBe(journal.interrupted() ? 404 : 200);
  });

  test('bytes that come after the file was withdrawn, twice and late, change nothing', async () => {
    const fileId = known((await announce()).ids.fileId);
    await post(haidian, `/v1/evidence-files/${fileId}/withdraw`, { reason: 'r' });
    kit.api.store.put(fileId, content);
    const before = journal.written.length;
    for (let n = 0; n < 2; n += 1) await told({ Records: [{ s3: { object: { key: `files/${fileId}` } } }] });
    expect(journal.written).toHaveLength(before);
  });
});

describe('while a request to see more is answered', () => {
  const asked = async () => {
    const body = { parts: ['persons'], reason: 'r' };
    return `/v1/access-requests/${String((await post(prosecutor, `/v1/cases/${caseId}/access-requests`, body)).body['accessRequestId'])}`;
  };
  const parts = async () => (await kit.api.call(prosecutor, 'GET', `/v1/cases/${caseId}`)).body['parts'];

  test.each(places)('it is withdrawn before answer %i: no share, or the share came first', async (at) => {
    const path = await asked();
    journal.interrupt(at, () => post(prosecutor, `${path}/withdraw`));
    const { status } = await post(haidian, `${path}/grant`, { until: plus(kit.api.now, HOUR) });
    expect(status).toBe(journal.interrupted() ? 409 : 200);
    expect(await parts()).toEqual(status === 200 ? ['persons', 'evidence'] : ['evidence']);
  });

  test.each(places)('another officer answers before answer %i: one answer counts', async (at) => {
    const path = await asked();
    journal.interrupt(at, () => post(supervisor, `${path}/decline`, { reason: 'r' }));
    const { status } = await post(haidian, `${path}/grant`, { until: plus(kit.api.now, HOUR) });
    expect(status).toBe(journal.interrupted() ? 409 : 200);
    const { body } = await kit.api.call(haidian, 'GET', path);
    expect(body['state']).toBe(status === 200 ? 'granted' : 'declined');
  });
});
