import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RaiseAlert } from '../../shared/alerts/bodies.ts';
import { gradeOf, gradingRules } from '../../shared/alerts/grading.ts';
import { alertSources } from '../../shared/alerts/model.ts';
import { raiseAlert } from '../../shared/alerts/raise-alert.ts';
import { sourceKey } from '../../shared/alerts/report.ts';
import { AlertSources, Alerts } from '../../shared/alerts/streams.ts';
import { MAX_ALARMS, type NamingAlarm, nameVictim, othersOf, type VictimRecord, Victims } from '../../shared/alerts/victim.ts';
import { districts } from '../../shared/kernel/context.ts';
import { referenceOf } from '../../shared/kernel/phone-reference.ts';
import { DAY, plus, SECOND } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import { alert, context, id, minute, officer, policy, raiseAlertInput, T0 } from '../support/samples.ts';

describe('raising an alert', () => {
  const first = { alert: alert(), report: alert() };

  test('starts the 30 minutes at the moment the alarm came in, not when it was recorded', () => {
    given(Alerts)
      .when(() => raiseAlert(raiseAlertInput(), undefined, context({ now: minute(7) })))
      .thenFacts(
        {
          type: 'alert.raised',
          data: { receivedAt: T0, recordedAt: minute(7), slaDueAt: minute(30), raisedBy: officer.agency, grade: 2 },
        },
        { type: 'alert-source.taken' },
      );
  });

  test('has the number of its source point to it', () => {
    given(AlertSources)
      .when(() => raiseAlert(raiseAlertInput(), undefined, context()))
      .thenState({ alertId: expect.stringMatching(/^alt_/) });
  });

  test('a report changes nothing if the same source said the same before, in any spelling', () => {
    const again = raiseAlertInput({
      sourceRef: '110－20261122－0042',
      victim: { name: '王\u{3000}某', idNumber: '110108199001010000', phone: '+86 138-0000-0000' },
      summary: 'Caller posed as POLICE;  transfers to several accounts.',
    });
    given(Alerts)
      .when(() => raiseAlert(again, first, context()))
      .thenNothing();
  });

  test.each([
    [
      'another victim',
      { victim: { name: '李某', idNumber: '110108197001010000', phone: '13900000000' } },
      ['/victim/name', '/victim/idNumber', '/victim/phone'],
    ],
    ['another loss', { lossFen: 1 }, ['/lossFen']],
    ['another district', { district: 'chaoyang' as const }, ['/district']],
    ['another moment', { receivedAt: minute(1) }, ['/receivedAt']],
    ['another kind of fraud, told otherwise', { fraudType: 'x', summary: 'y' }, ['/fraudType', '/summary']],
  ])(
    'does not take %s for the alarm that has the number: it says where they differ, and which alarm that is',
    (_what, over, paths) => {
      const { alertId, reference } = alert();
      given(Alerts)
        .when(() => raiseAlert(raiseAlertInput(over), first, context({ now: minute(2) })))
        .thenRefused('SOURCE_REF_USED', { paths, alertId, reference });
    },
  );

  test('takes an alarm of a clock that is a little ahead, and refuses one from the future', () => {
    const now = minute(1);
    const raisedAt = (seconds: number) =>
      given(Alerts).when(() =>
        raiseAlert(raiseAlertInput({ receivedAt: plus(now, seconds * SECOND) }), undefined, context({ now })),
      );
    expect(raisedAt(30).decision.kind).toBe('acceptance');
    raisedAt(31).thenRefused('TIME_IN_FUTURE', { paths: ['/receivedAt'] });
  });

  test('refuses one of more than a year ago', () => {
    const raisedAfter = (ms: number) =>
      given(Alerts).when(() => raiseAlert(raiseAlertInput(), undefined, context({ now: plus(T0, ms) })));
    expect(raisedAfter(365 * DAY).decision.kind).toBe('acceptance');
    raisedAfter(365 * DAY + 1).thenRefused('TIME_TOO_LONG_AGO', { paths: ['/receivedAt'] });
  });

  const keyOf = (sourceRef: string, over: Partial<RaiseAlert> = {}, agency = 'a') =>
    sourceKey('secret', raiseAlertInput({ source: 'warning', sourceRef, ...over }), agency);

  test('keeps one place for a number per source and agency', () => {
    const keys = [keyOf('42'), keyOf('42', { source: 'bank-report' }), keyOf('42', {}, 'b'), keyOf('43')];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keyOf('42')).toBe(keys[0]);
  });

  test.each(['jj-1', 'JJ－1', 'ＪＪ-1', ' JJ – 1 ', 'JJ—1', 'JJ‐1', 'JJ−1', 'JJ﹣1', 'JJ 1', 'J\u{200b}J-1'])(
    'takes %j for the number JJ-1',
    (spelled) => {
      expect(keyOf(spelled)).toBe(keyOf('JJ-1'));
    },
  );

  test.each(['JJ-11', 'JJ-1-1', 'J-J1', 'JJ/1', '1-JJ'])('does not take %j for the number JJ-1', (other) => {
    expect(keyOf(other)).not.toBe(keyOf('JJ-1'));
  });

  test.each(['-', '0', '000', 'N/A', 'n.a.', '无', '——', '9999', 'null', 'XXXX'])(
    'takes nothing from the placeholder %j: only the same report is the same alarm',
    (placeholder) => {
      expect(keyOf(placeholder)).toBe(keyOf(placeholder));
      expect(keyOf(placeholder)).not.toBe(keyOf(placeholder, { lossFen: 1 }));
    },
  );

  test('shows no person in lists, only the case', () => {
    const { card } = Alerts.index(alert());
    expect(JSON.stringify(card)).not.toMatch(/王某|1101081990|13800000000|summary/);
    expect(card).toMatchObject({ reference: 'HD-261122-7K3Q9M', grade: 2 });
  });
});

describe('the reference for the phone', () => {
  test('is district, Beijing day and the end of the id', () => {
    expect(referenceOf('alarm', 'haidian', '2026-11-21T16:30:00.000Z', 'alt_01KANXE8G000000000007K3Q9M')).toBe(
      'HD-261122-7K3Q9M',
    );
  });

  test('has letters of its own for each of the sixteen districts', () => {
    const letters = districts.map((district) => referenceOf('alarm', district, T0, id('alt', 1)).slice(0, 2));
    expect(new Set(letters).size).toBe(16);
  });
});

describe('grading', () => {
  test.each([
    ['warning', 0, 4],
    ['bank-report', 999_999, 4],
    ['victim-report', 0, 3],
    ['warning', 1_000_000, 3],
    ['warning', 10_000_000, 2],
    ['victim-report', 99_999_999, 2],
    ['bank-report', 100_000_000, 1],
  ] as const)('a %s of %i fen is of grade %i', (source, lossFen, grade) => {
    expect(gradeOf({ source, lossFen }, policy, T0)).toBe(grade);
  });

  test('every source and loss has a grade, and a larger loss is never of a lower one', () => {
    const loss = fc.integer({ min: 0, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...alertSources), loss, loss, (source, a, b) => {
        const smaller = gradeOf({ source, lossFen: Math.min(a, b) }, policy, T0);
        const larger = gradeOf({ source, lossFen: Math.max(a, b) }, policy, T0);
        expect(larger).toBeLessThanOrEqual(smaller);
      }),
    );
  });

  test('the last rule takes all other alarms', () => {
    expect(gradingRules.at(-1)).toEqual({ grade: 4 });
  });
});

describe('what an alert is raised with', () => {
  test.each([
    ['a time without offset', { receivedAt: '2026-11-22T09:30:00' }, 'receivedAt'],
    ['an unknown district', { district: 'pudong' }, 'district'],
    ['a loss that is not whole', { lossFen: 1.5 }, 'lossFen'],
    ['a negative loss', { lossFen: -1 }, 'lossFen'],
    ['a blank summary', { summary: '   ' }, 'summary'],
    ['an unknown source', { source: 'rumour' }, 'source'],
  ])('%s is refused at its path', (_what, wrong, path) => {
    const parsed = RaiseAlert.safeParse({ ...raiseAlertInput(), ...wrong });
    expect(parsed.error?.issues.map((issue) => issue.path.join('/'))).toEqual([path]);
  });

  test('its moment is kept in UTC', () => {
    expect(RaiseAlert.parse({ ...raiseAlertInput(), receivedAt: '2026-11-22T09:30:00+08:00' }).receivedAt).toBe(T0);
  });
});

describe('the alarms of a victim', () => {
  const named = (n: number) => alert({ alertId: id('alt', n), reference: `HD-261122-${n}` });

  test('are noted with the members that decide who may see them, and nothing of the victim', () => {
    const [fact] = nameVictim(undefined, named(1));
    expect(fact?.data).toEqual({
      at: T0,
      alertId: id('alt', 1),
      reference: 'HD-261122-1',
      district: 'haidian',
      raisedBy: officer.agency,
    });
  });

  test('are noted once each, and no more than tell one person', () => {
    const facts = Array.from({ length: MAX_ALARMS }, (_, i) => nameVictim(undefined, named(i + 1))).flat();
    const record = facts.reduce<VictimRecord | undefined>((before, fact) => Victims.evolve(before, fact), undefined);
    expect(record?.alarms).toHaveLength(MAX_ALARMS);
    expect(nameVictim(record, named(MAX_ALARMS + 1))).toEqual([]);
    const once = facts.slice(0, 1).reduce<VictimRecord | undefined>((before, fact) => Victims.evolve(before, fact), undefined);
    expect(nameVictim(once, named(1))).toEqual([]);
  });

  test('are told once each, without the alarm itself, with every mark that is the same', () => {
    const naming = (n: number): NamingAlarm => ({
      ...{ alertId: id('alt', n), reference: `HD-261122-${n}`, district: 'haidian', raisedBy: officer.agency },
    });
    const [one, two] = [naming(1), naming(2)];
    const records = [
      { mark: 'idNumber', state: { alarms: [one, two] } },
      { mark: 'phone', state: { alarms: [one] } },
    ] as const;
    expect(othersOf(two.alertId, records)).toEqual([{ ...one, by: ['idNumber', 'phone'] }]);
  });
});
