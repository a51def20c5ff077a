import { describe, expect, test } from 'vitest';
import type { Granted } from '../../shared/approvals/model.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { granterRefusal } from '../../shared/listed-cases/approval.ts';
import { advance, neededFor, nextMoment } from '../../shared/listed-cases/deadlines.ts';
import { handOverListing } from '../../shared/listed-cases/hand-over-listing.ts';
import { listedCaseThing, toldListing } from '../../shared/listed-cases/kind.ts';
import { type ListedCase, listingLimits } from '../../shared/listed-cases/model.ts';
import { delistingQuestion, extensionQuestion, listingQuestion } from '../../shared/listed-cases/questions.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { reportProgress } from '../../shared/listed-cases/work-listed-case.ts';
import { given } from '../support/given.ts';
import {
  bureauUnit,
  command,
  day,
  districtUnit,
  listingFacts,
  otherSupervisor,
  progressInput,
  units,
} from '../support/listing-samples.ts';
import { context, id, T0 } from '../support/samples.ts';

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
