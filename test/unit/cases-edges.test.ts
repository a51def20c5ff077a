import { describe, expect, test } from 'vitest';
import { addItem, joinAlert } from '../../shared/cases/add-item.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { CaseShares, endWithCase } from '../../shared/cases/case-shares.ts';
import { correctCase } from '../../shared/cases/correct-case.ts';
import { fileCase } from '../../shared/cases/file-case.ts';
import { linkCases, mergeCases } from '../../shared/cases/join-cases.ts';
import { knownCase } from '../../shared/cases/known-case.ts';
import { type Case, type CaseFiling, caseLimits } from '../../shared/cases/model.ts';
import { Cases } from '../../shared/cases/streams.ts';
import { partsVisible } from '../../shared/cases/visibility.ts';
import { caseFacts, caseIdOf, caseWith, chaoyang, filing, grantOf, haidian, prosecutor } from '../support/case-samples.ts';
import { given } from '../support/given.ts';
import { alert, context, id, minute } from '../support/samples.ts';

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

describe('what joins a case', () => {
  const merged = caseWith({ type: 'case.merged', data: { at: now, into: two, reason } });

  test('does not join one that was merged', () => {
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
  ] as const)('finds the room of its part, %s, taken', (part, adding) => {
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

describe('what others see', () => {
  test('a known case tells the number of its filing; without a filing it tells none, and a foreign case tells nothing', () => {
    expect(knownCase(caseWith(caseFacts.filed()), haidian)).toStrictEqual({
      ...{ caseId: one, reference: 'C-HD-261122-000001', caseNumber: filing.caseNumber },
    });
    expect(knownCase(caseWith(), haidian)).toStrictEqual({ caseId: one, reference: 'C-HD-261122-000001' });
    expect(knownCase(caseWith(), chaoyang)).toBeUndefined();
  });

  test('is nothing for a bank, even with a grant', () => {
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
