import { describe, expect, test } from 'vitest';
import { extendListing } from '../../shared/listed-cases/extend-listing.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { supervisionRefusal } from '../../shared/listed-cases/supervision.ts';
import { delistCase } from '../../shared/listed-cases/work-listed-case.ts';
import { given } from '../support/given.ts';
import {
  aimReachedInput,
  bureauUnit,
  command,
  day,
  districtUnit,
  laterApproval,
  listingApproval,
  listingFacts,
  otherSupervisor,
  progressInput,
  units,
} from '../support/listing-samples.ts';
import { context } from '../support/samples.ts';

const { proposed, listed, reported, extended } = listingFacts;
const at = (now: string, actor = command) => context({ now, actor });

function progressOf(over: Partial<ReturnType<typeof progressInput>['progress']>) {
  return { progress: progressInput(over).progress };
}

describe('a case is delisted', () => {
  const belowAim = given(ListedCases, proposed(), listed(), reported(progressOf({ moneyChain: true, arrested: 30 })));
  const atAim = given(ListedCases, proposed(), listed(), reported(aimReachedInput));

  test('a case at the aim is delisted without further conditions', () => {
    atAim
      .when((one) => delistCase(one, {}, {}, at(day(40))))
      .thenFacts({ type: 'listed-case.delisted', data: { aimReached: true } }, { type: 'case-listing.closed' })
      .thenState({ status: 'delisted', end: { aimReached: true } });
  });

  test('below the aim only with a reason and an approval: it is an aim, not a test', () => {
    belowAim.when((one) => delistCase(one, {}, {}, at(day(40)))).thenRefused('DELISTING_REASON_MISSING');
    belowAim
      .when((one) => delistCase(one, { reason: 'Abroad' }, {}, at(day(40))))
      .thenRefused('APPROVAL_MISSING', { level: 'city' });
    belowAim
      .when((one) => delistCase(one, { reason: 'Abroad' }, { approval: laterApproval() }, at(day(40))))
      .thenFacts(
        { type: 'listed-case.delisted', data: { aimReached: false, reason: 'Abroad' } },
        { type: 'case-listing.closed' },
      );
  });

  test('a supervisor whose own the case has become by a merger does not delist: it hands the listing over first', () => {
    const own = { ...atAim.state, agencies: [districtUnit.agency, command.agency] };
    for (const decision of [
      delistCase(own, {}, {}, at(day(40))),
      extendListing(own, { months: 1, reason: 'Abroad' }, { approval: laterApproval() }, at(day(40))),
    ])
      expect(decision).toMatchObject({ kind: 'refusal', code: 'SUPERVISOR_IS_RESPONSIBLE' });
    expect(supervisionRefusal(own, command.agency, 'HAND_OVER_BY_RESPONSIBLE_UNIT')).toBeUndefined();
  });

  test('nine arrested, or one chain, are below the aim', () => {
    const nine = { informationChain: true, moneyChain: true, arrested: 9 };
    given(ListedCases, proposed(), listed(), reported(progressOf(nine)))
      .when((one) => delistCase(one, {}, {}, at(day(40))))
      .thenRefused('DELISTING_REASON_MISSING');
  });

  test('never by a responsible unit, of the district, of the bureau or of the cyber police', () => {
    for (const unit of [districtUnit, bureauUnit, { ...bureauUnit, agency: units.cyber }])
      for (const cause of [atAim, belowAim])
        cause
          .when((one) => delistCase(one, { reason: 'r' }, { approval: listingApproval() }, at(day(40), unit)))
          .thenRefused('DELISTING_BY_RESPONSIBLE_UNIT');
  });

  test('only the agency that listed a case delists it', () => {
    for (const cause of [atAim, belowAim])
      cause
        .when((one) => delistCase(one, { reason: 'r' }, { approval: laterApproval() }, at(day(40), otherSupervisor)))
        .thenRefused('LISTING_OF_OTHER_SUPERVISOR', { supervisor: command.agency });
  });

  test('a delisting needs an approval of its own, not the paper by which it was listed or extended', () => {
    const delist = (cause: typeof belowAim, approval = listingApproval()) =>
      cause.when((one) => delistCase(one, { reason: 'Abroad' }, { approval }, at(day(40))));
    const used = ['APPROVAL_USED_BEFORE', { paths: ['/approvalId'] }] as const;
    delist(belowAim).thenRefused(...used);
    delist(belowAim, listingApproval({ number: '京公督字 〔２０２６〕 1号' })).thenRefused(...used);
    delist(given(ListedCases, proposed(), listed(), extended()), laterApproval()).thenRefused(...used);
  });

  test('a case is not delisted before it is listed', () => {
    given(ListedCases, proposed())
      .when((one) => delistCase(one, { reason: 'r' }, { approval: listingApproval() }, at(day(1))))
      .thenRefused('LISTING_STATE_FORBIDS', { state: 'proposed' });
  });
});
