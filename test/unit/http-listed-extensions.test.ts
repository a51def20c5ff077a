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
  EXTENDED_DEADLINE,
  laterApproval,
  listingApproval,
  otherSupervisor,
  proposal,
  units,
} from '../support/listing-samples.ts';
import { T0 } from '../support/samples.ts';

let city: Coordination;
let path: string;

const post = (actor: Actor, what: string, body: object) => postStep(city.api.call, actor, `${path}/${what}`, body);
const listing = async () => (await city.api.call(command, 'GET', path)).body;
const firstOf = async (actor: Actor) => {
  const { body } = await city.api.call(actor, 'GET', '/v1/listed-cases');
  return z.looseObject({ items: z.array(z.looseObject({})) }).parse(body).items[0];
};
async function deskOf(agency: string): Promise<readonly unknown[]> {
  const { cards } = await city.api.journal.find({ index: 'inbox', pk: deskInboxKey(agency), limit: 50 });
  return cards.map(({ card }) => card['what']);
}

beforeEach(async () => {
  city = createCoordination();
  await city.at(T0);
  const caseId = await city.opened(districtUnit);
  const input = proposal({ caseId, grounds: ['severe-harm'] });
  const { body } = await city.api.call(districtUnit, 'POST', '/v1/listed-cases', { body: input });
  path = `/v1/listed-cases/${z.string().parse(body['listedCaseId'])}`;
  expect((await post(command, 'approve', { approval: listingApproval() })).status).toBe(200);
  await city.at(day(20));
});

const asked = { months: 2, reason: 'Expert opinion' };
const given = { ...asked, approval: laterApproval() };

describe('more time for a listed case', () => {
  test('is asked for by a responsible unit, lies on its supervisor’s desk and stands in its list', async () => {
    expect((await post(districtUnit, 'extension-requests', asked)).body).toMatchObject({
      ...{ deadlineAt: DEADLINE, extensionRequest: { by: 'police-haidian', ...asked, at: day(20) }, extensions: [] },
    });
    await city.settle();
    await city.replay();
    const told = (await deskOf(command.agency)).filter((what) => what === 'listed-case.extension-requested');
    expect(told).toHaveLength(1);
    expect(await firstOf(command)).toMatchObject({ extensionRequest: { by: 'police-haidian', months: 2, at: day(20) } });
    expect(JSON.stringify(await firstOf(command))).not.toContain('Expert opinion');
  });

  test('is granted by the supervisor, once, and the units are told', async () => {
    await post(districtUnit, 'extension-requests', asked);
    const granted = await post(command, 'extend', given);
    expect(granted.body).toMatchObject({ deadlineAt: EXTENDED_DEADLINE, extensions: [{ by: 'police-city' }] });
    expect(granted.body).not.toHaveProperty('extensionRequest');
    await city.settle();
    for (const unit of Object.values(units)) expect(await deskOf(unit)).toContain('listed-case.extended');
    const Extended = z.looseObject({
      extensions: z.array(z.looseObject({ approval: z.looseObject({ approvalId: z.string() }) })),
    });
    const approvalId = Extended.parse(await listing()).extensions[0]?.approval.approvalId;
    expect((await post(command, 'extend', { ...asked, approvalId })).body).toMatchObject({
      ...{ status: 409, code: 'APPROVAL_USED_BEFORE', errors: [{ path: '/approvalId' }] },
    });
    expect((await post(command, 'extension-requests/decline', { reason: 'r' })).body).toMatchObject({
      ...{ status: 409, code: 'EXTENSION_NOT_REQUESTED' },
    });
  });

  test('is declined by the supervisor: the deadline stays, and the units are told', async () => {
    await post(bureauUnit, 'extension-requests', asked);
    expect((await post(command, 'extension-requests/decline', { reason: 'In time' })).body).toMatchObject({
      ...{ deadlineAt: DEADLINE, extensions: [] },
    });
    expect(await listing()).not.toHaveProperty('extensionRequest');
    await city.settle();
    for (const unit of Object.values(units)) expect(await deskOf(unit)).toContain('listed-case.extension-declined');
  });

  test('is given only by the supervisor: not by a unit to itself, not by another supervisor', async () => {
    await post(districtUnit, 'extension-requests', asked);
    const before = await listing();
    for (const [what, body] of [
      ['extend', given],
      ['extension-requests/decline', { reason: 'r' }],
    ] as const) {
      for (const unit of [districtUnit, bureauUnit, { ...bureauUnit, agency: units.cyber }])
        expect((await post(unit, what, body)).body).toMatchObject({ status: 409, code: 'EXTENSION_BY_RESPONSIBLE_UNIT' });
      expect((await post(otherSupervisor, what, body)).body).toMatchObject({
        ...{ status: 409, code: 'LISTING_OF_OTHER_SUPERVISOR', supervisor: 'police-city' },
      });
    }
    expect(await listing()).toEqual(before);
  });

  test('is not asked for by who does not work the case', async () => {
    for (const actor of [command, otherSupervisor])
      expect((await post(actor, 'extension-requests', asked)).body).toMatchObject({ status: 403, code: 'ACTION_NOT_ALLOWED' });
    const elsewhere: Actor = { ...districtUnit, agency: 'police-yanqing', district: 'yanqing' };
    expect((await post(elsewhere, 'extension-requests', asked)).status).toBe(404);
  });

  test('is given twice at most, each time by a paper of its own', async () => {
    for (const [number, status] of [
      ['2号', 200],
      ['3号', 200],
      ['4号', 409],
    ] as const)
      expect((await post(command, 'extend', { ...given, months: 1, approval: listingApproval({ number }) })).status).toBe(status);
    expect((await post(districtUnit, 'extension-requests', asked)).body).toMatchObject({
      ...{ code: 'LISTING_EXTENSIONS_USED_UP', limit: 2 },
    });
  });

  test('names the place and the rule of what is wrong with it', async () => {
    for (const [body, at] of [
      [{ ...asked, months: 0 }, '/months'],
      [{ months: 1 }, '/reason'],
      [{ ...asked, approval: laterApproval() }, '/approval'],
    ] as const)
      expect(await post(districtUnit, 'extension-requests', body)).toMatchObject({
        ...{ status: 400, body: { errors: [{ path: at }] } },
      });
  });
});
