import { beforeEach, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { Me } from '../../functions/me/answers.ts';
import { everAllowed, mayEver } from '../../shared/access/decide-access.ts';
import { accessPolicy } from '../../shared/access/policy.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { desksOf } from '../../shared/kernel/desk.ts';
import { keysOf } from '../../shared/kernel/lifecycle.ts';
import { actors } from '../support/access-actors.ts';
import { conveneInput } from '../support/consultation-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { command, districtUnit } from '../support/listing-samples.ts';
import { hour } from '../support/samples.ts';

const { haidian, prosecutor, bankA, regulator, judge, town } = actors;

let desk: Coordination;

beforeEach(async () => {
  desk = createCoordination();
  await desk.at(hour(2));
});

async function me(actor: Actor): Promise<z.infer<typeof Me>> {
  return Me.parse((await desk.api.call(actor, 'GET', '/v1/me')).body);
}

describe('who the caller is', () => {
  test('a person of a registered agency sees agency, name and roles, with the words for them', async () => {
    expect(await me(prosecutor)).toMatchObject({
      agency: {
        id: 'procuratorate-haidian',
        kind: 'procuratorate',
        kindLabel: { zh: '检察院', en: 'Procuratorate' },
        registered: true,
        name: '海淀区人民检察院',
        district: 'haidian',
        districtName: { zh: '海淀区', en: 'Haidian' },
      },
      person: { name: 'tester' },
      roles: [{ role: 'prosecutor', label: { zh: '检察官', en: 'Prosecutor' } }],
    });
  });

  test('a system has no person, an agency of the whole city no district', async () => {
    const system = await me({ ...haidian, isPerson: false });
    expect(system.person).toBeUndefined();
    expect((await me(command)).agency).not.toHaveProperty('district');
  });

  test('an agency that is not registered is told so, and has no name', async () => {
    const { agency } = await me({ ...haidian, agency: 'police-nowhere' });
    expect(agency).toMatchObject({ id: 'police-nowhere', registered: false });
    expect(agency).not.toHaveProperty('name');
  });

  test('a bank has the name of the register of banks', async () => {
    expect((await me(bankA)).agency).toMatchObject({ registered: false });
    await desk.api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: '某行', dutyPhone: '010-66000001' } });
    expect((await me(bankA)).agency).toMatchObject({ registered: true, name: '某行' });
  });

  test('the name of a person is in no log', async () => {
    await me(prosecutor);
    expect(desk.api.logged.join()).not.toContain('tester');
  });
});

describe('what the caller may do', () => {
  test.each(Object.entries(actors))('%s: the actions that the policy ever allows, and no other', async (name, actor: Actor) => {
    if (name === 'clerk' || name === 'pretender') return expect((await desk.api.call(actor, 'GET', '/v1/me')).status).toBe(403);
    const { may } = await me(actor);
    expect(may.map(({ action }) => action)).toEqual(keysOf(accessPolicy).filter((action) => mayEver(action, actor)));
    for (const { ways } of may) expect(new Set(ways.map(({ relation }) => relation)).size).toBe(ways.length);
  });

  test('each with the things it is for, in words', async () => {
    const { may } = await me(haidian);
    expect(may.find(({ action }) => action === 'order.release')).toEqual({
      action: 'order.release',
      on: 'order',
      ways: [
        {
          relation: 'own-district',
          means: { zh: '本区的事项', en: "The thing is of the agency's district" },
          fields: 'full',
          sees: { zh: '全部内容', en: 'Everything' },
        },
        {
          relation: 'own-agency',
          means: { zh: '本单位发起或负责的事项', en: 'The agency raised it, or answers for it' },
          fields: 'full',
          sees: { zh: '全部内容', en: 'Everything' },
        },
      ],
    });
    expect(
      everAllowed(command)
        .find(({ action }) => action === 'order.release')
        ?.ways.map(({ relation }) => relation),
    ).toEqual(['own-district', 'own-agency', 'city']);
  });

  test('the desks are those that the inbox reads', async () => {
    const { desks } = await me(haidian);
    expect(desks).toHaveLength(desksOf(haidian).length);
    expect(desks).toContainEqual({ agency: 'police-haidian', person: haidian.subject });
    expect(desks).toContainEqual({ kind: 'police', district: 'haidian', role: 'officer' });
  });
});

describe('how much waits for the caller', () => {
  const none = { count: 0, more: false };

  test('has only figures of what the caller may do', async () => {
    expect((await me(haidian)).figures).toEqual({ openEntries: none, openConsultations: none, overdueConsultations: none });
    expect(Object.keys((await me(command)).figures).toSorted()).toEqual(
      ['approvalsToDecide', 'listingsToDecide', 'openConsultations', 'openEntries', 'overdueConsultations'].toSorted(),
    );
    for (const reader of [bankA, regulator, town]) expect((await me(reader)).figures).toEqual({ openEntries: none });
    expect(Object.keys((await me(judge)).figures)).toEqual(['openEntries', 'openConsultations', 'overdueConsultations']);
  });

  test('counts entries, consultations, and what has run out in them', async () => {
    const caseId = await desk.opened(haidian);
    const parties = { caseIds: [caseId], parties: [prosecutor.agency] };
    expect((await desk.post(haidian, '/v1/consultations', { ...conveneInput(), ...parties })).status).toBe(201);
    await desk.settle();
    const waiting = { count: 1, more: false };
    expect((await me(prosecutor)).figures).toMatchObject({
      openEntries: waiting,
      openConsultations: waiting,
      overdueConsultations: none,
    });
    await desk.swept(hour(24 * 60));
    expect((await me(prosecutor)).figures).toMatchObject({ openConsultations: waiting, overdueConsultations: waiting });
    expect((await me(judge)).figures).toMatchObject({ openEntries: none, openConsultations: none });
  });

  test('counts a listing that a supervisor has to decide on until it is decided, and an approval for all but the asker', async () => {
    const caseId = await desk.opened(districtUnit);
    const units = { bureau: 'criminal-police-city', district: districtUnit.agency, cyber: 'cyber-police-city' };
    const input = { caseId, level: 'city', units, grounds: ['severe-harm'], reason: 'harm' };
    const proposed = await desk.post(districtUnit, '/v1/listed-cases', input);
    expect(proposed.status).toBe(201);
    expect((await me(command)).figures.listingsToDecide).toEqual({ count: 1, more: false });
    const asked = await desk.post(command, '/v1/approvals', {
      gate: 'listing',
      listedCaseId: proposed.body['listedCaseId'],
      reason: 'to be listed',
    });
    expect(asked.status).toBe(201);
    expect((await me(command)).figures.approvalsToDecide).toEqual(none);
    expect((await me({ ...command, subject: 'other' })).figures.approvalsToDecide).toEqual({ count: 1, more: false });
    await desk.post(command, `/v1/listed-cases/${proposed.body['listedCaseId']}/reject`, { reason: 'no' });
    expect((await me(command)).figures.listingsToDecide).toEqual(none);
  });

  test('stops at a hundred, and says that there is more', async () => {
    const made = Array.from({ length: 101 }, () => desk.opened(districtUnit));
    for (const caseId of await Promise.all(made)) {
      const input = { ...conveneInput(), caseIds: [caseId], parties: [prosecutor.agency] };
      await desk.post(districtUnit, '/v1/consultations', input);
    }
    await desk.settle();
    const { figures } = await me(prosecutor);
    expect(figures.openEntries).toEqual({ count: 100, more: true });
    expect(figures.openConsultations).toEqual({ count: 100, more: true });
  });
});
