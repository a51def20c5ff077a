import { describe, expect, test } from 'vitest';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { advanceShare, CaseShares } from '../../shared/cases/case-shares.ts';
import { evolveCase } from '../../shared/cases/evolve-case.ts';
import { linkCases, mergeCases } from '../../shared/cases/join-cases.ts';
import { caseLimits, type ShareCase } from '../../shared/cases/model.ts';
import { revokeShare, shareCase } from '../../shared/cases/share-case.ts';
import { Cases } from '../../shared/cases/streams.ts';
import { plusMonths } from '../../shared/kernel/beijing.ts';
import {
  caseFacts,
  caseIdOf,
  caseWith,
  chaoyang,
  city,
  grantOf,
  haidian,
  prosecutor,
  shareInput,
} from '../support/case-samples.ts';
import { given, stateOf } from '../support/given.ts';
import { context, hour, minute, policy } from '../support/samples.ts';

const now = minute(30);
const ctx = context({ now, actor: haidian });
const opened = caseFacts.opened();

describe('sharing a case', () => {
  const grantId = caseIdOf('grt', 1);
  const { agency, grantedAt, until } = grantOf();
  const entry = { grantId, caseId: caseIdOf('cas', 1), agency, grantedAt, until };

  test('names agency, parts, purpose and end; and puts it on the list of that agency', () => {
    given(Cases, opened)
      .when((one) => shareCase(one, shareInput(), ctx))
      .thenFacts(
        { type: 'case.shared', data: { grant: { ...shareInput(), grantedBy: haidian.agency, grantedAt: now } } },
        { type: 'case-share.opened', data: { agency: prosecutor.agency, until: hour(24) } },
      );
  });

  test('a case is not shared with its own agency, and not for a time that is over', () => {
    const file = given(Cases, opened);
    file.when((one) => shareCase(one, shareInput({ agency: haidian.agency }), ctx)).thenRefused('SHARE_WITH_OWN_AGENCY');
    file
      .when((one) => shareCase(one, shareInput({ agency: haidian.agency }), { ...ctx, actor: city }))
      .thenRefused('SHARE_WITH_OWN_AGENCY');
    file
      .when((one) => shareCase(one, shareInput({ agency: city.agency }), { ...ctx, actor: city }))
      .thenRefused('SHARE_WITH_OWN_AGENCY');
    file.when((one) => shareCase(one, shareInput({ until: now }), ctx)).thenRefused('SHARE_END_IN_PAST', { paths: ['/until'] });
    file
      .when((one) => shareCase(one, shareInput({ agency: chaoyang.agency }), ctx))
      .thenFacts({ type: 'case.shared' }, { type: 'case-share.opened' });
  });

  test('a case is not shared for longer than the policy allows; the refusal says the latest end', () => {
    const latest = '2027-11-22T02:00:00.000Z';
    expect(plusMonths(now, policy.amount('case.share-longest', now))).toBe(latest);
    const file = given(Cases, opened);
    file
      .when((one) => shareCase(one, shareInput({ until: '2027-11-22T02:00:00.001Z' }), ctx))
      .thenRefused('SHARE_TOO_LONG', { latest, paths: ['/until'] });
    file
      .when((one) => shareCase(one, shareInput({ until: latest }), ctx))
      .thenFacts({ type: 'case.shared' }, { type: 'case-share.opened' });
  });

  test('an identical share is not given twice, so that revoking it once ends it', () => {
    const roles = { roles: ['prosecutor', 'clerk'] };
    const file = given(Cases, opened, caseFacts.shared(roles));
    const again = shareInput({ roles: ['clerk', 'prosecutor'], parts: ['timeline', 'summary'] });
    file.when((one) => shareCase(one, again, ctx)).thenNothing();
    const others: Partial<ShareCase>[] = [
      { roles: ['clerk'] },
      { purpose: 'another' },
      { parts: ['summary'] },
      { until: hour(23) },
    ];
    for (const other of others) {
      file
        .when((one) => shareCase(one, shareInput({ ...roles, ...other }), ctx))
        .thenFacts({ type: 'case.shared' }, { type: 'case-share.opened' });
    }
    given(Cases, opened, caseFacts.shared(roles), caseFacts.revoked())
      .when((one) => shareCase(one, again, { ...ctx, now: minute(50) }))
      .thenFacts({ type: 'case.shared' }, { type: 'case-share.opened' });
  });

  test('there is room for forty in force, and those that ended make room', () => {
    const many = Array.from({ length: caseLimits.grants }, (_, i) => caseFacts.shared({ grantId: caseIdOf('grt', i + 1) }));
    const file = caseWith(...many);
    const another = shareInput({ purpose: 'something else' });
    expect(shareCase(file, another, ctx)).toMatchObject({ code: 'CASE_FULL' });
    const freed = evolveCase(file, caseFacts.revoked(caseIdOf('grt', 3), now));
    const shared = shareCase(freed, another, ctx);
    expect(shared.kind).toBe('acceptance');
    const own = shared.facts.flatMap((fact) => (fact.type === 'case.shared' ? [fact] : []));
    const after = own.reduce(evolveCase, freed);
    expect(after.grants).toHaveLength(caseLimits.grants);
    expect(after.grants.some((grant) => grant.grantId === caseIdOf('grt', 3))).toBe(false);
  });

  test('revoking ends it, once; an unknown one is not found; one that is over stays over', () => {
    const file = given(Cases, opened, caseFacts.shared());
    file
      .when((one) => revokeShare(one, { grantId, reason: 'r' }, entry, ctx))
      .thenFacts({ type: 'case.share-revoked', data: { grantId } }, { type: 'case-share.revoked', data: { grantId } });
    file.when((one) => revokeShare(one, { grantId: caseIdOf('grt', 2), reason: 'r' }, entry, ctx)).thenRefused('NOT_FOUND');
    file.when((one) => revokeShare(one, { grantId, reason: 'r' }, entry, { ...ctx, now: hour(24) })).thenNothing();
    const endedBySweep = { ...entry, ended: 'expired' } as const;
    file
      .when((one) => revokeShare(one, { grantId, reason: 'r' }, endedBySweep, ctx))
      .thenFacts({ type: 'case.share-revoked', data: { grantId } });
    given(Cases, opened, caseFacts.shared(), caseFacts.revoked())
      .when((one) => revokeShare(one, { grantId, reason: 'r' }, entry, { ...ctx, now: minute(50) }))
      .thenNothing();
  });

  test('its entry on the list of the agency ends with it, and its end is noted once', () => {
    const share = stateOf(CaseShares, {
      type: 'case-share.opened',
      data: { grantId, caseId: caseIdOf('cas', 1), agency, grantedAt, until },
    });
    if (share === undefined) throw new Error('a share was opened');
    expect(Object.keys(CaseShares.index(share).entries)).toEqual(['listing', 'due']);
    expect(advanceShare(share, { ...ctx, now: hour(23) })).toEqual([]);
    const [expired] = advanceShare(share, { ...ctx, now: hour(24) });
    expect(expired).toMatchObject({ type: 'case-share.expired' });
    if (expired === undefined) throw new Error('it expired');
    const ended = CaseShares.evolve(share, expired);
    expect(CaseShares.index(ended).entries).toEqual({});
    expect(advanceShare(ended, { ...ctx, now: hour(25) })).toEqual([]);
    expect(() => CaseShares.evolve(ended, expired)).toThrow('a share that is expired');
  });
});

describe('merging and linking cases', () => {
  const into = (...facts: readonly CaseFact[]) =>
    stateOf(Cases, caseFacts.opened({ caseId: caseIdOf('cas', 2), agency: 'police-city' }), ...facts) ?? caseWith();
  const reason = { reason: 'one group' };

  test('ends the shares of the case that goes on, too: they were not granted for the merged case', () => {
    const other = into(caseFacts.shared());
    expect(other.grants).toMatchObject([{ agency: expect.any(String) }]);
    const both = mergeCases(caseWith(caseFacts.personAdded()), { into: other.caseId, ...reason }, other, ctx);
    if (both.kind === 'refusal') throw new Error(both.code);
    const after = both.there.reduce(evolveCase, other);
    expect(after.grants.map(({ revokedAt }) => revokedAt)).toEqual([ctx.now]);
  });

  test('brings everything over but the shares, and of the checklist what is still to do', () => {
    const file = caseWith(
      caseFacts.alertJoined(),
      caseFacts.personAdded(),
      caseFacts.mustDone('money-traced'),
      caseFacts.mustDone('scene-examined'),
      caseFacts.shared(),
    );
    const other = into(caseFacts.mustDone('money-traced'));
    const both = mergeCases(file, { into: other.caseId, ...reason }, other, ctx);
    if (both.kind === 'refusal') throw new Error(both.code);
    const after = both.there.reduce(evolveCase, other);
    expect(after).toMatchObject({
      agencies: ['police-city', haidian.agency],
      alerts: file.alerts,
      persons: file.persons,
      grants: [],
      absorbed: [{ caseId: file.caseId }],
    });
    expect(after.musts.map(({ must }) => must)).toEqual(['money-traced', 'scene-examined']);
    expect(both.here.reduce(evolveCase, file)).toMatchObject({ status: 'merged', mergedInto: other.caseId });
  });

  test('an open case goes on under the filing of the one it takes in; a filed one keeps its own', () => {
    const filed = caseWith(caseFacts.filed());
    const types = (other: ReturnType<typeof into>) => {
      const both = mergeCases(filed, { into: other.caseId, ...reason }, other, ctx);
      return both.kind === 'refusal' ? [both.code] : both.there.map(({ type }) => type);
    };
    expect(types(into())).toEqual(['case.absorbed', 'case.filing-taken-over']);
    expect(types(into(caseFacts.filed({ caseNumber: 'A2' })))).toEqual(['case.absorbed']);
  });

  test('a case is not linked with itself, not twice, and not beyond what a file holds', () => {
    const file = caseWith();
    expect(mergeCases(file, { into: file.caseId, ...reason }, file, ctx)).toMatchObject({ code: 'CASE_WITH_ITSELF' });
    const merged = evolveCase(file, { type: 'case.merged', data: { at: now, into: caseIdOf('cas', 2), ...reason } });
    expect(mergeCases(merged, { into: caseIdOf('cas', 2), ...reason }, into(), ctx)).toMatchObject({
      code: 'CASE_STATE_FORBIDS',
    });
    expect(mergeCases(into(), { into: file.caseId, ...reason }, merged, ctx)).toMatchObject({ code: 'CASE_STATE_FORBIDS' });
    const full = caseWith(...Array.from({ length: 60 }, (_, i) => caseFacts.personAdded(i)));
    const crowded = into(...Array.from({ length: 60 }, (_, i) => caseFacts.personAdded(i)));
    expect(mergeCases(full, { into: crowded.caseId, ...reason }, crowded, ctx)).toMatchObject({
      code: 'CASE_FULL',
      detail: { part: 'persons' },
    });
  });

  test('a link is known on both sides, made once, and gone where the two become one', () => {
    const [one, two] = [caseWith(), into()];
    const both = linkCases(one, { caseId: two.caseId, ...reason }, two, ctx);
    if (both.kind === 'refusal') throw new Error(both.code);
    const [here, there] = [both.here.reduce(evolveCase, one), both.there.reduce(evolveCase, two)];
    expect([here.links, there.links]).toMatchObject([[{ caseId: two.caseId }], [{ caseId: one.caseId }]]);
    expect(linkCases(here, { caseId: two.caseId, ...reason }, there, ctx)).toMatchObject({ here: [], there: [] });
    const merged = mergeCases(here, { into: two.caseId, ...reason }, there, ctx);
    if (merged.kind === 'refusal') throw new Error(merged.code);
    expect(merged.there.reduce(evolveCase, there).links).toEqual([]);
  });
});
