import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CorrectAlert, WithdrawAlert } from '../../shared/alerts/bodies.ts';
import { closedRefusal } from '../../shared/alerts/gates.ts';
import { gradeOf } from '../../shared/alerts/grading.ts';
import { joinAlert, MAX_DUPLICATES } from '../../shared/alerts/join-alert.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import { correctAlert, handOverAlert, stillNamesVictim, withdrawAlert } from '../../shared/alerts/put-right.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { nameVictim, unnameVictim, Victims } from '../../shared/alerts/victim.ts';
import { alertView } from '../../shared/alerts/views.ts';
import { districts } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { createPolicy } from '../../shared/policy/policy.ts';
import { policyRows } from '../../shared/policy/values.ts';
import { given, stateOf } from '../support/given.ts';
import { alert, context, hour, id, minute, officer, officers, policy, T0 } from '../support/samples.ts';

const at5 = context({ now: minute(5) });
const raised = (over: Partial<Alert> = {}) => ({ type: 'alert.raised', data: alert(over) }) as const;
const toChaoyang = { to: 'chaoyang', reason: 'she lives there' } as const;
const falseAlarm = { reason: { code: 'false-alarm', text: 't' }, orders: 'leave' } as const;

/** The alarm after what a decider said. */
function following(before: Alert, { facts }: { readonly facts: readonly Fact[] }): Alert {
  return facts.map((fact) => Alerts.fact.parse(fact)).reduce<Alert>((state, fact) => Alerts.evolve(state, fact), before);
}

const withdrawn = following(alert(), withdrawAlert(alert(), falseAlarm, at5));
const older = alert({ alertId: id('alt', 9), reference: 'CY-OLDER', receivedAt: minute(-5), district: 'chaoyang' });

function joinedTo(one: Alert, other: Alert): { readonly younger: Alert; readonly older: Alert } {
  const joined = joinAlert(one, other, at5);
  if (joined.kind === 'refusal') throw new Error(joined.code);
  return { younger: following(one, { facts: [joined.here] }), older: following(other, { facts: [joined.there] }) };
}
const duplicate = joinedTo(alert(), older).younger;

describe('a hand-over', () => {
  test('moves the alarm to the district, which lists it, and leaves its reference and its clock', () => {
    const outcome = given(Alerts, raised())
      .when((state) => handOverAlert(state, toChaoyang, at5))
      .thenFacts({ type: 'alert.handed-over', data: { from: 'haidian', to: 'chaoyang', by: officer.agency, at: minute(5) } })
      .thenState({ status: 'open', district: 'chaoyang', reference: alert().reference, slaDueAt: minute(30) });
    const moved = following(alert(), outcome.decision);
    expect(Alerts.index(moved).entries.listing?.pk).toBe('alert#chaoyang#2026-11');
    expect(JSON.stringify(Alerts.index(moved).card)).not.toMatch(/she lives|王某/);
  });

  test('has the earlier districts read it, each once, and the agency that took it work on it', () => {
    const path = ['chaoyang', 'fengtai', 'haidian', 'chaoyang'] as const;
    const moved = path.reduce((state, to) => following(state, handOverAlert(state, { ...toChaoyang, to }, at5)), alert());
    expect(moved.formerDistricts).toEqual(['haidian', 'chaoyang', 'fengtai']);
    expect(alertThing(moved)).toMatchObject({ district: 'chaoyang', agencies: [officer.agency] });
    expect(alertThing(moved).alsoReadBy).toEqual(['haidian', 'chaoyang', 'fengtai']);
    expect(alertView(moved)).toMatchObject({ handedOver: { from: 'haidian', to: 'chaoyang', reason: toChaoyang.reason } });
  });

  test('is refused to the district that has it, of a withdrawn alarm, and of a duplicate, with the alarm that stands for it', () => {
    const toOwn = { ...toChaoyang, to: 'haidian' } as const;
    given(Alerts, raised())
      .when((state) => handOverAlert(state, toOwn, at5))
      .thenRefused('DISTRICT_HAS_ALERT', { paths: ['/to'] });
    expect(handOverAlert(withdrawn, toChaoyang, at5)).toMatchObject({ code: 'ALERT_WITHDRAWN' });
    expect(handOverAlert(duplicate, toChaoyang, at5)).toMatchObject({
      code: 'ALERT_IS_DUPLICATE',
      detail: { alertId: older.alertId, reference: 'CY-OLDER' },
    });
  });

  test('never takes an alarm from the sight of a district that had it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...districts), { maxLength: 40 }), (way) => {
        const had = new Set<string>(['haidian']);
        const moved = way.reduce((state, to) => {
          had.add(to);
          return following(state, handOverAlert(state, { ...toChaoyang, to }, at5));
        }, alert());
        const { district, alsoReadBy = [] } = alertThing(moved);
        expect(new Set([district, ...alsoReadBy])).toEqual(had);
        expect(alsoReadBy.length).toBeLessThanOrEqual(districts.length);
      }),
    );
  });
});

describe('a correction', () => {
  const corrected = (input: object, before = alert()) => correctAlert(before, CorrectAlert.parse({ reason: 'r', ...input }), at5);

  test('changes what it names, one member of the victim too, and counts', () => {
    given(Alerts, raised())
      .when(() => corrected({ victim: { phone: '13911112222' }, summary: 'One transfer.' }))
      .thenFacts({
        type: 'alert.corrected',
        data: { places: ['/victim/phone', '/summary'], by: officer.agency, reason: 'r', grade: 2 },
      })
      .thenState({
        victim: { ...alert().victim, phone: '13911112222' },
        summary: 'One transfer.',
        lossFen: alert().lossFen,
        corrections: 1,
        correctedAt: minute(5),
      });
  });

  test('takes a wrong member of the victim away', () => {
    const { victim } = following(alert(), corrected({ victim: { idNumber: null } }));
    expect(victim).toEqual({ name: '王某', phone: '13800000000' });
  });

  test('grades the alarm anew, by the rules of the moment at which it was recorded', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (lossFen) => {
        fc.pre(lossFen !== alert().lossFen);
        const state = following(alert(), corrected({ lossFen }));
        expect(state).toMatchObject({ lossFen, grade: gradeOf({ source: 'victim-report', lossFen }, policy, T0) });
        expect(state.slaDueAt).toBe(alert().slaDueAt);
        expect(state.receivedAt).toBe(T0);
      }),
    );
  });

  test('does not grade by bounds that came into force after the alarm was recorded', () => {
    const later = createPolicy({
      ...policyRows,
      'alert.grade-1-loss': [...policyRows['alert.grade-1-loss'], { value: 2, from: '2026-11-23' }],
    });
    const input = CorrectAlert.parse({ lossFen: 5_000_000, reason: 'r' });
    const decision = correctAlert(alert(), input, context({ now: hour(48), policy: later }));
    expect(decision.facts).toMatchObject([{ data: { grade: 3 } }]);
  });

  test('settles the parts of the report that were not taken, and no others', () => {
    const odd = ['/victim/phone', '/victim', '/extra'].map((path) => ({ path, rule: 'is not known', asSent: 'x' }));
    const state = following(alert({ notTaken: odd }), corrected({ victim: { phone: '13911112222' } }, alert({ notTaken: odd })));
    expect(state.notTaken?.map(({ path }) => path)).toEqual(['/extra']);
  });

  test('that says what the alarm says already is refused with its places, and changes nothing', () => {
    const { victim, lossFen } = alert();
    expect(corrected({ victim, lossFen })).toMatchObject({
      kind: 'refusal',
      code: 'NOTHING_TO_CORRECT',
      detail: { paths: ['/victim', '/lossFen'] },
      facts: [],
    });
    expect(corrected({ victim: {} })).toMatchObject({ code: 'NOTHING_TO_CORRECT' });
  });

  test('is refused of a withdrawn alarm; a duplicate is still the report of a person, and is put right', () => {
    expect(corrected({ lossFen: 1 }, withdrawn)).toMatchObject({ code: 'ALERT_WITHDRAWN' });
    expect(following(duplicate, corrected({ lossFen: 1 }, duplicate))).toMatchObject({ status: 'duplicate', lossFen: 1 });
  });

  test.each([
    ['the clock', { receivedAt: T0 }, 'receivedAt'],
    ['the district', { district: 'chaoyang' }, 'district'],
    ['the number of the source', { sourceRef: 'x' }, 'sourceRef'],
  ])('of %s is refused by its name', (_what, change, key) => {
    const parsed = CorrectAlert.safeParse({ reason: 'r', lossFen: 1, ...change });
    expect(parsed.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: [key] }]);
  });

  test('must name something, and say why', () => {
    expect(CorrectAlert.safeParse({ reason: 'r' }).success).toBe(false);
    expect(CorrectAlert.safeParse({ lossFen: 1 }).success).toBe(false);
  });
});

describe('a withdrawal', () => {
  test('closes the alarm for stops, and keeps why', () => {
    given(Alerts, raised())
      .when((state) => withdrawAlert(state, falseAlarm, at5))
      .thenFacts({ type: 'alert.withdrawn', data: { code: 'false-alarm', text: 't', orders: 'leave' } })
      .thenState({ status: 'withdrawn', withdrawal: { at: minute(5), by: officer.agency, code: 'false-alarm' } });
    expect(closedRefusal(withdrawn, ['/alertId'])).toMatchObject({ code: 'ALERT_WITHDRAWN', detail: { paths: ['/alertId'] } });
    expect(closedRefusal(alert())).toBeUndefined();
  });

  test('is signed by two officers if orders are to end; the state does not keep who they are', () => {
    const end = { ...falseAlarm, orders: 'end' as const };
    const decision = withdrawAlert(alert(), { ...end, officers: [...officers] }, at5);
    expect(decision.facts).toMatchObject([{ data: { orders: 'end', officers } }]);
    expect(JSON.stringify(following(alert(), decision))).not.toContain(officers[0].name);
    expect(withdrawAlert(alert(), { ...end, officers: [officers[0], officers[0]] }, at5)).toMatchObject({
      code: 'SAME_OFFICER_TWICE',
      detail: { paths: ['/officers/1'] },
    });
    expect(WithdrawAlert.safeParse(end).error?.issues.map(({ path }) => path.join('/'))).toEqual(['officers']);
  });

  test('says whether the orders go on', () => {
    const { orders: _, ...unsaid } = falseAlarm;
    expect(WithdrawAlert.safeParse(unsaid).error?.issues.map(({ path }) => path.join('/'))).toEqual(['orders']);
  });

  test('happens once, and not to a duplicate', () => {
    expect(withdrawAlert(withdrawn, falseAlarm, at5)).toMatchObject({ code: 'ALERT_WITHDRAWN' });
    expect(withdrawAlert(duplicate, falseAlarm, at5)).toMatchObject({ code: 'ALERT_IS_DUPLICATE' });
  });

  test.each([
    ['false-alarm', true],
    ['taken-back-by-victim', true],
    ['entered-by-mistake', false],
    ['test', false],
  ] as const)('as %s leaves the victim known: %s', (code, known) => {
    const state = following(alert(), withdrawAlert(alert(), { ...falseAlarm, reason: { code, text: 't' } }, at5));
    expect(stillNamesVictim(state)).toBe(known);
  });
});

describe('a duplicate', () => {
  test('is joined to the older alarm, and each keeps the reference of the other', () => {
    const joined = joinedTo(alert(), older);
    expect(alertView(joined.younger)).toMatchObject({
      status: 'duplicate',
      reference: alert().reference,
      joinedTo: { alertId: older.alertId, reference: 'CY-OLDER' },
    });
    expect(alertView(joined.older)).toMatchObject({
      status: 'open',
      duplicates: [{ alertId: alert().alertId, reference: alert().reference }],
    });
  });

  test('has those who took either alarm work on both, and the district of either read both', () => {
    const joined = joinedTo(alert(), { ...older, raisedBy: 'police-chaoyang' });
    expect(alertThing(joined.older)).toEqual({
      district: 'chaoyang',
      agencies: ['police-chaoyang', officer.agency],
      alsoReadBy: ['haidian'],
    });
    expect(alertThing(joined.younger)).toEqual({
      district: 'haidian',
      agencies: [officer.agency, 'police-chaoyang'],
      alsoReadBy: ['chaoyang'],
    });
  });

  test('brings the alarms along that it stood for, and stands for none then', () => {
    const third = alert({ alertId: id('alt', 20), reference: 'THIRD', receivedAt: minute(1) });
    const standing = joinedTo(third, alert()).older;
    const joined = joinedTo(standing, older);
    expect(joined.older.duplicates?.map(({ reference }) => reference)).toEqual([alert().reference, 'THIRD']);
    expect(joined.younger.duplicates).toBeUndefined();
  });

  test.each([
    ['of itself', alert(), alert(), 'ALERT_WITH_ITSELF'],
    ['of a younger alarm', older, alert(), 'DUPLICATE_OF_YOUNGER'],
    ['of a withdrawn alarm', alert({ alertId: id('alt', 30), receivedAt: minute(3) }), withdrawn, 'ALERT_WITHDRAWN'],
    ['of a duplicate', alert({ alertId: id('alt', 30), receivedAt: minute(3) }), duplicate, 'ALERT_IS_DUPLICATE'],
  ] as const)('%s is refused at its place in the body', (_what, one, other, code) => {
    expect(joinAlert(one, other, at5)).toMatchObject({ kind: 'refusal', code, detail: { paths: ['/of'] }, facts: [] });
  });

  test('that is one already, or was withdrawn, is refused', () => {
    const eldest = { ...older, alertId: id('alt', 31), receivedAt: minute(-9) };
    expect(joinAlert(duplicate, eldest, at5)).toMatchObject({ code: 'ALERT_IS_DUPLICATE', detail: { reference: 'CY-OLDER' } });
    expect(joinAlert(withdrawn, eldest, at5)).toMatchObject({ code: 'ALERT_WITHDRAWN' });
  });

  test('of two alarms of one moment the one recorded first is older', () => {
    const [first, second] = [alert({ alertId: id('alt', 1) }), alert({ alertId: id('alt', 2) })];
    expect(joinAlert(second, first, at5).kind).toBe('acceptance');
    expect(joinAlert(first, second, at5)).toMatchObject({ code: 'DUPLICATE_OF_YOUNGER' });
  });

  test('finds room for as many as one append moves, with all that come along', () => {
    const named = (count: number, from: number) =>
      Array.from({ length: count }, (_, i) => ({
        ...{ alertId: id('alt', from + i), reference: 'r', district: 'haidian' as const, raisedBy: 'a' },
      }));
    fc.assert(
      fc.property(fc.nat(MAX_DUPLICATES), fc.nat(MAX_DUPLICATES), (there, here) => {
        const joined = joinAlert({ ...alert(), duplicates: named(here, 100) }, { ...older, duplicates: named(there, 200) }, at5);
        expect(joined.kind).toBe(there + here + 1 > MAX_DUPLICATES ? 'refusal' : 'acceptance');
        if (joined.kind === 'refusal') expect(joined).toMatchObject({ code: 'ALERT_FULL', detail: { limit: MAX_DUPLICATES } });
      }),
    );
  });
});

describe('the records of a victim', () => {
  test('follow the alarm to its district, once', () => {
    const record = stateOf(Victims, ...nameVictim(undefined, alert()));
    const moved = following(alert(), handOverAlert(alert(), toChaoyang, at5));
    const facts = nameVictim(record, moved, minute(5));
    expect(facts).toMatchObject([{ data: { at: minute(5), district: 'chaoyang', formerDistricts: ['haidian'] } }]);
    const followed = facts.reduce((state, fact) => Victims.evolve(state, fact), record);
    expect(followed?.alarms).toHaveLength(1);
    expect(nameVictim(followed, moved, minute(6))).toEqual([]);
  });

  test('lose an alarm that did not mean this person, and only that one', () => {
    const other = alert({ alertId: id('alt', 2) });
    const record = stateOf(Victims, ...nameVictim(undefined, alert()), ...nameVictim(undefined, other));
    const facts = unnameVictim(record, alert(), minute(5));
    expect(facts).toEqual([{ type: 'victim.unnamed', data: { at: minute(5), alertId: alert().alertId } }]);
    const left = facts.reduce((state, fact) => Victims.evolve(state, fact), record);
    expect(left?.alarms.map(({ alertId }) => alertId)).toEqual([other.alertId]);
    expect(unnameVictim(left, alert(), minute(6))).toEqual([]);
    expect(unnameVictim(undefined, alert(), minute(6))).toEqual([]);
  });
});
