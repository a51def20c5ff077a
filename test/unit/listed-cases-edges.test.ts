import { describe, expect, test } from 'vitest';
import type { Granted } from '../../shared/approvals/model.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { approvalOfGrant, approvalRefusal, granterRefusal } from '../../shared/listed-cases/approval.ts';
import type { CaseListing } from '../../shared/listed-cases/case-listing.ts';
import { advance, neededAt, neededFor, nextMoment } from '../../shared/listed-cases/deadlines.ts';
import { declineExtension, extendListing, requestExtension } from '../../shared/listed-cases/extend-listing.ts';
import { handOverListing } from '../../shared/listed-cases/hand-over-listing.ts';
import { type HeldListing, joinListings } from '../../shared/listed-cases/join-listings.ts';
import { auditedListing, listedCaseThing, toldListing } from '../../shared/listed-cases/kind.ts';
import { approveListing, proposeListing, rejectListing } from '../../shared/listed-cases/list-case.ts';
import type { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import { type ListedCase, listingLimits } from '../../shared/listed-cases/model.ts';
import { noteLoss } from '../../shared/listed-cases/note-loss.ts';
import { delistingQuestion, extensionQuestion, listingQuestion } from '../../shared/listed-cases/questions.ts';
import { CaseListings, ListedCases } from '../../shared/listed-cases/streams.ts';
import { suggestListing } from '../../shared/listed-cases/suggest.ts';
import { delistCase, reportProgress } from '../../shared/listed-cases/work-listed-case.ts';
import { given } from '../support/given.ts';
import {
  aimReachedInput,
  bureauUnit,
  caseToList,
  command,
  DEADLINE,
  day,
  districtUnit,
  FIRST_REPORT,
  laterApproval,
  listingApproval,
  listingFacts,
  otherSupervisor,
  progressInput,
  proposal,
  SECOND_REPORT,
  units,
} from '../support/listing-samples.ts';
import { context, id, policy, T0 } from '../support/samples.ts';

const { suggested, proposed, listed, reported } = listingFacts;
const listedCaseId = id('lst', 1);
const waiting = given(ListedCases, proposed());
const inForce = given(ListedCases, proposed(), listed());
const ofProvince = given(ListedCases, proposed(), listed({ level: 'province' }));
const closed: ListedCase = { ...inForce.state, status: 'delisted' };

const needed = { role: 'approver', level: 'prefecture', legalReview: false };
const ofOther = { code: 'LISTING_OF_OTHER_SUPERVISOR' };

describe('the question for the approval of a step on a listed case', () => {
  const listing = (one: ListedCase, over: object = {}, actor: Actor = command) =>
    listingQuestion(one, { gate: 'listing', listedCaseId, reason: 'r', ...over }, actor);
  const extending = (one: ListedCase, actor: Actor = command) =>
    extensionQuestion(one, { gate: 'extension', listedCaseId, months: 2, reason: 'r' }, actor);
  const delisting = (one: ListedCase, actor: Actor = command) => delistingQuestion(one, actor);

  test('takes level and units from the proposal, unless others are named; no paper is older than none', () => {
    expect(listing(waiting.state)).toStrictEqual({
      ...{ kind: 'question', matter: { gate: 'listing', listedCaseId, level: 'city', units }, district: 'haidian', needed },
    });
    const other = { ...units, cyber: 'cyber-police-2' };
    expect(listing(waiting.state, { level: 'ministry', units: other })).toMatchObject({
      ...{ matter: { level: 'ministry', units: other }, needed: { ...needed, paper: 'ministry' } },
    });
  });

  test('of a listing is for one that waits, with level and units, by a supervisor who does not work the case', () => {
    const forbidden = (state: string) => ({ code: 'LISTING_STATE_FORBIDS', detail: { state, command: 'approve' } });
    expect(listing(given(ListedCases, suggested()).state)).toMatchObject(forbidden('suggested'));
    expect(listing(given(ListedCases, suggested()).state, { level: 'city' })).toMatchObject(forbidden('suggested'));
    expect(listing(inForce.state)).toMatchObject(forbidden('listed'));
    const responsible = { code: 'SUPERVISOR_IS_RESPONSIBLE' };
    expect(listing(waiting.state, {}, bureauUnit)).toMatchObject(responsible);
    expect(listing({ ...waiting.state, agencies: [command.agency] })).toMatchObject(responsible);
  });

  test('of more time, or of the end, dates from the listing', () => {
    const asked = { kind: 'question', district: 'haidian', needed, since: T0 };
    expect(extending(inForce.state)).toStrictEqual({ ...asked, matter: { gate: 'extension', listedCaseId, months: 2 } });
    expect(delisting(inForce.state)).toStrictEqual({ ...asked, matter: { gate: 'delisting', listedCaseId } });
    const paper = { needed: { ...needed, paper: 'province' } };
    expect(extending(ofProvince.state)).toMatchObject(paper);
    expect(delisting(ofProvince.state)).toMatchObject(paper);
  });

  test('of more time, or of the end, is the supervisor’s, while it is listed', () => {
    expect(extending(inForce.state, districtUnit)).toMatchObject({ code: 'EXTENSION_BY_RESPONSIBLE_UNIT' });
    expect(delisting(inForce.state, districtUnit)).toMatchObject({ code: 'DELISTING_BY_RESPONSIBLE_UNIT' });
    expect(extending(inForce.state, otherSupervisor)).toMatchObject(ofOther);
    expect(delisting(inForce.state, otherSupervisor)).toMatchObject(ofOther);
    const forbidden = (state: string, step: string) => ({ code: 'LISTING_STATE_FORBIDS', detail: { state, command: step } });
    expect(extending(waiting.state)).toMatchObject(forbidden('proposed', 'extend'));
    expect(delisting(waiting.state)).toMatchObject(forbidden('proposed', 'delist'));
    expect(extending(closed)).toMatchObject(forbidden('delisted', 'extend'));
    expect(delisting(closed)).toMatchObject(forbidden('delisted', 'delist'));
  });
});

describe('handing the supervision over', () => {
  const to = otherSupervisor.agency;
  const handing = (one: ListedCase, over: { to?: string; actor?: Actor; agencies?: readonly string[] } = {}) =>
    handOverListing(
      one,
      { to: over.to ?? to, reason: 'closed' },
      { agencies: over.agencies ?? [] },
      context({ now: day(5), actor: over.actor ?? command }),
    );
  const administrator: Actor = { ...command, agency: 'police-admin', roles: ['administrator'] };

  test('is the supervisor’s, and the city’s administrator’s for one that is closed', () => {
    const handed = { at: day(5), from: command.agency, to, reason: 'closed' };
    for (const actor of [command, administrator])
      expect(handing(inForce.state, { actor })).toStrictEqual({
        ...{ kind: 'acceptance', facts: [{ type: 'listed-case.handed-over', data: { ...handed, by: actor.agency } }] },
      });
  });

  test.each<[string, Actor]>([
    ['another supervisor', { ...otherSupervisor, agency: 'police-3' }],
    ['an administrator of a district', { ...administrator, district: 'haidian' }],
    ['an administrator of another kind of agency', { ...administrator, agencyKind: 'procuratorate' }],
  ])('is not that of %s', (_who, actor) => {
    expect(handing(inForce.state, { actor })).toMatchObject(ofOther);
  });

  test('is not that of a responsible unit, also where an administrator sits there', () => {
    const actor = { ...administrator, agency: units.cyber };
    expect(handing(inForce.state, { actor })).toMatchObject({ code: 'HAND_OVER_BY_RESPONSIBLE_UNIT' });
  });

  test('the new supervisor does not supervise it already and never worked the case', () => {
    const paths = ['/to'];
    const responsible = { code: 'SUPERVISOR_IS_RESPONSIBLE', detail: { paths } };
    expect(handing(inForce.state, { to: command.agency })).toMatchObject({ code: 'SUPERVISES_ALREADY', detail: { paths } });
    expect(handing(inForce.state, { to: units.bureau })).toMatchObject(responsible);
    expect(handing(inForce.state, { agencies: ['x', to] })).toMatchObject(responsible);
    expect(handing({ ...inForce.state, formerUnits: [to] })).toMatchObject(responsible);
    const { units: _, ...without } = inForce.state;
    expect(handing(without)).toMatchObject({ kind: 'acceptance' });
  });

  test('is of a listing that is in force', () => {
    expect(handing(closed)).toMatchObject({ code: 'LISTING_STATE_FORBIDS', detail: { state: 'delisted', command: 'handOver' } });
  });
});

test('a listing next needs the first of its dates', () => {
  const dates = { reportDueAt: day(30), deadlineAt: day(90), status: 'listed' } as const;
  expect(neededFor(undefined, dates)).toBeUndefined();
  expect(neededFor(day(3), { status: 'proposed' })).toBe('decision');
  expect(neededFor(day(30), dates)).toBe('report');
  expect(neededFor(day(90), dates)).toBe('deadline');
  expect(neededFor(day(20), dates)).toBe('extension');
});

describe('a listing concerns', () => {
  test('its district, its units as parties, and the agencies that asked for it or brought it', () => {
    const responsible = [units.bureau, units.district, units.cyber];
    expect(listedCaseThing({ district: 'haidian', units, agencies: ['x'], proposal: { by: 'y' } })).toEqual({
      ...{ district: 'haidian', agencies: [...responsible, 'x', 'y'], parties: responsible },
    });
    expect(listedCaseThing({ district: 'haidian' })).toEqual({ district: 'haidian', agencies: [] });
  });

  test('in its notices the units, the supervisor, and the agency that asked, where it is not told already', () => {
    const all = [units.bureau, units.district, units.cyber];
    const { reference } = inForce.state;
    const told = { district: 'haidian', reference, agencies: all, parties: [command.agency] };
    expect(toldListing.about(inForce.state)).toStrictEqual({ ...told, askedBy: undefined });
    const byOther = given(ListedCases, proposed({ by: 'police-x' }), listed()).state;
    expect(toldListing.about(byOther)).toStrictEqual({ ...told, askedBy: 'police-x' });
    expect(toldListing.about(given(ListedCases, proposed({ by: 'police-x' })).state)).toStrictEqual({
      ...{ ...told, parties: ['police-x'], askedBy: undefined },
    });
    expect(toldListing.about(given(ListedCases, suggested()).state)).toMatchObject({ agencies: [], parties: [] });
  });
});

describe('a grant that a step rests on', () => {
  const grant: Granted = {
    ...{ agency: command.agency, subject: 'head', name: '陈局长', level: 'prefecture' },
    reason: 'r',
    at: T0,
  };
  const refused = (over: Partial<Granted>, agencies: readonly string[] = [], named?: typeof units) =>
    granterRefusal(inForce.state, named, agencies, { ...grant, ...over });
  const paths = ['/approvalId'];

  test('is not of the person who proposed the listing; another of that agency works the case', () => {
    const { agency, subject } = districtUnit;
    expect(refused({ agency, subject })).toMatchObject({ code: 'APPROVER_IS_PROPOSER', detail: { paths } });
    expect(refused({ agency })).toMatchObject({ code: 'SUPERVISOR_IS_RESPONSIBLE', detail: { paths } });
    expect(refused({ subject })).toBeUndefined();
  });

  test('is not of an agency that works the case now, would work it, or answers for it', () => {
    const responsible = { code: 'SUPERVISOR_IS_RESPONSIBLE', detail: { paths } };
    expect(refused({ agency: units.cyber })).toMatchObject(responsible);
    expect(refused({}, [], { ...units, bureau: command.agency })).toMatchObject(responsible);
    expect(refused({}, [command.agency])).toMatchObject(responsible);
    expect(refused({}, ['x'], units)).toBeUndefined();
  });
});

describe('a progress report', () => {
  const reporting = (one: ListedCase, over: object = {}) =>
    reportProgress(one, progressInput(over), { lossFen: 120_000_000 }, context({ now: day(10), actor: districtUnit }));

  test('is one of two hundred at most', () => {
    const { state } = given(ListedCases, proposed(), listed(), reported());
    const [first] = state.reports;
    if (first === undefined) throw new Error('there is no report');
    const kept = (length: number) => ({ ...state, reports: Array.from({ length }, () => first) });
    expect(reporting(kept(listingLimits.reports - 1))).toMatchObject({ kind: 'acceptance' });
    expect(reporting(kept(listingLimits.reports))).toMatchObject({ code: 'LISTING_FULL', detail: { limit: 200 } });
  });

  test('does not unmake a chain that was made', () => {
    const done = progressInput({ informationChain: true, moneyChain: true });
    const { state } = given(ListedCases, proposed(), listed(), reported(done));
    expect(reporting(state, { informationChain: true, moneyChain: true })).toMatchObject({ kind: 'acceptance' });
    for (const over of [{ informationChain: true }, { moneyChain: true }])
      expect(reporting(state, over)).toMatchObject({ code: 'PROGRESS_BACKWARDS', detail: { paths: ['/progress'] } });
  });
});

test('steps that are due at once are noted by their time, the deadline before a later report', () => {
  const { report, ...rest } = inForce.state;
  if (report === undefined || rest.deadline === undefined) throw new Error('a listing has its dates');
  const early: ListedCase = { ...rest, report: { ...report, dueAt: day(20) }, deadline: { ...rest.deadline, dueAt: day(19) } };
  expect(advance(early, { now: day(20) }).map(({ type, data }) => [type, 'matter' in data ? data.matter : undefined])).toEqual([
    ['listed-case.reminded', 'deadline'],
    ['listed-case.reminded', 'report'],
  ]);
  expect(nextMoment(early)).toBe(day(19));
});

describe('a decision on a listing', () => {
  const overdue = (at: string, missed: string) => [{ type: 'listed-case.decision-overdue', data: { at, missed } }];
  const alone = { agencies: [], besides: [] };
  const at = (now: string, actor = command) => context({ now, actor });

  test('is missed once its moment is there, and noted once', () => {
    for (const [one, by] of [
      [given(ListedCases, suggested()).state, day(7)],
      [waiting.state, day(3)],
    ] as const) {
      expect([neededAt(one), nextMoment(one)]).toEqual([by, by]);
      expect(advance(one, { now: day(2.9) })).toEqual([]);
      const noted = advance(one, { now: by });
      expect(noted).toStrictEqual(overdue(by, by));
      const after = noted.reduce((state, fact) => ListedCases.evolve(state, fact), one);
      expect(after).toStrictEqual({ ...one, decisionOverdue: true, touchedAt: by });
      expect([neededAt(after), nextMoment(after), advance(after, { now: day(9) })]).toEqual([by, undefined, []]);
    }
  });

  test('has no date once it is made, and a listing none once it is closed', () => {
    expect(inForce.state).not.toHaveProperty('decideBy');
    expect(neededAt(inForce.state)).toBe(FIRST_REPORT);
    expect(nextMoment(inForce.state)).toBe(FIRST_REPORT);
    for (const status of ['delisted', 'joined', 'rejected'] as const) {
      const one: ListedCase = { ...inForce.state, status };
      expect([neededAt(one), nextMoment(one), advance(one, { now: day(900) })]).toEqual([undefined, undefined, []]);
    }
  });

  test('goes by the level and the units that the approver names, or those proposed', () => {
    const approve = (one: ListedCase, over: object = {}, known: object = {}) =>
      approveListing(one, over, { ...alone, approval: listingApproval(), ...known }, at(T0));
    const forbidden = { code: 'LISTING_STATE_FORBIDS', detail: { state: 'suggested', command: 'approve' } };
    expect(approve(given(ListedCases, suggested()).state, { level: 'city', units })).toMatchObject(forbidden);
    const other = { ...units, cyber: 'cyber-police-2' };
    expect(approve(waiting.state, { units: other }).facts).toMatchObject([{ data: { units: other, level: 'city' } }]);
    expect(approve(waiting.state, { units: { ...units, bureau: units.district } })).toMatchObject({
      ...{ code: 'UNIT_TWICE', detail: { paths: ['/units/district'] } },
    });
    const bySelf = given(ListedCases, proposed({ by: command.agency, subject: 'another' })).state;
    expect(approve(bySelf)).toMatchObject({ kind: 'acceptance' });
    const byNamesake = given(ListedCases, proposed({ by: 'police-x', subject: command.subject })).state;
    expect(approve(byNamesake)).toMatchObject({ kind: 'acceptance' });
    const { proposal: _, ...unproposed } = waiting.state;
    expect(approve(unproposed)).toMatchObject({ kind: 'acceptance' });
  });

  test('against it closes the register of the case', () => {
    const rejected = rejectListing(waiting.state, { reason: 'r' }, { lead: 'police-x' }, at(day(1)));
    expect(rejected.facts).toStrictEqual([
      { type: 'listed-case.rejected', data: { at: day(1), by: command.agency, reason: 'r' } },
      { type: 'case-listing.closed', data: { at: day(1), caseId: id('cas', 1), listedCaseId } },
    ]);
  });
});

describe('a proposal', () => {
  const registerOf = (...known: CaseListing['known']): CaseListing => ({ caseId: id('cas', 1), open: listedCaseId, known });
  const proposing = (open: ListedCase | undefined, over: Parameters<typeof proposal>[0], register?: CaseListing) =>
    proposeListing(open, proposal(over), { register, fraudCase: caseToList() }, context({ now: T0, actor: districtUnit }));
  const suggestedOne = given(ListedCases, suggested()).state;
  const about = { at: T0, caseId: id('cas', 1), listedCaseId };

  test('notes a ground that the case was never listed for', () => {
    const added = proposing(suggestedOne, { grounds: ['severe-harm'] }, registerOf('large-loss'));
    expect(added.facts.slice(1)).toStrictEqual([
      { type: 'case-listing.grounds-noted', data: { ...about, grounds: ['large-loss', 'severe-harm'] } },
    ]);
    expect(proposing(suggestedOne, {}, registerOf('large-loss')).facts).toHaveLength(1);
    expect(proposing(suggestedOne, {}).facts).toHaveLength(2);
  });

  test('opens the register of the case, if nothing is suggested', () => {
    const opened = proposing(undefined, {});
    const made = expect.stringMatching(/^lst_/);
    expect(opened.facts[1]).toStrictEqual({
      type: 'case-listing.opened',
      data: { ...about, listedCaseId: made, grounds: ['large-loss'] },
    });
    expect(opened.facts[0]).toMatchObject({ data: { agencies: ['police-haidian'], decideBy: day(3) } });
  });

  test('names what is wrong with it', () => {
    const twice = { ...units, bureau: units.district };
    expect(proposing(undefined, { units: twice })).toMatchObject({ code: 'UNIT_TWICE', detail: { paths: ['/units/district'] } });
    const small = { register: undefined, fraudCase: caseToList({ lossFen: 1 }) };
    expect(proposeListing(undefined, proposal(), small, context({ now: T0 }))).toMatchObject({
      ...{ code: 'LISTING_GROUNDS_MISSING', detail: { paths: ['/grounds'] } },
    });
  });

  test('by rule notes a new ground in the register as well', () => {
    const added = suggestListing(
      inForce.state,
      { register: registerOf('large-loss'), fraudCase: caseToList({ districts: 3 }) },
      context({ now: day(1) }),
    );
    expect(added.facts).toStrictEqual([
      { type: 'listed-case.grounds-added', data: { at: day(1), grounds: ['cross-district'], lossFen: 120_000_000 } },
      { type: 'case-listing.grounds-noted', data: { ...about, at: day(1), grounds: ['cross-district'] } },
    ]);
    const index = CaseListings.index(registerOf('large-loss'));
    expect(index).toStrictEqual({ entries: {}, card: {} });
  });
});

describe('the approval of a step', () => {
  const used = (approvedAt: string) => approvalRefusal('city', listingApproval({ approvedAt }), [], context({ now: day(30) }));
  const tolerance = policy.amount('clock.tolerance', T0);

  test('may be ahead by as much as clocks differ, and no more', () => {
    const ahead = (ms: number) => new Date(Date.parse(day(30)) + tolerance + ms).toISOString();
    expect(used(ahead(0))).toBeUndefined();
    expect(used(ahead(1))).toMatchObject({ code: 'TIME_IN_FUTURE', detail: { paths: ['/approvalId'] } });
  });

  test('is the paper that came with the grant, or the grant itself', () => {
    const granted: Granted = { agency: 'a', subject: 's', name: '陈局长', level: 'prefecture', reason: 'r', at: T0 };
    const own = { name: '陈局长', level: 'city', number: 'apr_1', approvedAt: T0, approvalId: 'apr_1' };
    expect(approvalOfGrant(granted, 'apr_1')).toStrictEqual(own);
    const paper = { name: '厅长', level: 'province', number: '京〔2026〕1号', approvedAt: day(-1) } as const;
    expect(approvalOfGrant({ ...granted, paper }, 'apr_1')).toStrictEqual({ ...paper, approvalId: 'apr_1' });
  });

  test('needs no proposal that names its person', () => {
    const { proposal: _, ...unproposed } = inForce.state;
    const granted: Granted = { agency: 'a', subject: 's', name: '陈局长', level: 'prefecture', reason: 'r', at: T0 };
    expect(granterRefusal(unproposed, undefined, [], granted)).toBeUndefined();
  });
});

describe('the loss of the case', () => {
  test('is noted where it changed, with whether more was reported as returned', () => {
    const { state } = given(ListedCases, proposed(), listed(), reported(progressInput({ returnedFen: 5_000 })));
    const noted = (lossFen: number, one: ListedCase = state) => noteLoss(one, lossFen, { now: day(20) });
    const fact = (lossFen: number, overReported: boolean) => ({
      ...{ kind: 'acceptance', facts: [{ type: 'listed-case.loss-noted', data: { at: day(20), lossFen, overReported } }] },
    });
    expect(noted(5_000)).toStrictEqual(fact(5_000, false));
    expect(noted(4_999)).toStrictEqual(fact(4_999, true));
    expect(noted(state.lossFen)).toMatchObject({ facts: [] });
    expect(noted(1, closed)).toMatchObject({ facts: [] });
    const after = noted(4_999).facts.reduce((one, each) => ListedCases.evolve(one, each), state);
    expect(after).toStrictEqual({ ...state, lossFen: 4_999, touchedAt: day(20) });
  });
});

describe('more time', () => {
  const at = (now: string, actor = districtUnit) => context({ now, actor });
  const longest = policy.amount('listing.extension-max', T0);

  test('is as long as the policy says, and ends ahead', () => {
    const asking = (months: number, now = day(29)) => requestExtension(inForce.state, { months, reason: 'r' }, at(now));
    expect(asking(longest)).toMatchObject({ kind: 'acceptance' });
    expect(asking(longest + 1)).toMatchObject({
      code: 'LISTING_EXTENSION_TOO_LONG',
      detail: { months: longest, paths: ['/months'] },
    });
    const past = { code: 'DUE_DATE_PAST', detail: { paths: ['/months'] } };
    expect(asking(2, '2027-04-22T01:30:00.000Z')).toMatchObject(past);
    expect(asking(2, '2027-04-22T01:29:59.999Z')).toMatchObject({ kind: 'acceptance' });
  });

  test('that is given or declined settles the request', () => {
    const asked = given(ListedCases, proposed(), listed(), listingFacts.requested());
    asked
      .when((one) => declineExtension(one, { reason: 'Enough' }, at(day(30), command)))
      .thenFacts({ type: 'listed-case.extension-declined', data: { at: day(30), by: command.agency, reason: 'Enough' } });
    const given2 = extendListing(asked.state, { months: 2, reason: 'r' }, { approval: laterApproval() }, at(day(30), command));
    expect(given2.facts).toMatchObject([{ data: { from: DEADLINE, to: '2027-04-22T01:30:00.000Z' } }]);
    const after = given2.facts.reduce((one, fact) => ListedCases.evolve(one, fact), asked.state);
    expect(after).not.toHaveProperty('extensionRequest');
    expect(after).not.toHaveProperty('extensionsUsed');
    const carried: ListedCase = { ...asked.state, extensionsUsed: 1 };
    const again = given2.facts.reduce((one, fact) => ListedCases.evolve(one, fact), carried);
    expect(again.extensionsUsed).toBe(2);
  });

  test('is not given on no approval', () => {
    expect(extendListing(inForce.state, { months: 2, reason: 'r' }, {}, at(day(30), command))).toMatchObject({
      ...{ code: 'APPROVAL_MISSING', detail: { level: 'city' } },
    });
  });
});

describe('a report or the end of a listing', () => {
  const reporting = (one: ListedCase, now: string, input = progressInput(), lossFen = 120_000_000) =>
    reportProgress(one, input, { lossFen }, context({ now, actor: districtUnit }));

  test('says why a total fell, and only then', () => {
    const { state } = given(ListedCases, proposed(), listed(), reported(progressInput({ returnedFen: 5_000 })));
    expect(reporting(state, day(12), progressInput({ returnedFen: 4_999 }))).toMatchObject({ code: 'PROGRESS_BACKWARDS' });
    const corrected = reporting(state, day(12), progressInput({ returnedFen: 4_999 }, 'Counted twice'));
    expect(corrected.facts).toMatchObject([{ data: { correction: 'Counted twice' } }]);
    const [plain] = reporting(state, day(12), progressInput({ returnedFen: 5_000 })).facts;
    expect(plain?.data).not.toHaveProperty('correction');
  });

  test('is of its period from the first moment of the window, and the next is ahead', () => {
    const window = policy.amount('listing.report-window', T0);
    const from = new Date(Date.parse(FIRST_REPORT) - window * 86_400_000);
    const periodAt = (now: string) => reporting(inForce.state, now).facts.map(({ data }) => ('period' in data ? data.period : 0));
    expect(periodAt(from.toISOString())).toEqual([1]);
    expect(periodAt(new Date(from.getTime() - 1).toISOString())).toEqual([0]);
    const nextOf = (now: string, one = inForce.state) =>
      reporting(one, now).facts.map(({ data }) => ('next' in data ? data.next : undefined));
    expect(nextOf(SECOND_REPORT)).toEqual([{ number: 3, dueAt: '2027-02-22T01:30:00.000Z' }]);
    const everyTwo = given(
      ListedCases,
      proposed(),
      listed({ terms: { reportMonths: 2, ladder: { reminder: 0, notice: 0, interview: 0 } }, firstReport: SECOND_REPORT }),
    ).state;
    expect(nextOf(SECOND_REPORT, everyTwo)).toEqual([{ number: 2, dueAt: '2027-03-22T01:30:00.000Z' }]);
  });

  test('is of a listing in force', () => {
    const forbidden = (state: string, command: string) => ({ code: 'LISTING_STATE_FORBIDS', detail: { state, command } });
    expect(reporting(waiting.state, day(2))).toMatchObject(forbidden('proposed', 'report'));
    const ended = delistCase(closed, {}, {}, context({ now: day(40), actor: command }));
    expect(ended).toMatchObject(forbidden('delisted', 'delist'));
  });

  test('at the aim needs no approval, but one that is given has to fit', () => {
    const { state } = given(ListedCases, proposed(), listed(), reported(aimReachedInput));
    const end = (over: object = {}) => delistCase(state, {}, over, context({ now: day(40), actor: command }));
    expect(end().facts).toStrictEqual([
      { type: 'listed-case.delisted', data: { at: day(40), by: command.agency, aimReached: true } },
      { type: 'case-listing.closed', data: { at: day(40), caseId: id('cas', 1), listedCaseId } },
    ]);
    expect(end({ approval: listingApproval() })).toMatchObject({ code: 'APPROVAL_USED_BEFORE' });
    expect(end({ approval: laterApproval() })).toMatchObject({ facts: [{ data: { approval: laterApproval() } }, {}] });
  });

  test('that is kept beside the report of its period changes no step against delay', () => {
    const early = reported({ next: { number: 1, dueAt: FIRST_REPORT } });
    const pressed: ListedCaseFact = {
      type: 'listed-case.reminded',
      data: { at: FIRST_REPORT, matter: 'report', missed: FIRST_REPORT, dueAt: FIRST_REPORT },
    };
    const steps = (...facts: readonly ListedCaseFact[]) => given(ListedCases, proposed(), listed(), ...facts).state.report;
    expect(steps(pressed, early)).toEqual({ number: 1, dueAt: FIRST_REPORT, climbed: ['reminder'] });
    expect(steps(pressed, reported())).toEqual({ number: 2, dueAt: SECOND_REPORT, climbed: [] });
    const { reports } = given(ListedCases, proposed(), listed(), early).state;
    expect(reports[0]).not.toHaveProperty('period');
  });

  test('presses by reminder, notice and interview, each once', () => {
    const steps = advance(inForce.state, { now: '2027-01-10T00:00:00.000Z' });
    const about = { at: '2027-01-10T00:00:00.000Z', matter: 'report', missed: FIRST_REPORT };
    expect(steps).toStrictEqual([
      { type: 'listed-case.reminded', data: { ...about, dueAt: FIRST_REPORT } },
      { type: 'listed-case.notice-issued', data: { ...about, dueAt: '2026-12-29T01:30:00.000Z' } },
      { type: 'listed-case.interview-called', data: { ...about, dueAt: '2027-01-05T01:30:00.000Z' } },
    ]);
    const after = steps.reduce((one, fact) => ListedCases.evolve(one, fact), inForce.state);
    expect(after.report?.climbed).toEqual(['reminder', 'notice', 'interview']);
    expect(nextMoment(after)).toBe(DEADLINE);
    expect(advance(after, { now: '2027-01-11T00:00:00.000Z' })).toEqual([]);
  });
});

test('a listing that is handed over keeps all but its supervisor', () => {
  const { state } = inForce;
  const to = otherSupervisor.agency;
  const data = { at: day(5), by: command.agency, from: command.agency, to, reason: 'closed' };
  const after = ListedCases.evolve(state, { type: 'listed-case.handed-over', data });
  expect(after).toStrictEqual({ ...state, listing: { ...state.listing, supervisor: to }, touchedAt: day(5) });
});

test('the history of a listing is read by those whose listing it is', () => {
  const { reader } = auditedListing;
  if (reader === undefined) throw new Error('the history of a listing has a reader');
  expect(reader.thing(reader.members().parse(inForce.state))).toEqual(listedCaseThing(inForce.state));
  const { district } = inForce.state;
  expect(() => reader.members().parse({ ...inForce.state, district: 'x' })).toThrow('district');
  expect(() => reader.members().parse({ district, units: { bureau: 'b' } })).toThrow('cyber');
  expect(() => reader.members().parse({ district, proposal: {} })).toThrow('by');
});

describe('of two listings of a merged case', () => {
  const deadlineOf = (dueAt: string, ...climbed: readonly ('reminder' | 'notice')[]) => ({ dueAt, climbed: [...climbed] });
  const held = (n: number, over: Partial<ListedCase> = {}): HeldListing => {
    const about = { listedCaseId: id('lst', n), caseId: id('cas', n) };
    const paper = listingApproval({ number: `${n}` });
    const { state } = given(ListedCases, proposed(about), listed({ approval: paper }));
    return { open: { ...state, ...over }, register: { caseId: about.caseId, open: about.listedCaseId, known: ['large-loss'] } };
  };
  const into = caseToList({ agencies: ['police-haidian'] });
  const merged = (...of: readonly HeldListing[]) => {
    const { listings } = joinListings(of, into, context({ now: day(5), actor: command }));
    const facts = [...listings].flatMap(([one, all]) => all.map((fact) => ({ one, fact })));
    const stays = facts.find(({ fact }) => fact.type === 'listed-case.case-merged');
    return { stays: stays?.one, data: stays?.fact.data };
  };
  const request = { at: day(3), by: units.district, months: 2, reason: 'r' };

  test('the older stays; of equal age, that of the lower id', () => {
    const since = (n: number, at: string) => {
      const one = held(n);
      const { listing } = one.open;
      if (listing === undefined) throw new Error('it is listed');
      return { ...one, open: { ...one.open, listing: { ...listing, at } } };
    };
    expect(merged(since(1, day(2)), since(2, day(1))).stays).toBe(id('lst', 2));
    expect(merged(since(1, day(1)), since(2, day(2))).stays).toBe(id('lst', 1));
    expect(merged(since(2, day(1)), since(1, day(1))).stays).toBe(id('lst', 1));
    const early = since(1, day(2));
    expect(merged({ ...early, open: { ...early.open, beganAt: day(-9) } }, since(2, day(1))).stays).toBe(id('lst', 2));
  });

  test('the one that stays keeps the stricter deadline', () => {
    const kept = (own: ReturnType<typeof deadlineOf>, ...others: readonly ReturnType<typeof deadlineOf>[]) =>
      merged(held(1, { deadline: own }), ...others.map((deadline, nth) => held(nth + 2, { deadline }))).data;
    expect(kept(deadlineOf(day(50)), deadlineOf(day(40)))).toMatchObject({ deadline: deadlineOf(day(40)) });
    expect(kept(deadlineOf(day(40)), deadlineOf(day(50)))).not.toHaveProperty('deadline');
    expect(kept(deadlineOf(day(40)), deadlineOf(day(40)))).not.toHaveProperty('deadline');
    expect(kept(deadlineOf(day(40)), deadlineOf(day(40), 'reminder'))).toMatchObject({ deadline: { climbed: ['reminder'] } });
    expect(kept(deadlineOf(day(40), 'reminder'), deadlineOf(day(40)))).not.toHaveProperty('deadline');
    const three = [deadlineOf(day(45)), deadlineOf(day(40), 'reminder'), deadlineOf(day(40))];
    expect(kept(deadlineOf(day(50)), ...three)).toMatchObject({ deadline: deadlineOf(day(40), 'reminder') });
  });

  test('the one that stays keeps an unanswered request, its own before another', () => {
    const other = { ...request, months: 3 };
    expect(merged(held(1), held(2, { extensionRequest: request })).data).toMatchObject({ extensionRequest: request });
    expect(merged(held(1), held(2)).data).not.toHaveProperty('extensionRequest');
    const both = merged(held(1, { extensionRequest: other }), held(2, { extensionRequest: request }));
    expect(both.data).not.toHaveProperty('extensionRequest');
  });

  test('the one that stays keeps the units of the others from its supervision, and their approvals from a second use', () => {
    const otherUnits = { bureau: 'b2', district: 'd2', cyber: 'c2' };
    const { data } = merged(held(1), held(2, { units: otherUnits, formerUnits: ['f2'], usedApprovals: ['9'] }));
    expect(data).toMatchObject({ formerUnits: ['b2', 'd2', 'c2', 'f2'], usedApprovals: ['2', '9'] });
    const known = merged(held(1, { formerUnits: ['b2'], usedApprovals: ['2'] }), held(2, { units: otherUnits }));
    expect(known.data).toMatchObject({ formerUnits: ['b2', 'd2', 'c2'] });
    expect(known.data).not.toHaveProperty('usedApprovals');
    const proposedOnly = merged(held(1), held(2, { status: 'proposed', units: otherUnits }));
    expect(proposedOnly.data).not.toHaveProperty('formerUnits');
  });

  test('the one that stays keeps the higher count of extensions', () => {
    expect(merged(held(1), held(2, { extensionsUsed: 2 })).data).toMatchObject({ extensionsUsed: 2 });
    expect(merged(held(1, { extensionsUsed: 2 }), held(2, { extensionsUsed: 2 })).data).not.toHaveProperty('extensionsUsed');
  });

  test('nothing changes where all is so already', () => {
    const one = held(1, { agencies: ['police-haidian'] });
    expect(merged(one)).toEqual({ stays: undefined, data: undefined });
    expect(merged(held(1)).data).toMatchObject({ agencies: ['police-haidian'], joined: [] });
    expect(merged({ ...one, open: { ...one.open, caseId: id('cas', 9) } }).data).toMatchObject({ caseId: id('cas', 1) });
  });
});
