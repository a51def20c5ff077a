import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { termsKey } from '../../shared/terms/keys.ts';
import { conveneInput } from '../support/consultation-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { command, day, districtUnit, units } from '../support/listing-samples.ts';
import { measureInput, outletBank } from '../support/regional-samples.ts';
import { account, hour, minute } from '../support/samples.ts';
import { cityProsecutor, proposalInput, prosecutorOf } from '../support/standard-samples.ts';
import { createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const police = districtUnit;
const prosecutor = prosecutorOf('haidian');
const stranger: Actor = { ...districtUnit, agency: 'police-miyun', district: 'miyun', subject: 'lu' };
const judge: Actor = { agency: 'court-city', agencyKind: 'court', roles: ['judge'], subject: 'judge' };
const administrator: Actor = { ...districtUnit, roles: ['administrator'], subject: 'meng' };

const Page = z.object({
  items: z.array(
    z.looseObject({
      termId: z.string(),
      kind: z.string(),
      endsAt: z.string(),
      lastDay: z.string().optional(),
      ranOut: z.boolean(),
      waitsFor: z.string().optional(),
      waitsForMe: z.boolean(),
      person: z.object({ itemId: z.string(), name: z.string().optional() }).optional(),
      about: z.object({ kind: z.string(), id: z.string(), reference: z.string().optional() }),
    }),
  ),
  next: z.string().optional(),
});

let city: Coordination;

beforeEach(async () => {
  city = createCoordination();
  await city.at(minute(1));
});

const post = async (actor: Actor, path: string, body: object = {}) => {
  const answer = await city.api.call(actor, 'POST', path, { body });
  expect(answer.status, answer.text).toBeLessThan(300);
  await city.settle();
  return answer;
};
const page = async (actor: Actor, query: Record<string, string> = {}) =>
  Page.parse((await city.api.call(actor, 'GET', '/v1/clocks', { query })).body);
const clocks = async (actor: Actor, query: Record<string, string> = {}) => (await page(actor, query)).items;
const kinds = async (actor: Actor) => (await clocks(actor)).map(({ kind }) => kind);

describe('the terms of a consultation', () => {
  let caseId: string;
  let suspect: string;
  let consultation: string;

  beforeEach(async () => {
    caseId = await city.opened(police);
    const added = await post(police, `/v1/cases/${caseId}/items`, { kind: 'person', role: 'suspect', name: '张某某' });
    suspect = z.string().parse(added.body['itemId']);
    const convened = await post(police, '/v1/consultations', conveneInput({ caseIds: [caseId], parties: [prosecutor.agency] }));
    consultation = `/v1/consultations/${String(convened.body['consultationId'])}`;
  });

  test('an agency that was asked sees its own invitation, and a party sees everything', async () => {
    await post(police, `${consultation}/clocks`, { kind: 'arrest-request', suspect, from: minute(0) });
    expect(await clocks(prosecutor)).toMatchObject([
      { kind: 'invitation', ranOut: false, waitsFor: prosecutor.agency, waitsForMe: true, about: { kind: 'consultation' } },
    ]);
    expect((await kinds(police)).toSorted()).toEqual(['arrest-request', 'invitation']);
    await post(prosecutor, `${consultation}/accept`);
    expect(await clocks(prosecutor)).toMatchObject([{ kind: 'arrest-request', waitsFor: police.agency, waitsForMe: false }]);
    expect(await kinds(police)).toEqual(['arrest-request']);
    for (const other of [stranger, judge]) expect(await clocks(other)).toEqual([]);
  });

  test('the suspect has a name only for those who answer for the case, and no look is taken', async () => {
    await post(police, `${consultation}/clocks`, { kind: 'arrest-request', suspect, from: minute(0) });
    await post(prosecutor, `${consultation}/accept`);
    expect((await clocks(police))[0]?.person).toEqual({ itemId: suspect, name: '张某某' });
    expect((await clocks(prosecutor))[0]?.person).toEqual({ itemId: suspect });
    expect(
      JSON.stringify(city.api.journal.written.filter(({ item }) => String(item['pk']).startsWith('running-term#'))),
    ).not.toContain('张');
    expect(city.api.journal.written.filter(({ item }) => String(item['pk']).startsWith('case-reads#'))).toEqual([]);
  });

  test('evidence and actions wait for an agency, and go when they are done; what ran out stands first', async () => {
    await post(prosecutor, `${consultation}/accept`);
    await post(police, `${consultation}/clocks`, { kind: 'prosecution-review', from: minute(0), inCustody: true });
    await post(prosecutor, `${consultation}/evidence-requests`, { from: police.agency, text: '流水', dueAt: day(2) });
    expect(await clocks(police)).toMatchObject([
      { kind: 'evidence', waitsForMe: true, ranOut: false, endsAt: day(2) },
      { kind: 'prosecution-review', ranOut: false },
    ]);
    await city.swept(day(3));
    expect(await clocks(police)).toMatchObject([
      { kind: 'evidence', ranOut: true },
      { kind: 'prosecution-review', ranOut: false },
    ]);
    await post(police, `${consultation}/evidence-requests/1/answer`, { text: '已补充', exhibits: [] });
    expect(await kinds(police)).toEqual(['prosecution-review']);
    expect(await kinds(prosecutor)).toEqual(['prosecution-review']);
  });

  test('a term of procedure moves with its extension, runs on when the consultation is over, and goes when it is stopped', async () => {
    await post(police, `${consultation}/clocks`, { kind: 'arrest-request', from: minute(0) });
    const [before] = await clocks(police, { kind: 'arrest-request' });
    await post(police, `${consultation}/clocks/1/extend`, { ground: 'roaming', reason: 'r' });
    const [after] = await clocks(police, { kind: 'arrest-request' });
    expect(String(after?.endsAt) > String(before?.endsAt)).toBe(true);
    await post(police, `${consultation}/withdraw`, { reason: 'r' });
    expect(await kinds(police)).toEqual(['arrest-request']);
    expect(await kinds(prosecutor)).toEqual([]);
    await post(police, `${consultation}/clocks/1/stop`, { outcome: 'done' });
    expect(await kinds(police)).toEqual([]);
  });

  test('a term of procedure says its last day, also at the end of a year; evidence that is due at a moment has none', async () => {
    await post(prosecutor, `${consultation}/accept`);
    await city.at('2026-12-24T02:00:00.000Z');
    const begun = { kind: 'arrest-decision', from: '2026-12-24T01:00:00.000Z', inCustody: true };
    await post(police, `${consultation}/clocks`, begun);
    await post(prosecutor, `${consultation}/evidence-requests`, {
      from: police.agency,
      text: '流水',
      dueAt: '2026-12-31T15:59:00.000Z',
    });
    const [evidence, decision] = await clocks(police);
    expect(decision).toMatchObject({ lastDay: '2026-12-31', endsAt: '2026-12-31T16:00:00.000Z' });
    expect(evidence).toMatchObject({ kind: 'evidence', endsAt: '2026-12-31T15:59:00.000Z' });
    expect(evidence).not.toHaveProperty('lastDay');
    const until = (dueBefore: string) => clocks(police, { dueBefore, kind: 'arrest-decision' });
    expect(await until('2027-01-01T00:00:00+08:00')).toEqual([]);
    expect(await until('2027-01-01T00:00:00.001+08:00')).toHaveLength(1);
  });

  test('facts that come twice, or late, change nothing', async () => {
    await post(prosecutor, `${consultation}/accept`);
    await post(police, `${consultation}/clocks`, { kind: 'arrest-request', suspect, from: minute(0) });
    const seen = await clocks(prosecutor);
    const written = city.api.journal.written.length;
    await city.replay();
    expect(await clocks(prosecutor)).toEqual(seen);
    expect(city.api.journal.written).toHaveLength(written);
  });
});

describe('the term of a stop', () => {
  let desk: StopDesk;
  let orderId: string;

  beforeEach(async () => {
    desk = await createStopDesk(city.api);
    orderId = await desk.orderOf(account());
    await city.at(minute(5));
    const result = { code: '0000', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
    expect((await desk.answer(orderId, result)).status).toBe(200);
    await city.settle();
  });

  test('is 48 hours, for the police of its district and of the city, and for no bank or other district', async () => {
    const term = { kind: 'stop', endsAt: hour(48 + 4 / 60), about: { kind: 'order', id: orderId }, waitsFor: 'police-haidian' };
    expect(await clocks(police)).toMatchObject([term]);
    expect(await clocks(command)).toMatchObject([{ ...term, waitsForMe: false }]);
    for (const other of [stranger, prosecutor, outletBank]) expect(await clocks(other)).toEqual([]);
  });

  test('a role of the same agency that may not see orders does not see it', async () => {
    expect(await clocks(administrator)).toEqual([]);
  });

  test('stands first when it has run out, until an officer has dealt with it', async () => {
    await city.swept(hour(49));
    expect(await clocks(police)).toMatchObject([{ kind: 'stop', ranOut: true }]);
    await post(police, `/v1/orders/${orderId}/settle`, { reason: 'telephoned' });
    expect(await clocks(police)).toEqual([]);
  });
});

describe('what is supervised', () => {
  test('a listing waits for the decision, then has its report and its deadline, each for its units and its district', async () => {
    const caseId = await city.opened(police);
    const listing = { caseId, level: 'city', units, grounds: ['severe-harm'], reason: 'harm' };
    const made = await post(police, '/v1/listed-cases', listing);
    const about = { kind: 'listed-case', id: String(made.body['listedCaseId']), reference: made.body['reference'] };
    for (const reader of [police, command]) expect(await clocks(reader)).toMatchObject([{ kind: 'decision', about }]);
    expect(await clocks(stranger)).toEqual([]);
    await post(command, `/v1/listed-cases/${about.id}/reject`, { reason: 'no' });
    expect(await clocks(police)).toEqual([]);
  });

  test('a measure waits for the one it is on, then for its issuer', async () => {
    await city.api.call(outletBank, 'PUT', '/v1/banks/bank-a', { body: { name: '京华银行', dutyPhone: '010-66000001' } });
    const made = await post(command, '/v1/regional-measures', measureInput({ step: 'warning' }));
    const base = `/v1/regional-measures/${String(made.body['measureId'])}`;
    expect(await clocks(outletBank)).toMatchObject([{ kind: 'correction', waitsForMe: true }]);
    await post(outletBank, `${base}/evidence`, { summary: 'Checked', documents: [{ title: '整改报告' }] });
    expect(await clocks(outletBank)).toMatchObject([{ kind: 'review', waitsForMe: false }]);
    expect(await clocks(command)).toMatchObject([{ kind: 'review', waitsForMe: true }]);
    await post(command, `${base}/accept`);
    expect(await kinds(command)).toEqual(['lifting']);
    await post(command, `${base}/lift`, { reason: 'Corrected' });
    for (const reader of [command, outletBank, police]) expect(await clocks(reader)).toEqual([]);
  });

  test('a proposal waits for the answer of each district that it asks', async () => {
    const made = await post(cityProsecutor, '/v1/standards/proposals', proposalInput());
    const base = `/v1/standards/proposals/${String(made.body['proposalId'])}`;
    await post(cityProsecutor, `${base}/consult`);
    expect(await clocks(prosecutor)).toMatchObject([{ kind: 'answers', district: 'haidian' }]);
    expect(await clocks(police)).toEqual([]);
    await post(prosecutor, `${base}/adopt`);
    expect(await clocks(prosecutor)).toEqual([]);
    expect((await clocks(cityProsecutor)).length).toBe(proposalInput().districts.length - 1);
  });

  test('minutes wait for the convener of the meeting', async () => {
    const rule = { every: 'week', weekday: 3, time: '10:00' };
    const made = await post(command, '/v1/meetings', { title: '例会', parties: [prosecutor.agency], rule });
    expect(await clocks(command)).toMatchObject([{ kind: 'minutes', waitsForMe: true }]);
    expect(await clocks(prosecutor)).toMatchObject([{ kind: 'minutes', waitsFor: command.agency, waitsForMe: false }]);
    await post(command, `/v1/meetings/${String(made.body['meetingId'])}/cancel`, { reason: 'r' });
    expect(await clocks(prosecutor)).toEqual([]);
  });
});

describe('the list', () => {
  /** Measures on Haidian's bank, one day after another. */
  async function measures(count: number): Promise<void> {
    await city.api.call(outletBank, 'PUT', '/v1/banks/bank-a', { body: { name: '京华银行', dutyPhone: '010-66000001' } });
    for (let n = 0; n < count; n += 1) {
      await city.at(day(n));
      await post(command, '/v1/regional-measures', measureInput());
    }
  }

  test('comes in pages by the end of the terms, each term once, although it stands on two of the lists', async () => {
    await measures(7);
    for (const reader of [command, police, outletBank]) {
      const all = await clocks(reader);
      expect(all.map(({ endsAt }) => endsAt)).toEqual(all.map(({ endsAt }) => endsAt).toSorted());
      expect(all).toHaveLength(7);
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const one = await page(reader, { limit: '2', ...(cursor === undefined ? {} : { cursor }) });
        expect(one.items.length).toBeLessThanOrEqual(2);
        ids.push(...one.items.map(({ termId }) => termId));
        cursor = one.next;
      } while (cursor !== undefined);
      expect(ids).toEqual(all.map(({ termId }) => termId));
    }
  });

  test('a cursor fits its caller and its query alone', async () => {
    await measures(3);
    const { next = '' } = await page(command, { limit: '2' });
    const refused = { status: 400, body: { code: 'CURSOR_INVALID' } };
    const read = (actor: Actor, query: Record<string, string>) => city.api.call(actor, 'GET', '/v1/clocks', { query });
    expect((await read(command, { limit: '2', cursor: next })).status).toBe(200);
    expect(await read({ ...command, subject: 'other' }, { cursor: next })).toMatchObject(refused);
    expect(await read(command, { cursor: next, dueBefore: day(100) })).toMatchObject(refused);
  });

  test('tells a role that sees none of its terms nothing of them: no entry, no next page', async () => {
    await measures(3);
    expect(await clocks(police)).toHaveLength(3);
    expect(await page(administrator, { limit: '1' })).toEqual({ items: [] });
  });

  test('is as long as its limit for a role that sees some of the terms, and ends with the last of them', async () => {
    const cityAdministrator: Actor = { ...command, roles: ['administrator'], subject: 'admin' };
    await measures(4);
    for (let n = 0; n < 2; n += 1) {
      const caseId = await city.opened(police);
      await post(police, '/v1/listed-cases', { caseId, level: 'city', units, grounds: ['severe-harm'], reason: 'harm' });
    }
    expect((await clocks(command)).length).toBe(6);
    const first = await page(cityAdministrator, { limit: '1' });
    expect(first.items).toHaveLength(1);
    const second = await page(cityAdministrator, { limit: '1', cursor: first.next ?? '' });
    expect(second).toEqual({ items: [expect.objectContaining({ kind: 'decision' })] });
  });

  test('ends before a moment, and shows one kind', async () => {
    await measures(3);
    const all = await clocks(command);
    const second = all[1]?.endsAt ?? '';
    expect(await clocks(command, { dueBefore: second })).toEqual(all.slice(0, 1));
    const own = await clocks(command, { mine: 'true' });
    expect(own).toEqual(all.filter(({ waitsForMe }) => waitsForMe));
    expect(await clocks(command, { kind: 'correction' })).toEqual(all);
    expect(await clocks(command, { kind: 'freeze' })).toEqual([]);
    const wrong = await city.api.call(command, 'GET', '/v1/clocks', { query: { kind: 'never' } });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ in: 'query', path: '/kind' }] } });
  });

  test('reads a page of each of its lists, however long they are', async () => {
    await measures(3);
    const asked: { readonly pk: string; readonly limit: number }[] = [];
    const { find } = city.api.journal;
    city.api.journal.find = async (query) => {
      asked.push(query);
      return find(query);
    };
    await clocks(police, { limit: '2' });
    expect(asked.map(({ pk, limit }) => ({ pk, limit }))).toEqual([
      { pk: termsKey('police-haidian'), limit: 3 },
      { pk: termsKey('police@haidian'), limit: 3 },
    ]);
    asked.length = 0;
    await clocks(command);
    expect(asked).toHaveLength(18);
  });
});
