import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { calendarOf } from '../../functions/clocks/calendar-text.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import type { TermKind } from '../../shared/terms/model.ts';
import { actors } from '../support/access-actors.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { day, districtUnit } from '../support/listing-samples.ts';
import { hour, id, minute } from '../support/samples.ts';

const police = districtUnit;
const stranger: Actor = { ...districtUnit, agency: 'police-miyun', district: 'miyun', subject: 'lu' };

let city: Coordination;
let caseId: string;

beforeEach(async () => {
  city = createCoordination();
  await city.at(minute(1));
  caseId = await city.opened(police, { title: '王某被骗案' });
  const added = await city.post(police, `/v1/cases/${caseId}/items`, { kind: 'person', role: 'suspect', name: '张某某' });
  const body = { kind: 'arrest-request', suspect: added.body['itemId'], from: minute(0) };
  expect((await city.post(police, `/v1/cases/${caseId}/clocks`, body)).status).toBe(201);
  await city.settle();
});

async function issued(actor: Actor, headers: Record<string, string> = {}): Promise<string> {
  const answer = await city.api.call(actor, 'POST', '/v1/calendar', { headers });
  expect(answer.status, answer.text).toBe(201);
  return z.string().parse(answer.body['path']);
}
const read = (path: string) => city.api.call(undefined, 'GET', path);
const revoke = (actor: Actor) => city.api.call(actor, 'POST', '/v1/calendar/revoke');
const none = { status: 404, body: { code: 'NOT_FOUND' } };

describe('a calendar', () => {
  test('has the terms of the person, read without a token: kind and reference, nothing of people', async () => {
    const { status, text, headers } = await read(await issued(police));
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(text.replaceAll('\r\n ', '')).toMatch(/^SUMMARY:提请批准逮捕期限 \/ Request for arrest · C-HD-/m);
    expect(text).toMatch(/^DTSTART;VALUE=DATE:20261125\r$/m);
    for (const secret of ['张', '王某', police.subject]) expect(text).not.toContain(secret);
  });

  test('has the rights of the person who asked for it, and no more', async () => {
    expect((await read(await issued(stranger))).text).not.toContain('BEGIN:VEVENT');
    expect((await read(await issued({ ...police, roles: ['administrator'] }))).text).not.toContain('BEGIN:VEVENT');
    expect((await read(await issued(actors.prosecutor))).text).not.toContain('BEGIN:VEVENT');
  });

  test('is the same text as long as its terms are, so that a program that has it gets a 304', async () => {
    const path = await issued(police);
    const { text, headers } = await read(path);
    await city.at(hour(5));
    expect((await read(path)).text).toBe(text);
    const known = { headers: { 'if-none-match': String(headers['etag']) } };
    expect((await city.api.call(undefined, 'GET', path, known)).status).toBe(304);
    const extended = await city.post(police, `/v1/cases/${caseId}/clocks/1/extend`, { ground: 'roaming', reason: 'r' });
    expect(extended.status, extended.text).toBe(200);
    await city.settle();
    const moved = await city.api.call(undefined, 'GET', path, known);
    expect(moved.status).toBe(200);
    expect(moved.text).toContain('DTSTAMP:20261122T063000Z');
    expect(text).not.toContain('DTSTAMP:20261122T063000Z');
  });

  test.each([
    ['2026-11-30T16:00:00.000Z', '20261130'],
    ['2026-12-31T16:00:00.000Z', '20261231'],
    ['2028-02-29T16:00:00.000Z', '20280229'],
  ])('has a term that ends at %s, a midnight in Beijing, on the day before, and a stop at its moment', (endsAt, lastDay) => {
    const of = (kind: TermKind, at: string) => {
      const about = { kind: 'case', id: id('cas', 1) } as const;
      return calendarOf([{ termId: 't', reader: 'r', standing: 'own', kind, endsAt: at, about }], day(0));
    };
    const started = (text: string) => text.split('\r\n').filter((line) => line.startsWith('DTSTART'));
    const moment = endsAt.replaceAll(/[-:]|\.000/g, '');
    expect(started(of('arrest-decision', endsAt))).toEqual([`DTSTART;VALUE=DATE:${lastDay}`]);
    expect(started(of('stop', endsAt))).toEqual([`DTSTART:${moment}`]);
    expect(started(of('evidence', plus(endsAt, -MINUTE)))).toEqual([`DTSTART:${moment.replace('160000', '155900')}`]);
  });

  test('folds and escapes as RFC 5545 asks, whatever stands in a reference', () => {
    const about = { kind: 'case', id: id('cas', 1), reference: `C;1,2\\3\r\nDTEND:19700101T000000Z ${'字'.repeat(60)}` } as const;
    const term = { termId: 't', reader: 'r', standing: 'own', kind: 'stop', endsAt: day(1), about } as const;
    const lines = calendarOf([term], day(0)).split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(lines.some((line) => line.startsWith('DTEND'))).toBe(false);
  });
});

describe('the private address', () => {
  test('is new at each command, ends the one before, and is the same for a command that comes again', async () => {
    const first = await issued(police);
    const key = { 'idempotency-key': 'once' };
    const second = await issued(police, key);
    expect(second).not.toBe(first);
    expect(await issued(police, key)).toBe(second);
    expect(await read(first)).toMatchObject(none);
    expect((await read(second)).status).toBe(200);
  });

  test('ends when it is revoked, and no command that comes again brings it back', async () => {
    const key = { 'idempotency-key': 'once' };
    const path = await issued(police, key);
    expect(await revoke(police)).toMatchObject({ status: 200, body: { revokedAt: minute(1) } });
    expect(await read(path)).toMatchObject(none);
    expect(await issued(police, key)).toBe(path);
    expect(await read(path)).toMatchObject(none);
    expect(await revoke(police)).toMatchObject(none);
    expect(await revoke(stranger)).toMatchObject(none);
  });

  test('is the first answer for a command that comes again late, which neither ends the present address nor opens an old one', async () => {
    const key = { 'idempotency-key': 'once' };
    const old = await city.api.call(police, 'POST', '/v1/calendar', { headers: key });
    await city.at(day(5));
    const present = await issued(police, { 'idempotency-key': 'twice' });
    for (const late of [day(6), day(40)]) {
      await city.at(late);
      const again = await city.api.call(police, 'POST', '/v1/calendar', { headers: key });
      expect([again.status, again.body]).toEqual([old.status, old.body]);
      expect(await read(String(old.body['path']))).toMatchObject(none);
      expect((await read(present)).status).toBe(200);
    }
    await revoke(police);
    for (const repeated of ['once', 'twice']) await issued(police, { 'idempotency-key': repeated });
    for (const path of [String(old.body['path']), present]) expect(await read(path)).toMatchObject(none);
    expect((await read(await issued(police))).status).toBe(200);
  });

  test('is one for two sendings of a command at once', async () => {
    const key = { 'idempotency-key': 'once' };
    const [one, two] = await Promise.all([issued(police, key), issued(police, key)]);
    expect(two).toBe(one);
    expect((await read(one)).status).toBe(200);
  });

  test('ends after ninety days, and with the agency', async () => {
    const path = await issued(police);
    const closing = { name: '某分局', kind: 'police', district: 'haidian', closed: true };
    await city.api.call(actors.administrator, 'PUT', `/v1/agencies/${police.agency}`, { body: closing });
    expect(await read(path)).toMatchObject(none);
    await city.api.call(actors.administrator, 'PUT', `/v1/agencies/${police.agency}`, { body: { ...closing, closed: false } });
    city.api.now = day(89);
    expect((await read(path)).status).toBe(200);
    city.api.now = day(91);
    expect(await read(path)).toMatchObject(none);
  });

  test('opens only as it is: any other is a 404 like one that was never given', async () => {
    const path = await issued(police);
    const last = path.at(-5) === '0' ? '1' : '0';
    const wrong = [
      `${path.slice(0, -5)}${last}.ics`,
      path.replace('.ics', ''),
      `${path.slice(0, -4)}0.ics`,
      `/v1/calendar/${'0'.repeat(128)}.ics`,
      '/v1/calendar/x.ics',
    ];
    for (const other of wrong) expect(await read(other)).toMatchObject(none);
  });

  test('stands in no log and nowhere in the table', async () => {
    const path = await issued(police, { 'idempotency-key': 'once' });
    await read(path);
    const secret = path.slice('/v1/calendar/'.length + 64, -4);
    expect(secret).toHaveLength(64);
    expect(city.api.logged.join()).not.toContain(secret);
    expect(JSON.stringify(city.api.journal.written)).not.toContain(secret);
  });
});
