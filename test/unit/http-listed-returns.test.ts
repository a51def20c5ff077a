import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { change, type StreamType, streamKey } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { deskInboxKey } from '../../shared/notifications/keys.ts';
import { ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import { postStep } from '../support/approvals.ts';
import { bankA } from '../support/case-desk.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { commandOf } from '../support/journal-samples.ts';
import { command, districtUnit, listingApproval, progressInput, units } from '../support/listing-samples.ts';
import { claimInput, paymentOrdered, person, roundFacts } from '../support/return-samples.ts';
import { id, minute, officers, T0 } from '../support/samples.ts';

const LOSS = 120_000_000;

let city: Coordination;

beforeEach(async () => {
  city = createCoordination();
  await city.at(T0);
});

const call = (actor: typeof command, path: string, body: object) => postStep(city.api.call, actor, path, body);
const get = async (listedCaseId: string) => (await city.api.call(command, 'GET', `/v1/listed-cases/${listedCaseId}`)).body;

async function bigCase(): Promise<string> {
  const caseId = await city.opened(districtUnit);
  await call(districtUnit, `/v1/cases/${caseId}/items`, { kind: 'loss', amountFen: LOSS, at: T0 });
  await city.settle();
  return caseId;
}

async function listed(caseId: string): Promise<string> {
  const proposal = { caseId, level: 'city', units, reason: 'Over a million' };
  const { body } = await call(districtUnit, '/v1/listed-cases', proposal);
  const listedCaseId = z.string().parse(body['listedCaseId']);
  expect((await call(command, `/v1/listed-cases/${listedCaseId}/approve`, { approval: listingApproval() })).status).toBe(200);
  await city.settle();
  return listedCaseId;
}

async function append<State, F extends Fact>(
  type: StreamType<State, F>,
  key: string,
  ...facts: readonly [F, ...F[]]
): Promise<void> {
  const { journal, now } = city.api;
  const changes = [change(await journal.load(type, key), ...facts)];
  const { outcome } = await journal.append({ command: commandOf({ now, actor: bankA }), changes });
  expect(outcome).toBe('appended');
}

/** A round of the case that pays, as other functions would record it. */
async function paying(caseId: string, n: number): Promise<void> {
  const returnId = id('ret', n);
  const { opened, entered, claimed, plannedSingle, approved } = roundFacts;
  const ofCase = { ...opened, data: { ...opened.data, returnId, caseId } };
  await append(ReturnRounds, returnId, ofCase, entered, claimed, plannedSingle, approved);
}

/** The bank pays a sum in the round, by its word. */
async function pays(caseId: string, n: number, payment: number, fen: number): Promise<void> {
  const [returnId, paymentId] = [id('ret', n), id('rpy', payment)];
  const at = minute(20);
  const ordered = { ...paymentOrdered.data.payment, returnId, caseId, paymentId, fen };
  await append(ReturnRounds, returnId, { type: 'return-round.payment-ended', data: { at, paymentId, end: 'done', fen } });
  await append(
    ReturnPayments,
    paymentId,
    { ...paymentOrdered, data: { ...paymentOrdered.data, payment: ordered } },
    { type: 'return-payment.done', data: { at, code: '0000', paidAt: at } },
  );
  await city.settle();
}

const noted = async (listedCaseId: string) => {
  const { facts } = await city.api.journal.facts(streamKey('listed-case', listedCaseId), { limit: 100 });
  return facts.filter(({ type }) => type === 'listed-case.returns-noted').length;
};

describe('the money returned of a listed case', () => {
  test('grows with each payment of its rounds, once, beside what units report', async () => {
    const caseId = await bigCase();
    const listedCaseId = await listed(caseId);
    await paying(caseId, 1);
    await pays(caseId, 1, 1, 500);
    expect(await get(listedCaseId)).toMatchObject({ paidBackFen: 500, aim: { money: { returnedFen: 500 } } });
    await pays(caseId, 1, 2, 70);
    await city.replay();
    expect(await get(listedCaseId)).toMatchObject({ paidBackFen: 570, aim: { money: { returnedFen: 570 } } });
    expect(await noted(listedCaseId)).toBe(2);
    await call(districtUnit, `/v1/listed-cases/${listedCaseId}/progress`, progressInput({ returnedFen: 30 }));
    expect(await get(listedCaseId)).toMatchObject({
      ...{ progress: { returnedFen: 30 }, paidBackFen: 570 },
      aim: { money: { returnedFen: 600, overReported: false } },
    });
  });

  test('has what was paid before the case was listed, and none of another case', async () => {
    const [caseId, other] = [await bigCase(), await city.opened(districtUnit)];
    const suggested = await listed(caseId);
    await paying(other, 2);
    await pays(other, 2, 3, 900);
    expect(await get(suggested)).not.toHaveProperty('paidBackFen');
    await call(districtUnit, `/v1/cases/${other}/items`, { kind: 'loss', amountFen: LOSS, at: T0 });
    await city.settle();
    expect(await get(await listed(other))).toMatchObject({ paidBackFen: 900 });
  });

  test('has the returns of both cases once they are one', async () => {
    const [gone, into] = [await bigCase(), await bigCase()];
    const stays = await listed(into);
    for (const [caseId, n] of [
      [gone, 1],
      [into, 2],
    ] as const) {
      await paying(caseId, n);
      await pays(caseId, n, n, n * 100);
    }
    expect(await get(stays)).toMatchObject({ paidBackFen: 200 });
    expect((await call(command, `/v1/cases/${gone}/merge`, { into, reason: 'The same group' })).status).toBe(200);
    await city.settle();
    expect(await get(stays)).toMatchObject({ paidBackFen: 300, status: 'listed' });
  });

  test('loses a sum that is found not paid', async () => {
    const caseId = await bigCase();
    const listedCaseId = await listed(caseId);
    await paying(caseId, 1);
    await pays(caseId, 1, 1, 500);
    const [returnId, paymentId] = [id('ret', 1), id('rpy', 1)];
    const at = minute(40);
    await append(ReturnRounds, returnId, {
      type: 'return-round.payment-put-right',
      data: { at, paymentId, fen: 500, counted: 'done', end: 'failed' },
    });
    const { payTo } = claimInput();
    await append(
      ReturnPayments,
      paymentId,
      {
        type: 'return-payment.disputed',
        data: { at, instructionId: id('ins', 1), said: 'not-paid', code: '1300', payTo, besides: [] },
      },
      { type: 'return-payment.found-unpaid', data: { at, by: person.agency, reason: 'r', officers: [...officers] } },
    );
    await city.settle();
    expect(await get(listedCaseId)).toMatchObject({ paidBackFen: 0, aim: { money: { returnedFen: 0 } } });
  });

  test('is never reported above the loss, and its supervisor is told where a payment brings it there', async () => {
    const caseId = await bigCase();
    const listedCaseId = await listed(caseId);
    await paying(caseId, 1);
    await pays(caseId, 1, 1, 500);
    const report = (returnedFen: number) =>
      call(districtUnit, `/v1/listed-cases/${listedCaseId}/progress`, progressInput({ returnedFen }));
    expect(await report(LOSS - 499)).toMatchObject({
      ...{ status: 409, body: { code: 'RETURNED_OVER_LOSS', lossFen: LOSS, paidBackFen: 500 } },
    });
    expect((await report(LOSS - 500)).status).toBe(200);
    await pays(caseId, 1, 2, 1);
    expect(await get(listedCaseId)).toMatchObject({ aim: { money: { returnedFen: LOSS + 1, overReported: true } } });
    const { cards } = await city.api.journal.find({ index: 'inbox', pk: deskInboxKey(command.agency), limit: 20 });
    expect(cards.filter(({ card }) => card['what'] === 'listed-case.returns-noted')).toHaveLength(1);
  });
});
