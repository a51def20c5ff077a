import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { CaseProposals, MAX_PROPOSALS, proposeLink } from '../../shared/cases/link-proposals.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { createApiOver, type TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { caseWith, chaoyang, city, haidian, prosecutor } from '../support/case-samples.ts';
import { createRelayBench } from '../support/relay-kit.ts';
import { account, hour, id, minute, officers, raiseAlertInput } from '../support/samples.ts';

const supervisor: Actor = { ...haidian, roles: ['supervisor'], subject: 'fang' };
const victim = { name: '周某', idNumber: '11010519491231002X', phone: '13912345678' };

let bench: ReturnType<typeof createRelayBench>;
let api: TestApi;
let count: number;

beforeEach(async () => {
  bench = createRelayBench();
  api = createApiOver(bench.platform.journal);
  count = 0;
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
});

async function made(by: Actor, path: string, body: object, field: string): Promise<string> {
  const answer = await api.call(by, 'POST', path, { body });
  expect(answer.status, answer.text).toBeLessThan(300);
  return z.string().parse(answer.body[field]);
}

const district = ({ district = 'haidian' }: Actor) => district;

/** An alarm of a victim of its own, unless told otherwise. */
function raised(by: Actor = haidian, named: object = {}): Promise<string> {
  count += 1;
  const body = { ...raiseAlertInput({ sourceRef: `alarm-${count}` }), district: district(by), victim: named };
  return made(by, '/v1/alerts', body, 'alertId');
}

const asked = (alertId: string, by: Actor = haidian) =>
  made(by, '/v1/freeze-requests', { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] }, 'requestId');

const opened = (alerts: readonly string[], by: Actor = haidian) =>
  made(by, '/v1/cases', { title: 't', district: district(by), fraudType: 'f', summary: 's', alerts }, 'caseId');

const proposed = async (caseId: string, by: Actor = haidian) => {
  await bench.drain();
  return (await api.call(by, 'GET', `/v1/cases/${caseId}`)).body['linkProposals'];
};

const told = async (by: Actor) => {
  await bench.drain();
  const { items } = z
    .object({ items: z.array(z.looseObject({ what: z.string(), subject: z.looseObject({ id: z.string() }) })) })
    .parse((await api.call(by, 'GET', '/v1/inbox')).body);
  return items.filter(({ what }) => what === 'case-proposals.link-proposed').map(({ subject }) => subject.id);
};

describe('two cases are proposed for linking', () => {
  test('two cases are proposed if their alarms name one victim: both say so, with the other case and the ground', async () => {
    const one = await opened([await raised(haidian, victim)]);
    expect(await proposed(one)).toEqual([]);
    const two = await opened([await raised(haidian, victim)]);
    expect(await proposed(two)).toMatchObject([{ grounds: ['victim'], agency: 'police-haidian', case: { caseId: one } }]);
    expect(await proposed(one)).toMatchObject([{ grounds: ['victim'], case: { caseId: two } }]);
    expect((await told(haidian)).toSorted()).toEqual([one, two].toSorted());
  });

  test('two cases are proposed if money of both went to one account, though the order came after the cases', async () => {
    const [first, second] = [await raised(), await raised()];
    const [one, two] = [await opened([first]), await opened([second])];
    await asked(first);
    expect(await proposed(two)).toEqual([]);
    await asked(second);
    expect(await proposed(two)).toMatchObject([{ grounds: ['account'], case: { caseId: one } }]);
  });

  test('two cases are proposed if the order was there before an alarm joined its case', async () => {
    const [first, second] = [await raised(), await raised()];
    await asked(first);
    await asked(second);
    const [one, two] = [await opened([first]), await opened([])];
    await made(haidian, `/v1/cases/${two}/items`, { kind: 'alert', alertId: second }, 'caseId');
    expect(await proposed(one)).toMatchObject([{ grounds: ['account'], case: { caseId: two } }]);
  });

  test('a link is proposed once a pair and ground, also if the relay hears of it twice, and each ground is named', async () => {
    const alarms = [await raised(haidian, victim), await raised(haidian, victim), await raised(haidian, victim)];
    for (const alertId of alarms.slice(0, 2)) await asked(alertId);
    const [one] = [await opened(alarms.slice(0, 1)), await opened(alarms.slice(1))];
    await bench.drain();
    await bench.replay();
    // which of them the relay comes to first is chance
    expect(await proposed(one)).toMatchObject([{ grounds: expect.arrayContaining(['victim', 'account']) }]);
    expect((await bench.platform.journal.load(CaseProposals, one)).state?.proposals).toHaveLength(2);
  });

  test('until they are linked or merged', async () => {
    const cases = [
      await opened([await raised(haidian, victim)]),
      await opened([await raised(haidian, victim)]),
      await opened([await raised(haidian, victim)]),
    ];
    const [one = '', two = '', three = ''] = cases;
    expect(await proposed(one)).toHaveLength(2);
    const link = await api.call(haidian, 'POST', `/v1/cases/${one}/link`, { body: { caseId: two, reason: 'same victim' } });
    expect(link.status).toBe(200);
    expect(await proposed(one)).toMatchObject([{ case: { caseId: three } }]);
    await api.call(haidian, 'POST', `/v1/cases/${three}/merge`, { body: { into: one, reason: 'same victim' } });
    expect(await proposed(one)).toEqual([]);
    expect(await proposed(two)).toEqual([]);
  });

  test('without a new version of either case', async () => {
    const one = await opened([await raised(haidian, victim)]);
    const { body } = await api.call(haidian, 'GET', `/v1/cases/${one}`);
    await opened([await raised(haidian, victim)]);
    await bench.drain();
    expect((await api.call(haidian, 'GET', `/v1/cases/${one}`)).body['version']).toBe(body['version']);
  });

  test('nothing is proposed for an alarm that is in no case, or within one case', async () => {
    const one = await opened([await raised(haidian, victim), await raised(haidian, victim)]);
    await raised(haidian, victim);
    expect(await proposed(one)).toEqual([]);
  });
});

describe('a case of another district', () => {
  let here: string;
  let there: string;

  beforeEach(async () => {
    here = await opened([await raised(haidian, victim)]);
    there = await opened([await raised(chaoyang, victim)], chaoyang);
  });

  test('is told as that of an agency, and no more', async () => {
    await bench.drain();
    const answer = await api.call(haidian, 'GET', `/v1/cases/${here}`);
    expect(answer.body['linkProposals']).toEqual([{ at: expect.any(String), grounds: ['victim'], agency: 'police-chaoyang' }]);
    expect(answer.text).not.toContain(there);
    expect(await told(haidian)).toEqual([here]);
    expect(await told(chaoyang)).toEqual([there]);
  });

  test("is told to the city's police in full, once a pair, and they can link the two", async () => {
    expect(await proposed(here, city)).toMatchObject([{ agency: 'police-chaoyang', case: { caseId: there } }]);
    expect(await told(city)).toHaveLength(1);
    const link = await api.call(city, 'POST', `/v1/cases/${here}/link`, { body: { caseId: there, reason: 'same victim' } });
    expect(link.status).toBe(200);
    expect(await proposed(there, chaoyang)).toEqual([]);
  });

  test('is not told to agencies that the case is shared with', async () => {
    await bench.drain();
    const share = { agency: prosecutor.agency, parts: ['summary', 'links', 'timeline'], purpose: 'opinion', until: hour(24) };
    await made(haidian, `/v1/cases/${here}/shares`, share, 'grantId');
    const answer = await api.call(prosecutor, 'GET', `/v1/cases/${here}`);
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty('linkProposals');
    expect((await api.call(supervisor, 'GET', `/v1/cases/${here}`)).body['linkProposals']).toHaveLength(1);
  });
});

describe('what is proposed', () => {
  const [file, other] = [caseWith(), { ...caseWith(), caseId: id('cas', 2) }];
  const at = { now: minute(40) };

  test('is nothing where the two are one case, or linked', () => {
    expect(proposeLink(undefined, 'victim', { fraudCase: file, other: file }, at)).toEqual([]);
    const linked = { ...file, links: [{ caseId: other.caseId, reason: 'r', linkedAt: minute(1) }] };
    expect(proposeLink(undefined, 'victim', { fraudCase: linked, other }, at)).toEqual([]);
    const merged = { ...other, absorbed: [{ caseId: file.caseId }] };
    expect(
      proposeLink(
        undefined,
        'account',
        {
          fraudCase: { ...file, caseId: id('cas', 3), links: [{ caseId: file.caseId, reason: 'r', linkedAt: minute(1) }] },
          other: merged,
        },
        at,
      ),
    ).toEqual([]);
  });

  test('is kept once a ground, and no more than an officer can look at', () => {
    const proposals = [{ at: minute(1), with: other.caseId, ground: 'victim' as const }];
    expect(proposeLink({ proposals }, 'victim', { fraudCase: file, other }, at)).toEqual([]);
    expect(proposeLink({ proposals }, 'account', { fraudCase: file, other }, at)).toHaveLength(1);
    const full = Array.from({ length: MAX_PROPOSALS }, (_, i) => ({
      at: minute(1),
      with: id('cas', 10 + i),
      ground: 'victim' as const,
    }));
    expect(proposeLink({ proposals: full }, 'account', { fraudCase: file, other }, at)).toEqual([]);
  });
});
