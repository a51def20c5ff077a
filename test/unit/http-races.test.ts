import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { freezeExample } from '../../functions/freezes/examples.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver, type TestApi } from '../support/api.ts';
import { approved, cityHead } from '../support/approvals.ts';
import { city, haidian, prosecutor } from '../support/case-samples.ts';
import { concludeInput, conveneInput, judge, onSecond, opinionInput, police } from '../support/consultation-samples.ts';
import { type InterruptibleJournal, interruptibleJournal } from '../support/interruptible-journal.ts';
import { command, districtUnit, otherSupervisor, progressInput, proposal } from '../support/listing-samples.ts';
import { measureInput, outletBank } from '../support/regional-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';
import { administrator, cityProsecutor, proposalInput, prosecutorOf, recordInput } from '../support/standard-samples.ts';

/** Something that one actor does, or reads. */
type Act = readonly [actor: Actor, method: 'GET' | 'POST' | 'PUT', path: string, body?: object];
/** The acts that meet, in a city made for them. */
type Setting = (api: TestApi<InterruptibleJournal>) => Promise<Readonly<Record<string, Act>>>;

const Ids = z.record(z.string(), z.unknown());

async function newCity(setting: Setting) {
  const api = createApiOver(interruptibleJournal(createCityJournal()));
  await api.ready;
  const acts = await setting(api);
  /** The outcome of an act: only the first one decides it. */
  const act = async (name: string): Promise<string> => {
    const [actor, method, path, body] = acts[name] ?? [];
    if (actor === undefined || method === undefined || path === undefined) throw new Error(`no act ${name}`);
    const { status, body: answer } = await api.call(actor, method, path, body === undefined ? {} : { body });
    return `${status} ${String(answer['code'] ?? '')}`;
  };
  return { api, acts, act };
}

async function inTurn(setting: Setting, ...names: readonly string[]): Promise<readonly string[]> {
  const { act } = await newCity(setting);
  const outcomes: string[] = [];
  for (const name of names) outcomes.push(await act(name));
  return outcomes;
}

/** What came of it when the second act came between any two reads of the first: each pair of outcomes. */
async function interleaved(setting: Setting, first: string, second: string): Promise<ReadonlySet<string>> {
  const outcomes = new Set<string>();
  for (let at = 1; ; at += 1) {
    const { api, act } = await newCity(setting);
    let between = '';
    api.journal.interrupt(at, async () => {
      between = await act(second);
    });
    const outcome = await act(first);
    if (!api.journal.interrupted()) return outcomes;
    outcomes.add([outcome, between].join(' / '));
  }
}

const made = async (
  api: TestApi<InterruptibleJournal>,
  [actor, method, path, body = {}]: Act,
  field: string,
): Promise<string> => {
  const answer = await api.call(actor, method, path, { body });
  expect(answer.status, answer.text).toBeLessThan(300);
  return z.string().parse(Ids.parse(answer.body)[field]);
};
const done = async (api: TestApi<InterruptibleJournal>, ...acts: readonly Act[]): Promise<void> => {
  for (const [actor, method, path, body = {}] of acts) {
    const answer = await api.call(actor, method, path, { body });
    expect(answer.status, answer.text).toBeLessThan(300);
  }
};

const newCase = { title: 't', district: 'haidian', fraudType: 'f', summary: 's' };
const bank: Act = [
  { ...outletBank, roles: ['bank-system'] },
  'PUT',
  '/v1/banks/bank-a',
  { name: 'bank-a', dutyPhone: '010-66000001' },
];
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };

const settings: Readonly<Record<string, Setting>> = {
  'a listing that waits for its decision': async (api) => {
    const caseId = await made(api, [districtUnit, 'POST', '/v1/cases', newCase], 'caseId');
    const into = await made(api, [districtUnit, 'POST', '/v1/cases', newCase], 'caseId');
    const id = await made(
      api,
      [districtUnit, 'POST', '/v1/listed-cases', proposal({ caseId, grounds: ['severe-harm'] })],
      'listedCaseId',
    );
    const on = `/v1/listed-cases/${id}`;
    const approvalId = await approved(api.call, command, { gate: 'listing', listedCaseId: id }, { by: cityHead });
    return {
      approve: [command, 'POST', `${on}/approve`, { approvalId }],
      reject: [command, 'POST', `${on}/reject`, { reason: 'r' }],
      'propose again': [districtUnit, 'POST', '/v1/listed-cases', proposal({ caseId, grounds: ['severe-harm'] })],
      merge: [districtUnit, 'POST', `/v1/cases/${caseId}/merge`, { into, reason: 'r' }],
      read: [command, 'GET', on],
    };
  },
  'a listing in force': async (api) => {
    const caseId = await made(api, [districtUnit, 'POST', '/v1/cases', newCase], 'caseId');
    const into = await made(api, [districtUnit, 'POST', '/v1/cases', newCase], 'caseId');
    const id = await made(
      api,
      [districtUnit, 'POST', '/v1/listed-cases', proposal({ caseId, grounds: ['severe-harm'] })],
      'listedCaseId',
    );
    const on = `/v1/listed-cases/${id}`;
    const granted = (ask: object) => approved(api.call, command, { listedCaseId: id, ...ask }, { by: cityHead });
    await done(api, [command, 'POST', `${on}/approve`, { approvalId: await granted({ gate: 'listing' }) }]);
    const [longer, end] = [await granted({ gate: 'extension', months: 1 }), await granted({ gate: 'delisting' })];
    await done(api, [districtUnit, 'POST', `${on}/extension-requests`, { months: 1, reason: 'r' }]);
    return {
      progress: [districtUnit, 'POST', `${on}/progress`, progressInput()],
      extend: [command, 'POST', `${on}/extend`, { months: 1, reason: 'r', approvalId: longer }],
      'hand over': [command, 'POST', `${on}/hand-over`, { to: otherSupervisor.agency, reason: 'r' }],
      delist: [command, 'POST', `${on}/delist`, { reason: 'r', approvalId: end }],
      merge: [districtUnit, 'POST', `/v1/cases/${caseId}/merge`, { into, reason: 'r' }],
    };
  },
  'two cases of one alarm': async (api) => {
    await done(api, bank);
    const alertId = await made(api, [haidian, 'POST', '/v1/alerts', raiseAlertInput()], 'alertId');
    const one = await made(api, [haidian, 'POST', '/v1/cases', newCase], 'caseId');
    const two = await made(api, [haidian, 'POST', '/v1/cases', newCase], 'caseId');
    const share = { agency: prosecutor.agency, parts: ['summary'], purpose: 'p', until: hour(24) };
    const grantId = await made(api, [haidian, 'POST', `/v1/cases/${one}/shares`, share], 'grantId');
    const filing = { caseNumber: 'A1', filedAt: minute(1), decisionNumber: 'D1' };
    return {
      'file the one': [haidian, 'POST', `/v1/cases/${one}/file`, filing],
      'file the other': [haidian, 'POST', `/v1/cases/${two}/file`, filing],
      'join the one': [haidian, 'POST', `/v1/cases/${one}/items`, { kind: 'alert', alertId }],
      'join the other': [haidian, 'POST', `/v1/cases/${two}/items`, { kind: 'alert', alertId }],
      'open a third': [haidian, 'POST', '/v1/cases', { ...newCase, alerts: [alertId] }],
      merge: [haidian, 'POST', `/v1/cases/${one}/merge`, { into: two, reason: 'r' }],
      'merge back': [haidian, 'POST', `/v1/cases/${two}/merge`, { into: one, reason: 'r' }],
      link: [haidian, 'POST', `/v1/cases/${one}/links`, { caseId: two, reason: 'r' }],
      revoke: [haidian, 'POST', `/v1/cases/${one}/shares/${grantId}/revoke`, { reason: 'r' }],
      read: [prosecutor, 'GET', `/v1/cases/${one}`],
    };
  },
  'a consultation': async (api) => {
    const caseId = await made(api, [haidian, 'POST', '/v1/cases', newCase], 'caseId');
    const share = { agency: prosecutor.agency, parts: ['summary', 'persons'], purpose: 'p', until: hour(24) };
    const grantId = await made(api, [haidian, 'POST', `/v1/cases/${caseId}/shares`, share], 'grantId');
    const id = await made(api, [police, 'POST', '/v1/consultations', conveneInput({ caseIds: [caseId] })], 'consultationId');
    const on = `/v1/consultations/${id}`;
    await done(api, [prosecutor, 'POST', `${on}/accept`]);
    for (const said of [opinionInput({ position: 'no' }), onSecond])
      await done(api, [prosecutor, 'POST', `${on}/opinions`, said]);
    return {
      'join late': [judge, 'POST', `${on}/accept`, {}],
      decline: [judge, 'POST', `${on}/decline`, { reason: 'r' }],
      bundle: [police, 'POST', `${on}/bundle`, { add: [{ caseId, part: 'summary' }] }],
      opine: [police, 'POST', `${on}/opinions`, opinionInput()],
      conclude: [police, 'POST', `${on}/conclude`, concludeInput()],
      withdraw: [police, 'POST', `${on}/withdraw`, { reason: 'r' }],
      revoke: [haidian, 'POST', `/v1/cases/${caseId}/shares/${grantId}/revoke`, { reason: 'r' }],
      read: [prosecutor, 'GET', on],
    };
  },
  'a stop order': async (api) => {
    await done(api, bank);
    const alertId = await made(api, [haidian, 'POST', '/v1/alerts', raiseAlertInput()], 'alertId');
    const body = { alertId, urgency: 'urgent', reason: 'r', officers, accounts: [account()] };
    const reply = await api.call(haidian, 'POST', '/v1/freeze-requests', { body });
    const [{ orderId } = { orderId: '' }] = z
      .object({ orders: z.array(z.object({ orderId: z.string() })) })
      .parse(reply.body).orders;
    const caseId = await made(api, [haidian, 'POST', '/v1/cases', newCase], 'caseId');
    const filing = { caseNumber: 'A1', filedAt: minute(1), decisionNumber: 'D1' };
    const result = { code: '0000', effectiveAt: minute(1), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000, outflows: [] };
    const on = `/v1/orders/${orderId}`;
    const answered = `/v1/bank/orders/${orderId}`;
    return {
      receipt: [bankA, 'POST', `${answered}/receipt`, { receivedAt: minute(1) }],
      result: [bankA, 'POST', `${answered}/result`, result],
      'another result': [bankA, 'POST', `${answered}/result`, { ...result, stoppedFen: 1 }],
      extend: [haidian, 'POST', `${on}/extend`, { reason: 'r', officers }],
      release: [haidian, 'POST', `${on}/release`, { reason: 'r', officers }],
      freeze: [haidian, 'POST', `${on}/freeze`, { ...freezeExample, officers }],
      join: [haidian, 'POST', `/v1/cases/${caseId}/items`, { kind: 'alert', alertId }],
      file: [haidian, 'POST', `/v1/cases/${caseId}/file`, filing],
      read: [haidian, 'GET', on],
    };
  },
  'a measure': async (api) => {
    await done(api, bank);
    const id = await made(api, [command, 'POST', '/v1/regional-measures', measureInput()], 'measureId');
    const on = `/v1/regional-measures/${id}`;
    return {
      evidence: [outletBank, 'POST', `${on}/evidence`, { summary: 's', documents: [{ title: 't' }] }],
      accept: [command, 'POST', `${on}/accept`, {}],
      escalate: [command, 'POST', `${on}/escalate`, { reason: 'r' }],
      lift: [command, 'POST', `${on}/lift`, { reason: 'r' }],
      'register the bank': bank,
      read: [outletBank, 'GET', on],
    };
  },
  'a proposal': async (api) => {
    await done(api, [administrator, 'POST', '/v1/standards', recordInput()]);
    const id = await made(api, [cityProsecutor, 'POST', '/v1/standards/proposals', proposalInput()], 'proposalId');
    const on = `/v1/standards/proposals/${id}`;
    await done(api, [cityProsecutor, 'POST', `${on}/consult`]);
    return {
      adopt: [prosecutorOf('haidian'), 'POST', `${on}/adopt`, {}],
      decline: [prosecutorOf('haidian'), 'POST', `${on}/decline`, { reason: 'r' }],
      'adopt elsewhere': [prosecutorOf('chaoyang'), 'POST', `${on}/adopt`, {}],
      withdraw: [cityProsecutor, 'POST', `${on}/withdraw`, { reason: 'r' }],
      'record another': [administrator, 'POST', '/v1/standards', recordInput({ effectiveFrom: '2028-01-01' })],
      read: [prosecutorOf('haidian'), 'GET', on],
    };
  },
  'two registers of one id': async () => ({
    bank,
    agency: [{ ...city, roles: ['administrator'] }, 'PUT', '/v1/agencies/bank-a', { name: 'n', kind: 'bank' }],
    station: [city, 'PUT', '/v1/stations/bank-a', { name: 'n', district: 'haidian', residents: 1, from: '2026-01-01' }],
  }),
};

describe.each(Object.entries(settings))('a command holds with any record between two of its reads: %s', (_name, setting) => {
  test('each command is answered as if one had come after the other', { timeout: 120_000 }, async () => {
    const { acts } = await newCity(setting);
    const names = Object.keys(acts);
    for (const [place, first] of names.entries()) {
      // itself and the two that come after it in the round: each meets those before it when it is their turn
      const round = [0, 1, 2].flatMap((steps) => names[(place + steps) % names.length] ?? []);
      for (const second of new Set(round.filter((name) => name !== 'read'))) {
        const [one, then] = await inTurn(setting, first, second);
        const [before, after] = await inTurn(setting, second, first);
        const right = [`${one} / ${then}`, `${after} / ${before}`];
        for (const outcome of await interleaved(setting, first, second))
          expect(right, `${first} meets ${second}`).toContain(outcome);
      }
    }
  });
});
