import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { caseLimits } from '../../shared/cases/model.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import type { ProposeListing } from '../../shared/listed-cases/bodies.ts';
import { deskInboxKey } from '../../shared/notifications/keys.ts';
import { postStep } from '../support/approvals.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import {
  command,
  DEADLINE,
  day,
  districtUnit,
  laterApproval,
  listingApproval,
  otherSupervisor,
  progressInput,
  proposal,
  units,
} from '../support/listing-samples.ts';
import { createRelayBench, recordsOf } from '../support/relay-kit.ts';
import { T0 } from '../support/samples.ts';

const chaoyang: Actor = { ...districtUnit, agency: 'police-chaoyang', district: 'chaoyang', subject: 'shen' };
/** Opens cases, and neither works nor supervises them. */
const opener: Actor = { ...command, agency: 'public-security-city', subject: 'meng' };
const Entry = z.looseObject({ listedCaseId: z.string(), caseId: z.string(), status: z.string() });
type Entry = z.infer<typeof Entry>;

let city: Coordination;

beforeEach(async () => {
  city = createCoordination();
  await city.at(T0);
});

const post = (actor: Actor, path: string, body: object) => postStep(city.api.call, actor, path, body);
const get = async (id: string, actor: Actor = command) => (await city.api.call(actor, 'GET', `/v1/listed-cases/${id}`)).body;
const open = async (): Promise<readonly Entry[]> =>
  z.looseObject({ items: z.array(Entry) }).parse((await city.api.call(command, 'GET', '/v1/listed-cases')).body).items;

async function caseOf(lossFen: number, over: object = {}): Promise<string> {
  const caseId = await city.opened(opener, over);
  await post(opener, `/v1/cases/${caseId}/items`, { kind: 'loss', amountFen: lossFen, at: T0 });
  await city.settle();
  return caseId;
}
/** Proposed by the district, with a ground that only people can judge. */
async function proposed(caseId: string, over: Partial<ProposeListing> = {}): Promise<string> {
  const input = proposal({ caseId, grounds: ['social-impact'], ...over });
  const { body } = await post(districtUnit, '/v1/listed-cases', input);
  return z.string().parse(body['listedCaseId']);
}
const approve = (id: string) => post(command, `/v1/listed-cases/${id}/approve`, { approval: listingApproval() });
async function listed(caseId: string): Promise<string> {
  const id = await proposed(caseId);
  expect((await approve(id)).status).toBe(200);
  return id;
}
const merge = async (caseId: string, into: string) =>
  expect((await post(command, `/v1/cases/${caseId}/merge`, { into, reason: 'The same group' })).status).toBe(200);
const toldAt = async (desk: string) => {
  const { cards } = await city.api.journal.find({ index: 'inbox', pk: deskInboxKey(desk), limit: 50 });
  return cards.map(({ card }) => card['what']);
};

describe('when the case of a listing is merged into another', () => {
  test('the listing is that one’s from then on: in its place, at its loss, and the only one', async () => {
    const [gone, into] = [await caseOf(120_000_000), await caseOf(1, { district: 'chaoyang' })];
    const id = await listed(gone);
    expect(await get(id, chaoyang)).toMatchObject({ status: 404 });
    await merge(gone, into);
    await city.settle();
    await city.replay();
    expect(await open()).toMatchObject([{ listedCaseId: id, caseId: into, status: 'listed', lossFen: 120_000_001 }]);
    expect((await post(command, '/v1/listed-cases', proposal({ caseId: into }))).body).toMatchObject({
      ...{ code: 'CASE_LISTED_ALREADY', listedCaseId: id },
    });
    const returned = progressInput({ returnedFen: 120_000_001 });
    expect((await post(districtUnit, `/v1/listed-cases/${id}/progress`, returned)).status).toBe(200);
    expect((await post(command, `/v1/listed-cases/${id}/delist`, { reason: 'r', approval: laterApproval() })).status).toBe(200);
    const ofChaoyang = { ...units, district: chaoyang.agency };
    expect((await post(command, '/v1/listed-cases', proposal({ caseId: into, units: ofChaoyang }))).status).toBe(201);
  });

  test('a case merged into the one listed adds its loss, though no further agency answers for it', async () => {
    const [gone, into] = [await caseOf(5), await caseOf(120_000_000)];
    const id = await listed(into);
    await merge(gone, into);
    await city.settle();
    expect(await get(id)).toMatchObject({ lossFen: 120_000_005, status: 'listed' });
  });

  test('the police of that one may read it', async () => {
    const [gone, into] = [await caseOf(120_000_000), await city.opened(chaoyang, { district: 'chaoyang' })];
    const id = await listed(gone);
    await merge(gone, into);
    await city.settle();
    expect(await get(id, chaoyang)).toMatchObject({ status: 'listed', district: 'haidian' });
  });

  test('of two listings the one that got further stays; the other ends, names it, and its units and its supervisor are told', async () => {
    const [gone, into] = [await caseOf(120_000_000), await caseOf(1)];
    const [far, near] = [await listed(gone), await proposed(into)];
    await merge(gone, into);
    await city.settle();
    await city.replay();
    expect(await open()).toMatchObject([{ listedCaseId: far, caseId: into, status: 'listed' }]);
    expect(await get(near)).toMatchObject({ status: 'joined', end: { into: far } });
    expect((await approve(near)).body).toMatchObject({ code: 'LISTING_STATE_FORBIDS', state: 'joined' });
    const supervisors = deskKey({ kind: 'police', district: 'haidian', role: 'supervisor' });
    for (const desk of [...Object.values(units), supervisors]) expect(await toldAt(desk)).toContain('listed-case.joined');
  });

  test('of two in force at one level the older one stays, and both supervisors’ list has one', async () => {
    const [gone, into] = [await caseOf(120_000_000), await caseOf(130_000_000)];
    const stays = await listed(gone);
    await city.at(day(1));
    const away = await listed(into);
    await merge(gone, into);
    await city.settle();
    expect(await open()).toMatchObject([{ listedCaseId: stays, status: 'listed' }]);
    expect(await get(away)).toMatchObject({ status: 'joined', end: { into: stays } });
    expect(await toldAt(command.agency)).toContain('listed-case.joined');
  });

  test.each(['high into low', 'low into high'])('no unit rids itself of its supervisor by a merger: %s', async (direction) => {
    const yan = otherSupervisor;
    const paper = (number: string) => ({
      reason: 'r',
      approval: listingApproval({ level: 'joint', number, approvedAt: day(1) }),
    });
    const [high, low] = [await caseOf(120_000_000), await caseOf(130_000_000)];
    const ends = await proposed(low);
    expect((await approve(ends)).status).toBe(200);
    await city.at(day(1));
    const stays = await proposed(high, { level: 'joint', units: { ...units, bureau: command.agency } });
    const path = `/v1/listed-cases/${stays}`;
    const { approval } = paper('1');
    expect((await post(yan, `${path}/approve`, { approval })).status).toBe(200);
    for (const number of ['2', '3'])
      expect((await post(yan, `${path}/extend`, { months: 2, ...paper(number) })).status).toBe(200);
    const [gone, into] = direction === 'high into low' ? [high, low] : [low, high];
    expect((await post(districtUnit, `/v1/cases/${gone}/merge`, { into, reason: 'r' })).status).toBe(200);
    await city.settle();
    expect(await get(ends)).toMatchObject({ status: 'joined', end: { into: stays } });
    // the deadline of the one that ended was the earlier one
    expect(await get(stays)).toMatchObject({ caseId: into, level: 'joint', supervisor: yan.agency, deadlineAt: DEADLINE });
    expect((await post(yan, `${path}/extend`, { months: 1, ...paper('4') })).body).toMatchObject({
      code: 'LISTING_EXTENSIONS_USED_UP',
    });
    const { number } = z.looseObject({ number: z.string() }).parse((await get(ends))['approval']);
    expect((await post(yan, `${path}/delist`, paper(number))).body).toMatchObject({ code: 'APPROVAL_USED_BEFORE' });
    expect((await post(command, `${path}/delist`, paper('5'))).body).toMatchObject({ code: 'DELISTING_BY_RESPONSIBLE_UNIT' });
  });

  test('a suggestion is joined to what is proposed, and nothing is suggested again', async () => {
    const [gone, into] = [await caseOf(120_000_000), await caseOf(130_000_000)];
    const id = await proposed(into);
    await merge(gone, into);
    await city.settle();
    await city.replay();
    expect(await open()).toMatchObject([{ listedCaseId: id, status: 'proposed' }]);
  });

  test('and that one into a third: the listing goes with it', async () => {
    const [first, second, third] = [await caseOf(120_000_000), await caseOf(1), await caseOf(1)];
    const id = await listed(first);
    await merge(first, second);
    await merge(second, third);
    await city.settle();
    expect(await open()).toMatchObject([{ listedCaseId: id, caseId: third }]);
  });
});

describe('who proposed a listing, and neither works nor supervises it', () => {
  const asks = async (caseId: string): Promise<string> => {
    const { body } = await post(otherSupervisor, '/v1/listed-cases', proposal({ caseId, grounds: ['social-impact'] }));
    return z.string().parse(body['listedCaseId']);
  };

  test('is told that it was listed, and delisted', async () => {
    const id = await asks(await caseOf(1));
    await approve(id);
    await city.settle();
    expect(await toldAt(otherSupervisor.agency)).toEqual(['listed-case.listed']);
    await post(command, `/v1/listed-cases/${id}/delist`, { reason: 'r', approval: laterApproval() });
    await city.settle();
    expect((await toldAt(otherSupervisor.agency)).toSorted()).toEqual(['listed-case.delisted', 'listed-case.listed']);
  });

  test('is told that it ended in another', async () => {
    const [gone, into] = [await caseOf(1), await caseOf(1)];
    const [one] = [await asks(gone), await listed(into)];
    await city.at(day(1));
    await approve(one);
    await merge(gone, into);
    await city.settle();
    expect(await toldAt(otherSupervisor.agency)).toContain('listed-case.joined');
  });
});

describe('the police of a case that was merged into another', () => {
  const small = 1;
  const big = 120_000_000;
  type Step = (into: string, gone: string) => Promise<unknown>;
  const grow: Step = (into) => post(command, `/v1/cases/${into}/items`, { kind: 'loss', amountFen: big, at: T0 });
  const mergeIt: Step = (into, gone) => merge(gone, into);
  const propose: Step = (into) => proposed(into);
  const list: Step = (into) => listed(into);

  test.each<readonly [string, number, readonly Step[]]>([
    ['suggested, merged, proposed', big, [mergeIt, propose]],
    ['merged, suggested, proposed', small, [mergeIt, grow, propose]],
    ['merged, suggested', small, [mergeIt, grow]],
    ['merged, proposed', small, [mergeIt, propose]],
    ['proposed, merged', small, [propose, mergeIt]],
    ['merged, listed', small, [mergeIt, list]],
    ['listed, merged', small, [list, mergeIt]],
  ])('may read the listing: %s', async (_, lossFen, steps) => {
    const [into, gone] = [await caseOf(lossFen), await city.opened(chaoyang, { district: 'chaoyang' })];
    for (const step of steps) {
      await step(into, gone);
      await city.settle();
    }
    const [entry] = await open();
    const answer = await city.api.call(chaoyang, 'GET', `/v1/listed-cases/${entry?.listedCaseId}`);
    expect(answer).toMatchObject({ status: 200, body: { caseId: into, district: 'haidian' } });
  });
});

describe('as many cases as one can take over, each with a listing', () => {
  const left = async (): Promise<readonly Entry[]> => {
    const { body } = await city.api.call(command, 'GET', '/v1/listed-cases', { query: { limit: '100' } });
    return z.looseObject({ items: z.array(Entry) }).parse(body).items;
  };
  /** Merged one after the other before the relay comes to any of it. */
  async function allMerged(): Promise<string> {
    const into = await caseOf(120_000_000);
    const others: string[] = [];
    for (let n = 0; n < caseLimits.absorbed; n += 1) others.push(await caseOf(120_000_000));
    expect(await left()).toHaveLength(caseLimits.absorbed + 1);
    for (const caseId of others) await merge(caseId, into);
    return into;
  }
  test('have one in the end', async () => {
    const into = await allMerged();
    await city.settle();
    await city.replay();
    expect(await left()).toMatchObject([{ caseId: into, status: 'suggested' }]);
  });

  test('have one also where the relay was cut short between two appends, and the fact comes again', async () => {
    const into = await allMerged();
    const { journal } = city.platform;
    const Records = recordsOf(journal).filter((_, at) => journal.written[at]?.item['type'] === 'case.absorbed');
    const [first] = Records;
    let joins = 0;
    const append: typeof journal.append = async (input) => {
      if (input.command.name.startsWith('relay.joinOpenListings')) joins += 1;
      if (joins > 1) throw new Error('cut short');
      return journal.append(input);
    };
    const cut = createRelayBench({ ...city.platform, journal: { ...journal, append } });
    expect((await cut.relay({ Records: [first] })).batchItemFailures).toHaveLength(1);
    expect((await left()).length).toBeGreaterThan(1);
    const whole = createRelayBench(city.platform);
    expect((await whole.relay({ Records: [first] })).batchItemFailures).toEqual([]);
    expect(await left()).toMatchObject([{ caseId: into, status: 'suggested' }]);
  });
});

describe('before the listings are joined', () => {
  test('the second of two is not approved beside the first', async () => {
    const [gone, into] = [await caseOf(120_000_000), await caseOf(130_000_000)];
    const [one, other] = [await proposed(gone), await proposed(into)];
    await merge(gone, into);
    expect((await approve(one)).status).toBe(200);
    expect((await approve(other)).body).toMatchObject({ status: 409, code: 'CASE_LISTED_ALREADY', listedCaseId: one });
    await city.settle();
    expect(await open()).toMatchObject([{ listedCaseId: one, caseId: into, status: 'listed' }]);
  });

  test('of two approved at the same moment one is', async () => {
    const [gone, into] = [await caseOf(120_000_000), await caseOf(130_000_000)];
    const ids = [await proposed(gone), await proposed(into)];
    await merge(gone, into);
    const answers = await Promise.all(ids.map(approve));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await city.settle();
    expect(await open()).toMatchObject([{ caseId: into, status: 'listed' }]);
  });

  test('after any order of merger, approvals and proposal, one is in force in the end', async () => {
    for (const order of [0, 1, 2, 3, 4]) {
      const [gone, into] = [await caseOf(120_000_000), await caseOf(130_000_000)];
      const ids = [await proposed(gone), await proposed(into)];
      const acts = [
        () => post(command, `/v1/cases/${gone}/merge`, { into, reason: 'r' }),
        () => approve(ids[0] ?? ''),
        () => approve(ids[1] ?? ''),
        () => post(districtUnit, '/v1/listed-cases', proposal({ caseId: gone })),
        () => city.settle(),
      ];
      await Promise.all([...acts.slice(order), ...acts.slice(0, order)].map((act) => act()));
      await city.settle();
      const left = (await open()).filter(({ caseId }) => caseId === gone || caseId === into);
      expect(left).toMatchObject([{ caseId: into, status: 'listed' }]);
    }
  });

  test('a unit of the listing that ends cannot supervise the one that stays, and cannot be handed it', async () => {
    const [one, two] = [await caseOf(120_000_000), await caseOf(120_000_000)];
    const ends = await listed(one);
    const stays = await proposed(two, { units: { ...units, bureau: units.cyber } });
    const province = { approval: listingApproval({ level: 'province', number: '省督〔2026〕1号' }), level: 'province' };
    const bureau: Actor = { ...command, agency: units.bureau, subject: 'lu' };
    expect((await post(bureau, `/v1/listed-cases/${stays}/approve`, province)).status).toBe(200);
    expect((await post(districtUnit, `/v1/listed-cases/${ends}/extension-requests`, { months: 1, reason: 'r' })).status).toBe(
      200,
    );
    await merge(one, two);
    await city.settle();
    expect(await get(ends)).toMatchObject({ status: 'joined', end: { into: stays } });
    expect(await get(stays)).toMatchObject({ status: 'listed', extensionRequest: { by: districtUnit.agency } });
    const own = { status: 409, body: { code: 'SUPERVISOR_IS_RESPONSIBLE' } };
    expect(await post(bureau, `/v1/listed-cases/${stays}/delist`, { reason: 'r', approval: laterApproval() })).toMatchObject(own);
    expect((await post(bureau, `/v1/listed-cases/${stays}/hand-over`, { to: command.agency, reason: 'r' })).status).toBe(200);
    expect(await post(command, `/v1/listed-cases/${stays}/hand-over`, { to: units.bureau, reason: 'r' })).toMatchObject(own);
  });
});
