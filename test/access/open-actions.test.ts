import { beforeAll, describe, expect, test } from 'vitest';
import { type Action, accessPolicy } from '../../shared/access/policy.ts';
import type { Route } from '../../shared/http/define-routes.ts';
import { actionsToldOn } from '../../shared/http/open-actions.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { actors } from '../support/access-actors.ts';
import { allRoutes, createApiOver, type TestApi } from '../support/api.ts';
import { haidianHead } from '../support/approvals.ts';
import { units } from '../support/listing-samples.ts';
import { callOf, type Ids, pathOf, prepareWorld } from '../support/matrix-world.ts';
import { createPosedJournal, type PosedJournal } from '../support/posed-journal.ts';

/*
 * The header `cordon-actions` of a read says which actions are open to its caller on the thing. Here each caller reads each thing and then
 * tries every operation on it: those that let the caller in are those whose action the header names.
 */

const callers: Readonly<Record<string, Actor>> = {
  ...actors,
  haidianSupervisor: { ...actors.haidian, roles: ['supervisor'], subject: 'ma' },
  haidianHead,
  citySupervisor: { ...actors.city, roles: ['supervisor', 'approver'], subject: 'zhou' },
  chaoyangProsecutor: { ...actors.prosecutor, agency: 'procuratorate-chaoyang', district: 'chaoyang', subject: 'lu' },
};

const reads = Object.entries(allRoutes).flatMap(([operation, route]) => {
  const on = actionsToldOn(route);
  return on === undefined ? [] : [{ operation, route, on }];
});

let journal: PosedJournal;
let api: TestApi<PosedJournal>;
let ids: Ids;

beforeAll(async () => {
  journal = createPosedJournal();
  api = createApiOver(journal);
  ids = await prepareWorld(api);
  journal.still();
});

function ask(operation: string, route: Route, actor: Actor, headers: Readonly<Record<string, string>> = {}) {
  return api.call(actor, route.method, pathOf(route, ids), {
    ...callOf(operation, ids),
    ...(route.method === 'GET' ? { headers } : {}),
  });
}

async function told(operation: string, actor: Actor): Promise<string | undefined> {
  const route = allRoutes[operation];
  if (route === undefined) throw new Error(`there is no ${operation}`);
  return (await ask(operation, route, actor)).headers['cordon-actions'];
}

const ofAccess: readonly string[] = ['ACTION_NOT_ALLOWED', 'ROLE_NOT_ALLOWED', 'NOT_FOUND'];
const ofSupervision: readonly string[] = ['LISTING_OF_OTHER_SUPERVISOR', 'SUPERVISOR_IS_RESPONSIBLE'];
/** The refusals by which a rule keeps a caller from an action, whatever they send: who supervises, who asked, who is a person. */
const ofPerson: Readonly<Partial<Record<Action, readonly string[]>>> = {
  'listed-case.extend': [...ofSupervision, 'EXTENSION_BY_RESPONSIBLE_UNIT'],
  'listed-case.delist': [...ofSupervision, 'DELISTING_BY_RESPONSIBLE_UNIT'],
  'listed-case.hand-over': [...ofSupervision, 'HAND_OVER_BY_RESPONSIBLE_UNIT'],
  'approval.decide': ['APPROVER_IS_ASKER', 'APPROVER_NOT_A_PERSON', 'APPROVER_UNFIT'],
  'approval.withdraw': ['APPROVAL_OF_OTHER_PERSON'],
  'blacklist.decide': ['APPEAL_DECIDER_NOT_A_PERSON', 'APPEAL_OF_OWN_LISTING'],
  // no state of a warning says that its ladder has a step left
  'warning.close': ['CLOSING_NOT_ALLOWED'],
};

/** Whether the caller is kept from the action itself, and not by what it sent or how the thing stands. */
function isRefusal(action: Action, code: string): boolean {
  return ofAccess.includes(code) || ofPerson[action]?.includes(code) === true;
}

/** Whether the agency takes part in the consultation: then it is shown all of it. */
async function takesPart(actor: Actor): Promise<boolean> {
  const { body } = await api.call(actor, 'GET', `/v1/consultations/${ids['consultationId']}`);
  return body['shows'] === 'all';
}

/** The parameters that name what the route is about. */
function parametersOf({ params }: Route): readonly string[] {
  return Object.keys(params?.shape ?? {});
}

test('these reads tell it, and no others', () => {
  expect(reads.map(({ operation }) => operation).toSorted()).toEqual([
    ...['getAccessRequest', 'getAgenda', 'getAlert', 'getAlertBoard', 'getApproval', 'getBank', 'getBankOrder'],
    ...[
      'getBankQuestion',
      'getBlacklistEntry',
      'getCampaign',
      'getCampaignSummary',
      'getCase',
      'getCaseFundGraph',
      'getCaseOverview',
      'getCaseTimeline',
    ],
    ...['getChannel', 'getCollision', 'getConformance'],
    ...['getConsultation', 'getDecision', 'getEvidenceFile', 'getFreezeGate', 'getFreezeRequest', 'getFundGraph'],
    ...[
      'getHolderRequest',
      'getLead',
      'getListedCase',
      'getMeasure',
      'getMeeting',
      'getNewestImpact',
      'getObjection',
      'getOrder',
      'getOutlet',
      'getProposal',
      'getProtection',
    ],
    ...['getRegionNotice', 'getReturn', 'getReturnClaim', 'getReturnPayment', 'getReturnPlan', 'getScreening'],
    ...[
      'getStatement',
      'getTest',
      'getWarning',
      'getWatch',
      'getWebhook',
      'listCampaignLeads',
      'listCaseClocks',
      'listCaseLeads',
      'listCaseObjections',
      'listCaseReads',
    ],
    ...['listCaseReturnPayments', 'listCaseReturnRounds', 'listCaseStatements', 'listFileOpenings'],
    ...['listHolderRequests', 'listOpinions', 'listReturnClaims', 'listReturnPayments', 'listReturns'],
    ...['listStatementLines', 'listStatements', 'listWatchLines', 'listWatches'],
  ]);
});

describe.each(reads)('$operation', ({ operation, route, on }) => {
  const [parameter = ''] = parametersOf(route);
  const others = Object.entries(allRoutes).flatMap(([name, other]) =>
    other.access !== 'public' && accessPolicy[other.access.action].on === on && parametersOf(other)[0] === parameter
      ? [{ name, other, action: other.access.action }]
      : [],
  );

  test.each(Object.entries(callers))('as %s names the actions of the operations that let the caller in', async (_, actor) => {
    const { status, headers } = await ask(operation, route, actor);
    const header = headers['cordon-actions'];
    if (status !== 200) {
      expect(header).toBeUndefined();
      return;
    }
    const named = header?.split(' ') ?? [];
    expect(named).toEqual([...named].toSorted());
    expect(named).toContain(route.access === 'public' ? '' : route.access.action);
    for (const action of named) expect(Object.keys(accessPolicy)).toContain(action);
    const letIn = new Map<Action, boolean>();
    for (const { name, other, action } of others) {
      const answer = await ask(name, other, actor);
      letIn.set(action, letIn.get(action) === true || !isRefusal(action, String(answer.body['code'])));
    }
    for (const [action, isOpen] of letIn) {
      // who takes part has answered: to accept again is taken, and changes nothing
      const isDone = action === 'consultation.respond' && (await takesPart(actor));
      expect([action, named.includes(action)]).toEqual([action, isOpen && !isDone]);
    }
  });
});

describe('the header', () => {
  test('is this, for these callers', async () => {
    const ofOrder =
      'order.ask-bank order.correct order.document order.extend order.follow order.freeze order.line-up order.phone-result order.read order.release order.renew order.take-on order.trace order.unfreeze order.withdraw screening.find screening.read';
    expect(await told('getOrder', actors.haidian)).toBe(ofOrder);
    expect(await told('getFundGraph', actors.city)).toBe(ofOrder);
    expect(await told('getBankOrder', actors.bankA)).toBe('bank-order.answer bank-order.read bank-order.redeliver');
    // the share leaves out the persons, so the prosecutors start no term; they read their own
    expect(await told('getCase', actors.prosecutor)).toBe('case.clocks case.read');
    expect(await told('getConsultation', actors.prosecutor)).not.toContain('consultation.respond');
    expect(await told('getConsultation', actors.judge)).toBe('consultation.read consultation.respond');
    expect(await told('getListedCase', actors.administrator)).toBe('listed-case.hand-over listed-case.read');
    // a unit that the proposal makes responsible neither lists nor declines it; whether the case is led by the caller, only the case says
    const unit: Actor = { ...actors.city, agency: units.bureau, roles: ['supervisor'], subject: 'bao' };
    expect(await told('getListedCase', actors.city)).toContain('listed-case.decide');
    expect(await told('getListedCase', unit)).not.toContain('listed-case.decide');
    // a responsible unit reports and asks for time; it does not decide on its own supervision
    expect(await told('getListedCase', actors.haidian)).toBe('listed-case.read listed-case.report listed-case.request-extension');
  });

  test('is absent where the caller may not see the thing, or there is none', async () => {
    expect(await told('getOrder', actors.changping)).toBeUndefined();
    expect(await told('getOrder', actors.bankA)).toBeUndefined();
    expect((await api.call(actors.haidian, 'GET', '/v1/orders/ord_01KANXE8G0000000000000000Z')).headers).not.toHaveProperty(
      'cordon-actions',
    );
  });

  test('comes with a 304, and an ETag of other actions is not this one', async () => {
    const route = allRoutes['getAlert'];
    if (route === undefined) throw new Error('there is no getAlert');
    const haidian = await ask('getAlert', route, actors.haidian);
    const again = await ask('getAlert', route, actors.haidian, { 'if-none-match': haidian.headers['etag'] ?? '' });
    expect(again).toMatchObject({ status: 304, headers: { 'cordon-actions': haidian.headers['cordon-actions'] } });
    const approvals = allRoutes['getApproval'];
    if (approvals === undefined) throw new Error('there is no getApproval');
    const [officer, head] = [
      await ask('getApproval', approvals, actors.haidian),
      await ask('getApproval', approvals, haidianHead),
    ];
    expect(head.text).toBe(officer.text);
    expect(head.headers['cordon-actions']).not.toBe(officer.headers['cordon-actions']);
    expect(head.headers['etag']).not.toBe(officer.headers['etag']);
  });

  test('leaves the ETag good for if-match', async () => {
    const { headers } = await api.call(actors.haidian, 'GET', `/v1/cases/${ids['caseId']}`);
    const correct = (tag: string) =>
      api.call(actors.haidian, 'POST', `/v1/cases/${ids['caseId']}/correct`, {
        body: { title: 'right', reason: 'r' },
        headers: { 'if-match': tag },
      });
    expect((await correct(headers['etag'] ?? '')).status).toBe(200);
    expect((await correct('"99.0123456789abcdef"')).status).toBe(412);
    // the court was only asked: it knows no version, and answers by the tag of what it was shown
    const invited = await api.call(actors.judge, 'GET', `/v1/consultations/${ids['consultationId']}`);
    const accept = (tag: string) =>
      api.call(actors.judge, 'POST', `/v1/consultations/${ids['consultationId']}/accept`, { headers: { 'if-match': tag } });
    expect((await accept(invited.headers['etag'] ?? '')).body['code']).toBe('CONSULTATION_STATE_FORBIDS');
    expect((await accept('"~0123456789abcdef"')).status).toBe(412);
  });
});
