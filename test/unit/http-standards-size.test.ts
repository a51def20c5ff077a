import { beforeEach, describe, expect, test } from 'vitest';
import { dueStreams } from '../../functions/sweep/due-streams.ts';
import { unpackItem } from '../../shared/journal/packed-item.ts';
import { startOfDay } from '../../shared/kernel/beijing.ts';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import { districts } from '../../shared/kernel/context.ts';
import { Proposals } from '../../shared/standards/proposal/proposal-streams.ts';
import { MAX_CONTENT_BYTES, type StandardContentInput } from '../../shared/standards/standard/content.ts';
import type { ConditionInput } from '../../shared/standards/standard/rule.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { createRelayBench, createTestPlatform } from '../support/relay-kit.ts';
import {
  administrator,
  cityProsecutor,
  condition,
  content,
  proposalInput,
  prosecutorOf,
  yuan,
} from '../support/standard-samples.ts';

const KB = 1024;
const han = (length: number): string => '据'.repeat(length);
const bytesOf = (value: unknown): number => Buffer.byteLength(canonicalJson(value));

/** Conditions as short as can be, so that there are as many as fit, and one text that fills what is left to the byte. */
function contentOf(bytes: number): StandardContentInput {
  const short: ConditionInput = { measure: 'juvenile', op: 'eq', value: true, source: 's', grade: 'A' };
  const full = { any: Array.from({ length: 64 }, () => short) };
  const base = content(300_000, {
    consequences: full,
    knowledge: full,
    exceptions: [1, 2, 3, 4, 5].map((n) => ({ name: `${n}`, when: { any: full.any.map((one) => ({ ...one, value: false })) } })),
  });
  const room = bytes - bytesOf({ ...base, note: '' });
  expect(room).toBeGreaterThan(0);
  const note = Math.min(room, 500);
  const left = room - note;
  const [first, ...rest] = full.any;
  if (first === undefined) throw new Error('a rule has a condition');
  const per = Math.ceil(left / 60);
  let spent = 0;
  const padded = [first, ...rest].map((one) => {
    const more = Math.max(0, Math.min(per, left - spent));
    spent += more;
    return { ...one, source: `s${'x'.repeat(more)}` };
  });
  return { ...base, knowledge: { any: padded }, note: 'n'.repeat(note) };
}

let api: TestApi;
beforeEach(() => {
  api = createTestApi();
});
const propose = (body: object) => api.call(cityProsecutor, 'POST', '/v1/standards/proposals', { body });
const record = (said: object, place = 'haidian') =>
  api.call(administrator, 'POST', '/v1/standards', {
    body: { criterion: 'two-card-amount', place, effectiveFrom: '2021-01-01', ...said },
  });

describe('what a standard says and tests', () => {
  test('beyond the limit is refused by its rule, as are 64 conditions of 300 characters in each of six rules', async () => {
    const rule = { any: Array.from({ length: 64 }, () => ({ ...condition('juvenile', 'eq', true), source: han(300) })) };
    const exceptions = ['a', 'b', 'c'].map((name) => ({ name, when: rule }));
    const huge = content(300_000, { knowledge: rule, consequences: rule, exceptions });
    const told = 'must have texts and rules of at most 40000 bytes together, as JSON';
    for (const said of [huge, contentOf(MAX_CONTENT_BYTES + 1)]) {
      const proposed = await propose(proposalInput({ content: said }));
      expect(proposed).toMatchObject({
        status: 400,
        body: { code: 'INPUT_INVALID', errors: [{ path: '/content', rule: told }] },
      });
      expect(await record(said)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID', errors: [{ rule: told }] } });
    }
  });

  test('a standard at the limit fits in one item of the table with all later answers', async () => {
    const said = contentOf(MAX_CONTENT_BYTES);
    expect(bytesOf(said)).toBe(MAX_CONTENT_BYTES);
    const made = await propose({ ...proposalInput({ content: said, reason: han(2_000) }), districts: [...districts] });
    expect(made.status, made.text).toBe(201);
    const proposalId = String(made.body['proposalId']);
    const post = (actor: typeof administrator, what: string, body: object) =>
      api.call(actor, 'POST', `/v1/standards/proposals/${proposalId}/${what}`, {
        body,
        headers: { 'idempotency-key': what + actor.district },
      });
    expect((await post(cityProsecutor, 'consult', { note: han(1_000) })).status).toBe(200);
    for (const district of districts)
      expect((await post(prosecutorOf(district), 'adopt', { note: han(1_000) })).status).toBe(200);
    const counted = await post(cityProsecutor, 'impact', {});
    expect(counted.status, counted.text).toBe(202);

    expect((await record(said)).status).toBe(201);
    const departing = await api.call(prosecutorOf('haidian'), 'POST', '/v1/standards/decisions', {
      body: {
        ...{
          criterion: 'two-card-amount',
          district: 'haidian',
          decision: 'pursued',
          decidedOn: '2022-06-01',
          reason: han(1_000),
        },
        facts: { 'one-way-inflow': yuan(1), juvenile: false },
      },
    });
    expect(departing).toMatchObject({ status: 201, body: { departed: true } });

    const bench = createRelayBench({ ...createTestPlatform(), journal: api.journal });
    bench.platform.clock.now = startOfDay('2027-01-01');
    await dueStreams.find(({ stream }) => stream === Proposals.name)?.advance(bench.platform, proposalId);
    await bench.drain();
    const { body } = await api.call(administrator, 'GET', '/v1/standards', { query: { asOf: '2027-01-02', limit: '100' } });
    expect(body['items']).toHaveLength(districts.length);

    // counted as if the texts could not be packed at all
    const largest = Math.max(...api.journal.written.map(({ item }) => Buffer.byteLength(JSON.stringify(unpackItem(item)))));
    expect(largest).toBeGreaterThan(MAX_CONTENT_BYTES + districts.length * 3_000);
    expect(largest).toBeLessThan(350 * KB);
  });
});
