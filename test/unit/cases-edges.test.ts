import { describe, expect, test } from 'vitest';
import { addItem, joinAlert } from '../../shared/cases/add-item.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { CaseShares, endWithCase } from '../../shared/cases/case-shares.ts';
import { correctCase } from '../../shared/cases/correct-case.ts';
import { fileCase, noteMust } from '../../shared/cases/file-case.ts';
import { linkCases, mergeCases } from '../../shared/cases/join-cases.ts';
import { toldCase } from '../../shared/cases/kinds.ts';
import { knownCase } from '../../shared/cases/known-case.ts';
import { proposeLink } from '../../shared/cases/link-proposals.ts';
import { type Case, type CaseFiling, caseLimits, type Grant } from '../../shared/cases/model.ts';
import { stationRefusal } from '../../shared/cases/named-station.ts';
import { partAlert } from '../../shared/cases/part-alert.ts';
import { caseNumberKey } from '../../shared/cases/pointers.ts';
import { revokeShare, shareCase } from '../../shared/cases/share-case.ts';
import { Cases } from '../../shared/cases/streams.ts';
import { grantsInForce, holdsCase, partsVisible } from '../../shared/cases/visibility.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import {
  caseFacts,
  caseIdOf,
  caseWith,
  chaoyang,
  filing,
  grantOf,
  haidian,
  prosecutor,
  shareInput,
} from '../support/case-samples.ts';
import { given } from '../support/given.ts';
import { orderWith, pending, untilFrozen, untilStopped } from '../support/order-samples.ts';
import { alert, context, id, minute, officers, orderFacts } from '../support/samples.ts';

const now = minute(30);
const ctx = context({ now, actor: haidian });
const reason = 'one gang';
const one = caseIdOf('cas', 1);
const two = caseIdOf('cas', 2);
const three = caseIdOf('cas', 3);

const filingAs = (fraudCase: Case, input: CaseFiling, taken?: string) =>
  fileCase(fraudCase, input, taken === undefined ? undefined : { caseId: taken }, ctx);
const correcting = (fraudCase: Case, station: string) =>
  correctCase(fraudCase, { station, reason }, { recorded: { district: 'haidian' }, ranked: false }, ctx);
const other = (...facts: readonly CaseFact[]): Case => ({ ...caseWith(...facts), caseId: two });
const linked = (caseId: string): CaseFact => ({
  type: 'case.linked',
  data: { at: minute(12), link: { caseId, reason, linkedAt: minute(12) } },
});
const absorbed = (from: string, its?: CaseFiling): CaseFact => ({
  type: 'case.absorbed',
  data: {
    at: minute(12),
    from,
    content: {
      ...{ agencies: [], alerts: [], persons: [], losses: [], evidence: [], musts: [], links: [] },
      absorbed: [{ caseId: from, ...(its === undefined ? {} : { filing: its }) }],
    },
  },
});

describe('filing a case', () => {
  test('does not take a number twice that a case merged into it has', () => {
    given(Cases, caseFacts.opened(), absorbed(two, filing))
      .when((file) => filingAs(file, filing, two))
      .thenFacts({ type: 'case.filed', data: { filing } });
    given(Cases, caseFacts.opened())
      .when((file) => filingAs(file, filing, two))
      .thenRefused('CASE_NUMBER_TAKEN', { paths: ['/caseNumber'] });
  });

  test('does not take the number of a third case for its own because another was merged into it', () => {
    given(Cases, caseFacts.opened(), absorbed(two))
      .when((file) => filingAs(file, filing, three))
      .thenRefused('CASE_NUMBER_TAKEN', { paths: ['/caseNumber'] });
  });

  test('the filing follows the first of its alarms, in any order in which they joined', () => {
    const file = given(
      Cases,
      caseFacts.opened(),
      caseFacts.alertJoined({ receivedAt: minute(10) }),
      caseFacts.alertJoined({ alertId: id('alt', 2), receivedAt: minute(0) }),
    );
    file
      .when((its) => filingAs(its, { ...filing, filedAt: minute(5) }))
      .thenFacts({ type: 'case.filed' }, { type: 'case-number.taken' });
    file
      .when((its) => filingAs(its, { ...filing, filedAt: minute(-5) }))
      .thenRefused('TIME_BEFORE_ALARM', { paths: ['/filedAt'] });
  });
});

describe('joining a case', () => {
  const merged = caseWith({ type: 'case.merged', data: { at: now, into: two, reason } });

  test('an alarm does not join a case that was merged', () => {
    expect(joinAlert(merged, alert(), undefined, ctx)).toMatchObject({ code: 'CASE_STATE_FORBIDS', detail: { state: 'merged' } });
  });

  test.each([
    ['alerts', (file: Case) => joinAlert({ ...file, alerts: filled(file.alerts, caseLimits.alerts) }, alert(), undefined, ctx)],
    [
      'losses',
      (file: Case) =>
        addItem({ ...file, losses: filled(file.losses, caseLimits.losses) }, { kind: 'loss', amountFen: 1, at: minute(0) }, ctx),
    ],
    [
      'evidence',
      (file: Case) =>
        addItem(
          { ...file, evidence: filled(file.evidence, caseLimits.evidence) },
          { kind: 'evidence', category: 'statement', title: 't', obtainedAt: minute(0) },
          ctx,
        ),
    ],
  ] as const)('a case is full in %s at the limit of that part', (part, adding) => {
    expect(adding(full)).toMatchObject({ code: 'CASE_FULL', detail: { part, limit: caseLimits[part] } });
  });
});

const full = caseWith(
  caseFacts.alertJoined(),
  { type: 'case.loss-added', data: { at: now, loss: { amountFen: 1, at: minute(0), itemId: caseIdOf('itm', 1), addedAt: now } } },
  {
    type: 'case.evidence-added',
    data: {
      at: now,
      evidence: { category: 'statement', title: 't', obtainedAt: minute(0), itemId: caseIdOf('itm', 2), addedAt: now },
    },
  },
);
function filled<T>([first]: readonly T[], size: number): T[] {
  if (first === undefined) throw new Error('there is nothing to fill it with');
  return Array.from({ length: size }, () => first);
}

describe('two cases', () => {
  test('are not one', () => {
    expect(linkCases(full, { caseId: one, reason }, full, ctx)).toMatchObject({
      code: 'CASE_WITH_ITSELF',
      detail: { paths: ['/caseId'] },
    });
    expect(mergeCases(full, { into: one, reason }, full, ctx)).toMatchObject({
      ...{ code: 'CASE_WITH_ITSELF', detail: { paths: ['/into'] } },
    });
  });

  test('bring links into one that it does not have yet, and none to itself', () => {
    const from = caseWith(linked(two), linked(three), linked(caseIdOf('cas', 4)));
    const into = other(linked(three), linked(caseIdOf('cas', 5)));
    const merger = mergeCases(from, { into: two, reason }, into, ctx);
    expect(merger).toMatchObject({ there: [{ data: { content: { links: [{ caseId: caseIdOf('cas', 4) }] } } }] });
  });
});

describe('the station of a filed case', () => {
  const filed = (...before: readonly CaseFact[]) => caseWith(...before, caseFacts.filed());

  test('is given once, and counts from when the filing was noted', () => {
    expect(correcting(filed(), 'shangdi')).toMatchObject({
      facts: [{ data: { changes: { station: 'shangdi' }, countedAt: minute(25) } }],
    });
  });

  test('counts from no moment while the case is not filed', () => {
    const [fact] = correcting(caseWith(), 'shangdi').facts;
    expect(Object.keys(fact?.data ?? {}).toSorted()).toEqual(['at', 'changes', 'reason']);
  });

  test('stays open where the cases merged into it were not filed, or under another number', () => {
    expect(correcting(filed(absorbed(two)), 'shangdi')).toMatchObject({ kind: 'acceptance' });
    expect(correcting(filed(absorbed(two, { ...filing, caseNumber: 'A2' })), 'shangdi')).toMatchObject({ kind: 'acceptance' });
    expect(correcting(filed(absorbed(two, filing)), 'shangdi')).toMatchObject({
      ...{ code: 'FILED_AS_OTHER_CASE', detail: { paths: ['/station'] } },
    });
  });
});

describe('views of a case', () => {
  test('a known case tells the number of its filing; without a filing it tells none, and a foreign case tells nothing', () => {
    expect(knownCase(caseWith(caseFacts.filed()), haidian)).toStrictEqual({
      ...{ caseId: one, reference: 'C-HD-261122-000001', caseNumber: filing.caseNumber },
    });
    expect(knownCase(caseWith(), haidian)).toStrictEqual({ caseId: one, reference: 'C-HD-261122-000001' });
    expect(knownCase(caseWith(), chaoyang)).toBeUndefined();
  });

  test('a bank sees nothing of a case, even with a grant', () => {
    const file = caseWith(caseFacts.shared({ agency: 'bank-a' }), caseFacts.shared({ grantId: caseIdOf('grt', 2) }));
    const bank = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' } as const;
    expect(partsVisible(file, bank, minute(31))).toEqual([]);
    expect(partsVisible(file, prosecutor, minute(31))).toEqual(['summary', 'timeline']);
  });
});

describe('an entry in the list of shares', () => {
  const { grantId, agency, grantedAt, until } = grantOf();
  const share = { grantId, caseId: one, agency, grantedAt, until };
  const ended = { at: now, grantId, caseId: one, agency };

  test('begins with the share, and ends once', () => {
    expect(() => CaseShares.evolve(undefined, { type: 'case-share.expired', data: ended })).toThrow(
      'case-share.expired cannot be the first fact of a share',
    );
    const over = CaseShares.evolve(share, { type: 'case-share.expired', data: ended });
    expect(over).toStrictEqual({ ...share, ended: 'expired' });
    expect(() => CaseShares.evolve(over, { type: 'case-share.revoked', data: ended })).toThrow('a share that is expired');
  });

  test('stays where its case goes on, also where the case has let go of the grant', () => {
    expect(endWithCase(share, caseWith(), ctx)).toEqual([]);
    expect(endWithCase(share, caseWith(caseFacts.shared()), ctx)).toEqual([]);
    expect(endWithCase(share, caseWith(caseFacts.shared(), caseFacts.revoked()), ctx)).toStrictEqual([
      { type: 'case-share.ended-with-case', data: ended },
    ]);
  });
});

const officer = officers[0];
const merged = caseWith({ type: 'case.merged', data: { at: now, into: two, reason } });
const forbids = { code: 'CASE_STATE_FORBIDS', detail: { state: 'merged' } };

describe('a case that was merged', () => {
  test('is not filed, ticked off, shared or linked', () => {
    const must = { must: 'money-traced', doneAt: minute(20), officer } as const;
    expect(filingAs(merged, filing)).toMatchObject(forbids);
    expect(noteMust(merged, must, ctx)).toMatchObject(forbids);
    expect(shareCase(merged, shareInput(), ctx)).toMatchObject(forbids);
    expect(linkCases(merged, { caseId: two, reason }, other(), ctx)).toMatchObject(forbids);
    expect(linkCases(other(), { caseId: one, reason }, merged, ctx)).toMatchObject(forbids);
    const gone = caseWith(caseFacts.shared(), { type: 'case.merged', data: { at: minute(31), into: two, reason } });
    const revoke = { grantId: caseIdOf('grt', 1), reason };
    expect(revokeShare(gone, revoke, undefined, ctx)).toMatchObject(forbids);
    expect(grantsInForce(gone, minute(32))).toEqual([]);
  });
});

describe('the content of a filing', () => {
  const station = 'zhongguancun';
  test('a filing names the station of the case, if it has one', () => {
    const saysOf = (file: Case) => filingAs(file, filing).facts[0]?.data;
    expect(saysOf(caseWith())).toStrictEqual({ at: now, filing, district: 'haidian', agency: haidian.agency });
    expect(saysOf({ ...caseWith(), station })).toMatchObject({ station });
  });

  test('a filing in another spelling is the same; one of another day or with a new scan is another', () => {
    const scan = 'a'.repeat(64);
    const filed = caseWith(caseFacts.filed({ decisionSha256: scan }));
    const same = { kind: 'acceptance', facts: [] };
    const differs = { code: 'CASE_ALREADY_FILED' };
    expect(filingAs(filed, filing)).toEqual(same);
    expect(filingAs(filed, { ...filing, decisionSha256: scan })).toEqual(same);
    expect(filingAs(filed, { ...filing, decisionSha256: 'b'.repeat(64) })).toMatchObject(differs);
    expect(filingAs(filed, { ...filing, filedAt: minute(21) })).toMatchObject(differs);
    expect(filingAs(filed, { ...filing, caseNumber: ` ${filing.caseNumber.toLowerCase()} ` })).toEqual(same);
  });

  test('a filing is not in the future', () => {
    expect(filingAs(caseWith(), { ...filing, filedAt: minute(40) })).toMatchObject({
      ...{ code: 'TIME_IN_FUTURE', detail: { paths: ['/filedAt'] } },
    });
  });

  test('a number has one place in any spelling', () => {
    expect(caseNumberKey('A 1101')).toBe(caseNumberKey('a1101'));
    expect(caseNumberKey('A1102')).not.toBe(caseNumberKey('A1101'));
  });
});

test('each of the three musts is ticked off once, and not ahead', () => {
  const file = caseWith(caseFacts.mustDone('money-traced'));
  const noting = (must: 'money-traced' | 'scene-examined', doneAt = minute(20)) => noteMust(file, { must, doneAt, officer }, ctx);
  expect(noting('money-traced')).toMatchObject({ code: 'MUST_DONE_BEFORE', detail: { must: 'money-traced' } });
  expect(noting('scene-examined')).toMatchObject({
    facts: [{ data: { done: { must: 'scene-examined', notedBy: haidian.agency } } }],
  });
  expect(noting('scene-examined', minute(40))).toMatchObject({ code: 'TIME_IN_FUTURE', detail: { paths: ['/doneAt'] } });
});

describe('a merger', () => {
  const loss = (n: number): CaseFact => ({
    type: 'case.loss-added',
    data: { at: now, loss: { amountFen: n, at: minute(0), itemId: caseIdOf('itm', n), addedAt: now } },
  });

  test('brings the losses, the evidence and the musts that the other case lacks, and the filing if that has none', () => {
    const from = caseWith(loss(1), caseFacts.mustDone('money-traced'), caseFacts.mustDone('scene-examined'), caseFacts.filed());
    const into = other(loss(2), caseFacts.mustDone('money-traced'), caseFacts.mustDone('information-taken'));
    const merger = mergeCases(from, { into: two, reason }, into, ctx);
    if (merger.kind === 'refusal') throw new Error(merger.code);
    expect(merger.kind).toBe('both');
    expect(merger.here).toStrictEqual([{ type: 'case.merged', data: { at: now, into: two, reason } }]);
    expect(merger.there.map(({ type }) => type)).toEqual(['case.absorbed', 'case.filing-taken-over']);
    expect(merger.there[1]?.data).toStrictEqual({ at: now, from: one, filing });
    const after = merger.there.reduce<Case>((file, fact) => Cases.state.parse(Cases.evolve(file, Cases.fact.parse(fact))), into);
    expect(after.losses.map(({ amountFen }) => amountFen)).toEqual([2, 1]);
    expect(after.musts.map(({ must }) => must)).toEqual(['money-traced', 'information-taken', 'scene-examined']);
    expect(after).toMatchObject({ status: 'filed', filing, absorbed: [{ caseId: one, filing }] });
  });

  test('keeps the evidence of both, and a filing that is there', () => {
    const from: Case = { ...full, filing };
    const into: Case = { ...full, caseId: two, filing: { ...filing, caseNumber: 'A2' } };
    const merger = mergeCases(from, { into: two, reason }, into, ctx);
    if (merger.kind === 'refusal') throw new Error(merger.code);
    expect(merger.there).toHaveLength(1);
    const [fact] = merger.there;
    if (fact === undefined) throw new Error('it was not merged');
    const { filing: _, ...open } = into;
    expect(Cases.evolve(open, fact)).toMatchObject({ evidence: [...full.evidence, ...full.evidence] });
    const unfiled = mergeCases(full, { into: two, reason }, into, ctx);
    if (unfiled.kind === 'refusal') throw new Error(unfiled.code);
    expect(unfiled.there[0]?.data).toStrictEqual(
      expect.objectContaining({ content: expect.objectContaining({ absorbed: [{ caseId: one }] }) }),
    );
  });

  test('takes away a link to the case that it brings, and leaves the others', () => {
    const into = other(linked(one), linked(three));
    const merger = mergeCases(caseWith(absorbed(caseIdOf('cas', 9))), { into: two, reason }, into, ctx);
    if (merger.kind === 'refusal') throw new Error(merger.code);
    const after = merger.there.reduce<Case>((file, fact) => Cases.evolve(file, Cases.fact.parse(fact)), into);
    expect(after.links.map(({ caseId }) => caseId)).toEqual([three]);
    expect(after.absorbed.map(({ caseId }) => caseId)).toEqual([caseIdOf('cas', 9), one]);
  });
});

test('a link is of two cases, and each has twenty at most', () => {
  const link = { caseId: caseIdOf('cas', 7), reason, linkedAt: now };
  const many: Case = { ...caseWith(), links: filled([link], caseLimits.links) };
  const refused = { code: 'CASE_FULL', detail: { part: 'links', limit: 20 } };
  expect(linkCases(many, { caseId: two, reason }, other(), ctx)).toMatchObject(refused);
  expect(linkCases(other(), { caseId: one, reason }, many, ctx)).toMatchObject(refused);
  expect(linkCases(caseWith(), { caseId: two, reason }, other(), ctx)).toMatchObject({
    ...{ kind: 'both', here: [{ data: { link: { caseId: two } } }], there: [{ data: { link: { caseId: one } } }] },
  });
});

describe('a proposal to link', () => {
  test('says whether it is across districts', () => {
    const proposed = (to: Case) => proposeLink(undefined, 'victim', { fraudCase: caseWith(), other: to }, { now })[0]?.data;
    expect(proposed(other())).toStrictEqual({ at: now, caseId: one, with: two, ground: 'victim' });
    expect(proposed({ ...other(), district: 'chaoyang' })).toMatchObject({ across: true });
  });
});

describe('an alarm that leaves a case', () => {
  const parting = (orders: readonly StopOrder[], alertId = id('alt', 1)) =>
    partAlert(caseWith(caseFacts.alertJoined(), caseFacts.filed()), { alertId, reason }, orders, ctx);
  const stopped = orderWith(...untilStopped);
  const frozen = orderWith(...untilFrozen);

  test('is one of it', () => {
    expect(parting([], id('alt', 2))).toMatchObject({ code: 'NOT_FOUND' });
    expect(parting([])).toMatchObject({ kind: 'acceptance' });
  });

  test('leaves no freeze behind, and none that its bank is asked for', () => {
    const asked = (instruction: 'freeze' | 'renew' | 'release') => ({ ...stopped, pending: pending(instruction) });
    for (const order of [frozen, asked('freeze'), asked('renew')])
      expect(parting([stopped, order])).toMatchObject({ code: 'FREEZE_RESTS_ON_FILING', detail: { frozen: 1 } });
    expect(parting([asked('release')])).toMatchObject({ kind: 'acceptance' });
  });

  test('has eighty stops at most that could become freezes meanwhile; others do not count', () => {
    const returned = orderWith(orderFacts.requested(), orderFacts.returned());
    const stops = (n: number) => Array.from({ length: n }, () => stopped);
    expect(parting([...stops(80), returned])).toMatchObject({ kind: 'acceptance' });
    expect(parting([...stops(81), returned])).toMatchObject({ code: 'TOO_MANY_STOPS', detail: { stopped: 81, limit: 80 } });
  });
});

describe('the grants that a case keeps', () => {
  const grant = (n: number, over: object = {}) => grantOf({ grantId: caseIdOf('grt', n), ...over });
  const sharing = (grants: readonly Grant[]) => {
    const file: Case = { ...caseWith(), grants: [...grants] };
    return Cases.evolve(file, caseFacts.shared({ grantId: caseIdOf('grt', 99), grantedAt: minute(40) })).grants.map(
      ({ grantId }) => grantId,
    );
  };
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  test('are all of them while there is room', () => {
    const before = numbers(1, caseLimits.grants - 1).map((n) => grant(n, { revokedAt: minute(35) }));
    expect(sharing(before)).toHaveLength(caseLimits.grants);
  });

  test('lose the oldest that has ended, by its time or by a person, where there is none', () => {
    const kept = (ended: object) => sharing(numbers(1, caseLimits.grants).map((n) => grant(n, n === 3 || n === 5 ? ended : {})));
    for (const ended of [{ revokedAt: minute(35) }, { until: minute(40) }]) {
      const left = kept(ended);
      expect(left).toHaveLength(caseLimits.grants);
      expect(left).not.toContain(caseIdOf('grt', 3));
      expect(left).toContain(caseIdOf('grt', 5));
    }
    expect(kept({ until: minute(41) })).toHaveLength(caseLimits.grants + 1);
  });
});

test('a share with an agency of the case is refused by its place', () => {
  expect(shareCase(caseWith(), shareInput({ agency: haidian.agency }), ctx)).toMatchObject({
    ...{ code: 'SHARE_WITH_OWN_AGENCY', detail: { paths: ['/agency'] } },
  });
});

test('a share is revoked also where its entry is gone', () => {
  const revoke = { grantId: caseIdOf('grt', 1), reason };
  expect(
    revokeShare(caseWith(caseFacts.shared()), revoke, undefined, context({ now: minute(35), actor: haidian })),
  ).toMatchObject({
    facts: [{ type: 'case.share-revoked' }],
  });
});

test('a case is its district’s, its agencies’ and the city’s, and its notices go there', () => {
  const file = caseWith();
  expect(holdsCase(file, { ...haidian, agency: 'police-2' })).toBe(true);
  expect(holdsCase(file, chaoyang)).toBe(false);
  expect(holdsCase({ ...file, agencies: [chaoyang.agency] }, chaoyang)).toBe(true);
  expect(toldCase.about(file)).toEqual({ district: 'haidian', reference: file.reference, agencies: [haidian.agency] });
});

test('no case names a station of another district, not even on the word of the police of that district', () => {
  expect(stationRefusal({ district: 'chaoyang' }, 'haidian', chaoyang)).toMatchObject({ code: 'STATION_OF_OTHER_DISTRICT' });
  expect(stationRefusal({ district: 'haidian' }, 'haidian', haidian)).toBeUndefined();
});
