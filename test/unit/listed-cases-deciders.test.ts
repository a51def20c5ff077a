import { describe, expect, test } from 'vitest';
import type { CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import { approveListing, proposeListing, rejectListing } from '../../shared/listed-cases/list-case.ts';
import { CaseListings, ListedCases } from '../../shared/listed-cases/streams.ts';
import { suggestListing } from '../../shared/listed-cases/suggest.ts';
import { delistCase, extendListing, reportProgress } from '../../shared/listed-cases/work-listed-case.ts';
import { given, stateOf } from '../support/given.ts';
import {
  aimReachedInput,
  bureauUnit,
  caseToList,
  command,
  DEADLINE,
  day,
  districtUnit,
  FIRST_REPORT,
  listingApproval,
  listingFacts,
  progressInput,
  proposal,
  SECOND_REPORT,
  units,
} from '../support/listing-samples.ts';
import { context, id, T0 } from '../support/samples.ts';

const { suggested, proposed, listed, reported } = listingFacts;
const at = (now: string, actor = command) => context({ now, actor });
const nothing = { register: undefined, open: undefined };

function register(...types: readonly ('opened' | 'closed')[]) {
  const about = { at: T0, caseId: id('cas', 1), listedCaseId: id('lst', 1) };
  const facts = types.map(
    (type): CaseListingFact =>
      type === 'opened'
        ? { type: 'case-listing.opened', data: { ...about, grounds: ['large-loss'] } }
        : { type: 'case-listing.closed', data: about },
  );
  return stateOf(CaseListings, ...facts);
}

describe('a listing is suggested by rule', () => {
  const suggest = (over: Parameters<typeof caseToList>[0]) =>
    given(ListedCases).when(() => suggestListing(nothing, caseToList(over), at(T0)));

  test('from a loss of 1,000,000 yuan on, to the fen', () => {
    suggest({ lossFen: 100_000_000 })
      .thenFacts(
        { type: 'listed-case.suggested', data: { grounds: ['large-loss'], lossFen: 100_000_000, district: 'haidian' } },
        { type: 'case-listing.opened', data: { grounds: ['large-loss'] } },
      )
      .thenState({ status: 'suggested', decideBy: day(7) });
    suggest({ lossFen: 99_999_999 }).thenNothing();
  });

  test('for several victims, and across districts', () => {
    const small = { lossFen: 1 };
    suggest({ ...small, victims: 3 }).thenState({ grounds: ['several-victims'] });
    suggest({ ...small, victims: 2 }).thenNothing();
    suggest({ ...small, districts: 2 }).thenState({ grounds: ['cross-district'] });
  });

  test('with a reference that can be read out on the phone', () => {
    const { decision } = suggest({});
    expect(JSON.stringify(decision.facts)).toMatch(/"L-HD-261122-[0-9A-Z]{6}"/);
  });

  test('once a ground; a new ground joins the listing that is open', () => {
    given(ListedCases, suggested())
      .when((open) => suggestListing({ register: register('opened'), open }, caseToList(), at(T0)))
      .thenNothing();
    given(ListedCases, suggested(), proposed(), listed())
      .when((open) => suggestListing({ register: register('opened'), open }, caseToList({ districts: 3 }), at(T0)))
      .thenFacts(
        { type: 'listed-case.grounds-added', data: { grounds: ['cross-district'] } },
        { type: 'case-listing.grounds-noted' },
      )
      .thenState({ status: 'listed', grounds: ['large-loss', 'cross-district'] });
  });

  test('not again for a ground that was rejected', () => {
    const closed = register('opened', 'closed');
    given(ListedCases)
      .when(() => suggestListing({ register: closed, open: undefined }, caseToList(), at(T0)))
      .thenNothing();
    given(ListedCases)
      .when(() => suggestListing({ register: closed, open: undefined }, caseToList({ victims: 5 }), at(T0)))
      .thenState({ grounds: ['several-victims'] });
  });
});

describe('a listing is proposed', () => {
  test('by taking up the suggestion, with the units at both levels and cyber police', () => {
    given(ListedCases, suggested())
      .when((open) => proposeListing({ register: register('opened'), open }, caseToList(), proposal(), at(T0, districtUnit)))
      .thenFacts({ type: 'listed-case.proposed', data: { listedCaseId: id('lst', 1), level: 'city', units } })
      .thenState({ status: 'proposed', decideBy: day(3), reference: 'L-HD-261122-000001' });
  });

  test('without a suggestion where somebody gives a ground that only people can judge', () => {
    const small = caseToList({ lossFen: 1 });
    given(ListedCases)
      .when(() => proposeListing(nothing, small, proposal({ grounds: ['severe-harm'] }), at(T0)))
      .thenFacts({ type: 'listed-case.proposed', data: { grounds: ['severe-harm'] } }, { type: 'case-listing.opened' });
    given(ListedCases)
      .when(() => proposeListing(nothing, small, proposal(), at(T0)))
      .thenRefused('LISTING_GROUNDS_MISSING');
  });

  test('not while another one is open', () => {
    for (const cause of [given(ListedCases, proposed()), given(ListedCases, proposed(), listed())])
      cause
        .when((open) => proposeListing({ register: register('opened'), open }, caseToList(), proposal(), at(T0)))
        .thenRefused('CASE_LISTED_ALREADY', { listedCaseId: id('lst', 1) });
  });

  test('and may be proposed anew once it was rejected', () => {
    given(ListedCases)
      .when(() => proposeListing({ register: register('opened', 'closed'), open: undefined }, caseToList(), proposal(), at(T0)))
      .thenFacts({ type: 'listed-case.proposed' }, { type: 'case-listing.opened' });
  });

  test('with two different units', () => {
    given(ListedCases)
      .when(() => proposeListing(nothing, caseToList(), proposal({ units: { ...units, bureau: units.district } }), at(T0)))
      .thenRefused('UNIT_TWICE');
  });
});

describe('a listing is approved', () => {
  const approve = (over: Parameters<typeof approveListing>[1] = {}, actor = command) =>
    given(ListedCases, proposed()).when((one) => approveListing(one, { approval: listingApproval(), ...over }, at(T0, actor)));

  test('and then its deadline and its first report are set by the policy of its level', () => {
    approve()
      .thenFacts({
        type: 'listed-case.listed',
        data: { supervisor: 'police-city', deadline: DEADLINE, firstReport: FIRST_REPORT },
      })
      .thenState({ status: 'listed', report: { number: 1, climbed: [] } });
  });

  test('at the level of the listing or above', () => {
    approve({ approval: undefined }).thenRefused('APPROVAL_MISSING', { level: 'city' });
    approve({ level: 'ministry' }).thenRefused('APPROVAL_MISSING', { level: 'ministry' });
    approve({ level: 'ministry', approval: listingApproval({ level: 'joint' }) }).thenState({ level: 'ministry' });
    approve({ approval: listingApproval({ approvedAt: day(1) }) }).thenRefused('TIME_IN_FUTURE');
  });

  test('by somebody else than who proposed it', () => {
    given(ListedCases, proposed({ by: command.agency, subject: command.subject }))
      .when((one) => approveListing(one, { approval: listingApproval() }, at(T0)))
      .thenRefused('APPROVER_IS_PROPOSER');
  });

  test('by an agency that is not responsible itself, nor was to be', () => {
    const cyber = { ...bureauUnit, agency: units.cyber };
    for (const unit of [bureauUnit, cyber]) approve({}, unit).thenRefused('SUPERVISOR_IS_RESPONSIBLE');
    approve({ units: { ...units, bureau: 'economic-police-city' } }, bureauUnit).thenRefused('SUPERVISOR_IS_RESPONSIBLE');
    approve({ units: { ...units, bureau: units.district } }).thenRefused('UNIT_TWICE');
  });

  test('only once it is proposed, and only once', () => {
    given(ListedCases, suggested())
      .when((one) => approveListing(one, { approval: listingApproval() }, at(T0)))
      .thenRefused('LISTING_STATE_FORBIDS', { state: 'suggested' });
    given(ListedCases, proposed(), listed())
      .when((one) => approveListing(one, { approval: listingApproval() }, at(T0)))
      .thenRefused('LISTING_STATE_FORBIDS', { state: 'listed' });
  });

  test('or rejected, but not by a unit that it would make responsible', () => {
    given(ListedCases, proposed())
      .when((one) => rejectListing(one, { reason: 'r' }, at(T0, districtUnit)))
      .thenRefused('SUPERVISOR_IS_RESPONSIBLE');
  });

  test('or rejected, whether suggested or proposed', () => {
    for (const fact of [suggested(), proposed()])
      given(ListedCases, fact)
        .when((one) => rejectListing(one, { reason: 'Stopped in full' }, at(T0)))
        .thenFacts({ type: 'listed-case.rejected' }, { type: 'case-listing.closed' })
        .thenState({ status: 'rejected', end: { reason: 'Stopped in full' } });
    given(ListedCases, proposed(), listed())
      .when((one) => rejectListing(one, { reason: 'r' }, at(T0)))
      .thenRefused('LISTING_STATE_FORBIDS');
  });
});

describe('progress is reported', () => {
  const inForce = given(ListedCases, proposed(), listed());
  const report = (now: string, input = progressInput()) =>
    inForce.when((one) => reportProgress(one, input, at(now, districtUnit)));

  test('in time: the next report is due a cycle later', () => {
    report(day(10), progressInput({ arrested: 4 }))
      .thenFacts({ type: 'listed-case.progress-reported', data: { late: false, next: { number: 2, dueAt: SECOND_REPORT } } })
      .thenState({ progress: { arrested: 4 }, report: { number: 2, dueAt: SECOND_REPORT, climbed: [] } });
  });

  test('late: it makes up for what was missed, and the report of the period it falls in is still due', () => {
    report(FIRST_REPORT).thenState({ reports: [{ late: true }], report: { dueAt: SECOND_REPORT } });
    report('2027-03-01T00:00:00.000Z').thenState({
      reports: [{ late: true }],
      report: { number: 4, dueAt: '2027-03-22T01:30:00.000Z' },
    });
  });

  test('twice in a period: the second is kept, and puts nothing off', () => {
    given(ListedCases, proposed(), listed(), reported())
      .when((one) => reportProgress(one, progressInput({ arrested: 1 }), at(day(11), districtUnit)))
      .thenState({ progress: { arrested: 1 }, report: { number: 2, dueAt: SECOND_REPORT } });
  });

  test('totals do not fall without a word why', () => {
    const before = given(ListedCases, proposed(), listed(), reported(progressOf({ arrested: 5, moneyChain: true })));
    for (const fallen of [{ arrested: 4, moneyChain: true }, { arrested: 5 }])
      before.when((one) => reportProgress(one, progressInput(fallen), at(day(12)))).thenRefused('PROGRESS_BACKWARDS');
    before
      .when((one) => reportProgress(one, progressInput({ arrested: 4, moneyChain: true }, 'Counted twice'), at(day(12))))
      .thenState({ progress: { arrested: 4 } });
  });

  test('only of a case that is listed', () => {
    given(ListedCases, proposed())
      .when((one) => reportProgress(one, progressInput(), at(day(1))))
      .thenRefused('LISTING_STATE_FORBIDS', { state: 'proposed' });
  });
});

function progressOf(over: Partial<ReturnType<typeof progressInput>['progress']>) {
  return { progress: progressInput(over).progress };
}

describe('the deadline is put off', () => {
  const extend = (over: Partial<Parameters<typeof extendListing>[1]> = {}, now = day(30)) =>
    given(ListedCases, proposed(), listed()).when((one) =>
      extendListing(one, { months: 2, reason: 'Expert opinion', approval: listingApproval(), ...over }, at(now)),
    );

  test('from where it stands, with a reason and an approval', () => {
    extend()
      .thenFacts({
        type: 'listed-case.extended',
        data: { from: DEADLINE, to: '2027-04-22T01:30:00.000Z', reason: 'Expert opinion' },
      })
      .thenState({ deadline: { dueAt: '2027-04-22T01:30:00.000Z', climbed: [] } });
  });

  test('not without an approval of its level, not for longer than allowed, not into the past', () => {
    extend({ approval: undefined }).thenRefused('APPROVAL_MISSING', { level: 'city' });
    extend({ months: 4 }).thenRefused('LISTING_EXTENSION_TOO_LONG', { months: 3 });
    extend({ months: 1 }, '2027-04-01T00:00:00.000Z').thenRefused('DUE_DATE_PAST');
  });

  test('only of a case that is listed', () => {
    given(ListedCases, proposed())
      .when((one) => extendListing(one, { months: 1, reason: 'r', approval: listingApproval() }, at(day(1))))
      .thenRefused('LISTING_STATE_FORBIDS');
  });
});

describe('a case is delisted', () => {
  const belowAim = given(ListedCases, proposed(), listed(), reported(progressOf({ moneyChain: true, arrested: 30 })));
  const atAim = given(ListedCases, proposed(), listed(), reported(aimReachedInput));

  test('at the aim without more ado', () => {
    atAim
      .when((one) => delistCase(one, {}, at(day(40))))
      .thenFacts({ type: 'listed-case.delisted', data: { aimReached: true } }, { type: 'case-listing.closed' })
      .thenState({ status: 'delisted', end: { aimReached: true } });
  });

  test('below the aim only with a reason and an approval: it is an aim, not a test', () => {
    belowAim.when((one) => delistCase(one, {}, at(day(40)))).thenRefused('DELISTING_REASON_MISSING');
    belowAim.when((one) => delistCase(one, { reason: 'Abroad' }, at(day(40)))).thenRefused('APPROVAL_MISSING', { level: 'city' });
    belowAim
      .when((one) => delistCase(one, { reason: 'Abroad', approval: listingApproval() }, at(day(40))))
      .thenFacts(
        { type: 'listed-case.delisted', data: { aimReached: false, reason: 'Abroad' } },
        { type: 'case-listing.closed' },
      );
  });

  test('nine arrested, or one chain, are below the aim', () => {
    const nine = { informationChain: true, moneyChain: true, arrested: 9 };
    given(ListedCases, proposed(), listed(), reported(progressOf(nine)))
      .when((one) => delistCase(one, {}, at(day(40))))
      .thenRefused('DELISTING_REASON_MISSING');
  });

  test('never by a responsible unit, of the district, of the bureau or of the cyber police', () => {
    for (const unit of [districtUnit, bureauUnit, { ...bureauUnit, agency: units.cyber }])
      for (const cause of [atAim, belowAim])
        cause
          .when((one) => delistCase(one, { reason: 'r', approval: listingApproval() }, at(day(40), unit)))
          .thenRefused('DELISTING_BY_RESPONSIBLE_UNIT');
  });

  test('not before it is listed', () => {
    given(ListedCases, proposed())
      .when((one) => delistCase(one, { reason: 'r', approval: listingApproval() }, at(day(1))))
      .thenRefused('LISTING_STATE_FORBIDS', { state: 'proposed' });
  });
});
