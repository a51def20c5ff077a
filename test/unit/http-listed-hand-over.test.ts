import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { deskInboxKey } from '../../shared/notifications/keys.ts';
import { postStep } from '../support/approvals.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import {
  bureauUnit,
  command,
  DEADLINE,
  day,
  districtUnit,
  laterApproval,
  listingApproval,
  otherSupervisor,
  proposal,
  units,
} from '../support/listing-samples.ts';
import { T0 } from '../support/samples.ts';

/** Of the agency that registers who there is, which is not the one that supervises. */
const administrator: Actor = { agency: 'public-security-city', agencyKind: 'police', roles: ['administrator'], subject: 'meng' };
const to = otherSupervisor.agency;
const reason = 'The unit is dissolved';

let city: Coordination;
let path: string;

const post = (actor: Actor, what: string, body: object) => postStep(city.api.call, actor, `${path}/${what}`, body);
const handOver = (actor: Actor, over: object = {}) => post(actor, 'hand-over', { to, reason, ...over });
async function deskOf(agency: string): Promise<readonly unknown[]> {
  const { cards } = await city.api.journal.find({ index: 'inbox', pk: deskInboxKey(agency), limit: 50 });
  return cards.map(({ card }) => card['what']);
}

beforeEach(async () => {
  city = createCoordination();
  await city.at(T0);
  const input = proposal({ caseId: await city.opened(districtUnit), grounds: ['severe-harm'] });
  const { body } = await city.post(districtUnit, '/v1/listed-cases', input);
  path = `/v1/listed-cases/${z.string().parse(body['listedCaseId'])}`;
  expect((await post(command, 'approve', { approval: listingApproval() })).status).toBe(200);
  await city.at(day(20));
});

describe('a listing is handed over', () => {
  test('the supervisor hands it over: from then on the other one extends and delists, and the first no longer', async () => {
    await post(districtUnit, 'extension-requests', { months: 2, reason: 'r' });
    expect(await handOver(command)).toMatchObject({
      status: 200,
      body: { status: 'listed', supervisor: to, deadlineAt: DEADLINE, extensionRequest: { months: 2 } },
    });
    const later = { months: 2, reason: 'r', approval: laterApproval() };
    for (const [what, body] of [
      ['extend', later],
      ['hand-over', { to: command.agency, reason }],
      ['delist', { reason: 'r', approval: laterApproval() }],
    ] as const)
      expect((await post(command, what, body)).body).toMatchObject({ code: 'LISTING_OF_OTHER_SUPERVISOR', supervisor: to });
    expect((await post(otherSupervisor, 'extend', later)).body).toMatchObject({ extensions: [{ by: to }] });
    const number = '京公督字〔2027〕9号';
    const delisted = await post(otherSupervisor, 'delist', { reason: 'r', approval: laterApproval({ number }) });
    expect(delisted.body).toMatchObject({ status: 'delisted', end: { by: to } });
  });

  test('the new supervisor and the units are told, once; requests then go to the new one', async () => {
    await handOver(command);
    await city.settle();
    await city.replay();
    for (const desk of [to, ...Object.values(units)])
      expect((await deskOf(desk)).filter((what) => what === 'listed-case.handed-over')).toHaveLength(1);
    await post(districtUnit, 'extension-requests', { months: 2, reason: 'r' });
    await city.settle();
    expect(await deskOf(to)).toContain('listed-case.extension-requested');
    expect(await deskOf(command.agency)).not.toContain('listed-case.extension-requested');
  });

  test('the city’s administrator hands it over if the supervisor was closed, and finds it; the earlier one is told', async () => {
    const closed = { name: 'He', kind: 'police', closed: true };
    const gone = await city.api.call(administrator, 'PUT', `/v1/agencies/${command.agency}`, { body: closed });
    expect(gone.status).toBe(200);
    expect((await city.api.call(administrator, 'GET', '/v1/listed-cases')).body).toMatchObject({ items: [{ status: 'listed' }] });
    expect((await city.api.call(administrator, 'GET', path)).body).toMatchObject({ supervisor: command.agency });
    expect((await handOver(administrator)).body).toMatchObject({ supervisor: to });
    await city.settle();
    expect(await deskOf(command.agency)).toContain('listed-case.handed-over');
  });

  test('no other agency hands it over: no unit, no other supervisor, no administrator of a district', async () => {
    for (const unit of [districtUnit, bureauUnit, { ...bureauUnit, roles: ['administrator', 'supervisor'] }])
      expect((await handOver(unit)).body).toMatchObject({ status: 409, code: 'HAND_OVER_BY_RESPONSIBLE_UNIT' });
    expect((await handOver(otherSupervisor)).body).toMatchObject({ status: 409, code: 'LISTING_OF_OTHER_SUPERVISOR' });
    const ofDistrict: Actor = { ...administrator, agency: 'police-haidian', district: 'haidian' };
    expect((await handOver(ofDistrict)).status).toBeGreaterThanOrEqual(403);
    expect((await city.api.call(command, 'GET', path)).body).toMatchObject({ supervisor: command.agency, version: 2 });
  });

  test('it goes to existing police of the whole city, neither responsible nor the supervisor already', async () => {
    for (const [agency, status, code] of [
      [command.agency, 400, 'SUPERVISES_ALREADY'],
      [units.bureau, 409, 'SUPERVISOR_IS_RESPONSIBLE'],
      ['police-moon', 400, 'AGENCY_UNKNOWN'],
      ['police-chaoyang', 400, 'AGENCY_UNFIT'],
      ['court-city', 400, 'AGENCY_UNFIT'],
    ] as const)
      expect((await handOver(command, { to: agency })).body).toMatchObject({ status, code, errors: [{ path: '/to' }] });
  });

  test('it does not go to an agency that answers for the case, and such an agency may not list it', async () => {
    const caseId = await city.opened(otherSupervisor);
    const { body } = await city.post(districtUnit, '/v1/listed-cases', proposal({ caseId, grounds: ['severe-harm'] }));
    path = `/v1/listed-cases/${z.string().parse(body['listedCaseId'])}`;
    const approval = listingApproval({ number: '京公督字〔2026〕7号' });
    expect(await post(otherSupervisor, 'approve', { approval })).toMatchObject({
      ...{ status: 409, body: { code: 'SUPERVISOR_IS_RESPONSIBLE' } },
    });
    expect((await post(command, 'approve', { approval })).status).toBe(200);
    expect((await handOver(command)).body).toMatchObject({
      ...{ status: 409, code: 'SUPERVISOR_IS_RESPONSIBLE', errors: [{ path: '/to' }] },
    });
  });

  test('it is handed over only while it is listed', async () => {
    await post(command, 'delist', { reason: 'r', approval: laterApproval() });
    expect((await handOver(command)).body).toMatchObject({ code: 'LISTING_STATE_FORBIDS', state: 'delisted' });
  });
});
