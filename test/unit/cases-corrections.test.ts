import { describe, expect, test } from 'vitest';
import { followAlert, joinAlert } from '../../shared/cases/add-item.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { correctCase, type StationStanding, withdrawItem } from '../../shared/cases/correct-case.ts';
import { type Case, CorrectCase, districtsOf, lossFenOf, victimsOf } from '../../shared/cases/model.ts';
import { openCase, pointersOf } from '../../shared/cases/open-case.ts';
import { partAlert } from '../../shared/cases/part-alert.ts';
import { Cases, CasesOfAlerts } from '../../shared/cases/streams.ts';
import { caseFacts, caseIdOf, caseWith, chaoyang, city, filing, haidian } from '../support/case-samples.ts';
import { given, stateOf } from '../support/given.ts';
import { laterFacts, orderWith, untilFrozen, untilStopped } from '../support/order-samples.ts';
import { alert, context, id, minute } from '../support/samples.ts';

const now = minute(30);
const ctx = context({ now, actor: haidian });
const opened = caseFacts.opened({ station: 'zhongguancun' });
const reason = 'entered wrongly';
const why = { reason };
const known = (over: Partial<StationStanding> = {}): StationStanding => ({
  recorded: { district: 'haidian' },
  ranked: false,
  ...over,
});
const merged: CaseFact = { type: 'case.merged', data: { at: now, into: caseIdOf('cas', 2), reason } };
const loss = (victim?: string): CaseFact => ({
  type: 'case.loss-added',
  data: {
    at: minute(12),
    loss: {
      amountFen: 90_000_000,
      at: minute(0),
      itemId: caseIdOf('itm', 7),
      addedAt: minute(12),
      ...(victim === undefined ? {} : { victim }),
    },
  },
});

describe('what a case says of itself', () => {
  test('is set right, with what is new and why', () => {
    given(Cases, opened)
      .when((one) => correctCase(one, { title: 'right', summary: 'right too', station: 'shangdi', reason }, known(), ctx))
      .thenFacts({
        type: 'case.corrected',
        data: { at: now, changes: { title: 'right', summary: 'right too', station: 'shangdi' }, reason },
      })
      .thenState({ title: 'right', summary: 'right too', fraudType: '冒充公检法', station: 'shangdi', touchedAt: now });
    const without = given(Cases, opened)
      .when((one) => correctCase(one, { station: null, reason }, known(), ctx))
      .thenFacts({ type: 'case.corrected', data: { changes: { station: null } } });
    without.thenState({ title: '冒充公检法诈骗案' });
    expect(caseWith({ type: 'case.corrected', data: { at: now, changes: { station: null }, reason } }).station).toBeUndefined();
  });

  test('is not changed by what stands there already, and not for no reason', () => {
    given(Cases, opened)
      .when((one) => correctCase(one, { title: one.title, station: 'zhongguancun', reason }, known(), ctx))
      .thenNothing();
    given(Cases, caseFacts.opened())
      .when((one) => correctCase(one, { station: null, reason }, known(), ctx))
      .thenNothing();
    expect(CorrectCase.safeParse({ reason }).success).toBe(false);
    expect(CorrectCase.safeParse({ title: 'right' }).success).toBe(false);
    expect(CorrectCase.safeParse({ station: null, reason }).success).toBe(true);
  });

  test('keeps its station once the filing is counted for it; the rest may still be wrong', () => {
    const filed = given(Cases, opened, caseFacts.filed());
    filed
      .when((one) => correctCase(one, { station: 'shangdi', reason }, known(), ctx))
      .thenRefused('STATION_COUNTED', { paths: ['/station'] });
    filed.when((one) => correctCase(one, { station: null, reason }, known(), ctx)).thenRefused('STATION_COUNTED');
    filed
      .when((one) => correctCase(one, { station: 'zhongguancun', fraudType: '冒充客服', reason }, known(), ctx))
      .thenFacts({ type: 'case.corrected', data: { changes: { fraudType: '冒充客服' } } });
    given(Cases, opened, merged)
      .when((one) => correctCase(one, { title: 'right', reason }, known(), ctx))
      .thenRefused('CASE_STATE_FORBIDS');
  });
});

describe('the station that a correction names', () => {
  const correct = (over: Partial<StationStanding>, actor = haidian) =>
    given(Cases, opened).when((one) => correctCase(one, { station: 'shangdi', reason }, known(over), context({ now, actor })));

  test('is recorded, of the district of the case, and named by its police or the city', () => {
    correct({ recorded: undefined }).thenRefused('STATION_UNKNOWN', { paths: ['/station'] });
    correct({ recorded: { district: 'chaoyang' } }).thenRefused('STATION_OF_OTHER_DISTRICT', { paths: ['/station'] });
    correct({}, chaoyang).thenRefused('STATION_OF_OTHER_DISTRICT');
    correct({}, city).thenState({ station: 'shangdi' });
  });

  test('may be taken away also when it is not recorded', () => {
    given(Cases, opened)
      .when((one) => correctCase(one, { station: null, reason }, known({ recorded: undefined }), ctx))
      .thenFacts({ type: 'case.corrected', data: { changes: { station: null } } });
  });
});

describe('a case that was filed without a station', () => {
  const give =
    (ranked: boolean, station: string | null = 'shangdi') =>
    (one: Case) =>
      correctCase(one, { station, reason }, known({ ranked }), ctx);
  const corrected = (over: object = {}) =>
    ({ type: 'case.corrected', data: { at: now, changes: { station: 'shangdi' }, reason, ...over } }) as const;
  const countedAt = caseFacts.filed().data.at;
  const filed = [caseFacts.opened(), caseFacts.filed()] as const;

  test('is given one, once, and says when its filing was noted, so that it counts', () => {
    given(Cases, ...filed)
      .when(give(false))
      .thenFacts(corrected({ countedAt }))
      .thenState({ station: 'shangdi' });
    for (const station of ['qinghe', null])
      given(Cases, ...filed, corrected({ countedAt }))
        .when(give(false, station))
        .thenRefused('STATION_COUNTED', { paths: ['/station'] });
    given(Cases, caseFacts.opened()).when(give(false)).thenFacts(corrected());
  });

  test('a case gets no station if the month is ranked; its other members are still corrected', () => {
    given(Cases, ...filed)
      .when(give(true))
      .thenRefused('RANKING_PUBLISHED', { paths: ['/station'] });
    given(Cases, ...filed)
      .when((one) => correctCase(one, { title: 'right', reason }, known({ ranked: true }), ctx))
      .thenFacts({ type: 'case.corrected', data: { changes: { title: 'right' } } });
  });

  test.each([undefined, 'zhongguancun'])(
    'but under that of a case it took in, counts as that one did; its own station was %s',
    (station) => {
      const from = caseIdOf('cas', 2);
      const nothing = { agencies: [], alerts: [], persons: [], losses: [], evidence: [], musts: [], links: [] };
      given(
        Cases,
        caseFacts.opened(station === undefined ? {} : { station }),
        { type: 'case.absorbed', data: { at: minute(20), from, content: { ...nothing, absorbed: [{ caseId: from, filing }] } } },
        { type: 'case.filing-taken-over', data: { at: minute(20), from, filing } },
      )
        .when(give(false))
        .thenRefused('FILED_AS_OTHER_CASE', { paths: ['/station'] });
    },
  );
});

describe('a person, a loss or a piece of evidence', () => {
  const victim = caseIdOf('itm', 1);

  test('is taken out again, and the figures are made from what is left', () => {
    const before = caseWith(caseFacts.personAdded(1), caseFacts.personAdded(2), loss(caseIdOf('itm', 2)));
    expect([victimsOf(before), lossFenOf(before)]).toEqual([2, 90_000_000]);
    given(Cases, opened, caseFacts.personAdded(1), caseFacts.personAdded(2), loss(caseIdOf('itm', 2)))
      .when((one) => withdrawItem(one, { itemId: victim, ...why }, ctx))
      .thenFacts({ type: 'case.item-withdrawn', data: { at: now, part: 'persons', itemId: victim, reason } })
      .thenState({ persons: [{ itemId: caseIdOf('itm', 2) }], losses: [{ itemId: caseIdOf('itm', 7) }] });
    given(Cases, opened, loss())
      .when((one) => withdrawItem(one, { itemId: caseIdOf('itm', 7), ...why }, ctx))
      .thenFacts({ type: 'case.item-withdrawn', data: { part: 'losses' } })
      .thenState({ losses: [] });
    const left = caseWith(loss(), {
      type: 'case.item-withdrawn',
      data: { at: now, part: 'losses', itemId: caseIdOf('itm', 7), reason },
    });
    expect(lossFenOf(left)).toBe(0);
  });

  test('stays while a loss names it, and is not found where it is not', () => {
    const file = given(Cases, opened, caseFacts.personAdded(1), loss(victim));
    file
      .when((one) => withdrawItem(one, { itemId: victim, ...why }, ctx))
      .thenRefused('CASE_ITEM_IN_USE', { items: [caseIdOf('itm', 7)] });
    file.when((one) => withdrawItem(one, { itemId: caseIdOf('itm', 9), ...why }, ctx)).thenRefused('NOT_FOUND');
    given(Cases, opened, caseFacts.personAdded(1), merged)
      .when((one) => withdrawItem(one, { itemId: victim, ...why }, ctx))
      .thenRefused('CASE_STATE_FORBIDS');
  });
});

describe('an alarm that was joined to the wrong case', () => {
  const alertId = id('alt', 1);
  const joined = caseFacts.alertJoined({ district: 'chaoyang' });
  const left: CaseFact = { type: 'case.alert-left', data: { at: now, alertId, reason } };

  test('leaves it, is free for another, and takes its figures with it', () => {
    given(Cases, opened, joined)
      .when((one) => partAlert(one, { alertId, ...why }, [], ctx))
      .thenFacts(left)
      .thenState({ alerts: [] });
    const [before, after] = [caseWith(joined), caseWith(joined, left)];
    expect([districtsOf(before).length, lossFenOf(before), victimsOf(before)]).toEqual([2, 45_540_000, 1]);
    expect([districtsOf(after).length, lossFenOf(after), victimsOf(after)]).toEqual([1, 0, 0]);
    const pointers = pointersOf(after.caseId, [joined, left]);
    expect(pointers.map(({ type }) => type)).toEqual(['case-of-alert.joined', 'case-of-alert.left']);
    const free = stateOf(CasesOfAlerts, ...pointers);
    expect(free).toEqual({ alertId });
    expect(joinAlert(after, alert(), free, ctx)).toMatchObject({ kind: 'acceptance', facts: [{ type: 'case.alert-joined' }] });
    const input = { title: 't', district: 'haidian', fraudType: 'f', summary: 's', alerts: [alertId] } as const;
    expect(openCase({ ...input, alerts: [alertId] }, { alerts: [alert()], taken: [free], recorded: undefined }, ctx).kind).toBe(
      'acceptance',
    );
  });

  test('of a filed case only while nothing is frozen on the filing', () => {
    const filed = given(Cases, opened, joined, caseFacts.filed());
    const [stopped, frozen] = [orderWith(...untilStopped), orderWith(...untilFrozen)];
    filed.when((one) => partAlert(one, { alertId, ...why }, [stopped], ctx)).thenFacts({ type: 'case.alert-left' });
    filed
      .when((one) => partAlert(one, { alertId, ...why }, [stopped, frozen], ctx))
      .thenRefused('FREEZE_RESTS_ON_FILING', { frozen: 1 });
    const asked = orderWith(...untilStopped, laterFacts.freezeOrdered);
    filed.when((one) => partAlert(one, { alertId, ...why }, [asked], ctx)).thenRefused('FREEZE_RESTS_ON_FILING', { frozen: 1 });
    filed.when((one) => partAlert(one, { alertId, ...why }, Array(80).fill(stopped), ctx)).thenFacts({ type: 'case.alert-left' });
    filed
      .when((one) => partAlert(one, { alertId, ...why }, Array(81).fill(stopped), ctx))
      .thenRefused('TOO_MANY_STOPS', { stopped: 81, limit: 80 });
    filed
      .when((one) => partAlert(one, { alertId, ...why }, [...Array(81).fill(stopped), frozen], ctx))
      .thenRefused('FREEZE_RESTS_ON_FILING', { frozen: 1 });
    given(Cases, opened, joined)
      .when((one) => partAlert(one, { alertId, ...why }, [frozen], ctx))
      .thenFacts({ type: 'case.alert-left' });
  });

  test('is not found in a case that has it not, and stays in one that was merged', () => {
    given(Cases, opened)
      .when((one) => partAlert(one, { alertId, ...why }, [], ctx))
      .thenRefused('NOT_FOUND');
    given(Cases, opened, joined, merged)
      .when((one) => partAlert(one, { alertId, ...why }, [], ctx))
      .thenRefused('CASE_STATE_FORBIDS');
  });
});

describe('an alarm of the case that was put right', () => {
  const joined = caseFacts.alertJoined();
  const right = alert({ lossFen: 7, district: 'chaoyang', grade: 4 });

  test('is kept as it is now, at its place', () => {
    const other = caseFacts.alertJoined({ alertId: id('alt', 2) });
    given(Cases, opened, joined, other)
      .when((one) => followAlert(one, right, ctx))
      .thenFacts({ type: 'case.alert-put-right', data: { alert: { lossFen: 7, grade: 4, district: 'chaoyang' } } })
      .thenState({
        alerts: [
          { alertId: id('alt', 1), lossFen: 7, grade: 4, district: 'chaoyang' },
          { alertId: id('alt', 2), grade: 2 },
        ],
      });
  });

  test('changes nothing where the case keeps nothing of what changed, or has the alarm no more', () => {
    const file = given(Cases, opened, joined);
    file.when((one) => followAlert(one, alert({ victim: {}, summary: 'x' }), ctx)).thenNothing();
    given(Cases, opened)
      .when((one) => followAlert(one, right, ctx))
      .thenNothing();
  });
});
