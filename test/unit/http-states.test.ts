import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { phoneExample } from '../../functions/freezes/examples.ts';
import { openApiDocument } from '../../functions/openapi/openapi-document.ts';
import { accessPolicy } from '../../shared/access/policy.ts';
import { accessRequestLifecycle } from '../../shared/access-requests/access-request-lifecycle.ts';
import { alertLifecycle } from '../../shared/alerts/alert-lifecycle.ts';
import { approvalLifecycle } from '../../shared/approvals/approval-lifecycle.ts';
import { collisionLifecycle } from '../../shared/blacklist/collision/collision-lifecycle.ts';
import { entryLifecycle } from '../../shared/blacklist/entry/entry-lifecycle.ts';
import { caseLifecycle } from '../../shared/cases/case-lifecycle.ts';
import { consultationLifecycle } from '../../shared/consultations/consultation-lifecycle.ts';
import { evidenceFileLifecycle } from '../../shared/evidence-files/file-lifecycle.ts';
import { orderLifecycle } from '../../shared/freezes/order/order-lifecycle.ts';
import { screeningLifecycle } from '../../shared/freezes/screening/screening-lifecycle.ts';
import type { Route } from '../../shared/http/define-routes.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { keysOf, onlyIn, statesFor } from '../../shared/kernel/lifecycle.ts';
import { listingLifecycle } from '../../shared/listed-cases/listing-lifecycle.ts';
import { meetingLifecycle } from '../../shared/meetings/meeting-lifecycle.ts';
import { objectionLifecycle } from '../../shared/objections/objection-lifecycle.ts';
import { regionNoticeLifecycle } from '../../shared/region-notices/region-notice-lifecycle.ts';
import { measureLifecycle } from '../../shared/regional/measure/measure-lifecycle.ts';
import { proposalLifecycle } from '../../shared/standards/proposal/proposal-lifecycle.ts';
import { actors } from '../support/access-actors.ts';
import { type ApiCall, allRoutes, createApiOver, createTestApi, type TestApi } from '../support/api.ts';
import { haidianHead } from '../support/approvals.ts';
import { listingApproval, otherSupervisor } from '../support/listing-samples.ts';
import { callOf, type Ids, pathOf, prepareWorld } from '../support/matrix-world.ts';
import { createPosedJournal, type PosedJournal } from '../support/posed-journal.ts';
import { hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

/*
 * `during` of a route says in which states the API takes the operation. Here each thing is posed in each state of its lifecycle, and the
 * operation is called: it is refused for the state outside `during`, and never within.
 */

/** A lifecycle, its steps, those that no person takes by the API, and the codes besides its own that tell of the state. */
interface Life {
  readonly lifecycle: { readonly name: string; readonly code: string; readonly table: object; readonly initial: string };
  readonly steps: readonly string[];
  /** Given by Cordon, a bank or time, or by the operation that begins the thing. */
  readonly notByRoute: readonly string[];
  readonly codes?: readonly string[];
  /** The operation that reads the thing, and the member that shows its state. */
  readonly read: readonly [operation: string, member: 'state' | 'status'];
}

const lives: readonly Life[] = [
  {
    lifecycle: orderLifecycle,
    steps: commandsIn(orderLifecycle.table),
    notByRoute: [
      ...['request', 'placeInLine', 'turnDown', 'send', 'deliver', 'failDelivery', 'giveUpDelivery', 'askRedelivery', 'receive'],
      ...['escalate', 'breach', 'giveUp', 'retryLater', 'handToPhone', 'supplement', 'noteTurn', 'expireInLine'],
      ...['remindInstruction', 'warnExpiry', 'expire', 'warnRenewal', 'lapse', 'follow', 'hold', 'contradict', 'join'],
      // by a finding of the screening, or an objection
      ...['letGo', 'orderNarrowing', 'screen', 'payBack', 'undoPayBack'],
    ],
    codes: ['TERM_EXPIRED'],
    read: ['getOrder', 'state'],
  },
  {
    lifecycle: regionNoticeLifecycle,
    steps: commandsIn(regionNoticeLifecycle.table),
    notByRoute: ['open', 'count', 'fallDue', 'noteOverdue'],
    read: ['getRegionNotice', 'status'],
  },
  {
    lifecycle: entryLifecycle,
    steps: commandsIn(entryLifecycle.table),
    // by a listing of the same mark, a national list, or time
    notByRoute: ['list', 'addGround', 'noteTellingOverdue', 'noteAppealOverdue', 'confirm', 'expire'],
    read: ['getBlacklistEntry', 'status'],
  },
  {
    lifecycle: collisionLifecycle,
    steps: commandsIn(collisionLifecycle.table),
    notByRoute: ['find', 'link'],
    read: ['getCollision', 'status'],
  },
  {
    lifecycle: screeningLifecycle,
    steps: commandsIn(screeningLifecycle.table),
    notByRoute: ['open', 'warn', 'lapse', 'end', 'missOwner'],
    read: ['getScreening', 'status'],
  },
  {
    lifecycle: alertLifecycle,
    steps: commandsIn(alertLifecycle.table),
    notByRoute: ['raise', 'takeDuplicates', 'follow', 'withdrawWith'],
    codes: ['ALERT_IS_DUPLICATE'],
    read: ['getAlert', 'status'],
  },
  {
    lifecycle: caseLifecycle,
    steps: commandsIn(caseLifecycle.table),
    notByRoute: ['open', 'followAlert', 'absorb', 'takeOverFiling'],
    read: ['getCase', 'status'],
  },
  {
    lifecycle: consultationLifecycle,
    steps: commandsIn(consultationLifecycle.table),
    notByRoute: [
      ...['convene', 'noteInvitationOverdue', 'noteEvidenceOverdue', 'noteActionOverdue', 'close'],
      ...['settleClock', 'warnClock', 'expireClock'],
    ],
    read: ['getConsultation', 'state'],
  },
  {
    lifecycle: meetingLifecycle,
    steps: commandsIn(meetingLifecycle.table),
    notByRoute: ['schedule', 'noteMinutesOverdue', 'follow'],
    read: ['getMeeting', 'state'],
  },
  {
    lifecycle: proposalLifecycle,
    steps: commandsIn(proposalLifecycle.table),
    notByRoute: ['propose', 'remind', 'enact', 'lapse'],
    read: ['getProposal', 'status'],
  },
  {
    lifecycle: listingLifecycle,
    steps: commandsIn(listingLifecycle.table),
    // a proposal takes up a suggestion, and is made on the case
    notByRoute: [
      ...[
        'suggest',
        'addGrounds',
        'noteLoss',
        'noteReturns',
        'noteUndecided',
        'propose',
        'remind',
        'issueNotice',
        'callInterview',
      ],
      ...['followCase', 'join'],
    ],
    read: ['getListedCase', 'status'],
  },
  {
    lifecycle: measureLifecycle,
    steps: commandsIn(measureLifecycle.table),
    notByRoute: ['notify', 'remind', 'noteOverdue'],
    codes: ['CORRECTION_NOT_ACCEPTED'],
    read: ['getMeasure', 'status'],
  },
  {
    lifecycle: approvalLifecycle,
    steps: commandsIn(approvalLifecycle.table),
    notByRoute: ['ask', 'lapse', 'use'],
    codes: ['APPROVAL_LAPSED'],
    read: ['getApproval', 'status'],
  },
  {
    lifecycle: objectionLifecycle,
    steps: commandsIn(objectionLifecycle.table),
    notByRoute: [
      'raise',
      'join',
      'missInformation',
      'remind',
      'fallOverdue',
      'escalate',
      'noteRefusal',
      'close',
      'missSupervision',
      'missCorrection',
    ],
    read: ['getObjection', 'status'],
  },
  {
    lifecycle: accessRequestLifecycle,
    steps: commandsIn(accessRequestLifecycle.table),
    notByRoute: ['ask', 'lapse'],
    read: ['getAccessRequest', 'state'],
  },
  {
    lifecycle: evidenceFileLifecycle,
    steps: commandsIn(evidenceFileLifecycle.table),
    notByRoute: ['announce', 'recheck', 'arrive', 'askScan', 'release', 'reject', 'lapse'],
    read: ['getEvidenceFile', 'state'],
  },
];

function commandsIn(table: object): readonly string[] {
  return [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))];
}

/** Operations with `if-match` on a kind of thing that has a lifecycle, but no state that decides. */
const undecided: Readonly<Record<string, string>> = {};

/** Operations on an order for the bank, whose own view of it shows the state of an instruction. */
const ofBanks = ['acknowledgeReceipt', 'recordResult', 'tellOutflows', 'redeliverBankOrder'];

const operations = Object.entries(allRoutes);
const during = operations.flatMap(([operation, route]) =>
  route.during === undefined ? [] : [{ operation, route, during: route.during }],
);
const kindsWithLife = lives.map(({ lifecycle }) => lifecycle.name);

describe('the states of a route', () => {
  test('are those of the table that allow one of its commands', () => {
    expect(statesFor(orderLifecycle, 'orderExtension').states()).toEqual(['stopped']);
    expect(statesFor(orderLifecycle, 'orderRelease', ['withdraw', 'in-line']).states()).toEqual(['in-line', 'stopped']);
    expect(statesFor(orderLifecycle, 'request').states()).toEqual(['turned-down']);
    expect(onlyIn(alertLifecycle, ['open']).states()).toEqual(['open']);
    // @ts-expect-error a command that the lifecycle does not have
    expect(statesFor(orderLifecycle, 'extendOrder').states()).toEqual([]);
    // @ts-expect-error a state that it does not have
    expect(statesFor(orderLifecycle, ['withdraw', 'open']).states()).toEqual([]);
  });

  test.each(lives)('name every command of $lifecycle.name that a person gives', ({ lifecycle, steps, notByRoute }) => {
    const named = during.filter((one) => one.during.lifecycle === lifecycle.name).flatMap((one) => one.during.commands);
    expect([...new Set([...named, ...notByRoute])].toSorted()).toEqual([...steps].toSorted());
    expect(named.filter((command) => notByRoute.includes(command))).toEqual([]);
  });

  test('stand at every operation on one version of a thing with a lifecycle', () => {
    const without = operations.filter(
      ([, { ifMatch, access, during: states }]) =>
        ifMatch === true && access !== 'public' && states === undefined && kindsWithLife.includes(accessPolicy[access.action].on),
    );
    expect(without.map(([operation]) => operation)).toEqual(Object.keys(undecided));
    for (const operation of ofBanks) expect(allRoutes[operation]?.during).toBeUndefined();
  });

  test('of a step for several orders are those of the step for one', () => {
    const pairs = { extendOrders: 'extendOrder', releaseOrders: 'releaseOrder', freezeOrders: 'freezeOrder' };
    for (const [several, one] of Object.entries({ ...pairs, addDocumentsToOrders: 'addDocuments' }))
      expect(allRoutes[several]?.during?.states()).toEqual(allRoutes[one]?.during?.states());
  });
});

/** An operation of the document, as far as it is compared here. */
const Told = z.looseObject({ 'x-cordon-action': z.string().optional(), 'x-cordon-states': z.array(z.string()).optional() });

describe('the document', () => {
  const paths = z.record(z.string(), z.record(z.string(), Told)).parse(openApiDocument().paths);
  const told = ({ method, path }: Pick<Route, 'method' | 'path'>) => paths[path]?.[method.toLowerCase()];

  test.each(operations)('tells action and states of %s', (_, route) => {
    expect(told(route)?.['x-cordon-action']).toBe(route.access === 'public' ? undefined : route.access.action);
    expect(told(route)?.['x-cordon-states']).toEqual(route.during?.states());
  });
});

/** What things have besides in a state, so that the state alone decides. */
const besides: Readonly<Record<string, (state: object) => object>> = {
  'listed-case': () => ({
    listing: {
      ...{ at: minute(0), supervisor: otherSupervisor.agency, approval: listingApproval() },
      terms: { reportMonths: 1, ladder: { reminder: 0, notice: 1, interview: 2 } },
    },
    deadline: { dueAt: hour(2_000), climbed: [] },
    report: { dueAt: hour(1_000), climbed: [], number: 1 },
  }),
  consultation: (state) => {
    const { evidenceRequests } = Requests.parse(state);
    return { evidenceRequests: evidenceRequests.map((one) => ({ ...one, status: 'open' })) };
  },
};

const posedBy = { agency: actors.chaoyang.agency, agencyKind: 'police', subject: 'shen', name: 'tester' };
const supervisionPosed = {
  ...{ of: 'haidian', requestedAt: minute(0), requestedBy: posedBy, reason: 'r', documents: [] },
  ...{ dueAt: hour(24), overdue: false },
};

/** The same for one operation. A bank that is told of a withdrawal was asked for the stop. */
const besidesFor: Readonly<Record<string, (status: string) => object>> = {
  tellOwner: () => ({ owner: { dueAt: hour(100) } }),
  revokeDeputy: () => ({
    deputy: {
      agency: actors.prosecutor.agency,
      by: { agency: actors.haidian.agency, subject: 'gao' },
      at: minute(0),
      reason: 'r',
    },
  }),
  giveBackOrder: () => ({ takenOn: { agency: actors.haidian.agency, subject: 'gao', name: '高建国', at: minute(0) } }),
  answerSupervision: () => ({ supervision: supervisionPosed }),
  respondToSupervision: () => ({
    supervision: {
      ...supervisionPosed,
      answer: { at: minute(0), by: posedBy, answer: 'correct', reason: 'r', demand: 'd', dueAt: hour(24), overdue: false },
    },
  }),
  renewOrder: () => ({ expiresAt: hour(24), freezeTermMonths: 6 }),
  openEvidenceFile: () => ({ arrival: { at: minute(0), versionId: '1', found: 'x' } }),
  recordPhoneResult: (status) => (status === 'turned-down' ? {} : { withdrawal: { at: minute(0), reason: 'r', officers } }),
};

const Requests = z.looseObject({ evidenceRequests: z.array(z.looseObject({})) });

/** Calls that get as far as the state, where those of the access tests stop before it. */
function callTo(operation: string, ids: Ids): ApiCall {
  if (operation === 'joinAlert') return { body: { of: ids['olderAlertId'] } };
  if (operation === 'mergeCase') return { body: { into: ids['otherCaseId'], reason: 'r' } };
  if (operation === 'recordPhoneResult') return { body: { ...phoneExample, call: { ...phoneExample.call, at: minute(1) } } };
  const { headers: _, ...call } = callOf(operation, ids);
  return call;
}

/** Refusals for who the caller is. They come before the state is asked for, and so tell nothing of it. */
const notLetIn = [
  ...['ACTION_NOT_ALLOWED', 'ROLE_NOT_ALLOWED', 'NOT_FOUND', 'LISTING_OF_OTHER_SUPERVISOR', 'SUPERVISOR_IS_RESPONSIBLE'],
  ...['EXTENSION_BY_RESPONSIBLE_UNIT', 'DELISTING_BY_RESPONSIBLE_UNIT', 'HAND_OVER_BY_RESPONSIBLE_UNIT'],
];

const callers: readonly Actor[] = [
  ...Object.values(actors),
  { ...actors.haidian, roles: ['supervisor'], subject: 'ma' },
  haidianHead,
  otherSupervisor,
];

describe.each(lives)('$lifecycle.name', ({ lifecycle, codes = [], read }) => {
  let journal: PosedJournal;
  let api: TestApi<PosedJournal>;
  let ids: Ids;
  beforeAll(async () => {
    journal = createPosedJournal();
    api = createApiOver(journal);
    ids = await prepareWorld(api);
    const older = await api.call(actors.haidian, 'POST', '/v1/alerts', { body: { ...raiseAlertInput(), sourceRef: 'older' } });
    ids = { ...ids, olderAlertId: z.string().parse(older.body['alertId']) };
    // a count that runs is the answer to who asks for another
    journal.pose('impact', () => ({ status: 'done' }));
    journal.still();
  });

  const states = keysOf(lifecycle.table).filter((state) => state !== lifecycle.initial);
  const given = during.filter((one) => one.during.lifecycle === lifecycle.name && !/OrdersTo|Orders$/.test(one.operation));

  test.each(states)('is shown as %s', async (status) => {
    pose(status);
    const [operation, member] = read;
    const shown = await Promise.all(callers.map((actor) => called(operation, actor)));
    const seen = shown.filter((answer) => answer.status === 200).map(({ body }) => body[member]);
    expect([...new Set(seen)]).toEqual([status]);
  });

  test.each(given)('takes $operation in the states that its route names', async ({ operation, during: { states: told } }) => {
    const taken: string[] = [];
    for (const status of states) {
      pose(status, besidesFor[operation]);
      const outcomes = new Set<string>();
      for (const actor of callers) outcomes.add(await outcomeOf(operation, actor));
      for (const code of notLetIn) outcomes.delete(code);
      expect(outcomes.size, status).toBeGreaterThan(0);
      for (const code of [lifecycle.code, ...codes, 'nothing']) outcomes.delete(code);
      if (outcomes.size > 0) taken.push(status);
    }
    expect(taken).toEqual(told());
  });

  function pose(status: string, more: (status: string) => object = () => ({})): void {
    journal.pose(lifecycle.name, (state) => ({ ...besides[lifecycle.name]?.(state), ...more(status), status }));
  }

  /** The code of a refusal, or whether anything was done: a repetition is answered in any state. */
  async function outcomeOf(operation: string, actor: Actor): Promise<string> {
    const before = journal.appended();
    const { status, body } = await called(operation, actor);
    expect(status, `${operation}: ${String(body['code'])}`).toBeLessThan(500);
    if (status >= 300) return String(body['code']);
    return journal.appended() === before ? 'nothing' : 'done';
  }

  async function called(operation: string, actor: Actor) {
    const route = allRoutes[operation];
    if (route === undefined) throw new Error(`there is no ${operation}`);
    return api.call(actor, route.method, pathOf(route, ids), callTo(operation, ids));
  }
});

test.each([
  ['getAccessRequest', 'state'],
  ['getApproval', 'status'],
] as const)(
  '%s shows a thing as lapsed from that moment on, before a fact says so, with another ETag',
  async (operation, member) => {
    const api = createTestApi();
    const ids = await prepareWorld(api);
    const route = allRoutes[operation];
    const read = () => api.call(actors.haidian, 'GET', pathOf(route ?? { path: '/v1/none' }, ids));
    const before = await read();
    expect(before.body[member]).toBe('asked');
    api.now = z.string().parse(before.body['lapsesAt'] ?? before.body['expiresAt']);
    const after = await read();
    expect(after.body[member]).toBe('lapsed');
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
  },
);
