import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOf } from '../../functions/lookups/orders-so-far.ts';
import { decideAccess } from '../../shared/access/decide-access.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { readNoted } from '../../shared/cases/case-reads.ts';
import { evolveCase } from '../../shared/cases/evolve-case.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import { type Case, caseParts } from '../../shared/cases/model.ts';
import { revokeShare, shareCase } from '../../shared/cases/share-case.ts';
import { caseView } from '../../shared/cases/views.ts';
import { partsVisible } from '../../shared/cases/visibility.ts';
import { isMeant } from '../../shared/kernel/audience.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { caseFacts, caseWith, chaoyang, city, colleague, haidian, prosecutor } from '../support/case-samples.ts';
import { context, minute } from '../support/samples.ts';

const judge: Actor = { agency: 'court-city', agencyKind: 'court', roles: ['judge'], subject: 'fan' };
const bank: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
const clerk: Actor = { ...prosecutor, roles: ['clerk'], subject: 'wu' };
const actors: readonly Actor[] = [haidian, chaoyang, city, prosecutor, colleague, judge, bank, clerk];
const strangers = actors.filter((actor) => actor !== haidian && actor !== city);

/** Something that is done to the shares of a case, some time after the thing before. */
const step = fc.record({
  after: fc.nat(6 * HOUR),
  does: fc.constantFrom('share', 'share', 'revoke', 'wait'),
  agency: fc.constantFrom(...new Set(strangers.map((actor) => actor.agency))),
  persons: fc.subarray(['xu', 'shen']),
  roles: fc.subarray(['prosecutor', 'judge', 'clerk']),
  parts: fc.subarray([...caseParts], { minLength: 1 }),
  lasts: fc.integer({ min: 1, max: 12 * HOUR }),
  which: fc.nat(5),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const life = fc.array(step, { maxLength: 20 });

interface Moment {
  readonly now: string;
  readonly file: Case;
  /** Everything that has happened so far. */
  readonly facts: readonly CaseFact[];
}

function play(steps: readonly Step[]): readonly Moment[] {
  const begun = caseWith(caseFacts.alertJoined(), caseFacts.personAdded(), caseFacts.mustDone('money-traced'));
  let last: Moment = { now: minute(30), file: begun, facts: [] };
  return steps.map((one) => {
    const now = plus(last.now, one.after);
    const ctx = context({ now, actor: haidian });
    const decided = decide(last.file, one, ctx);
    const own = decided.facts.flatMap((fact): CaseFact[] =>
      fact.type === 'case.shared' || fact.type === 'case.share-revoked' ? [fact] : [],
    );
    last = { now, file: own.reduce(evolveCase, last.file), facts: [...last.facts, ...own] };
    return last;
  });
}

function decide(file: Case, { does, agency, persons, roles, parts, lasts, which }: Step, ctx: ReturnType<typeof context>) {
  if (does === 'wait') return { facts: [] };
  if (does === 'share') return shareCase(file, { agency, persons, roles, parts, purpose: 'p', until: plus(ctx.now, lasts) }, ctx);
  return revokeShare(
    file,
    { grantId: file.grants[which % Math.max(1, file.grants.length)]?.grantId ?? '', reason: 'r' },
    undefined,
    ctx,
  );
}

/** What the facts say that the actor was given and has not lost: told from the history alone. */
function givenTo(actor: Actor, { facts, now }: Moment): ReadonlySet<string> {
  const revoked = new Set(facts.flatMap((fact) => (fact.type === 'case.share-revoked' ? [fact.data.grantId] : [])));
  const grants = facts.flatMap((fact) => (fact.type === 'case.shared' ? [fact.data.grant] : []));
  const live = grants.filter((grant) => !revoked.has(grant.grantId) && grant.until > now && isMeant(grant, actor));
  return new Set(live.flatMap(({ parts }) => parts));
}

const runs = { numRuns: 300 };

describe('after any shares, revocations and expiries, in any order', () => {
  test('each agency sees exactly what grants in force give it', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const moment of play(steps)) {
          for (const actor of strangers) {
            const expected = actor.agencyKind === 'bank' ? [] : caseParts.filter((part) => givenTo(actor, moment).has(part));
            expect(partsVisible(moment.file, actor, moment.now)).toEqual(expected);
          }
          for (const actor of [haidian, city]) expect(partsVisible(moment.file, actor, moment.now)).toEqual(caseParts);
        }
        expect(steps.length).toBeLessThanOrEqual(20);
      }),
      runs,
    );
  });

  test('a reader sees only the parts given, and the recorded look names the same parts', () => {
    const shows: Readonly<Record<string, string>> = {
      ...{ title: 'summary', fraudType: 'summary', summary: 'summary', station: 'summary', filing: 'filing', alerts: 'alerts' },
      ...{
        money: 'money',
        persons: 'persons',
        losses: 'losses',
        lossFen: 'losses',
        evidence: 'evidence',
        musts: 'musts',
        links: 'links',
      },
    };
    const head = [
      'caseId',
      'reference',
      'district',
      'agency',
      'status',
      'version',
      'openedAt',
      'touchedAt',
      'openSeconds',
      'parts',
    ];
    const { total: _, ...noOrders } = countOf([], minute(0));
    const money = { freezeRequests: [], orders: 0, ...noOrders };
    fc.assert(
      fc.property(life, (steps) => {
        for (const moment of play(steps)) {
          for (const actor of strangers) {
            const seen = givenTo(actor, moment);
            const view = caseView(moment.file, { actor, now: moment.now, version: 1, asked: moment.file.caseId, money });
            const shown = Object.keys(view).filter((field) => !head.includes(field) && field !== 'withheld');
            // the names of the parts, which every agency knows, and nothing in them
            expect(view.withheld ?? []).toEqual(caseParts.filter((part) => !view.parts.includes(part)));
            if (actor.agencyKind !== 'bank')
              expect(
                shown.every((field) => seen.has(shows[field] ?? 'nothing')),
                shown.join(),
              ).toBe(true);
            else expect(shown).toEqual([]);
            const read = readNoted(moment.file, { what: 'case' }, { now: moment.now, actor });
            expect(read?.data.parts).toEqual(view.parts);
            const parts = ['persons', 'filing'] as const;
            const evidence = readNoted(
              moment.file,
              { what: 'consultation', consultationId: 'c', parts },
              { now: moment.now, actor },
            );
            expect(evidence?.data.parts).toEqual(view.parts.filter((part) => part === 'persons' || part === 'filing'));
          }
        }
        expect(steps.length).toBeLessThanOrEqual(20);
      }),
      runs,
    );
  });

  test('the access policy admits each actor who can see parts, if they have a role that it knows', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { file, now } of play(steps)) {
          for (const actor of actors) {
            const access = decideAccess('case.read', actor, caseThing(file, now));
            const parts = partsVisible(file, actor, now);
            if (actor === clerk) expect(access.outcome).not.toBe('allowed');
            else if (parts.length === 0) expect(access).toEqual({ outcome: 'hidden' });
            else expect(access).toEqual({ outcome: 'allowed', fields: actor === haidian || actor === city ? 'full' : 'granted' });
          }
        }
        expect(steps.length).toBeLessThanOrEqual(20);
      }),
      runs,
    );
  });

  test('no grant outlasts the case: once the case is merged, it has no share left', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const last = play(steps).at(-1);
        if (last === undefined) return;
        const merged = evolveCase(last.file, {
          type: 'case.merged',
          data: { at: last.now, into: last.file.caseId, reason: 'r' },
        });
        for (const actor of strangers) expect(partsVisible(merged, actor, last.now)).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(strangers).not.toContain(haidian);
  });
});
