import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { approved, haidianHead } from '../support/approvals.ts';
import { haidian } from '../support/case-samples.ts';
import {
  ACCOUNT,
  bankA,
  bankB,
  cityReviewer,
  createObjectionDesk,
  type ObjectionDesk,
  prosecutor,
  reviewer,
  said,
  signers,
  victimName,
  window,
} from '../support/objection-desk.ts';
import { hour, minute, officers } from '../support/samples.ts';

let desk: ObjectionDesk;
const read = (by: Actor, objectionId: string) => desk.get(by, `/v1/objections/${objectionId}`);
const on = (objectionId: string, what: string) => `/v1/objections/${objectionId}/${what}`;
const Items = z.looseObject({ items: z.array(z.record(z.string(), z.unknown())) });
const list = async (by: Actor, query: Record<string, string> = {}) =>
  Items.parse((await desk.get(by, '/v1/objections', query)).body).items;
const inbox = async (by: Actor) =>
  Items.parse((await desk.get(by, '/v1/inbox', { limit: '100' })).body)
    .items.filter((entry) => entry['doneAt'] === undefined)
    .map((entry) => String(entry['what']))
    .filter((what) => what.startsWith('objection.'));
const typesOf = async (objectionId: string) => (await desk.facts(`objection#${objectionId}`)).map(({ type }) => type);
const orderState = async () => (await desk.get(haidian, `/v1/orders/${desk.orderId}`)).body;

beforeEach(async () => {
  desk = await createObjectionDesk();
});

describe('an objection that is upheld', () => {
  test('has the bank let go in the same append, at minute 0, and the relay tells the bank at once', async () => {
    const objectionId = await desk.raised();
    const sentBefore = desk.bench.sent.length;
    const decided = await desk.decide(objectionId);
    expect(decided).toMatchObject({ status: 200, body: { status: 'carrying-out', decision: { outcome: 'upheld' } } });
    const of = async (stream: string) => (await desk.facts(stream)).slice(-2);
    const [upheld] = (await desk.facts(`objection#${objectionId}`)).slice(-1);
    expect(upheld?.type).toBe('objection.upheld');
    expect(await of(`order#${desk.orderId}`)).toEqual([
      { type: 'order.let-go', command: upheld?.command },
      { type: 'order.release-ordered', command: upheld?.command },
    ]);
    await desk.bench.drain();
    expect(desk.bench.sent.slice(sentBefore).map(({ message, delayMs }) => ({ ...message, delayMs }))).toContainEqual(
      expect.objectContaining({ orderId: desk.orderId, purpose: 'instruction', delayMs: 0 }),
    );
    // the bank learns that it goes free by right, and nothing of what the reviewer wrote
    const told = await desk.get(bankA, `/v1/bank/orders/${desk.orderId}`);
    expect(told.body).toMatchObject({ instruction: 'release', byRight: 'objection' });
    expect(told.text).not.toContain('Good faith');
  });

  test('is closed by the answer of the bank, once, however often that comes', async () => {
    const objectionId = await desk.raised();
    await desk.decide(objectionId);
    await desk.at(minute(31));
    expect((await read(window, objectionId)).body).toMatchObject({ status: 'carrying-out' });
    await desk.answer();
    expect((await read(window, objectionId)).body).toMatchObject({ status: 'closed', closedAt: minute(31) });
    await desk.bench.replay();
    expect(await typesOf(objectionId)).toEqual(['objection.raised', 'objection.upheld', 'objection.closed']);
    expect(await inbox(window)).toEqual(expect.arrayContaining(['objection.upheld', 'objection.closed']));
    expect(await list(reviewer, { state: 'closed' })).toMatchObject([{ objectionId, status: 'closed', outcome: 'upheld' }]);
  });

  test('takes back a stop that the bank has not answered', async () => {
    desk = await createObjectionDesk({ isStopped: false });
    const objectionId = await desk.raised();
    expect((await desk.decide(objectionId)).status).toBe(200);
    expect(await orderState()).toMatchObject({ state: 'withdrawn', pending: { instruction: 'recall' } });
    await desk.bench.drain();
    await desk.answer();
    expect((await read(reviewer, objectionId)).body).toMatchObject({ status: 'closed' });
  });

  test('moves nothing once the order has ended: the decision is recorded, and the objection closed at once', async () => {
    const objectionId = await desk.raised();
    await desk.post(haidian, `/v1/orders/${desk.orderId}/release`, { reason: 'r', officers });
    await desk.answer();
    const before = await desk.facts(`order#${desk.orderId}`);
    const decided = await desk.decide(objectionId);
    expect(decided.body).toMatchObject({ status: 'closed', decision: { outcome: 'upheld' } });
    expect(await desk.facts(`order#${desk.orderId}`)).toEqual(before);
    expect(decided.body['texts']).toMatchObject({ measure: { zh: expect.stringContaining('已经结束') } });
  });

  test('in part has the bank hold less, and is closed once it does', async () => {
    const objectionId = await desk.raised();
    expect(await desk.decide(objectionId, { outcome: 'partly-upheld' })).toMatchObject({
      ...{ status: 400, body: { code: 'INPUT_INVALID', errors: [{ path: '/narrowedToFen' }] } },
    });
    const more = { outcome: 'partly-upheld', narrowedToFen: 10_000_000 };
    expect(await desk.decide(objectionId, more)).toMatchObject({ status: 409, body: { code: 'NARROWING_NOT_LESS' } });
    expect((await desk.decide(objectionId, { ...more, narrowedToFen: 4_000_000 })).status).toBe(200);
    expect(await orderState()).toMatchObject({ pending: { instruction: 'narrow', amountFen: 4_000_000 } });
    await desk.bench.drain();
    expect((await read(reviewer, objectionId)).body).toMatchObject({ status: 'carrying-out' });
    await desk.answer({ stoppedFen: 4_000_000 });
    expect((await read(reviewer, objectionId)).body).toMatchObject({ status: 'closed' });
    expect(await orderState()).toMatchObject({ state: 'stopped', heldFen: 4_000_000 });
  });

  test('is decided once, by whichever of two comes first', async () => {
    const objectionId = await desk.raised();
    const { etag = '' } = (await read(reviewer, objectionId)).headers;
    const body = { outcome: 'upheld', reason: 'r', officers: signers };
    const decide = (by: Actor, headers: Record<string, string>) =>
      desk.api.call(by, 'POST', on(objectionId, 'decide'), { body, headers });
    const [one, other] = await Promise.all([
      decide(reviewer, { 'if-match': etag }),
      decide({ ...reviewer, subject: 'wu' }, { 'if-match': etag }),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([200, 412]);
    expect(await decide(reviewer, {})).toMatchObject({ status: 409, body: { code: 'OBJECTION_STATE_FORBIDS' } });
    expect((await typesOf(objectionId)).filter((type) => type === 'objection.upheld')).toHaveLength(1);
  });

  test('with another one to the same order: one answer of the bank closes both', async () => {
    const first = await desk.raised();
    const second = await desk.raised(bankA, { by: { ...said.by, capacity: 'counterparty', name: '李买表' } });
    expect((await desk.decide(first)).status).toBe(200);
    expect((await desk.decide(second)).body).toMatchObject({ status: 'carrying-out' });
    await desk.bench.drain();
    await desk.answer();
    expect((await read(reviewer, first)).body).toMatchObject({ status: 'closed' });
    expect((await read(reviewer, second)).body).toMatchObject({ status: 'closed' });
  });
});

describe('a ruling that the bank declines', () => {
  const declined = { code: '0500', effectiveAt: undefined };
  const again = (objectionId: string, by = reviewer, over = {}) =>
    desk.post(by, on(objectionId, 'order-again'), { reason: 'Told on the phone', officers: signers, ...over });

  test('says so, tells the reviewers and the agency that ordered, and is closed once it is ordered again and done', async () => {
    const objectionId = await desk.raised();
    await desk.decide(objectionId);
    await desk.bench.drain();
    expect(await again(objectionId)).toMatchObject({ status: 409, body: { code: 'INSTRUCTION_PENDING' } });
    await desk.at(minute(40));
    await desk.answer(declined);
    const refused = { refusedAt: minute(40), instruction: 'release', code: '0500' };
    expect((await read(reviewer, objectionId)).body).toMatchObject({ status: 'carrying-out', bankRefusals: [refused] });
    expect((await read(window, objectionId)).text).not.toContain('bankRefusals');
    expect(await inbox(reviewer)).toContain('objection.bank-refused');
    expect(await list(reviewer)).toMatchObject([{ objectionId, status: 'carrying-out' }]);
    await desk.bench.replay();
    expect((await typesOf(objectionId)).filter((type) => type === 'objection.bank-refused')).toHaveLength(1);

    const same = { officers: [signers[0], signers[0]] };
    expect(await again(objectionId, reviewer, same)).toMatchObject({ status: 400, body: { code: 'SAME_OFFICER_TWICE' } });
    expect(await again(objectionId)).toMatchObject({
      ...{ status: 200, body: { bankRefusals: [{ ...refused, again: { reason: 'Told on the phone', officers: signers } }] } },
    });
    expect(await orderState()).toMatchObject({ pending: { instruction: 'release' } });
    await desk.bench.drain();
    expect(await inbox(reviewer)).not.toContain('objection.bank-refused');
    await desk.at(minute(50));
    await desk.answer();
    expect((await read(reviewer, objectionId)).body).toMatchObject({ status: 'closed', closedAt: minute(50) });
    expect(await again(objectionId)).toMatchObject({ status: 409, body: { code: 'OBJECTION_STATE_FORBIDS' } });
  });

  test('also in part: the same sum is ordered again; and what officers release by themselves closes it, too', async () => {
    const partly = await desk.raised();
    await desk.decide(partly, { outcome: 'partly-upheld', narrowedToFen: 4_000_000 });
    await desk.bench.drain();
    await desk.answer(declined);
    expect((await read(reviewer, partly)).body).toMatchObject({ bankRefusals: [{ instruction: 'narrow' }] });
    expect((await again(partly)).status).toBe(200);
    expect(await orderState()).toMatchObject({ pending: { instruction: 'narrow', amountFen: 4_000_000 } });
    await desk.bench.drain();
    await desk.answer(declined);
    expect((await read(reviewer, partly)).body).toMatchObject({ bankRefusals: [{ again: {} }, { instruction: 'narrow' }] });
    expect((await desk.post(haidian, `/v1/orders/${desk.orderId}/release`, { reason: 'r', officers })).status).toBe(202);
    await desk.bench.drain();
    await desk.answer();
    expect((await read(reviewer, partly)).body).toMatchObject({ status: 'closed' });
  });

  test('notes no other refusal: one of an instruction that holds on has nothing to do with it', async () => {
    const objectionId = await desk.raised();
    await desk.post(haidian, `/v1/orders/${desk.orderId}/extend`, { reason: 'r', officers });
    await desk.bench.drain();
    await desk.answer(declined);
    await desk.decide(objectionId);
    await desk.bench.drain();
    await desk.bench.replay();
    expect((await read(reviewer, objectionId)).body).not.toHaveProperty('bankRefusals');
  });
});

describe('a ruling on an approval', () => {
  const ask = (by: Actor, objectionId: string, over = {}) =>
    desk.post(by, '/v1/approvals', { gate: 'release', orderId: desk.orderId, objectionId, reason: 'r', ...over });

  test('rests on that of the reviewer for this objection alone, which is used up with it', async () => {
    const objectionId = await desk.raised();
    await desk.post(reviewer, on(objectionId, 'assign'), { reviewer: { agency: 'police-miyun' } });
    const miyun: Actor = { ...reviewer, agency: 'police-miyun', district: 'miyun', subject: 'tan' };
    expect((await ask(window, objectionId)).status).toBe(403);
    const other = await desk.raised(bankA, { by: { ...said.by, capacity: 'counterparty', name: '李买表' } });
    expect((await ask(miyun, other)).status).toBe(404);
    const approvalId = await approved(desk.api.call, miyun, {
      ...{ gate: 'release', orderId: desk.orderId, objectionId },
    });
    const decide = (id: string) => desk.decide(id, { approvalId }, miyun);
    expect(await desk.decide(objectionId, { outcome: 'rejected', approvalId }, miyun)).toMatchObject({
      ...{ status: 400, body: { errors: [{ path: '/approvalId' }] } },
    });
    expect(await decide(objectionId)).toMatchObject({
      ...{ status: 200, body: { decision: { approval: { approvalId, level: 'county' } } } },
    });
    expect(await desk.decide(other, { approvalId }, cityReviewer)).toMatchObject({
      ...{ status: 400, body: { code: 'APPROVAL_UNKNOWN' } },
    });
    expect((await desk.get(haidianHead, `/v1/approvals/${approvalId}`)).body).toMatchObject({ status: 'used' });
  });

  test('is not done on one that is for a release of officers', async () => {
    const objectionId = await desk.raised();
    const approvalId = await approved(desk.api.call, reviewer, { gate: 'release', orderId: desk.orderId });
    expect(await desk.decide(objectionId, { approvalId })).toMatchObject({
      ...{ status: 409, body: { code: 'APPROVAL_OF_OTHER_MATTER', differs: ['objectionId'] } },
    });
    expect(await typesOf(objectionId)).toEqual(['objection.raised']);
  });
});

describe('the terms of an objection', () => {
  const terms = async (by: Actor, query: Record<string, string> = {}) =>
    Items.parse((await desk.get(by, '/v1/clocks', query)).body).items.filter(({ about }) =>
      JSON.stringify(about).includes('"objection"'),
    );
  const kinds = async (by: Actor) => (await terms(by)).map(({ kind }) => kind);

  test('are those of its decision, of the procuratorate and of the answer to its demand, each for those who act then', async () => {
    const objectionId = await desk.raised();
    await desk.bench.drain();
    const { dueAt, reference } = (await read(reviewer, objectionId)).body;
    expect(await terms(reviewer, { kind: 'objection' })).toMatchObject([
      { endsAt: dueAt, about: { kind: 'objection', id: objectionId, reference }, waitsForMe: false },
    ]);
    expect(await kinds(cityReviewer)).toEqual(['objection']);
    // the window reads only what the person may know, and the procuratorate was not asked
    for (const other of [window, bankA, prosecutor]) expect(await kinds(other), other.agency).toEqual([]);
    await desk.post(reviewer, on(objectionId, 'assign'), { reviewer: { agency: 'police-miyun' } });
    await desk.bench.drain();
    const miyun: Actor = { ...reviewer, agency: 'police-miyun', district: 'miyun', subject: 'tan' };
    expect(await terms(miyun, { mine: 'true' })).toMatchObject([{ kind: 'objection', waitsForMe: true }]);
    await desk.decide(objectionId, { outcome: 'rejected' }, miyun);
    await desk.bench.drain();
    expect(await kinds(miyun)).toEqual([]);

    await desk.post(window, on(objectionId, 'supervision-requests'), { reason: 'r' });
    await desk.bench.drain();
    for (const by of [prosecutor, reviewer, miyun]) expect(await kinds(by), by.agency).toEqual(['supervision']);
    const otherPlace: Actor = { ...prosecutor, agency: 'procuratorate-miyun', district: 'miyun' };
    expect(await kinds(otherPlace)).toEqual([]);
    await desk.post(prosecutor, on(objectionId, 'supervision'), { answer: 'correct', demand: 'd', reason: 'r' });
    await desk.bench.drain();
    for (const by of [prosecutor, reviewer]) expect(await kinds(by), by.agency).toEqual(['demand']);
    await desk.post(miyun, on(objectionId, 'supervision-response'), { outcome: 'refuse', reason: 'r', officers: signers });
    await desk.bench.drain();
    for (const by of [prosecutor, reviewer, miyun]) expect(await kinds(by), by.agency).toEqual([]);
  });

  test("are the city's where no order is known", async () => {
    await desk.raised(window, { accountNumber: '6222020299999999999' });
    await desk.bench.drain();
    expect(await kinds(cityReviewer)).toEqual(['objection']);
    expect(await kinds(reviewer)).toEqual([]);
    expect(await kinds(window)).toEqual([]);
  });
});

describe('a search', () => {
  test('finds an objection by its reference and its id, and tells an office that raised it no more than that it is there', async () => {
    const objectionId = await desk.raised();
    await desk.bench.drain();
    await desk.bench.replay();
    const { reference } = (await read(reviewer, objectionId)).body;
    const found = async (by: Actor, q: unknown) => {
      const answer = await desk.get(by, '/v1/search', { q: String(q) });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.text).not.toMatch(/孙七七|13800001111|watch/);
      return Items.parse(answer.body).items;
    };
    const all = { kind: 'objection', id: objectionId, reference, state: 'raised', district: 'haidian', bankId: 'bank-a' };
    expect(await found(reviewer, String(reference).toLowerCase())).toMatchObject([{ ...all, by: ['reference'] }]);
    expect(await found(reviewer, objectionId)).toMatchObject([{ ...all, by: ['id'] }]);
    expect(await found(cityReviewer, reference)).toMatchObject([all]);
    const [atWindow] = await found(window, reference);
    expect(atWindow).toMatchObject({ kind: 'objection', id: objectionId, reference });
    expect(atWindow).not.toHaveProperty('district');
    expect(atWindow).not.toHaveProperty('bankId');
    const miyun: Actor = { ...window, agency: 'police-miyun', district: 'miyun' };
    for (const other of [miyun, prosecutor])
      for (const q of [reference, objectionId]) expect(await found(other, q), other.agency).toEqual([]);

    const names = async (by: Actor) => Items.parse((await desk.get(by, '/v1/names', { ids: objectionId })).body).items;
    expect(await names(reviewer)).toEqual([{ id: objectionId, kind: 'objection', reference, state: 'raised' }]);
    expect(await names(window)).toMatchObject([{ reference }]);
    expect(await names(miyun)).toEqual([]);
  });
});

describe('one without an order', () => {
  test("is in the city's list once it is over, and in no district's", async () => {
    const objectionId = await desk.raised(window, { accountNumber: '6222020299999999999' });
    const isListed = async (by: Actor, query: Record<string, string>) =>
      (await list(by, query)).some((entry) => entry['objectionId'] === objectionId);
    expect(await isListed(cityReviewer, {})).toBe(true);
    expect(await isListed(cityReviewer, { state: 'closed' })).toBe(false);
    await desk.post(window, on(objectionId, 'withdraw'), { reason: 'r' });
    expect(await isListed(cityReviewer, {})).toBe(false);
    expect(await isListed(cityReviewer, { state: 'closed' })).toBe(true);
    expect(await isListed(cityReviewer, { state: 'closed', district: 'haidian' })).toBe(false);
    expect(await isListed(reviewer, { state: 'closed' })).toBe(false);
  });
});

describe('the reviewer', () => {
  test.each<[string, Actor, object]>([
    ['is the person who asked for the stop', { ...reviewer, subject: haidian.subject }, {}],
    ['signed it, by the police number of the token', { ...reviewer, subject: officers[0].badge }, {}],
    ['has one sign who signed it', reviewer, { officers: [signers[0], { ...officers[1], name: 'other', phone: '010-1234567' }] }],
  ])('may not decide who %s', async (_, by, over) => {
    const objectionId = await desk.raised();
    expect(await desk.decide(objectionId, over, by)).toMatchObject({
      ...{ status: 409, body: { code: 'OBJECTION_REVIEWER_INVOLVED' } },
    });
    expect(await typesOf(objectionId)).toEqual(['objection.raised']);
    expect(await orderState()).toMatchObject({ state: 'stopped' });
  });

  test('cannot be the agency that ordered, nor a person of it who did; another person of it, or another agency, can', async () => {
    const objectionId = await desk.raised();
    const assign = (body: object, by = reviewer) => desk.post(by, on(objectionId, 'assign'), { reviewer: body });
    const involved = { status: 409, body: { code: 'OBJECTION_REVIEWER_INVOLVED' } };
    expect(await assign({ agency: haidian.agency })).toMatchObject(involved);
    expect(await assign({ agency: haidian.agency, person: haidian.subject })).toMatchObject(involved);
    expect(await assign({ agency: haidian.agency, person: officers[0].badge })).toMatchObject(involved);
    expect(await assign({ agency: 'police-nowhere' })).toMatchObject({ status: 400, body: { code: 'AGENCY_UNKNOWN' } });
    expect(await assign({ agency: 'procuratorate-haidian' })).toMatchObject({ status: 400, body: { code: 'AGENCY_UNFIT' } });
    expect(await assign({ agency: haidian.agency, person: 'wu' })).toMatchObject({ status: 200, body: { status: 'assigned' } });
    expect(await desk.decide(objectionId)).toMatchObject({ status: 409, body: { code: 'OBJECTION_OF_OTHER_REVIEWER' } });
    await desk.bench.drain();
    expect(await inbox({ ...reviewer, subject: 'wu' })).toContain('objection.assigned');
    expect(await inbox(reviewer)).not.toContain('objection.assigned');
    // another district: it reads all, decides, and no colleague of Haidian does
    expect((await assign({ agency: 'police-miyun' })).status).toBe(200);
    const miyun: Actor = { ...reviewer, agency: 'police-miyun', district: 'miyun', subject: 'tan' };
    expect((await read(miyun, objectionId)).body).toMatchObject({ shows: 'all', order: { orderId: desk.orderId } });
    expect((await desk.get(miyun, `/v1/audit/${objectionId}`)).body).toMatchObject({ verified: true });
    expect(await desk.decide(objectionId, {}, miyun)).toMatchObject({ status: 200 });
  });

  test('is a person, and of the city where there is no order', async () => {
    const objectionId = await desk.raised();
    const system = { ...reviewer, isPerson: false };
    expect(await desk.decide(objectionId, {}, system)).toMatchObject({
      ...{ status: 409, body: { code: 'OBJECTION_REVIEWER_NOT_A_PERSON' } },
    });
    const unknown = await desk.raised(window, { accountNumber: '6222020299999999999' });
    expect((await desk.decide(unknown, {}, reviewer)).status).toBe(404);
    expect(await desk.decide(unknown, {}, cityReviewer)).toMatchObject({
      ...{ status: 409, body: { code: 'OBJECTION_WITHOUT_ORDER' } },
    });
    expect((await desk.decide(unknown, { outcome: 'rejected' }, cityReviewer)).body).toMatchObject({ status: 'rejected' });
  });
});

describe('a caller who raises one', () => {
  const raise = (by: Actor, over: object) => desk.post(by, '/v1/objections', { ...said, ...over });
  const shapeOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]))
      : typeof value;
  const neutral = (text: string) => text.replaceAll(/obj_\w+|YY-\d{6}-\w{6}/g, '·');

  test('learns nothing of an order that it may not know of: the same answer, in the same words, and it lies with the city', async () => {
    const there = await raise(window, { bankId: 'bank-a', accountNumber: ACCOUNT });
    const missing = await raise(window, { bankId: 'bank-a', accountNumber: '6222020299999999999' });
    expect(missing.status).toBe(201);
    expect(shapeOf(missing.body)).toEqual(shapeOf(there.body));
    expect(neutral(missing.text)).toBe(neutral(there.text));
    const hidden = await raise(bankB, { orderId: desk.orderId, channel: 'bank' });
    const noOrder = await raise(bankB, { orderId: `${desk.orderId.slice(0, -6)}ZZZZZZ`, channel: 'bank' });
    expect(neutral(hidden.text)).toBe(neutral(noOrder.text));
    const seen = async (reply: typeof there) => neutral((await read(window, String(reply.body['objectionId']))).text);
    expect(await seen(missing)).toBe(await seen(there));
    // of the four, one has an order
    expect(await list(reviewer)).toMatchObject([{ objectionId: there.body['objectionId'], orderId: desk.orderId }]);
    expect(await list(cityReviewer)).toHaveLength(4);
    await desk.bench.drain();
    const ofRaised = (await inbox(cityReviewer)).filter((what) => what === 'objection.raised');
    expect(ofRaised).toHaveLength(3);
    expect((await inbox(reviewer)).filter((what) => what === 'objection.raised')).toHaveLength(1);
  });

  test('reads as much where there is no order', async () => {
    const counted = async (over: object) => {
      const { journal } = desk.platform;
      let reads = 0;
      const { load, loadMany } = journal;
      Object.assign(journal, {
        load: (...given: Parameters<typeof load>) => {
          reads += 1;
          return load(...given);
        },
        loadMany: (...given: Parameters<typeof loadMany>) => {
          reads += 1;
          return loadMany(...given);
        },
      });
      await raise(window, over);
      Object.assign(journal, { load, loadMany });
      return reads;
    };
    const there = await counted({ bankId: 'bank-a', accountNumber: ACCOUNT });
    expect(there).toBeGreaterThan(1);
    expect(await counted({ bankId: 'bank-a', accountNumber: '6222020299999999999' })).toBe(there);
  });

  test('names the account in any spelling, and never that of another bank', async () => {
    const pasted = await desk.raised(bankA, { accountNumber: ' ６222 0202-0000 0000 001 ' });
    expect(await list(reviewer)).toMatchObject([{ objectionId: pasted, orderId: desk.orderId }]);
    expect((await raise(bankB, { bankId: 'bank-a', accountNumber: ACCOUNT, channel: 'bank' })).status).toBe(403);
  });

  test('is told which field is wrong', async () => {
    const wrong = async (by: Actor, over: object, path: string) =>
      expect(await raise(by, over)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID', errors: [{ path }] } });
    await wrong(window, { bankId: 'bank-a' }, '/accountNumber');
    await wrong(window, { orderId: desk.orderId, bankId: 'bank-a' }, '/bankId');
    await wrong(window, { orderId: desk.orderId, channel: 'bank' }, '/channel');
    await wrong(bankA, { orderId: desk.orderId }, '/channel');
  });

  test('joins the open one of the same person; once that is over, it is a new one', async () => {
    const first = await desk.raised();
    const spelled = { by: { ...said.by, name: ' 孙七 七 ' }, livelihood: 'Wages are paid from it' };
    expect(await desk.raised(bankA, spelled)).toBe(first);
    const { body } = await read(reviewer, first);
    expect(body).toMatchObject({ submissions: [{ channel: 'window' }, { channel: 'bank' }], livelihood: true });
    // the shorter term holds from now on
    expect(body['dueAt']).toBe('2026-11-25T16:00:00.000Z');
    expect(await desk.raised(bankA, { by: { ...said.by, capacity: 'counterparty' } })).not.toBe(first);
    await desk.post(window, on(first, 'withdraw'), { reason: 'r' });
    expect(await desk.raised()).not.toBe(first);
  });
});

describe('who sees it', () => {
  test('of banks only the one that raised it or holds the account; and no bank a victim', async () => {
    const atWindow = await desk.raised(window, { grounds: `I was paid by ${victimName}` });
    const byBank = await desk.raised(bankA, { by: { ...said.by, capacity: 'counterparty' } });
    await desk.post(reviewer, on(atWindow, 'request-information'), { question: `Who is ${victimName}?` });
    await desk.decide(atWindow, { outcome: 'rejected', reason: `The money is that of ${victimName}` });
    await desk.bench.drain();
    for (const objectionId of [atWindow, byBank]) {
      expect((await read(bankB, objectionId)).status).toBe(404);
      const seen = await read(bankA, objectionId);
      expect(seen.body).toMatchObject({ shows: 'person' });
      expect(seen.text).not.toContain(victimName);
      expect(seen.text).not.toContain(desk.orderId);
    }
    // the bank holds the account: it did not hear what the person said elsewhere, nor who the person is
    expect((await read(bankA, atWindow)).body).toMatchObject({ submissions: [], decision: { outcome: 'rejected' } });
    expect((await read(bankA, atWindow)).text).not.toContain(said.by.name);
    expect((await read(bankA, byBank)).body).toMatchObject({ submissions: [{ by: { name: said.by.name } }] });
    expect(await list(bankB)).toEqual([]);
    const listed = await desk.get(bankA, '/v1/objections');
    expect(Items.parse(listed.body).items.map(({ objectionId }) => objectionId)).toEqual([byBank]);
    expect(await list(bankA, { state: 'closed' })).toMatchObject([{ objectionId: atWindow, bankId: 'bank-a' }]);
    for (const text of [listed.text, (await desk.get(bankA, '/v1/inbox')).text]) {
      expect(text).not.toContain(victimName);
      expect(text).not.toContain('haidian');
    }
    expect((await desk.get(bankA, `/v1/audit/${byBank}`)).status).toBe(404);
  });

  test('the window of another district sees what it handed in, and the measure once it is decided on', async () => {
    const objectionId = await desk.raised();
    const before = await read(window, objectionId);
    expect(before.body).toMatchObject({ shows: 'person', submissions: [{ by: { name: said.by.name } }] });
    for (const word of ['haidian', 'Haidian', '海淀', desk.orderId, 'bank-b']) expect(before.text).not.toContain(word);
    expect((await desk.get(window, `/v1/audit/${objectionId}`)).status).toBe(404);
    expect((await read({ ...window, agency: 'police-changping', district: 'changping' }, objectionId)).status).toBe(404);
    await desk.decide(objectionId, { outcome: 'rejected', reason: 'No proof of the goods' });
    const { texts, decision } = (await read(window, objectionId)).body;
    expect(decision).toMatchObject({ outcome: 'rejected', reason: 'No proof of the goods' });
    expect(texts).toMatchObject({
      measure: { zh: expect.stringMatching(/第二十条决定紧急止付，期限至2026-11-24/) },
      remedy: { zh: expect.stringContaining('北京市海淀区人民检察院'), en: expect.stringContaining('Haidian') },
    });
    expect(JSON.stringify(texts)).not.toContain(victimName);
    expect(await list(window, { mine: 'true', state: 'closed' })).toMatchObject([{ objectionId }]);
  });

  test('the bank that holds the account gets the reasons for the measure at once, to hand over', async () => {
    const reply = await desk.post(bankA, '/v1/objections', { ...said, orderId: desk.orderId, channel: 'bank' });
    expect(reply.body).toMatchObject({ reference: expect.stringMatching(/^YY-261122-/), dueAt: '2026-12-11T16:00:00.000Z' });
    expect(reply.body['texts']).toMatchObject({
      receipt: {
        zh: expect.stringContaining('2026-12-11前作出答复'),
        en: expect.stringContaining(String(reply.body['reference'])),
      },
      measure: { zh: expect.stringContaining('决定紧急止付') },
      remedy: { zh: expect.stringContaining('第一百一十七条') },
    });
  });

  test('names stand in no key, card, address or log: only in packed bodies', async () => {
    const objectionId = await desk.raised(bankA);
    await desk.decide(objectionId);
    await desk.bench.drain();
    const keysAndCards = desk.platform.journal.written.map(({ item }) =>
      JSON.stringify(Object.entries(item).filter(([name]) => name === 'card' || /(pk|sk)$/i.test(name))),
    );
    expect(keysAndCards.join()).toContain(objectionId);
    for (const text of [...keysAndCards, ...desk.api.logged, ...desk.platform.logged.map((line) => JSON.stringify(line))]) {
      expect(text).not.toContain(said.by.name);
      expect(text).not.toContain(said.by.contact);
      expect(text).not.toContain(ACCOUNT);
    }
  });
});

describe('its term', () => {
  test.each([
    ['2026-11-22T01:30:00.000Z', {}, '2026-12-11T16:00:00.000Z'],
    ['2026-11-22T01:30:00.000Z', { livelihood: 'wages' }, '2026-11-25T16:00:00.000Z'],
    // New Year's Day, a Friday, and the weekend behind it are off
    ['2026-12-30T01:30:00.000Z', { livelihood: 'wages' }, '2027-01-05T16:00:00.000Z'],
  ])('of one raised at %s with %o ends at %s: working days, from the next day on', async (now, over, dueAt) => {
    await desk.at(now);
    const objectionId = await desk.raised(bankA, over);
    expect((await read(reviewer, objectionId)).body).toMatchObject({ dueAt });
  });

  test('is announced, missed and told to the city, each once, also if the relay stood still for days', async () => {
    const objectionId = await desk.raised(window, { livelihood: 'wages' });
    const dueAt = '2026-11-25T16:00:00.000Z';
    await desk.swept(plus(dueAt, -DAY));
    expect(await typesOf(objectionId)).toEqual(['objection.raised', 'objection.reminded']);
    await desk.swept(plus(dueAt, 3 * DAY));
    await desk.swept(plus(dueAt, 4 * DAY));
    await desk.bench.replay();
    expect(await typesOf(objectionId)).toEqual([
      ...['objection.raised', 'objection.reminded', 'objection.fell-overdue', 'objection.escalated'],
    ]);
    const told = async (by: Actor, what: string) => (await inbox(by)).filter((one) => one === what).length;
    expect(await told(reviewer, 'objection.reminded')).toBe(1);
    expect(await told(reviewer, 'objection.fell-overdue')).toBe(1);
    expect(await told(cityReviewer, 'objection.escalated')).toBe(1);
    expect(await list(reviewer)).toMatchObject([{ objectionId, overdue: true }]);
    await desk.decide(objectionId, { outcome: 'rejected' });
    await desk.bench.drain();
    // what was settled no longer waits
    expect(await inbox(cityReviewer)).not.toContain('objection.escalated');
  });

  test('is not stopped by a question, which has a term of its own', async () => {
    const objectionId = await desk.raised();
    const { dueAt } = (await read(reviewer, objectionId)).body;
    const ask = (from?: string) =>
      desk.post(reviewer, on(objectionId, 'request-information'), { question: 'q', ...(from ? { from } : {}) });
    expect((await ask('bank-b')).body).toMatchObject({ code: 'AGENCY_UNFIT' });
    expect((await ask()).body).toMatchObject({
      dueAt,
      information: [{ n: 1, from: window.agency, dueAt: '2026-11-27T16:00:00.000Z' }],
    });
    expect((await ask('bank-a')).status).toBe(200);
    await desk.bench.drain();
    expect(await inbox(bankA)).toContain('objection.information-requested');
    const give = (by: Actor, n: number) => desk.post(by, on(objectionId, 'information'), { n, text: 'a' });
    expect((await give(bankA, 1)).body).toMatchObject({ code: 'INFORMATION_NOT_ASKED' });
    expect((await give(bankA, 2)).body).toMatchObject({ information: [{ n: 2, answer: { text: 'a' } }] });
    expect((await give(bankA, 2)).body).toMatchObject({ code: 'INFORMATION_NOT_ASKED' });
    await desk.swept('2026-11-27T16:00:00.000Z');
    await desk.swept('2026-11-27T17:00:00.000Z');
    expect((await typesOf(objectionId)).filter((type) => type === 'objection.information-overdue')).toHaveLength(1);
    expect((await give(window, 1)).status).toBe(200);
  });
});

describe('the procuratorate', () => {
  const supervised = (objectionId: string) => desk.post(window, on(objectionId, 'supervision-requests'), { reason: 'r' });
  const correct = { answer: 'correct', demand: 'Lift it', reason: 'The price was fair' };

  test('sees nothing before it is asked, and can be asked once it is rejected', async () => {
    const objectionId = await desk.raised();
    expect((await read(prosecutor, objectionId)).status).toBe(404);
    expect(await supervised(objectionId)).toMatchObject({ status: 409, body: { code: 'SUPERVISION_TOO_EARLY' } });
    await desk.decide(objectionId, { outcome: 'rejected' });
    expect((await supervised(objectionId)).body).toMatchObject({
      supervision: { of: 'haidian', dueAt: '2026-12-11T16:00:00.000Z' },
    });
    expect((await supervised(objectionId)).body).toMatchObject({ code: 'OBJECTION_STATE_FORBIDS' });
    await desk.bench.drain();
    expect(await inbox(prosecutor)).toEqual(['objection.supervision-requested']);
    expect(await list(prosecutor)).toMatchObject([{ objectionId, supervisionOpen: true }]);
    const seen = (await read(prosecutor, objectionId)).body;
    expect(seen).toMatchObject({
      shows: 'all',
      order: { orderId: desk.orderId, officers: [...officers] },
      submissions: [{ by: said.by }],
    });
    expect((await desk.get(prosecutor, `/v1/audit/${objectionId}`)).body).toMatchObject({ verified: true });
    const other = { ...prosecutor, agency: 'procuratorate-miyun', district: 'miyun' } as const;
    expect((await read(other, objectionId)).status).toBe(404);
    const ofCity: Actor = { agency: 'procuratorate-city', agencyKind: 'procuratorate', roles: ['prosecutor'], subject: 'c' };
    expect((await read(ofCity, objectionId)).status).toBe(200);
    expect(await list(other)).toEqual([]);
  });

  test('demands a correction, and the police comply: the bank lets go in the same append, its answer closes it', async () => {
    const objectionId = await desk.raised();
    await desk.decide(objectionId, { outcome: 'rejected' });
    await supervised(objectionId);
    expect((await desk.post(prosecutor, on(objectionId, 'supervision'), { ...correct, demand: undefined })).status).toBe(400);
    expect((await desk.post(prosecutor, on(objectionId, 'supervision'), correct)).body).toMatchObject({
      supervision: { answer: { answer: 'correct', dueAt: '2026-12-04T16:00:00.000Z' } },
    });
    expect((await desk.post(prosecutor, on(objectionId, 'supervision'), correct)).status).toBe(409);
    const respond = (over: object, by = reviewer) =>
      desk.post(by, on(objectionId, 'supervision-response'), { outcome: 'comply', reason: 'r', officers: signers, ...over });
    expect(await respond({ officers })).toMatchObject({ status: 409, body: { code: 'OBJECTION_REVIEWER_INVOLVED' } });
    expect((await respond({})).body).toMatchObject({ status: 'carrying-out', correction: { outcome: 'upheld' } });
    expect(await orderState()).toMatchObject({ pending: { instruction: 'release' } });
    await desk.bench.drain();
    await desk.answer();
    expect((await read(window, objectionId)).body).toMatchObject({ status: 'closed' });
    expect(await inbox(prosecutor)).toContain('objection.corrected');
  });

  test('is told why the police refuse, or that they did not answer in time; and lets a measure stand', async () => {
    const objectionId = await desk.raised();
    await desk.swept('2026-12-11T16:00:00.000Z');
    // overdue: it need not be rejected first
    expect((await supervised(objectionId)).status).toBe(200);
    await desk.swept('2027-01-04T16:00:00.000Z');
    expect((await typesOf(objectionId)).filter((type) => type === 'objection.supervision-overdue')).toHaveLength(1);
    await desk.post(prosecutor, on(objectionId, 'supervision'), correct);
    const { supervision } = z
      .looseObject({ supervision: z.looseObject({ answer: z.looseObject({ dueAt: z.string() }) }) })
      .parse((await read(prosecutor, objectionId)).body);
    await desk.swept(supervision.answer.dueAt);
    await desk.swept(plus(supervision.answer.dueAt, HOUR));
    expect((await typesOf(objectionId)).filter((type) => type === 'objection.correction-overdue')).toHaveLength(1);
    const refused = { outcome: 'refuse', reason: 'New evidence', officers: signers };
    expect((await desk.post(reviewer, on(objectionId, 'supervision-response'), refused)).body).toMatchObject({
      ...{ status: 'raised', supervision: { response: { outcome: 'refuse', reason: 'New evidence' } } },
    });
    await desk.bench.drain();
    expect(await inbox(prosecutor)).toContain('objection.correction-refused');
    const second = await desk.raised(bankA, { by: { ...said.by, capacity: 'agent' } });
    await desk.decide(second, { outcome: 'rejected' });
    await desk.post(bankA, on(second, 'supervision-requests'), { reason: 'r' });
    expect((await desk.post(prosecutor, on(second, 'supervision'), { answer: 'maintain', reason: 'r' })).body).toMatchObject({
      ...{ status: 'rejected', supervision: { answer: { answer: 'maintain' } } },
    });
    expect(await list(prosecutor)).toEqual([]);
  });
});

test('the record tells all of it, to those who review it', async () => {
  const objectionId = await desk.raised();
  await desk.decide(objectionId);
  await desk.bench.drain();
  await desk.answer();
  expect((await desk.get(reviewer, `/v1/audit/${objectionId}`)).body).toMatchObject({
    ...{ verified: true, items: [{ type: 'objection.raised' }, { type: 'objection.upheld' }, { type: 'objection.closed' }] },
  });
  await desk.at(hour(1));
});
