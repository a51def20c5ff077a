import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Platform } from '../../functions/platform/platform.ts';
import { createImpactTask } from '../../functions/standard-impact/impact-task.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { type Change, fresh } from '../../shared/journal/stream.ts';
import { type Actor, type District, districts } from '../../shared/kernel/context.ts';
import { makeId } from '../../shared/kernel/ids.ts';
import { epoch } from '../../shared/kernel/time.ts';
import { decisionMonthId } from '../../shared/standards/decision/decision-model.ts';
import { DecisionMonths, RecordedDecisions } from '../../shared/standards/decision/decision-streams.ts';
import { recordDecision } from '../../shared/standards/decision/record-decision.ts';
import type { CaseFacts } from '../../shared/standards/standard/case-facts.ts';
import type { Outcome } from '../../shared/standards/standard/evaluate-rule.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { context, minute, policy } from '../support/samples.ts';
import {
  administrator,
  cityProsecutor,
  content,
  proposalInput,
  prosecutorOf,
  recordSeed,
  yuan,
} from '../support/standard-samples.ts';

const CASES = 10_000;
const PER_APPEND = 30;
const criterion = 'two-card-amount' as const;
const months = ['2025-11', '2026-02', '2026-10'] as const;
const at300: ReadonlySet<District> = new Set(['haidian', 'changping', 'miyun', 'pinggu', 'yanqing']);

interface Case {
  readonly decisionId: string;
  readonly district: District;
  readonly facts: CaseFacts;
}

/** Numbers that look like chance and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Flows around the thresholds, some of them right on them, some facts missing. */
function someFacts(roll: (below: number) => number): CaseFacts {
  const flow = [yuan(200_000), yuan(300_000), yuan(roll(500_000)), yuan(roll(500_000)), yuan(roll(500_000))][roll(5)] ?? 0;
  return {
    ...(roll(20) === 0 ? {} : { 'one-way-inflow': flow }),
    ...(roll(10) === 0 ? {} : { 'traced-to-fraud': yuan(roll(8) === 0 ? roll(3_000) : 3_000 + roll(50_000)) }),
  };
}

/** The rule of the standards counted here, written out by hand: not by the evaluator that is tested. */
function byHand(threshold: number, facts: CaseFacts): Outcome {
  const flow = facts['one-way-inflow'];
  const traced = facts['traced-to-fraud'];
  if (typeof flow === 'number' && flow < yuan(threshold)) return 'no';
  if (typeof traced === 'number' && traced < yuan(3_000)) return 'no';
  return flow === undefined || traced === undefined ? 'cannot-tell' : 'yes';
}

async function recordCases(api: TestApi, count: number, seed: number, opened = new Set<string>()): Promise<readonly Case[]> {
  const roll = dice(seed);
  const cases: Case[] = [];
  let changes: Change[] = [];
  const flush = async (): Promise<void> => {
    const id = `record-${seed}-${cases.length}`;
    const command = { name: 'test', id, inputHash: id, actor: cityProsecutor, correlationId: id, now: api.now };
    expect(await api.journal.append({ command, changes })).toMatchObject({ outcome: 'appended' });
    changes = [];
  };
  for (let number = 0; number < count; number += 1) {
    const district = districts[roll(districts.length)] ?? 'haidian';
    const month = months[roll(months.length)] ?? '2026-02';
    const facts = someFacts(roll);
    const decidedOn = `${month}-${String(1 + roll(20)).padStart(2, '0')}`;
    const newId = () => makeId('dec', epoch(api.now), () => Uint8Array.of(5, seed, 0, 0, 0, 0, 0, 0, number >> 8, number % 256));
    const known = { standard: undefined, month: undefined, earlier: undefined };
    const input = { criterion, district, facts, decision: 'pursued' as const, decidedOn };
    const decision = recordDecision(input, known, { ...context({ now: api.now }), newId });
    const monthId = decisionMonthId({ criterion, district, month });
    const recorded = decision.facts.filter(({ type }) => type !== 'decision-month.opened' || !opened.has(monthId));
    opened.add(monthId);
    changes.push(...splitFacts([fresh(RecordedDecisions, newId()), fresh(DecisionMonths, monthId)], recorded));
    cases.push({ decisionId: newId(), district, facts });
    if (changes.length >= PER_APPEND) await flush();
  }
  if (changes.length > 0) await flush();
  return cases;
}

function platformOf(api: TestApi): Platform {
  let count = 0;
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return {
    journal: api.journal,
    policy,
    now: () => api.now,
    log: quiet,
    newId: (prefix) => {
      count += 1;
      return makeId(prefix, epoch(api.now), () => Uint8Array.of(7, 7, 0, 0, 0, 0, 0, count >> 16, count >> 8, count % 256));
    },
  };
}

const Impact = z.looseObject({
  runId: z.string(),
  status: z.string(),
  progress: z.object({ partitions: z.number(), done: z.number(), looked: z.number() }),
  districts: z.array(
    z.looseObject({
      district: z.enum(districts),
      looked: z.number(),
      flips: z.number(),
      transitions: z.record(z.string(), z.number()),
    }),
  ),
  total: z.looseObject({ looked: z.number(), flips: z.number(), withoutStandard: z.number() }),
});
const FlipPage = z.looseObject({
  items: z.array(z.strictObject({ decisionId: z.string(), from: z.string(), to: z.string() })),
  next: z.string().optional(),
});

async function startRun(api: TestApi, over: object = {}) {
  const proposed = await api.call(cityProsecutor, 'POST', '/v1/standards/proposals', {
    body: { ...proposalInput(), districts: [...districts], ...over },
  });
  expect(proposed.status, proposed.text).toBe(201);
  const proposalId = String(proposed.body['proposalId']);
  const started = await api.call(cityProsecutor, 'POST', `/v1/standards/proposals/${proposalId}/impact`);
  expect(started.status, started.text).toBe(202);
  const { runId } = Impact.parse(started.body);
  return { proposalId, runId, path: `/v1/standards/proposals/${proposalId}/impact/${runId}` };
}

async function flipsOf(api: TestApi, path: string, district: District, limit: string) {
  const flips: z.infer<typeof FlipPage>['items'] = [];
  let cursor: string | undefined;
  do {
    const query = { district, limit, ...(cursor === undefined ? {} : { cursor }) };
    const page = FlipPage.parse((await api.call(cityProsecutor, 'GET', `${path}/flips`, { query })).body);
    flips.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return flips;
}

describe('everyone at 300,000 yuan, over 10,000 recorded cases', () => {
  let api: TestApi;
  let cases: readonly Case[];
  let run: Awaited<ReturnType<typeof startRun>>;
  let impact: z.infer<typeof Impact>;

  beforeAll(async () => {
    api = createTestApi();
    await recordSeed(api);
    const opened = new Set<string>();
    cases = await recordCases(api, CASES, 1, opened);
    run = await startRun(api);
    // recorded later: not among the cases that were asked about
    api.now = '2026-11-22T02:00:00.000Z';
    await recordCases(api, 50, 2, opened);
    const task = createImpactTask(platformOf(api));
    let steps = 0;
    let open = true;
    while (open && steps < 100) {
      // two at once, as when a task that timed out still runs while it is tried again
      const answers = await Promise.all([task({ runId: run.runId, do: 'count' }), task({ runId: run.runId, do: 'count' })]);
      open = answers.every(({ next }) => next === 'count');
      steps += 1;
    }
    impact = Impact.parse((await api.call(cityProsecutor, 'GET', run.path)).body);
  });

  test('every case is looked at once', () => {
    expect(impact).toMatchObject({ status: 'done', total: { looked: CASES, withoutStandard: 0 } });
    expect(impact.progress.done).toBe(impact.progress.partitions);
    expect(impact.progress.partitions).toBe(districts.length * months.length);
  });

  test.each(districts)('in %s exactly the cases flip that a recount by hand finds', async (district) => {
    const expected = cases
      .filter((one) => one.district === district)
      .map(({ decisionId, facts }) => ({
        decisionId,
        from: byHand(at300.has(district) ? 300_000 : 200_000, facts),
        to: byHand(300_000, facts),
      }));
    const flipped = expected.filter(({ from, to }) => from !== to);
    const counted = impact.districts.find((one) => one.district === district);
    expect(counted).toMatchObject({ looked: expected.length, flips: flipped.length });
    const byId = (a: { decisionId: string }, b: { decisionId: string }) => (a.decisionId < b.decisionId ? -1 : 1);
    expect((await flipsOf(api, run.path, district, '37')).toSorted(byId)).toEqual(flipped.toSorted(byId));
    for (const from of ['yes', 'no', 'cannot-tell'] as const) {
      for (const to of ['yes', 'no', 'cannot-tell'] as const) {
        const many = expected.filter((one) => one.from === from && one.to === to).length;
        expect(counted?.transitions[`${from}>${to}`] ?? 0).toBe(many);
      }
    }
    if (at300.has(district)) expect(flipped).toEqual([]);
    else expect(flipped.length).toBeGreaterThan(50);
  });

  test('the flipped cases are for those who may list the district’s decisions; the figures are for all who read proposals', async () => {
    const from = (agencyKind: Actor['agencyKind'], role: string, at?: District): Actor => ({
      agency: `${agencyKind}-${at ?? 'city'}`,
      agencyKind,
      ...(at === undefined ? {} : { district: at }),
      roles: [role],
      subject: 's',
    });
    const seen = async (actor: Actor) => {
      const flips = await api.call(actor, 'GET', `${run.path}/flips`, { query: { district: 'chaoyang' } });
      const figures = await api.call(actor, 'GET', run.path);
      expect(flips.status === 200, actor.agency).toBe(flips.text.includes('dec_'));
      expect(figures.text).not.toContain('dec_');
      return [flips.status, figures.status];
    };
    for (const at of ['chaoyang', undefined] as const) {
      for (const role of ['officer', 'duty-officer', 'supervisor', 'approver'])
        expect(await seen(from('police', role, at))).toEqual([200, 200]);
      expect(await seen(from('procuratorate', 'prosecutor', at))).toEqual([200, 200]);
      expect(await seen(from('court', 'judge', at))).toEqual([200, 200]);
    }
    for (const actor of [
      from('police', 'supervisor', 'haidian'),
      from('procuratorate', 'prosecutor', 'haidian'),
      from('court', 'judge', 'haidian'),
      from('regulator', 'regulator-reader'),
      administrator,
    ])
      expect(await seen(actor), actor.agency).toEqual([403, 200]);
    expect(await seen(from('bank', 'bank-system'))).toEqual([403, 404]);
    expect(await seen(from('town', 'town-officer', 'chaoyang'))).toEqual([403, 404]);
  });

  test('each page is one fact, numbered without a gap', async () => {
    const pages: unknown[] = [];
    let after = 0;
    for (;;) {
      const { facts, next } = await api.journal.facts(`impact#${run.runId}`, { after, limit: 100 });
      pages.push(
        ...facts
          .filter(({ type }) => type === 'impact.page-counted')
          .map(({ data }) => z.looseObject({ page: z.number() }).parse(data).page),
      );
      if (next === undefined) break;
      after = next;
    }
    expect(pages).toEqual(pages.map((_, at) => at + 1));
  });

  test('a run that is done stays as it is, even if its task comes again often', async () => {
    const before = api.journal.written.length;
    expect(await createImpactTask(platformOf(api))({ runId: run.runId, do: 'count' })).toEqual({
      runId: run.runId,
      next: 'done',
    });
    await createImpactTask(platformOf(api))({ runId: run.runId, do: 'give-up' });
    expect(api.journal.written).toHaveLength(before);
  });

  test('the newest run of a proposal is found without its id, and not under another proposal', async () => {
    const newest = await api.call(prosecutorOf('miyun'), 'GET', `/v1/standards/proposals/${run.proposalId}/impact`);
    expect(newest.body).toMatchObject({ runId: run.runId, status: 'done' });
    const other = await startRun(api);
    expect(
      (await api.call(cityProsecutor, 'GET', `/v1/standards/proposals/${other.proposalId}/impact/${run.runId}`)).status,
    ).toBe(404);
  });
});

describe('a run', () => {
  test('a run without any recorded case is done at once, and says so of every district that is asked', async () => {
    const api = createTestApi();
    const run = await startRun(api);
    expect(await createImpactTask(platformOf(api))({ runId: run.runId, do: 'count' })).toEqual({
      runId: run.runId,
      next: 'done',
    });
    expect((await api.call(cityProsecutor, 'GET', run.path)).body).toMatchObject({
      status: 'done',
      progress: { partitions: 0, done: 0, looked: 0 },
      districts: districts.map((district) => ({ district, looked: 0, flips: 0, noRecords: true })),
      total: { looked: 0, flips: 0, withoutStandard: 0, transitions: {} },
    });
    const flips = await api.call(cityProsecutor, 'GET', `${run.path}/flips`, { query: { district: 'haidian' } });
    expect(flips.body).toEqual({ items: [] });
  });

  test('counts cases of a district without a standard apart, and only the districts that the proposal concerns', async () => {
    const api = createTestApi();
    const cases = await recordCases(api, 60, 3);
    const run = await startRun(api, { districts: ['haidian', 'fengtai'], content: content(100_000) });
    const task = createImpactTask(platformOf(api));
    while ((await task({ runId: run.runId, do: 'count' })).next === 'count');
    const concerned = cases.filter(({ district }) => district === 'haidian' || district === 'fengtai').length;
    expect((await api.call(cityProsecutor, 'GET', run.path)).body).toMatchObject({
      total: { looked: concerned, withoutStandard: concerned, flips: 0, transitions: {} },
    });
  });

  test('a run that still runs answers each request for one, also at the same instant; once it is done another starts', async () => {
    const api = createTestApi();
    await recordCases(api, 10, 5);
    const proposed = await api.call(cityProsecutor, 'POST', '/v1/standards/proposals', { body: proposalInput() });
    const path = `/v1/standards/proposals/${proposed.body['proposalId']}/impact`;
    const ask = async (actor = cityProsecutor) => {
      const { status, body } = await api.call(actor, 'POST', path);
      return { status, runId: Impact.parse(body).runId };
    };
    const [one, other] = await Promise.all([ask(), ask(prosecutorOf('haidian'))]);
    expect(one).toEqual({ status: 202, runId: other.runId });
    const task = createImpactTask(platformOf(api));
    expect(await ask()).toEqual(one);
    while ((await task({ runId: one.runId, do: 'count' })).next === 'count') expect(await ask()).toEqual(one);
    expect(api.journal.written.filter(({ item }) => item['type'] === 'impact.started')).toHaveLength(1);
    expect((await ask()).runId).not.toBe(one.runId);
  });

  test('a run that stands still for so long that its workflow must be lost blocks no other', async () => {
    const api = createTestApi();
    await recordCases(api, 10, 6);
    const { proposalId, runId } = await startRun(api);
    const ask = async () => (await api.call(cityProsecutor, 'POST', `/v1/standards/proposals/${proposalId}/impact`)).body;
    api.now = minute(30);
    expect(await ask()).toMatchObject({ runId });
    api.now = minute(31);
    expect((await ask())['runId']).not.toBe(runId);
  });

  test('is started only by the proposer, the keepers of the standards, and the procuratorates that are asked', async () => {
    const api = createTestApi();
    const { body } = await api.call(prosecutorOf('fengtai'), 'POST', '/v1/standards/proposals', { body: proposalInput() });
    const ask = async (actor: Actor) =>
      (await api.call(actor, 'POST', `/v1/standards/proposals/${body['proposalId']}/impact`)).status;
    const police = (district: District | undefined, role: string): Actor => ({
      agency: `police-${district ?? 'city'}`,
      agencyKind: 'police',
      ...(district === undefined ? {} : { district }),
      roles: [role],
      subject: 's',
    });
    for (const actor of [prosecutorOf('fengtai'), prosecutorOf('haidian'), cityProsecutor, administrator])
      expect(await ask(actor), actor.agency).toBe(202);
    for (const actor of [
      prosecutorOf('miyun'),
      police('haidian', 'supervisor'),
      police('miyun', 'approver'),
      police(undefined, 'supervisor'),
    ])
      expect(await ask(actor), actor.agency).toBe(403);
  });

  test('a run that the workflow gave up is failed, and another can be started', async () => {
    const api = createTestApi();
    await recordCases(api, 10, 4);
    const run = await startRun(api);
    await createImpactTask(platformOf(api))({ runId: run.runId, do: 'give-up' });
    expect((await api.call(cityProsecutor, 'GET', run.path)).body).toMatchObject({ status: 'failed' });
    const again = await api.call(cityProsecutor, 'POST', `/v1/standards/proposals/${run.proposalId}/impact`);
    expect(again.body).toMatchObject({ status: 'started' });
  });

  test('a run that does not exist fails by the name that the workflow knows', async () => {
    const api = createTestApi();
    const runId = makeId('imp', 0, () => new Uint8Array(10));
    await expect(createImpactTask(platformOf(api))({ runId, do: 'count' })).rejects.toMatchObject({ name: 'ImpactRunNotFound' });
  });
});
