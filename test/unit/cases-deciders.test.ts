import { describe, expect, test } from 'vitest';
import { addItem, joinAlert } from '../../shared/cases/add-item.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { CaseFact as CaseFactSchema } from '../../shared/cases/case-facts.ts';
import { caseLifecycle } from '../../shared/cases/case-lifecycle.ts';
import { evolveCase } from '../../shared/cases/evolve-case.ts';
import { fileCase, noteMust } from '../../shared/cases/file-case.ts';
import { caseLimits, caseParts, caseStatuses, districtsOf, lossFenOf, musts, victimsOf } from '../../shared/cases/model.ts';
import type { NamedStation } from '../../shared/cases/named-station.ts';
import { openCase, pointersOf } from '../../shared/cases/open-case.ts';
import { Cases } from '../../shared/cases/streams.ts';
import { caseView } from '../../shared/cases/views.ts';
import { record } from '../../shared/journal/recording.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { plusMonths } from '../../shared/kernel/beijing.ts';
import { stepsOf } from '../../shared/kernel/lifecycle.ts';
import { plus } from '../../shared/kernel/time.ts';
import { caseAlertOf, caseFacts, caseIdOf, caseWith, chaoyang, city, filing, haidian } from '../support/case-samples.ts';
import { given, stateOf } from '../support/given.ts';
import { commandOf } from '../support/journal-samples.ts';
import { alert, context, id, minute, officers } from '../support/samples.ts';

const now = minute(30);
const ctx = context({ now, actor: haidian });
const opened = caseFacts.opened();

describe('the lifecycle of a case', () => {
  const steps = stepsOf(caseLifecycle.table);

  test('knows every fact that a case can have, and every status', () => {
    const types = CaseFactSchema.options.map((option) => option.shape.type.value);
    expect([...new Set(steps.map(({ fact }) => fact))].toSorted()).toEqual([...types].toSorted());
    expect(Object.keys(caseLifecycle.table).toSorted()).toEqual(['new', ...caseStatuses].toSorted());
    expect(caseLifecycle.terminal()).toEqual(['merged']);
  });

  test('a merged case takes no commands, and no case begins twice', () => {
    const merged = caseWith({ type: 'case.merged', data: { at: now, into: caseIdOf('cas', 2), reason: 'r' } });
    expect(() => evolveCase(merged, caseFacts.filed())).toThrow('a case that is merged cannot take case.filed');
    expect(() => evolveCase(merged, opened)).toThrow('cannot take case.opened');
    expect(() => evolveCase(undefined, caseFacts.filed())).toThrow('a case that is new cannot take case.filed');
  });

  test('its index entries name no person', () => {
    const file = caseWith(caseFacts.alertJoined(), caseFacts.personAdded(), caseFacts.filed());
    const { card, entries } = Cases.index(file);
    const text = JSON.stringify({ card, entries });
    for (const secret of ['王某', '110108196501010000', file.title, file.summary]) expect(text).not.toContain(secret);
    expect(card).toMatchObject({
      status: 'filed',
      alerts: 1,
      victims: 1,
      districts: 1,
      lossFen: 45_540_000,
      filedAt: filing.filedAt,
    });
  });
});

describe('opening a case', () => {
  const input = { title: 't', district: 'haidian', fraudType: 'f', summary: 's', alerts: [] } as const;

  test('joins its alarms and keeps nothing of their victims', () => {
    const raised = alert();
    const outcome = given(Cases)
      .when(() =>
        openCase({ ...input, alerts: [raised.alertId] }, { alerts: [raised], taken: [undefined], recorded: undefined }, ctx),
      )
      .thenFacts(
        { type: 'case.opened', data: { agency: haidian.agency, at: now } },
        { type: 'case.alert-joined', data: { alert: { alertId: raised.alertId } } },
      )
      .thenState({ status: 'open', agencies: [haidian.agency] });
    expect(JSON.stringify(outcome.decision)).not.toContain(raised.victim.name);
    expect(JSON.stringify(outcome.decision)).toMatch(/C-HD-261122-/);
  });

  test('takes no alarm that another case has, and names which', () => {
    const taken = { alertId: id('alt', 2), caseId: caseIdOf('cas', 9) };
    given(Cases)
      .when(() =>
        openCase(
          { ...input, alerts: [id('alt', 1), id('alt', 2)] },
          { alerts: [alert(), alert({ alertId: id('alt', 2) })], taken: [undefined, taken], recorded: undefined },
          ctx,
        ),
      )
      .thenRefused('ALERT_IN_OTHER_CASE', { paths: ['/alerts/1'] });
  });

  test('names a recorded station of its own district, by police of that district or the city', () => {
    const open = (recorded: NamedStation | undefined, actor = haidian) =>
      given(Cases).when(() =>
        openCase({ ...input, alerts: [], station: 'haidian-east' }, { alerts: [], taken: [], recorded }, context({ now, actor })),
      );
    open(undefined).thenRefused('STATION_UNKNOWN', { paths: ['/station'] });
    open({ district: 'chaoyang' }).thenRefused('STATION_OF_OTHER_DISTRICT', { paths: ['/station'] });
    open({ district: 'haidian' }, chaoyang).thenRefused('STATION_OF_OTHER_DISTRICT', { paths: ['/station'] });
    open({ district: 'haidian' }, city).thenState({ station: 'haidian-east' });
    open({ district: 'haidian' }).thenState({ station: 'haidian-east' });
  });

  test('an alarm that joins says where it belongs now', () => {
    expect(pointersOf(caseIdOf('cas', 1), [opened, caseFacts.alertJoined()])).toEqual([
      { type: 'case-of-alert.joined', data: { at: minute(11), alertId: id('alt', 1), caseId: caseIdOf('cas', 1) } },
    ]);
  });
});

describe('what belongs to a case', () => {
  test('an alarm joins once; one that a merged case brought is there already', () => {
    const file = given(Cases, opened);
    file.when((one) => joinAlert(one, alert(), undefined, ctx)).thenFacts({ type: 'case.alert-joined' });
    file.when((one) => joinAlert(one, alert(), { alertId: id('alt', 1), caseId: one.caseId }, ctx)).thenNothing();
    file
      .when((one) => joinAlert(one, alert(), { alertId: id('alt', 1), caseId: caseIdOf('cas', 9) }, ctx))
      .thenRefused('ALERT_IN_OTHER_CASE');
    const absorbed: CaseFact = {
      type: 'case.absorbed',
      data: { at: now, from: caseIdOf('cas', 9), content: { ...emptyContent, absorbed: [{ caseId: caseIdOf('cas', 9) }] } },
    };
    given(Cases, opened, absorbed)
      .when((one) => joinAlert(one, alert(), { alertId: id('alt', 1), caseId: caseIdOf('cas', 9) }, ctx))
      .thenNothing();
  });

  test('a loss is in the past, and of a victim of this case', () => {
    const file = given(Cases, opened, caseFacts.personAdded(1), caseFacts.personAdded(2, 'suspect'));
    const loss = (over: object) => ({ kind: 'loss', amountFen: 100, at: minute(0), ...over }) as const;
    file.when((one) => addItem(one, loss({ victim: caseIdOf('itm', 1) }), ctx)).thenFacts({ type: 'case.loss-added' });
    file.when((one) => addItem(one, loss({}), ctx)).thenFacts({ type: 'case.loss-added' });
    file
      .when((one) => addItem(one, loss({ victim: caseIdOf('itm', 2) }), ctx))
      .thenRefused('CASE_ITEM_UNKNOWN', { paths: ['/victim'] });
    file.when((one) => addItem(one, loss({ victim: caseIdOf('itm', 3) }), ctx)).thenRefused('CASE_ITEM_UNKNOWN');
    file.when((one) => addItem(one, loss({ at: minute(31) }), ctx)).thenRefused('TIME_IN_FUTURE', { paths: ['/at'] });
  });

  test('evidence is obtained before it is listed', () => {
    const evidence = { kind: 'evidence', category: 'statement', title: 't', obtainedAt: minute(31) } as const;
    given(Cases, opened)
      .when((one) => addItem(one, evidence, ctx))
      .thenRefused('TIME_IN_FUTURE', { paths: ['/obtainedAt'] });
  });

  test('a file is full at its limit', () => {
    const file = caseWith(...Array.from({ length: caseLimits.persons }, (_, i) => caseFacts.personAdded(i)));
    const person = { kind: 'person', role: 'witness', name: '李某' } as const;
    expect(addItem(file, person, ctx)).toMatchObject({
      code: 'CASE_FULL',
      detail: { part: 'persons', limit: caseLimits.persons },
    });
  });

  test('its loss is what is listed or what its alarms say, whichever is more; likewise its victims and districts', () => {
    const file = caseWith(
      caseFacts.alertJoined(),
      caseFacts.alertJoined({ alertId: id('alt', 2), district: 'chaoyang', lossFen: 1 }),
    );
    expect([lossFenOf(file), victimsOf(file), districtsOf(file)]).toEqual([45_540_001, 2, ['haidian', 'chaoyang']]);
    const listed = { ...file, losses: [{ amountFen: 90_000_000, at: minute(0), itemId: caseIdOf('itm', 5), addedAt: now }] };
    expect(lossFenOf(listed)).toBe(90_000_000);
  });
});

describe('filing a case', () => {
  test('takes number, date and decision, and takes the number', () => {
    given(Cases, opened)
      .when((one) => fileCase(one, filing, undefined, ctx))
      .thenFacts(
        { type: 'case.filed', data: { filing, district: 'haidian', agency: haidian.agency } },
        { type: 'case-number.taken' },
      )
      .thenState({ status: 'filed', filing, filingNotedAt: now });
  });

  test('the same again changes nothing; another is refused; a number belongs to one case', () => {
    const filed = given(Cases, opened, caseFacts.filed());
    filed.when((one) => fileCase(one, filing, { caseId: one.caseId }, ctx)).thenNothing();
    filed.when((one) => fileCase(one, { ...filing, decisionNumber: 'other' }, undefined, ctx)).thenRefused('CASE_ALREADY_FILED');
    const spelled = { ...filing, caseNumber: filing.caseNumber.toLowerCase() };
    filed.when((one) => fileCase(one, spelled, undefined, ctx)).thenNothing();
    const scanned = { ...filing, decisionSha256: 'a'.repeat(64) };
    filed.when((one) => fileCase(one, scanned, undefined, ctx)).thenRefused('CASE_ALREADY_FILED');
    given(Cases, opened)
      .when((one) => fileCase(one, filing, { caseId: caseIdOf('cas', 9) }, ctx))
      .thenRefused('CASE_NUMBER_TAKEN');
    given(Cases, opened)
      .when((one) => fileCase(one, { ...filing, filedAt: minute(31) }, undefined, ctx))
      .thenRefused('TIME_IN_FUTURE');
  });

  test('is noted within twelve months', () => {
    const fileOf = (filedAt: string) => given(Cases, opened).when((one) => fileCase(one, { ...filing, filedAt }, undefined, ctx));
    fileOf(plusMonths(now, -12)).thenState({ status: 'filed' });
    fileOf(plus(plusMonths(now, -12), -1)).thenRefused('TIME_TOO_LONG_AGO', { paths: ['/filedAt'] });
    fileOf('2000-01-01T00:00:00.000Z').thenRefused('TIME_TOO_LONG_AGO');
  });

  test('a must is done once, by an officer, at a time in the past', () => {
    const [officer] = officers;
    const must = { must: 'scene-examined', doneAt: minute(29), officer } as const;
    given(Cases, opened)
      .when((one) => noteMust(one, must, ctx))
      .thenFacts({ type: 'case.must-done', data: { done: { ...must, notedBy: haidian.agency } } });
    given(Cases, opened, caseFacts.mustDone('scene-examined'))
      .when((one) => noteMust(one, must, ctx))
      .thenRefused('MUST_DONE_BEFORE');
    given(Cases, opened)
      .when((one) => noteMust(one, { ...must, doneAt: minute(31) }, ctx))
      .thenRefused('TIME_IN_FUTURE');
  });
});

const emptyContent = { agencies: [], alerts: [], persons: [], losses: [], evidence: [], musts: [], links: [], absorbed: [] };

test('the fullest possible file is one item of the table, and so is the fact that it was merged into another', () => {
  const text = (length: number): string => '案'.repeat(length);
  const many = <T>(length: number, one: (i: number) => T): T[] => Array.from({ length }, (_, i) => one(i));
  const sha256 = 'a'.repeat(64);
  const at = now;
  const full = { ...filing, caseNumber: text(64), decisionNumber: text(64), decisionSha256: sha256 };
  const itemId = (i: number): string => caseIdOf('itm', i);
  const [officer] = officers;
  const content = {
    agencies: many(caseLimits.absorbed, () => 'a'.repeat(48)),
    alerts: many(caseLimits.alerts, (i) => caseAlertOf({ alertId: id('alt', i), fraudType: text(64) })),
    persons: many(caseLimits.persons, (i) => ({
      ...{ role: 'suspect' as const, name: text(64), idNumber: '1'.repeat(20), phone: '1'.repeat(24) },
      ...{ note: text(100), itemId: itemId(i), addedAt: at },
    })),
    losses: many(caseLimits.losses, (i) => ({
      amountFen: 1_000_000_000_000,
      at,
      victim: itemId(0),
      itemId: itemId(i),
      addedAt: at,
    })),
    evidence: many(caseLimits.evidence, (i) => ({
      ...{ category: 'electronic-data' as const, title: text(100), number: text(64), obtainedAt: at, sha256 },
      ...{ itemId: itemId(i), addedAt: at },
    })),
    musts: musts.map((must) => ({
      must,
      doneAt: at,
      officer: { ...officer, name: text(64) },
      remark: text(200),
      notedAt: at,
      notedBy: 'a'.repeat(48),
    })),
    links: many(caseLimits.links, (i) => ({ caseId: caseIdOf('cas', i), reason: text(200), linkedAt: at })),
    absorbed: many(caseLimits.absorbed, (i) => ({ caseId: caseIdOf('cas', i), filing: full })),
  };
  const shares = many(caseLimits.grants, (i) =>
    caseFacts.shared({
      ...{
        grantId: caseIdOf('grt', i),
        agency: 'b'.repeat(48),
        persons: many(5, () => 'p'.repeat(64)),
        roles: many(5, () => 'r'.repeat(48)),
      },
      ...{ parts: [...caseParts], purpose: text(200) },
    }),
  );
  const begun = caseFacts.opened({ title: text(100), fraudType: text(64), summary: text(4_000), station: 's'.repeat(64) });
  const absorbed: CaseFact = { type: 'case.absorbed', data: { at, from: caseIdOf('cas', 2), content } };
  const loaded = fresh(Cases, caseIdOf('cas', 1));
  const changes = [change(loaded, begun, caseFacts.filed(full), ...shares, absorbed)];
  const file = stateOf(Cases, begun, caseFacts.filed(full), ...shares, absorbed);
  if (file === undefined) throw new Error('a case with facts has a state');
  // An answer that shows all of it is remembered under the key of the command.
  const answer = { status: 200, body: caseView(file, { actor: haidian, now, version: 1, asked: file.caseId }) };
  expect(() => record({ command: commandOf(), changes, answer })).not.toThrow();
});
