import { describe, expect, test } from 'vitest';
import { accept } from '../../shared/kernel/decision.ts';
import type { CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import { approveListing, proposeListing, rejectListing } from '../../shared/listed-cases/list-case.ts';
import type { Approved } from '../../shared/listed-cases/model.ts';
import { CaseListings, ListedCases } from '../../shared/listed-cases/streams.ts';
import { suggestListing } from '../../shared/listed-cases/suggest.ts';
import { reportProgress } from '../../shared/listed-cases/work-listed-case.ts';
import { given, stateOf } from '../support/given.ts';
import {
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
/** The case has lost what the samples say, and nothing else of it is listed. */
const alone = { lossFen: 120_000_000, agencies: ['police-haidian'], besides: [] };

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
    given(ListedCases).when(() => suggestListing(undefined, { register: undefined, fraudCase: caseToList(over) }, at(T0)));

  test('a case is suggested from a loss of 1,000,000 yuan on, to the fen', () => {
    suggest({ lossFen: 100_000_000 })
      .thenFacts(
        { type: 'listed-case.suggested', data: { grounds: ['large-loss'], lossFen: 100_000_000, district: 'haidian' } },
        { type: 'case-listing.opened', data: { grounds: ['large-loss'] } },
      )
      .thenState({ status: 'suggested', decideBy: day(7) });
    suggest({ lossFen: 99_999_999 }).thenNothing();
  });

  test('a case is suggested for several victims, and across districts', () => {
    const small = { lossFen: 1 };
    suggest({ ...small, victims: 3 }).thenState({ grounds: ['several-victims'] });
    suggest({ ...small, victims: 2 }).thenNothing();
    suggest({ ...small, districts: 2 }).thenState({ grounds: ['cross-district'] });
  });

  test('a suggestion has a reference that can be read out on the phone', () => {
    const { decision } = suggest({});
    expect(JSON.stringify(decision.facts)).toMatch(/"L-HD-261122-[0-9A-Z]{6}"/);
  });

  test('once a ground; a new ground joins the listing that is open', () => {
    given(ListedCases, suggested())
      .when((open) => suggestListing(open, { register: register('opened'), fraudCase: caseToList() }, at(T0)))
      .thenNothing();
    given(ListedCases, suggested(), proposed(), listed())
      .when((open) => suggestListing(open, { register: register('opened'), fraudCase: caseToList({ districts: 3 }) }, at(T0)))
      .thenFacts(
        { type: 'listed-case.grounds-added', data: { grounds: ['cross-district'] } },
        { type: 'case-listing.grounds-noted' },
      )
      .thenState({ status: 'listed', grounds: ['large-loss', 'cross-district'] });
  });

  test('a case is not suggested again for a ground that was rejected', () => {
    const closed = register('opened', 'closed');
    given(ListedCases)
      .when(() => suggestListing(undefined, { register: closed, fraudCase: caseToList() }, at(T0)))
      .thenNothing();
    given(ListedCases)
      .when(() => suggestListing(undefined, { register: closed, fraudCase: caseToList({ victims: 5 }) }, at(T0)))
      .thenState({ grounds: ['several-victims'] });
  });
});

describe('a listing is proposed', () => {
  test('a proposal takes up the suggestion, with the units at both levels and cyber police', () => {
    given(ListedCases, suggested())
      .when((open) =>
        proposeListing(open, proposal(), { register: register('opened'), fraudCase: caseToList() }, at(T0, districtUnit)),
      )
      .thenFacts({ type: 'listed-case.proposed', data: { listedCaseId: id('lst', 1), level: 'city', units } })
      .thenState({ status: 'proposed', decideBy: day(3), reference: 'L-HD-261122-000001' });
  });

  test('without a suggestion if the proposer gives a ground that only people can judge', () => {
    const small = caseToList({ lossFen: 1 });
    given(ListedCases)
      .when(() =>
        proposeListing(undefined, proposal({ grounds: ['severe-harm'] }), { register: undefined, fraudCase: small }, at(T0)),
      )
      .thenFacts({ type: 'listed-case.proposed', data: { grounds: ['severe-harm'] } }, { type: 'case-listing.opened' });
    given(ListedCases)
      .when(() => proposeListing(undefined, proposal(), { register: undefined, fraudCase: small }, at(T0)))
      .thenRefused('LISTING_GROUNDS_MISSING');
  });

  test('a case is not proposed while another listing is open', () => {
    for (const cause of [given(ListedCases, proposed()), given(ListedCases, proposed(), listed())])
      cause
        .when((open) => proposeListing(open, proposal(), { register: register('opened'), fraudCase: caseToList() }, at(T0)))
        .thenRefused('CASE_LISTED_ALREADY', { listedCaseId: id('lst', 1) });
  });

  test('a case may be proposed anew once it was rejected', () => {
    given(ListedCases)
      .when(() =>
        proposeListing(undefined, proposal(), { register: register('opened', 'closed'), fraudCase: caseToList() }, at(T0)),
      )
      .thenFacts({ type: 'listed-case.proposed' }, { type: 'case-listing.opened' });
  });

  test('a proposal names two different units', () => {
    given(ListedCases)
      .when(() =>
        proposeListing(
          undefined,
          proposal({ units: { ...units, bureau: units.district } }),
          { register: undefined, fraudCase: caseToList() },
          at(T0),
        ),
      )
      .thenRefused('UNIT_TWICE');
  });
});

describe('a listing is approved', () => {
  const approve = (over: Parameters<typeof approveListing>[1] & Approved = {}, actor = command) =>
    given(ListedCases, proposed()).when((one) => {
      const { approval, ...input } = { approval: listingApproval(), ...over };
      return approveListing(one, input, { ...alone, approval }, at(T0, actor));
    });

  test('the policy of its level then sets its deadline and its first report', () => {
    approve()
      .thenFacts({
        type: 'listed-case.listed',
        data: { supervisor: 'police-city', deadline: DEADLINE, firstReport: FIRST_REPORT },
      })
      .thenState({ status: 'listed', report: { number: 1, climbed: [] } });
  });

  test('an approval is at the level of the listing or above', () => {
    approve({ approval: undefined }).thenRefused('APPROVAL_MISSING', { level: 'city' });
    approve({ level: 'ministry' }).thenRefused('APPROVAL_MISSING', { level: 'ministry' });
    approve({ level: 'ministry', approval: listingApproval({ level: 'joint' }) }).thenState({ level: 'ministry' });
    approve({ approval: listingApproval({ approvedAt: day(1) }) }).thenRefused('TIME_IN_FUTURE');
  });

  test('an approval rests on a paper of the last twelve months', () => {
    approve({ approval: listingApproval({ approvedAt: '2025-11-22T01:30:00.000Z' }) }).thenState({ status: 'listed' });
    for (const approvedAt of ['2025-11-22T01:29:59.999Z', '2000-01-01T00:00:00.000Z'])
      approve({ approval: listingApproval({ approvedAt }) }).thenRefused('TIME_TOO_LONG_AGO', {
        paths: ['/approvalId'],
      });
  });

  test('a person other than the proposer approves', () => {
    given(ListedCases, proposed({ by: command.agency, subject: command.subject }))
      .when((one) => approveListing(one, {}, { ...alone, approval: listingApproval() }, at(T0)))
      .thenRefused('APPROVER_IS_PROPOSER');
  });

  test('the agency that approves is not responsible itself, and was not to be', () => {
    const cyber = { ...bureauUnit, agency: units.cyber };
    for (const unit of [bureauUnit, cyber]) approve({}, unit).thenRefused('SUPERVISOR_IS_RESPONSIBLE');
    approve({ units: { ...units, bureau: 'economic-police-city' } }, bureauUnit).thenRefused('SUPERVISOR_IS_RESPONSIBLE');
    approve({ units: { ...units, bureau: units.district } }).thenRefused('UNIT_TWICE');
  });

  test('the agency that approves does not answer for the case', () => {
    given(ListedCases, proposed())
      .when((one) =>
        approveListing(one, {}, { ...alone, approval: listingApproval(), agencies: ['police-haidian', command.agency] }, at(T0)),
      )
      .thenRefused('SUPERVISOR_IS_RESPONSIBLE');
  });

  test('a case is not listed if a case merged with it is listed already', () => {
    const inForce = stateOf(ListedCases, proposed({ listedCaseId: id('lst', 2), caseId: id('cas', 2) }), listed());
    const pending = stateOf(ListedCases, proposed({ listedCaseId: id('lst', 2), caseId: id('cas', 2) }));
    if (inForce === undefined || pending === undefined) throw new Error('facts make a listing');
    const approveBeside = (other: typeof inForce) =>
      given(ListedCases, proposed()).when((one) =>
        approveListing(one, {}, { ...alone, approval: listingApproval(), besides: [other] }, at(T0)),
      );
    approveBeside(inForce).thenRefused('CASE_LISTED_ALREADY', { listedCaseId: id('lst', 2) });
    approveBeside(pending).thenState({ status: 'listed' });
  });

  test('a case is listed only once it is proposed, and only once', () => {
    given(ListedCases, suggested())
      .when((one) => approveListing(one, {}, { ...alone, approval: listingApproval() }, at(T0)))
      .thenRefused('LISTING_STATE_FORBIDS', { state: 'suggested' });
    given(ListedCases, proposed(), listed())
      .when((one) => approveListing(one, {}, { ...alone, approval: listingApproval() }, at(T0)))
      .thenRefused('LISTING_STATE_FORBIDS', { state: 'listed' });
  });

  test('or rejected, but not by a unit that it would make responsible', () => {
    given(ListedCases, proposed())
      .when((one) => rejectListing(one, { reason: 'r' }, { lead: 'police-miyun' }, at(T0, districtUnit)))
      .thenRefused('SUPERVISOR_IS_RESPONSIBLE');
  });

  test('or rejected, but not by the agency whose case it is', () => {
    given(ListedCases, suggested())
      .when((one) => rejectListing(one, { reason: 'r' }, { lead: command.agency }, at(T0)))
      .thenRefused('SUPERVISOR_IS_RESPONSIBLE');
  });

  test('or rejected, whether suggested or proposed', () => {
    for (const fact of [suggested(), proposed()])
      given(ListedCases, fact)
        .when((one) => rejectListing(one, { reason: 'Stopped in full' }, { lead: districtUnit.agency }, at(T0)))
        .thenFacts({ type: 'listed-case.rejected' }, { type: 'case-listing.closed' })
        .thenState({ status: 'rejected', end: { reason: 'Stopped in full' } });
    given(ListedCases, proposed(), listed())
      .when((one) => rejectListing(one, { reason: 'r' }, { lead: districtUnit.agency }, at(T0)))
      .thenRefused('LISTING_STATE_FORBIDS');
  });
});

describe('progress is reported', () => {
  const inForce = given(ListedCases, proposed(), listed());
  const report = (now: string, input = progressInput()) =>
    inForce.when((one) => reportProgress(one, input, alone, at(now, districtUnit)));

  test('a report in time comes near the end of its period: the next report is due a cycle later', () => {
    report(day(22), progressInput({ arrested: 4 }))
      .thenFacts({
        type: 'listed-case.progress-reported',
        data: { late: false, period: 1, next: { number: 2, dueAt: SECOND_REPORT } },
      })
      .thenState({
        progress: { arrested: 4 },
        reports: [{ period: 1 }],
        report: { number: 2, dueAt: SECOND_REPORT, climbed: [] },
      });
  });

  test('early in its period it says how far the case is, and moves nothing: the report of the period is still due', () => {
    for (const now of ['2026-11-22T01:30:01.000Z', day(10)]) {
      const { decision } = report(now, progressInput());
      expect(decision.facts).toMatchObject([
        { type: 'listed-case.progress-reported', data: { next: { number: 1, dueAt: FIRST_REPORT } } },
      ]);
      expect(decision.facts[0]).not.toHaveProperty('data.period');
      report(now, progressInput({ arrested: 1 })).thenState({
        progress: { arrested: 1 },
        reports: [{ late: false }],
        report: { number: 1, dueAt: FIRST_REPORT },
      });
    }
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
      .when((one) => reportProgress(one, progressInput({ arrested: 1 }), alone, at(day(11), districtUnit)))
      .thenState({ progress: { arrested: 1 }, report: { number: 2, dueAt: SECOND_REPORT } });
  });

  test('totals do not fall without a word why', () => {
    const before = given(ListedCases, proposed(), listed(), reported(progressOf({ arrested: 5, moneyChain: true })));
    for (const fallen of [{ arrested: 4, moneyChain: true }, { arrested: 5 }])
      before.when((one) => reportProgress(one, progressInput(fallen), alone, at(day(12)))).thenRefused('PROGRESS_BACKWARDS');
    before
      .when((one) => reportProgress(one, progressInput({ arrested: 4, moneyChain: true }, 'Counted twice'), alone, at(day(12))))
      .thenState({ progress: { arrested: 4 } });
  });

  test('no more is given back than was lost, as far as that is known now; the listing takes notice of it', () => {
    const returned = (returnedFen: number, lossFen: number) =>
      inForce.when((one) => reportProgress(one, progressInput({ returnedFen }), { lossFen }, at(day(10), districtUnit)));
    returned(120_000_001, 120_000_000).thenRefused('RETURNED_OVER_LOSS', {
      ...{ lossFen: 120_000_000, paths: ['/progress/returnedFen'] },
    });
    returned(120_000_000, 120_000_000).thenState({ progress: { returnedFen: 120_000_000 } });
    returned(150_000_000, 150_000_000).thenState({ lossFen: 150_000_000, progress: { returnedFen: 150_000_000 } });
  });

  test('as it was recorded before the loss was looked at can still be read', () => {
    given(ListedCases, proposed(), listed(), reported())
      .when(() => accept())
      .thenState({ lossFen: 120_000_000, reports: [{ by: districtUnit.agency }] });
  });

  test('only a listed case gets reports', () => {
    given(ListedCases, proposed())
      .when((one) => reportProgress(one, progressInput(), alone, at(day(1))))
      .thenRefused('LISTING_STATE_FORBIDS', { state: 'proposed' });
  });
});

function progressOf(over: Partial<ReturnType<typeof progressInput>['progress']>) {
  return { progress: progressInput(over).progress };
}
