import { describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/kernel/context.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { closeWarning, recordContact } from '../../shared/warnings/contact.ts';
import { advance, nextMoment } from '../../shared/warnings/deadlines.ts';
import { gradeOfClue } from '../../shared/warnings/grading.ts';
import { giveBackWarning, gradeWarning, moveWarning, renewLease, takeWarning } from '../../shared/warnings/hand-work.ts';
import { isKnownPhone } from '../../shared/warnings/ladder.ts';
import { noteLoss, withdrawLoss } from '../../shared/warnings/losses.ts';
import { answerMessage, messageToSend, noteSent } from '../../shared/warnings/messages.ts';
import { joinWarning, receiveWarning } from '../../shared/warnings/take-clue.ts';
import { templateFor, textOf } from '../../shared/warnings/templates.ts';
import type { WarningFact } from '../../shared/warnings/warning-facts.ts';
import type { ContactOutcome, Warning } from '../../shared/warnings/warning-model.ts';
import { context, id, minute, officer, policy, T0 } from '../support/samples.ts';
import { at, checklist, clue, evolvedBy, risks, warningOf } from '../support/warning-samples.ts';

const known = { key: 'key-2', district: 'haidian' } as const;
const other: Actor = { ...officer, subject: 'li.si' };
const provider: Actor = { agency: 'provider-sms', agencyKind: 'provider', roles: ['provider-system'], subject: 'p' };

/** The facts of a decision that is accepted. */
function factsOf(decision: Decision<WarningFact>): readonly WarningFact[] {
  if (decision.kind === 'refusal') throw new Error(`refused: ${decision.code}`);
  return decision.facts;
}

function became(warning: Warning, decision: Decision<WarningFact>): Warning {
  return evolvedBy(warning, factsOf(decision));
}

function code(decision: Decision<WarningFact>): string {
  return decision.kind === 'refusal' ? decision.code : 'accepted';
}

/** The warning after a contact by an officer who takes it for that. */
function contacted(warning: Warning, outcome: ContactOutcome, minutes: number): Warning {
  const paid = outcome === 'already-paid' ? { paid: { lossFen: 100 } } : {};
  const visit = warning.rung.means === 'visit' ? { checklist } : {};
  const held = became(warning, takeWarning(warning, '张三', at(minutes)));
  return became(held, recordContact(held, { outcome, ...paid, ...visit }, '张三', at(minutes)));
}

function swept(warning: Warning, minutes: number): Warning {
  return evolvedBy(warning, advance(warning, at(minutes)));
}

describe('a clue', () => {
  test.each([
    [{ risk: 0 }, 'low'],
    [{ risk: 39 }, 'low'],
    [{ risk: 40 }, 'medium'],
    [{ risk: 70 }, 'high'],
    [{ risk: 90 }, 'urgent'],
    [{ risk: 0, signals: ['paying-now'] }, 'urgent'],
    [{ risk: 0, signals: ['elderly', 'loan-taken'] }, 'high'],
    [{ risk: 95, signals: ['elderly'] }, 'urgent'],
  ] as const)('%o has the grade %s', (of, grade) => {
    expect(gradeOfClue({ signals: [], ...of }, policy, T0)).toBe(grade);
  });

  test('begins a warning on the first rung of its ladder, with its clock', () => {
    expect(warningOf({ risk: risks.high })).toMatchObject({
      ...{ status: 'open', grade: 'high', receivedAt: minute(1), reference: expect.stringMatching(/^W-HD-261122-/) },
      rung: { means: 'phone', level: 'sub-bureau', dueAt: minute(16), tries: 0 },
    });
    expect(warningOf({ risk: risks.urgent }).rung).toMatchObject({ means: 'phone', level: 'city', dueAt: minute(6) });
    expect(warningOf({ risk: risks.low }).rung).toMatchObject({ means: 'sms', message: { number: 1, template: 'authority' } });
  });

  test('of a landline gets no message: a machine calls', () => {
    expect(warningOf({ risk: risks.low, person: { phone: '（010）8888 6666' } }).rung).toMatchObject({ means: 'ai-call' });
  });

  test('in the quiet hours waits with its message until the morning', () => {
    const night = context({ now: '2026-11-22T16:30:00.000Z' });
    const warning = warningOf({ risk: risks.low, seenAt: night.now }, night);
    expect(warning.rung).toMatchObject({ notBefore: '2026-11-22T23:00:00.000Z', dueAt: '2026-11-23T00:00:00.000Z' });
    expect(warning.rung.message).toBeUndefined();
    expect(nextMoment(warning)).toBe('2026-11-22T23:00:00.000Z');
    expect(advance(warning, context({ now: '2026-11-22T22:59:59.000Z' }))).toEqual([]);
    expect(advance(warning, context({ now: '2026-11-22T23:00:00.000Z' }))).toMatchObject([{ type: 'warning.message-asked' }]);
    const urgent = warningOf({ risk: risks.urgent, seenAt: night.now }, night);
    expect(urgent.rung).toMatchObject({ means: 'phone', dueAt: '2026-11-22T16:35:00.000Z' });
  });

  test.each([
    ['WARNING_SOURCE_UNKNOWN', { source: 'rumour' }],
    ['PHONE_FORM_UNKNOWN', { person: { phone: '110' } }],
    ['PHONE_FORM_UNKNOWN', { person: { phone: 'call me' } }],
    ['PHONE_FORM_UNKNOWN', { person: { phone: '12345678901' } }],
    ['TIME_IN_FUTURE', { seenAt: minute(9) }],
    ['TIME_TOO_LONG_AGO', { seenAt: plus(T0, -31 * 24 * HOUR) }],
  ] as const)('is refused with %s if it is %o', (refusal, over) => {
    expect(code(receiveWarning(clue(over), known, context()))).toBe(refusal);
    expect(code(joinWarning(warningOf(), clue(over), known, context()))).toBe(refusal);
  });

  test('needs a district', () => {
    expect(code(receiveWarning(clue(), { ...known, district: undefined }, context()))).toBe('DISTRICT_MISSING');
  });

  test.each(['13800000000', '+86 138 0000 0000', '１３８００００００００', '010-88886666', '+852 5123 4567', '400-810-8888'])(
    'may have the phone %s',
    (phone) => {
      expect(isKnownPhone(phone)).toBe(true);
    },
  );
});

describe('a later clue of the same person', () => {
  test('that raises nothing changes no clock', () => {
    const warning = warningOf({ risk: risks.high });
    const joined = became(warning, joinWarning(warning, clue({ risk: 10, sourceRef: 'x' }), known, at(9)));
    expect(joined).toMatchObject({ grade: 'high', receivedAt: warning.receivedAt, rung: warning.rung });
    expect(joined.clues).toHaveLength(2);
  });

  test('that comes again changes nothing', () => {
    const warning = warningOf();
    expect(factsOf(joinWarning(warning, clue(), { ...known, key: warning.clues[0]?.key ?? '' }, at(9)))).toEqual([]);
  });

  test('raises the grade: the new ladder begins, and ends no later than the term that ran', () => {
    const warning = warningOf({ risk: risks.high });
    const raised = became(warning, joinWarning(warning, clue({ risk: risks.urgent }), known, at(2)));
    expect(raised).toMatchObject({ grade: 'urgent', rung: { means: 'phone', level: 'city', dueAt: minute(7) } });
    const late = became(warning, joinWarning(warning, clue({ risk: risks.urgent }), known, at(14)));
    expect(late.rung.dueAt).toBe(minute(16));
  });

  test('adds what was not known of the person', () => {
    const warning = warningOf({ person: { phone: '13800000000' } });
    const more = { name: '王某', phone: '13800000000', idNumber: '110108196501010000' };
    expect(became(warning, joinWarning(warning, clue({ person: more }), known, at(2))).person).toEqual(more);
  });

  test('of many keeps the first and the last twenty in all', () => {
    let warning = warningOf();
    for (let n = 0; n < 30; n += 1)
      warning = became(warning, joinWarning(warning, clue({ sourceRef: `n-${n}` }), { ...known, key: `k${n}` }, at(2)));
    expect(warning.clues).toHaveLength(20);
    expect(warning).toMatchObject({
      moreClues: 11,
      clues: [{ sourceRef: 'YJ-0001' }, ...Array.from({ length: 19 }, () => ({}))],
    });
  });
});

describe('a message', () => {
  const low = warningOf({ risk: risks.low });
  const sent = became(low, noteSent(low, 1, 'provider-sms', at(1)));
  const told = (outcome: ContactOutcome, minutes = 2) =>
    answerMessage(sent, { number: 1, outcome, at: minute(minutes) }, at(minutes, { actor: provider }));

  test('that arrived settles a warning of the lowest grade', () => {
    expect(became(sent, told('informed'))).toMatchObject({
      ...{ status: 'closed', closed: { outcome: 'informed', means: 'sms' }, firstContactAt: minute(2) },
    });
  });

  test('is given to a provider once, until it is answered or lost', () => {
    expect(messageToSend(low, 1, minute(1))).toMatchObject({ means: 'sms' });
    expect(messageToSend(low, 2, minute(1))).toBeUndefined();
    expect(messageToSend(low, 1, minute(11))).toBeUndefined();
    expect(messageToSend(became(sent, told('informed')), 1, minute(3))).toBeUndefined();
    expect(factsOf(noteSent(sent, 1, 'provider-sms', at(1)))).toEqual([]);
    expect(factsOf(noteSent(sent, 1, 'provider-b', at(1)))).toHaveLength(1);
  });

  test('that did not arrive is sent again, then a machine calls', () => {
    const again = became(sent, told('not-reached'));
    expect(again.rung).toMatchObject({ means: 'sms', tries: 1, notBefore: minute(12) });
    const second = swept(again, 12);
    expect(second.rung.message).toMatchObject({ number: 2, means: 'sms' });
    const given = became(second, noteSent(second, 2, 'provider-sms', at(12)));
    const failed = became(
      given,
      answerMessage(given, { number: 2, outcome: 'not-reached', at: minute(13) }, at(13, { actor: provider })),
    );
    expect(failed.rung).toMatchObject({ means: 'ai-call', message: { number: 3, means: 'ai-call' } });
  });

  test('of which no provider speaks is lost after its time, and counts as not arrived', () => {
    expect(nextMoment(low)).toBe(minute(11));
    const lost = swept(low, 11);
    expect(lost).toMatchObject({ triedMeans: ['sms'], rung: { means: 'sms', tries: 1, notBefore: minute(21) } });
  });

  test('is answered by its provider alone, with an outcome that it can have, and once', () => {
    expect(code(answerMessage(sent, { number: 1, outcome: 'informed', at: minute(2) }, at(2)))).toBe('MESSAGE_UNKNOWN');
    expect(code(told('dissuaded'))).toBe('OUTCOME_NOT_OF_MEANS');
    const answered = became(sent, told('not-reached'));
    const twice = (outcome: ContactOutcome) =>
      answerMessage(answered, { number: 1, outcome, at: minute(3) }, at(3, { actor: provider }));
    expect(factsOf(twice('not-reached'))).toEqual([]);
    expect(code(twice('informed'))).toBe('MESSAGE_ANSWERED');
  });

  test('that is answered late is recorded, and settles what it can settle', () => {
    const gone = swept(sent, 11);
    const late = answerMessage(gone, { number: 1, outcome: 'informed', at: minute(3) }, at(12, { actor: provider }));
    expect(became(gone, late)).toMatchObject({ status: 'closed', closed: { outcome: 'informed' } });
    const raised = became(gone, gradeWarning(gone, { grade: 'high', reason: 'r' }, '张三', at(12)));
    const noted = became(
      raised,
      answerMessage(raised, { number: 1, outcome: 'informed', at: minute(3) }, at(13, { actor: provider })),
    );
    expect(noted).toMatchObject({ status: 'open', rung: raised.rung, attempts: [{ outcome: 'informed' }] });
  });

  test('has the text of the kind of fraud, and names no person', () => {
    expect(templateFor('刷单返利类')).toBe('brushing');
    expect(templateFor('投资理财')).toBe('investment');
    expect(templateFor(undefined)).toBe('general');
    expect(textOf('authority')).toContain('安全账户');
    expect(textOf('of-tomorrow')).toBe(textOf('general'));
  });
});

describe('a person who works on a warning', () => {
  const high = warningOf({ risk: risks.high });
  const held = became(high, takeWarning(high, '张三', at(2)));

  test('holds it for a while, and no other person gets it', () => {
    expect(held).toMatchObject({ status: 'held', lease: { subject: officer.subject, until: minute(17) } });
    expect(code(takeWarning(held, '李四', at(3, { actor: other })))).toBe('LEASE_OF_ANOTHER');
    expect(factsOf(takeWarning(held, '张三', at(3)))).toEqual([]);
    expect(became(held, renewLease(held, at(10))).lease?.until).toBe(minute(25));
    expect(code(renewLease(held, at(10, { actor: other })))).toBe('LEASE_OF_ANOTHER');
    expect(became(held, giveBackWarning(held, {}, at(10)))).toMatchObject({ status: 'open', rung: high.rung });
  });

  test('loses it when the time is over: another person may take it, noted or not', () => {
    expect(code(renewLease(held, at(17)))).toBe('LEASE_LAPSED');
    expect(factsOf(takeWarning(held, '李四', at(17, { actor: other })))).toMatchObject([
      { type: 'warning.lease-lapsed', data: { subject: officer.subject } },
      { type: 'warning.taken', data: { lease: { subject: 'li.si' } } },
    ]);
    expect(swept(held, 17)).toMatchObject({ status: 'open' });
  });

  test('records a contact only while they hold it, by the means that is due, with an outcome that it can have', () => {
    const record = (warning: Warning, input: object, actor = officer) =>
      code(recordContact(warning, { outcome: 'dissuaded', ...input }, '张三', at(3, { actor })));
    expect(record(high, {})).toBe('WARNING_STATE_FORBIDS');
    expect(record(held, {}, other)).toBe('LEASE_OF_ANOTHER');
    expect(record(held, { means: 'visit' })).toBe('MEANS_NOT_DUE');
    expect(record(held, { outcome: 'informed' })).toBe('OUTCOME_NOT_OF_MEANS');
    expect(record(held, { outcome: 'already-paid' })).toBe('LOSS_MISSING');
    expect(record(held, { at: minute(9) })).toBe('TIME_IN_FUTURE');
    expect(record(held, { at: T0 })).toBe('TIME_BEFORE_WARNING');
    expect(record(held, { means: 'phone' })).toBe('accepted');
  });

  test('hears that the money is gone by any means and without a checklist: the alarm waits for nothing', () => {
    const visit = contacted(high, 'dissuaded', 2);
    const taken = became(visit, takeWarning(visit, '张三', at(3)));
    const paid = { outcome: 'already-paid', paid: { lossFen: 0 } } as const;
    for (const means of ['phone', 'visit'] as const)
      expect(became(taken, recordContact(taken, { ...paid, means }, '张三', at(3)))).toMatchObject({
        closed: { outcome: 'already-paid', means },
      });
    expect(code(recordContact(taken, { ...paid, means: 'ai-call' }, '张三', at(3)))).toBe('MEANS_NOT_DUE');
    expect(code(recordContact(taken, { outcome: 'dissuaded', means: 'phone' }, '张三', at(3)))).toBe('MEANS_NOT_DUE');
  });

  test('cannot end a grave warning by telephone: the door comes next', () => {
    const visit = contacted(high, 'dissuaded', 2);
    expect(visit).toMatchObject({ status: 'open', firstContactAt: minute(2), rung: { means: 'visit', level: 'station' } });
    const taken = became(visit, takeWarning(visit, '张三', at(3)));
    expect(code(recordContact(taken, { outcome: 'dissuaded' }, '张三', at(3)))).toBe('CHECKLIST_MISSING');
    expect(contacted(visit, 'dissuaded', 4)).toMatchObject({
      status: 'closed',
      closed: { outcome: 'dissuaded', means: 'visit' },
    });
  });

  test('who does not reach the person tries again after a pause, then goes to the door, then the level above does', () => {
    let warning = contacted(high, 'not-reached', 2);
    expect(warning.rung).toMatchObject({ means: 'phone', tries: 1, notBefore: minute(12) });
    expect(code(takeWarning(warning, '张三', at(11)))).toBe('WARNING_NOT_TO_DO');
    warning = contacted(warning, 'not-reached', 12);
    warning = contacted(warning, 'not-reached', 22);
    expect(warning.rung).toMatchObject({ means: 'visit', level: 'station', tries: 0 });
    warning = contacted(warning, 'not-reached', 23);
    warning = contacted(warning, 'not-reached', 83);
    expect(warning.rung).toMatchObject({ means: 'visit', level: 'sub-bureau', tries: 0 });
  });

  test('cannot close what the ladder has not tried; a supervisor closes it when every level has', () => {
    expect(code(closeWarning(high, { outcome: 'not-reached', reason: 'r' }, '张三', at(2)))).toBe('CLOSING_NOT_ALLOWED');
    let warning = contacted(high, 'doubtful', 2);
    let minutes = 3;
    for (let n = 0; n < 6; n += 1) {
      warning = contacted(warning, 'not-reached', minutes);
      minutes += 61;
    }
    expect(warning.rung).toMatchObject({ level: 'city', exhausted: true });
    expect(code(closeWarning(warning, { outcome: 'dissuaded', reason: 'r' }, '张三', at(minutes)))).toBe('CLOSING_NOT_ALLOWED');
    expect(
      became(warning, closeWarning(warning, { outcome: 'not-reached', reason: '在境外' }, '张三', at(minutes))),
    ).toMatchObject({
      closed: { outcome: 'not-reached', reason: '在境外' },
    });
  });

  test('sets the grade by hand with a reason', () => {
    expect(code(gradeWarning(high, { grade: 'urgent' }, '张三', at(2)))).toBe('GRADE_NEEDS_REASON');
    expect(factsOf(gradeWarning(high, { grade: 'high', reason: 'r' }, '张三', at(2)))).toEqual([]);
    const urgent = became(high, gradeWarning(high, { grade: 'urgent', reason: 'r' }, '张三', at(2)));
    expect(urgent).toMatchObject({
      grade: 'urgent',
      gradedByHand: { from: 'high', to: 'urgent', reason: 'r' },
      rung: { level: 'city' },
    });
  });

  test('gives it to another place, and its term goes on', () => {
    expect(code(moveWarning(high, { reason: 'r' }, '张三', at(2)))).toBe('NOTHING_TO_MOVE');
    const down = became(high, moveWarning(high, { community: 'town-x', reason: 'r' }, '张三', at(2)));
    expect(down).toMatchObject({ community: 'town-x', rung: { level: 'community', dueAt: high.rung.dueAt } });
    const away = became(down, moveWarning(down, { district: 'chaoyang', reason: 'r' }, '张三', at(3)));
    expect(away).toMatchObject({ district: 'chaoyang', rung: { level: 'sub-bureau', dueAt: high.rung.dueAt } });
    expect(away.community).toBeUndefined();
    expect(became(held, moveWarning(held, { station: 's-1', reason: 'r' }, '张三', at(3)))).toMatchObject({ status: 'open' });
  });
});

describe('time', () => {
  test('lets a warning climb that was not contacted in time, level by level, up to the city', () => {
    const high = warningOf({ risk: risks.high });
    expect(advance(high, at(15))).toEqual([]);
    const city = swept(high, 16);
    expect(city.rung).toMatchObject({ means: 'phone', level: 'city', dueAt: minute(46) });
    expect(advance(city, at(46))).toMatchObject([{ type: 'warning.fell-overdue', data: { dueAt: minute(46) } }]);
    const overdue = swept(city, 46);
    expect(nextMoment(overdue)).toBe(minute(46 + 24 * 60));
  });

  test('of an outage is made up for, each step once', () => {
    const low = warningOf({ risk: risks.low });
    const facts = advance(low, at(10_000));
    expect(facts.map(({ type }) => type)).toEqual(['warning.message-lost']);
    expect(swept(swept(low, 10_000), 10_000)).toEqual(swept(low, 10_000));
  });
});

describe('an alarm of the same person', () => {
  const high = warningOf({ risk: risks.high });
  const alarm = (minutes: number) => ({ alertId: id('alt', 7), at: minute(minutes) });

  test('within the days of the policy is fraud after the warning, once; before the first contact or after it', () => {
    const lost = became(high, noteLoss(high, alarm(5), at(6)));
    expect(lost.losses).toEqual([{ ...alarm(5), afterContact: false }]);
    expect(factsOf(noteLoss(lost, alarm(5), at(6)))).toEqual([]);
    const reached = contacted(high, 'doubtful', 2);
    expect(became(reached, noteLoss(reached, alarm(5), at(6))).losses).toMatchObject([{ afterContact: true }]);
    expect(factsOf(noteLoss(high, alarm(0), at(6)))).toEqual([]);
    expect(factsOf(noteLoss(high, alarm(31 * 24 * 60), at(6)))).toEqual([]);
    expect(became(lost, withdrawLoss(lost, id('alt', 7), at(7))).losses).toEqual([]);
    expect(factsOf(withdrawLoss(high, id('alt', 7), at(7)))).toEqual([]);
  });

  test('that the warning itself raised is none', () => {
    const raised = evolvedBy(contacted(high, 'already-paid', 2), [
      { type: 'warning.alarm-raised', data: { at: minute(2), alertId: id('alt', 7) } },
    ]);
    expect(factsOf(noteLoss(raised, alarm(2), at(3)))).toEqual([]);
  });
});
