import { beforeEach, describe, expect, test } from 'vitest';
import { dueStreams } from '../../functions/sweep/due-streams.ts';
import { startOfDay } from '../../shared/kernel/beijing.ts';
import type { District } from '../../shared/kernel/context.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import type { ProposalFact } from '../../shared/standards/proposal/proposal-model.ts';
import { Proposals } from '../../shared/standards/proposal/proposal-streams.ts';
import { heldNow } from '../../shared/standards/standard/in-force.ts';
import { StandardLines } from '../../shared/standards/standard/streams.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { appendFacts, createRelayBench, createTestPlatform, factTypes } from '../support/relay-kit.ts';
import { administrator, cityProsecutor, content, proposalInput, prosecutorOf, recordInput } from '../support/standard-samples.ts';

const DAY = '2027-01-01';
let api: TestApi;
beforeEach(() => {
  api = createTestApi();
});

/** A proposal that has been put to the districts. */
async function asked(over: object = {}): Promise<string> {
  const { body } = await api.call(cityProsecutor, 'POST', '/v1/standards/proposals', { body: proposalInput(over) });
  const proposalId = String(body['proposalId']);
  expect((await post(cityProsecutor, proposalId, 'consult')).status).toBe(200);
  return proposalId;
}

const post = (actor: typeof administrator, proposalId: string, what: string, body: object = {}) =>
  api.call(actor, 'POST', `/v1/standards/proposals/${proposalId}/${what}`, { body });
const adopt = (district: District, proposalId: string, body: object = {}) =>
  post(prosecutorOf(district), proposalId, 'adopt', body);
const record = (over: object) => api.call(administrator, 'POST', '/v1/standards', { body: recordInput(over) });

describe('two proposals that a district adopts for the same criterion and the same day', () => {
  test('the second is refused when it is adopted, and the refusal names the one in the way', async () => {
    const [first, second] = [await asked(), await asked({ content: content(200_000) })];
    expect((await adopt('haidian', first)).status).toBe(200);
    const before = api.journal.written.length;
    const refused = await adopt('haidian', second);
    expect(refused).toMatchObject({ status: 409, body: { code: 'STANDARD_OVERLAP', proposals: [first] } });
    expect(api.journal.written).toHaveLength(before);
    expect((await adopt('chaoyang', second)).status).toBe(200);
  });

  test('one passes and one does not at the same instant', async () => {
    const both = [await asked(), await asked({ content: content(200_000) })];
    const answers = await Promise.all(both.map((proposalId) => adopt('haidian', proposalId)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('standards of other days, and of other criteria, do not meet', async () => {
    await adopt('haidian', await asked());
    const later = await asked({ effectiveFrom: '2027-03-01' });
    const other = await asked({ criterion: 'fraud-app-building' });
    expect((await adopt('haidian', later)).status).toBe(200);
    expect((await adopt('haidian', other)).status).toBe(200);
  });

  test('the day is free again once the district thinks again, or the proposal is withdrawn', async () => {
    const [first, second, third] = [await asked(), await asked(), await asked()];
    await adopt('haidian', first);
    await adopt('chaoyang', first);
    expect((await post(prosecutorOf('haidian'), first, 'decline', { reason: 'r' })).status).toBe(200);
    expect((await adopt('haidian', second)).status).toBe(200);
    expect((await adopt('chaoyang', second)).body).toMatchObject({ code: 'STANDARD_OVERLAP', proposals: [first] });
    await post(cityProsecutor, first, 'withdraw', { reason: 'r' });
    expect((await adopt('chaoyang', second)).status).toBe(200);
    await post(cityProsecutor, second, 'withdraw', { reason: 'r' });
    for (const district of ['haidian', 'chaoyang'] as const) expect((await adopt(district, third)).status).toBe(200);
  });

  test('the same answer twice changes nothing; with another note, the newest word is kept', async () => {
    const proposalId = await asked();
    const { body } = await adopt('haidian', proposalId, { note: 'one' });
    expect((await adopt('haidian', proposalId, { note: 'one' })).body['version']).toBe(body['version']);
    expect((await adopt('haidian', proposalId, { note: 'two' })).body).toMatchObject({ answers: { haidian: { reason: 'two' } } });
    expect((await api.journal.load(StandardLines, 'two-card-amount:haidian')).state?.reserved).toHaveLength(1);
  });
});

describe('an adopted proposal beside standards that are recorded', () => {
  test('is not adopted for a day on which a standard begins', async () => {
    const { body } = await record({ effectiveFrom: DAY });
    const refused = await adopt('haidian', await asked());
    expect(refused).toMatchObject({ status: 409, body: { code: 'STANDARD_OVERLAP', standards: [body['standardId']] } });
  });

  test('has its day to itself: none is recorded that begins on it', async () => {
    const proposalId = await asked();
    await adopt('haidian', proposalId);
    const refused = await record({ effectiveFrom: DAY });
    expect(refused).toMatchObject({ status: 409, body: { code: 'STANDARD_OVERLAP', proposals: [proposalId] } });
    expect((await record({ effectiveFrom: '2021-01-01' })).status).toBe(201);
  });
});

describe('on the day', () => {
  /** The relay and the sweep over the journal of the API. */
  function city() {
    const bench = createRelayBench({ ...createTestPlatform(), journal: api.journal });
    const { platform } = bench;
    return {
      ...bench,
      comes: async (day: string, ...proposalIds: readonly string[]) => {
        platform.clock.now = startOfDay(day);
        const proposals = dueStreams.find(({ stream }) => stream === Proposals.name);
        for (const proposalId of proposalIds) await proposals?.advance(platform, proposalId);
        await bench.drain();
      },
      held: async (district: District) => {
        const { state } = await api.journal.load(StandardLines, `two-card-amount:${district}`);
        return (state === undefined ? [] : heldNow(state))
          .map(({ effectiveFrom, effectiveTo }) => [effectiveFrom, effectiveTo])
          .toSorted();
      },
    };
  }

  test.each(['in order', 'after an outage, the later first'])('each holds until the next begins, %s', async (how) => {
    await record({ effectiveFrom: '2021-01-01' });
    const [older, later] = [await asked(), await asked({ effectiveFrom: '2027-03-01' })];
    for (const proposalId of [later, older]) expect((await adopt('haidian', proposalId)).status).toBe(200);
    const { comes, held } = city();
    if (how === 'in order') await comes(DAY, older);
    await comes('2027-03-01', later, older);
    expect(await held('haidian')).toEqual([
      ['2021-01-01', '2026-12-31'],
      [DAY, '2027-02-28'],
      ['2027-03-01', undefined],
    ]);
    expect((await api.journal.load(StandardLines, 'two-card-amount:haidian')).state?.reserved).toEqual([]);
  });

  test('it takes nothing back of a later standard that is recorded already', async () => {
    await record({ effectiveFrom: '2021-01-01', effectiveTo: '2027-05-31' });
    await record({ effectiveFrom: '2027-06-01' });
    const proposalId = await asked();
    expect((await adopt('haidian', proposalId)).status).toBe(200);
    const { comes, held, platform } = city();
    await comes(DAY, proposalId);
    expect(await held('haidian')).toEqual([
      ['2021-01-01', '2026-12-31'],
      [DAY, '2027-05-31'],
      ['2027-06-01', undefined],
    ]);
    expect(await factTypes(platform, 'standard-line#two-card-amount:haidian')).not.toContain('standard-line.withdrawn');
  });

  test('one adopted before days were kept overwrites nothing; the procuratorates of the district and the city are told', async () => {
    const [first, second] = [await asked(), await asked({ content: content(200_000) })];
    const { comes, held, platform, replay } = city();
    for (const proposalId of [first, second]) {
      const data = { at: api.now, district: 'haidian' as const, by: 'procuratorate-haidian' };
      const adopted: ProposalFact = { type: 'proposal.adopted', data };
      await appendFacts(platform, [await api.journal.load(Proposals, proposalId)], [adopted]);
    }
    await comes(DAY, first, second);
    await replay();
    expect(await held('haidian')).toEqual([[DAY, undefined]]);
    for (const desk of [
      { kind: 'procuratorate', district: 'haidian', role: 'prosecutor' },
      { kind: 'procuratorate', role: 'prosecutor' },
    ] as const) {
      const { cards } = await api.journal.find({ index: 'inbox', pk: `desk#${deskKey(desk)}`, limit: 100 });
      expect(cards.map(({ card }) => card['what']).filter((what) => what === 'standard-line.barred')).toHaveLength(1);
    }
  });
});
