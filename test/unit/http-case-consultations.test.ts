import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { seatsTaken } from '../../functions/lookups/seats.ts';
import { CaseEntries, caseEntryId } from '../../shared/consultations/case-entries.ts';
import { convene } from '../../shared/consultations/convene.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { type Actor, systemActor } from '../../shared/kernel/context.ts';
import { chaoyang, city as command, haidian, prosecutor } from '../support/case-samples.ts';
import { by, cases, conveneInput, judge, police, caseId as sampleCase } from '../support/consultation-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { hour } from '../support/samples.ts';

const Overview = z.looseObject({
  agencyNames: z.record(z.string(), z.string()),
  consultations: z.array(z.looseObject({ consultationId: z.string(), state: z.string() })),
});

let city: Coordination;
let caseId: string;

beforeEach(async () => {
  city = createCoordination();
  caseId = await city.opened(haidian);
  for (const { agency } of [prosecutor, judge]) await shared(caseId, agency);
});

async function shared(id: string, agency: string): Promise<void> {
  const body = { agency, parts: ['summary'], purpose: 'opinion', until: hour(240) };
  expect((await city.post(haidian, `/v1/cases/${id}/shares`, body)).status).toBe(201);
}

async function convened(over: object = {}, actor: Actor = police): Promise<string> {
  const body = conveneInput({ caseIds: [caseId], parties: [prosecutor.agency], ...over });
  const answer = await city.post(actor, '/v1/consultations', body);
  expect(answer.status, answer.text).toBe(201);
  await city.settle();
  return z.string().parse(answer.body['consultationId']);
}

const overviewOf = async (actor: Actor, id = caseId) =>
  Overview.parse((await city.api.call(actor, 'GET', `/v1/cases/${id}/overview`)).body);
const seenBy = async (actor: Actor, id = caseId) =>
  (await overviewOf(actor, id)).consultations.map(({ consultationId }) => consultationId);

describe('the overview of a case names its consultations', () => {
  test('to those who take part, with their standing', async () => {
    expect((await overviewOf(police)).consultations).toEqual([]);
    const consultationId = await convened();
    await city.at(hour(2));
    const { consultations, agencyNames } = await overviewOf(police);
    expect(consultations).toEqual([
      {
        ...{ consultationId, reference: expect.stringMatching(/^HS-/), state: 'convened', kind: 'major-or-difficult' },
        ...{
          title: conveneInput().title,
          convener: police.agency,
          convenedAt: expect.any(String),
          touchedAt: expect.any(String),
        },
        ...{ openSeconds: expect.any(Number), untouchedSeconds: expect.any(Number), overdue: false },
      },
    ]);
    expect(agencyNames).toHaveProperty(police.agency);
    expect((await city.post(prosecutor, `/v1/consultations/${consultationId}/accept`)).status).toBe(200);
    expect((await overviewOf(prosecutor)).consultations).toMatchObject([{ consultationId, state: 'deliberating' }]);
    await city.post(police, `/v1/consultations/${consultationId}/withdraw`, { reason: 'r' });
    expect((await overviewOf(police)).consultations).toMatchObject([{ state: 'withdrawn', openSeconds: 0 }]);
  });

  test('not to an agency that was only asked: an invitation names no case', async () => {
    const consultationId = await convened();
    expect(await seenBy(prosecutor)).toEqual([]);
    await city.post(prosecutor, `/v1/consultations/${consultationId}/decline`, { reason: 'r' });
    expect(await seenBy(prosecutor)).toEqual([]);
    await city.post(prosecutor, `/v1/consultations/${consultationId}/accept`);
    expect(await seenBy(prosecutor)).toEqual([consultationId]);
  });

  test('not to other readers of the case, those who answer for it among them, and their tag stays', async () => {
    const before = await city.api.call(judge, 'GET', `/v1/cases/${caseId}/overview`);
    const consultationId = await convened({ parties: [haidian.agency] }, prosecutor);
    expect(await seenBy(prosecutor)).toEqual([consultationId]);
    for (const actor of [haidian, command, judge]) expect(await seenBy(actor)).toEqual([]);
    const after = await city.api.call(judge, 'GET', `/v1/cases/${caseId}/overview`);
    expect(after.headers['etag']).toBe(before.headers['etag']);
  });

  test('in the file of each case that it is about, and after a merger in that of the case that goes on', async () => {
    const other = await city.opened(haidian);
    const both = await convened({ caseIds: [caseId, other] });
    const one = await convened();
    expect([await seenBy(police), await seenBy(police, other)]).toEqual([[one, both], [both]]);
    const merged = await city.post(haidian, `/v1/cases/${caseId}/merge`, { into: other, reason: 'one gang' });
    expect(merged.status, merged.text).toBe(200);
    await city.settle();
    expect(await seenBy(police, caseId)).toEqual([one, both]);
    expect(await seenBy(police, other)).toEqual([one, both]);
  });

  test('with a mark where something has run out', async () => {
    await convened();
    await city.swept(hour(24 * 30));
    expect((await overviewOf(police)).consultations).toMatchObject([{ overdue: true }]);
  });

  test('25 at most, the newest first, and says if there are more', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 26; n += 1) ids.unshift(await convened());
    const overview = await overviewOf(police);
    expect(overview.consultations.map(({ consultationId }) => consultationId)).toEqual(ids.slice(0, 25));
    expect(overview).toMatchObject({ moreConsultations: true });
    // the others' consultations are not counted
    await city.post(prosecutor, `/v1/consultations/${ids[25]}/accept`);
    expect(await overviewOf(prosecutor)).not.toHaveProperty('moreConsultations');
    expect(await seenBy(prosecutor)).toEqual([ids[25]]);
  });
});

describe('a consultation that an earlier release convened', () => {
  /** As that release wrote it: the consultation and the seats. */
  async function convenedBefore(): Promise<string> {
    const made = convene(conveneInput(), cases, by(police));
    if (made.kind === 'refusal') throw new Error(made.code);
    const stream = fresh(Consultations, made.made);
    const parties = [police.agency, prosecutor.agency, judge.agency];
    const changes = [...splitFacts([stream], made.facts), ...seatsTaken('consultation', made.made, parties, hour(1))];
    const command = { name: 'test', id: 'before', inputHash: 'h', actor: systemActor, correlationId: 'c', now: hour(1) };
    expect(await city.api.journal.append({ command, changes })).toMatchObject({ outcome: 'appended' });
    return made.made;
  }
  const entryOf = async (consultationId: string) =>
    city.api.journal.load(CaseEntries, caseEntryId({ caseId: sampleCase, consultationId }));

  test('comes into the file of its case with its next turn, once', async () => {
    const consultationId = await convenedBefore();
    await city.settle();
    expect((await entryOf(consultationId)).version).toBe(0);
    await city.post(prosecutor, `/v1/consultations/${consultationId}/accept`);
    await city.post(judge, `/v1/consultations/${consultationId}/accept`);
    await city.settle();
    await city.replay();
    expect(await entryOf(consultationId)).toMatchObject({ version: 1, state: { caseId: sampleCase, consultationId } });
  });
});

test('is not told to an agency that may not see the case', async () => {
  await convened();
  expect((await city.api.call(chaoyang, 'GET', `/v1/cases/${caseId}/overview`)).status).toBe(404);
});
