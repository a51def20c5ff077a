import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderersOf } from '../../functions/lookups/who-ordered.ts';
import { type Held, lift } from '../../functions/objections/lift.ts';
import { textsOf } from '../../functions/objections/texts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { isWorkingDay, plusWorkingDays } from '../../shared/kernel/working-days.ts';
import type { DecideObjection, RaiseObjection, RespondToSupervision } from '../../shared/objections/bodies.ts';
import { advance, neededAt, nextMoment } from '../../shared/objections/deadlines.ts';
import {
  assignObjection,
  closeObjection,
  type Deciding,
  decideObjection,
  type Raising,
  raiseObjection,
  withdrawObjection,
} from '../../shared/objections/decide-objection.ts';
import { askInformation, giveInformation } from '../../shared/objections/inform.ts';
import type { Objection } from '../../shared/objections/model.ts';
import type { ObjectionFact } from '../../shared/objections/objection-facts.ts';
import { hasOrdered, signingOrderer } from '../../shared/objections/orderers.ts';
import { Objections } from '../../shared/objections/streams.ts';
import { answerSupervision, requestSupervision, respondToSupervision } from '../../shared/objections/supervise.ts';
import { createPolicy } from '../../shared/policy/policy.ts';
import { policyRows } from '../../shared/policy/values.ts';
import { given, stateOf } from '../support/given.ts';
import { signers } from '../support/objection-desk.ts';
import { freezeInput, orderWith } from '../support/order-samples.ts';
import { bankClerk, context, hour, id, officer, officers, orderFacts, T0 } from '../support/samples.ts';

const reviewer: Actor = { ...officer, roles: ['supervisor'], subject: 'zhou', isPerson: true };
const window: Actor = { ...officer, agency: 'chaoyang-bureau', district: 'chaoyang', subject: 'shen' };
const order = { orderId: id('ord', 1), agency: officer.agency, district: 'haidian', bankId: 'bank-a' } as const;

const said: RaiseObjection = {
  orderId: order.orderId,
  by: { capacity: 'holder', name: '孙某', contact: '138' },
  channel: 'window',
  grounds: 'g',
  documents: [],
};
const raising: Raising = {
  ...{ name: 'tester', order, bankId: undefined, openUnder: order.orderId, objector: 'h' },
  ...{ open: undefined, same: undefined },
};
const raise = (over: Partial<RaiseObjection> = {}, known: Partial<Raising> = {}, now = T0) =>
  raiseObjection({ ...said, ...over }, { ...raising, ...known }, context({ now, actor: window }));

/** The facts of the objection alone. */
const own = (facts: readonly { readonly type: string }[]): ObjectionFact[] =>
  facts.filter(({ type }) => type.startsWith('objection.')).map((fact) => Objections.fact.parse(fact));
const raisedFacts = (over: Partial<RaiseObjection> = {}, known: Partial<Raising> = {}) => own(raise(over, known).facts);
const objectionWith = (...facts: readonly ObjectionFact[]): Objection => {
  const state = stateOf(Objections, ...facts);
  if (state === undefined) throw new Error('no facts, no objection');
  return state;
};
const raised = (over: Partial<RaiseObjection> = {}, known: Partial<Raising> = {}) =>
  given(Objections, ...nonEmpty(raisedFacts(over, known)));
function nonEmpty(facts: readonly ObjectionFact[]): [ObjectionFact, ...ObjectionFact[]] {
  const [first, ...rest] = facts;
  if (first === undefined) throw new Error('no fact');
  return [first, ...rest];
}

const stopped: StopOrder = orderWith(orderFacts.requested(), orderFacts.stopped());
const nobodyOrdered = { officers: [], persons: [], approvers: [] };
const going = { kind: 'lifted', done: false } as const;
const deciding: Deciding = { name: 'tester', orderers: nobodyOrdered, lifted: going, approval: undefined };
const at = (now: string, actor = reviewer) => context({ now, actor });
const rejecting: DecideObjection = { outcome: 'rejected', reason: 'r', officers: [...signers] };

describe('working days', () => {
  test('are counted from the next one on, over weekends and holidays', () => {
    expect(plusWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(plusWorkingDays('2026-11-22', 0)).toBe('2026-11-22');
    // National Day: from 1 to 7 October people are off
    expect(plusWorkingDays('2026-09-30', 1)).toBe('2026-10-08');
  });

  test('the day counted to is a working day, and so many lie between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 30 }), (offset, count) => {
        const from = plus('2026-01-01T00:00:00.000Z', offset * DAY).slice(0, 10);
        const to = plusWorkingDays(from, count);
        const days = [];
        for (
          let day = plus(`${from}T00:00:00.000Z`, DAY).slice(0, 10);
          day <= to;
          day = plus(`${day}T00:00:00.000Z`, DAY).slice(0, 10)
        )
          days.push(day);
        expect(isWorkingDay(to)).toBe(true);
        expect(days.filter(isWorkingDay)).toHaveLength(count);
      }),
    );
  });
});

describe('an objection', () => {
  test('begins with what was said, its term and its place among the open ones', () => {
    given(Objections)
      .when(() => raise())
      .thenFacts(
        {
          type: 'objection.raised',
          data: { order, bankId: 'bank-a', dueAt: '2026-12-11T16:00:00.000Z', submission: { channel: 'window' } },
        },
        { type: 'open-objections.begun', data: { objector: 'h' } },
      )
      .thenState({ status: 'raised', capacity: 'holder', overdue: false, submissions: [{ at: T0, by: said.by }] });
  });

  test('of the same person is joined: the earlier term holds, and no more than ten times', () => {
    const first = objectionWith(...raisedFacts({ livelihood: 'wages' }));
    const again = raise({}, { same: first }, plus(T0, DAY));
    expect(again).toMatchObject({ made: first.objectionId, facts: [{ type: 'objection.joined', data: { dueAt: first.dueAt } }] });
    const many = { ...first, submissions: Array.from({ length: 10 }, () => first.submissions).flat() };
    expect(raise({}, { same: many })).toMatchObject({ kind: 'refusal', code: 'OBJECTION_FULL' });
    const open = Array.from({ length: 50 }, (_, n) => ({ objectionId: id('obj', n), objector: String(n) }));
    expect(raise({}, { open: { open } })).toMatchObject({ kind: 'refusal', code: 'OBJECTION_FULL' });
    expect(raise({}, { open: { open: open.slice(1) } })).toMatchObject({ kind: 'acceptance' });
  });

  test('is due again as its clock says, each fact once, whenever people look', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 60 * 24 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(moments, fc.boolean(), (hours, short) => {
        const facts = raisedFacts(short ? { livelihood: 'wages' } : {});
        const asked = askInformation(objectionWith(...facts), { question: 'q' }, { name: 'n' }, at(T0));
        let state = objectionWith(...facts, ...own(asked.facts));
        const noted: string[] = [];
        for (const hours_ of [...hours].toSorted((a, b) => a - b)) {
          const now = plus(T0, hours_ * HOUR);
          for (const fact of advance(state, { now })) {
            noted.push(fact.type);
            state = Objections.evolve(state, fact);
          }
          expect(advance(state, { now })).toEqual([]);
          const next = nextMoment(state);
          expect(next === undefined || next > now).toBe(true);
        }
        expect(new Set(noted).size).toBe(noted.length);
      }),
    );
  });

  test('has what is due noted at its moment, in the order of the moments, and tells the reviewer', () => {
    const first = objectionWith(...raisedFacts());
    const asked = own(askInformation(first, { question: 'q' }, { name: 'n' }, at(T0)).facts);
    const reviewing = { agency: 'other-bureau', person: 'wu' };
    const assigned = own(assignObjection(first, { reviewer: reviewing }, { name: 'n', orderers: nobodyOrdered }, at(T0)).facts);
    const state = objectionWith(...raisedFacts(), ...asked, ...assigned);
    const { dueAt, remindAt, escalateAt } = state;
    expect(advance(state, { now: plus(dueAt, -1) }).map(({ type }) => type)).not.toContain('objection.fell-overdue');
    const noted = advance(state, { now: dueAt });
    expect(noted.map(({ type }) => type)).toEqual([
      ...['objection.information-overdue', 'objection.reminded', 'objection.fell-overdue'],
    ]);
    for (const { data } of noted) expect(data).toMatchObject({ reviewer: reviewing });
    expect([remindAt, escalateAt]).toEqual([plus(dueAt, -72 * HOUR), plus(dueAt, DAY)]);
    const answered = own(giveInformation(state, { n: 1, text: 't', documents: [] }, { name: 'n' }, at(T0, window)).facts);
    expect(answered).toMatchObject([{ data: { reviewer: reviewing } }]);
    const later = objectionWith(...raisedFacts(), ...asked, ...answered);
    expect(advance(later, { now: dueAt }).map(({ type }) => type)).toEqual(['objection.reminded', 'objection.fell-overdue']);
    // the agency alone, where no person of it is named
    const whole = own(
      assignObjection(first, { reviewer: { agency: 'other-bureau' } }, { name: 'n', orderers: nobodyOrdered }, at(T0)).facts,
    );
    const [reminded] = advance(objectionWith(...raisedFacts(), ...whole), { now: remindAt });
    expect(reminded?.data).toEqual({ at: remindAt, dueAt, reviewer: { agency: 'other-bureau' } });
  });

  test('says that its last day may move where the calendar of that time is not known', () => {
    expect(objectionWith(...raisedFacts()).provisional).toBeUndefined();
    const late = own(raise({}, {}, '2026-12-20T01:30:00.000Z').facts);
    expect(objectionWith(...late)).toMatchObject({ provisional: true });
  });

  test('waits for no moment once it is over', () => {
    const rejected = own(decideObjection(objectionWith(...raisedFacts()), rejecting, deciding, at(hour(1))).facts);
    const over = objectionWith(...raisedFacts(), ...rejected);
    expect([nextMoment(over), neededAt(over)]).toEqual([undefined, undefined]);
    expect(advance(over, { now: '2027-06-01T00:00:00.000Z' })).toEqual([]);
  });
});

describe('a reviewer', () => {
  const [first, second] = officers;
  const orderers = { officers: [...officers], persons: [{ agency: officer.agency, subject: 'zhang.san' }], approvers: ['周局'] };

  test.each<[string, Parameters<typeof hasOrdered>[0], boolean]>([
    ['asked for it', { agency: officer.agency, subject: 'zhang.san' }, true],
    ['has that subject in another agency', { agency: 'other', subject: 'zhang.san' }, false],
    ['signed it, by number', { agency: 'other', subject: first.badge }, true],
    ['signed it, by name', { agency: officer.agency, subject: 'x', name: second.name }, true],
    ['approved it', { agency: officer.agency, subject: 'x', name: ' 周 局' }, true],
    ['had no part', { agency: officer.agency, subject: 'zhou', name: '周法制' }, false],
  ])('who %s', (_, person, expected) => {
    expect(hasOrdered(person, orderers)).toBe(expected);
  });

  test('signs with another who had no part either', () => {
    expect(signingOrderer(signers, orderers)).toBe(-1);
    expect(signingOrderer([signers[0], { ...first, badge: '999999' }], orderers)).toBe(1);
    expect(signingOrderer([{ ...signers[0], badge: `00${first.badge}` }, signers[1]], orderers)).toBe(0);
    expect(signingOrderer([{ ...signers[0], name: '周局' }, signers[1]], orderers)).toBe(0);
  });

  test('is none of those who signed or approved any hold on the account, of those who let go all may be', () => {
    const { approval } = freezeInput();
    const freeze = { ...pendingOf('freeze'), officers: [signers[0]], ...(approval === undefined ? {} : { approval }) };
    expect(orderersOf({ ...stopped, pending: freeze }, [])).toMatchObject({
      officers: expect.arrayContaining([signers[0]]),
      approvers: ['周局'],
    });
    expect(orderersOf({ ...stopped, pending: { ...pendingOf('release'), officers: [signers[0]] } }, []).officers).not.toContain(
      signers[0],
    );
    expect(orderersOf({ ...stopped, waitingFreeze: freeze }, []).officers).toContain(signers[0]);
  });

  function pendingOf(instruction: 'freeze' | 'release') {
    const instructionId = id('ins', 5);
    return { instructionId, instruction, issuedAt: hour(1), dueAt: hour(2), reason: 'r', documents: [], officers: [] };
  }

  test('is assigned: an agency that ordered, or a person who did, cannot be', () => {
    const assign = (reviewing: { agency: string; person?: string }) =>
      raised().when((state) => assignObjection(state, { reviewer: reviewing }, { name: 'n', orderers }, at(hour(1))));
    assign({ agency: order.agency }).thenRefused('OBJECTION_REVIEWER_INVOLVED', { paths: ['/reviewer'] });
    assign({ agency: order.agency, person: 'zhang.san' }).thenRefused('OBJECTION_REVIEWER_INVOLVED', {
      paths: ['/reviewer/person'],
    });
    assign({ agency: order.agency, person: 'wu' }).thenState({ status: 'assigned', reviewer: { person: 'wu' } });
    assign({ agency: 'other-bureau' }).thenState({ status: 'assigned' });
  });

  test('decides what was assigned to them; the city takes on any', () => {
    const assigned = own(
      assignObjection(
        objectionWith(...raisedFacts()),
        { reviewer: { agency: order.agency, person: 'wu' } },
        { name: 'n', orderers: nobodyOrdered },
        at(hour(1)),
      ).facts,
    );
    const decide = (actor: Actor) =>
      given(Objections, ...nonEmpty([...raisedFacts(), ...assigned])).when((state) =>
        decideObjection(state, rejecting, deciding, at(hour(2), actor)),
      );
    decide(reviewer).thenRefused('OBJECTION_OF_OTHER_REVIEWER');
    decide({ ...reviewer, agency: 'other', subject: 'wu' }).thenRefused('OBJECTION_OF_OTHER_REVIEWER');
    decide({ ...reviewer, subject: 'wu' }).thenState({ status: 'rejected' });
    const { district: _, ...ofCity } = reviewer;
    decide({ ...ofCity, agency: 'police-city' }).thenState({ status: 'rejected' });
  });

  test('signs with two different officers', () => {
    raised()
      .when((state) => decideObjection(state, { ...rejecting, officers: [signers[0], signers[0]] }, deciding, at(hour(1))))
      .thenRefused('SAME_OFFICER_TWICE', { paths: ['/officers/1'] });
  });
});

describe('a ruling for the person', () => {
  const upheld: DecideObjection = { ...rejecting, outcome: 'upheld' };

  test('waits for the bank; it is closed at once where the bank has nothing to do, and nothing is recorded where the order refuses', () => {
    const rule = (lifted: Deciding['lifted']) =>
      raised().when((state) => decideObjection(state, upheld, { ...deciding, lifted }, at(hour(1))));
    rule(going)
      .thenFacts({ type: 'objection.upheld', data: { ruling: { outcome: 'upheld', reason: 'r' } } })
      .thenState({ status: 'carrying-out' });
    rule({ kind: 'lifted', done: true })
      .thenFacts({ type: 'objection.upheld' }, { type: 'objection.closed' }, { type: 'open-objections.ended' })
      .thenState({ status: 'closed', closedAt: hour(1) });
    rule(refuse('OBJECTION_WITHOUT_ORDER')).thenRefused('OBJECTION_WITHOUT_ORDER');
  });

  test('needs the approval of a release of that sum, only where the policy asks one', () => {
    const figures = (value: boolean) =>
      createPolicy({
        ...policyRows,
        'objection.ruling-approval': [{ ...policyRows['objection.ruling-approval'][0], value }],
        'release.approval-amount': [{ ...policyRows['release.approval-amount'][0], value: stopped.stoppedFen - 1 }],
      });
    const approval = { name: 'head', level: 'county', approvedAt: hour(1), legalReview: false } as const;
    const lifting = (isAsked: boolean, over: Partial<Held> = {}) =>
      lift(
        objectionWith(...raisedFacts()),
        { officers: signers },
        { order: stopped, register: undefined, ...over },
        { ...at(hour(1)), policy: figures(isAsked) },
      );
    expect(lifting(false)).toMatchObject({ kind: 'lifted' });
    expect(lifting(true)).toMatchObject({ code: 'APPROVAL_MISSING' });
    expect(lifting(true, { approval })).toMatchObject({ kind: 'lifted' });
    // the bank has not stopped anything: there is no sum to approve
    expect(lifting(true, { order: orderWith(orderFacts.requested()) })).toMatchObject({ kind: 'lifted' });
    expect(lifting(true, { order: { ...stopped, status: 'released' } })).toMatchObject({ kind: 'lifted', done: true });
  });

  test('lets the money go by right, on the word of those who sign, with a reason that names the objection alone', () => {
    const state = objectionWith(...raisedFacts());
    const lifted = lift(state, { officers: signers }, { order: stopped, register: undefined }, at(hour(1)));
    expect(lifted).toMatchObject({
      ...{ kind: 'lifted', done: false },
      facts: [
        { type: 'order.let-go', data: { ground: { by: 'objection', objectionId: state.objectionId }, officers: signers } },
        { type: 'order.release-ordered', data: { pending: { reason: `异议成立（${state.reference}）` } } },
      ],
    });
    const less = lift(state, { officers: signers, narrowedToFen: 1 }, { order: stopped, register: undefined }, at(hour(1)));
    expect(less).toMatchObject({
      done: false,
      facts: [{ type: 'order.narrowing-ordered', data: { pending: { amountFen: 1 } } }],
    });
    expect(lift(state, { officers: signers }, { order: undefined, register: undefined }, at(hour(1)))).toMatchObject({
      code: 'OBJECTION_WITHOUT_ORDER',
    });
  });

  test('moves nothing where the order had ended; one that only waits in line leaves it, and that is all', () => {
    const state = objectionWith(...raisedFacts());
    const lifted = (order: StopOrder) => lift(state, { officers: signers }, { order, register: undefined }, at(hour(1)));
    for (const status of [
      'released',
      'failed',
      'returned',
      'already-held',
      'turned-down',
      'corrected',
      'lapsed',
      'expired',
    ] as const)
      expect(lifted({ ...stopped, status })).toEqual({ kind: 'lifted', facts: [], done: true });
    const { plan } = orderFacts.requested().data;
    const inLine = orderWith({ type: 'order.placed-in-line', data: { at: T0, plan, waitsFor: id('ord', 9) } });
    expect(lifted(inLine)).toMatchObject({ done: true, facts: [{ type: 'order.let-go' }, { type: 'order.withdrawn' }] });
  });

  const recall: NonNullable<StopOrder['pending']> = {
    ...{ instruction: 'recall', issuedAt: hour(1), reason: 'r', officers: [], documents: [] },
  };

  test('is carried out when the bank lets go, or holds no more than the sum that stays', () => {
    const partly: DecideObjection = { ...upheld, outcome: 'partly-upheld', narrowedToFen: 4_000_000 };
    const facts = own(decideObjection(objectionWith(...raisedFacts()), partly, deciding, at(hour(1))).facts);
    const state = objectionWith(...raisedFacts(), ...facts);
    const close = (over: Partial<StopOrder>) =>
      closeObjection(state, { ...stopped, ...over }, { now: hour(2) }).facts.map(({ type }) => type);
    expect(close({})).toEqual([]);
    expect(close({ narrowedFen: 4_000_001 })).toEqual([]);
    expect(close({ narrowedFen: 4_000_000 })).toEqual(['objection.closed', 'open-objections.ended']);
    expect(close({ status: 'released' })).toEqual(['objection.closed', 'open-objections.ended']);
    expect(close({ status: 'withdrawn' })).toEqual(['objection.closed', 'open-objections.ended']);
    expect(close({ status: 'withdrawn', pending: recall })).toEqual([]);
    expect(neededAt(state)).toBe(hour(1));
    const all = own(decideObjection(objectionWith(...raisedFacts()), upheld, deciding, at(hour(1))).facts);
    expect(
      closeObjection(objectionWith(...raisedFacts(), ...all), { ...stopped, narrowedFen: 0 }, { now: hour(2) }).facts,
    ).toEqual([]);
    expect(closeObjection(objectionWith(...raisedFacts()), { ...stopped, status: 'released' }, { now: hour(2) }).facts).toEqual(
      [],
    );
  });
});

describe('questions', () => {
  const ask = (from?: string) =>
    raised().when((state) =>
      askInformation(state, { question: 'q', ...(from === undefined ? {} : { from }) }, { name: 'n' }, at(hour(1))),
    );

  test('go to an office that raised it, the bank, or the agency that ordered', () => {
    ask().thenState({ information: [{ n: 1, from: window.agency, dueAt: '2026-11-27T16:00:00.000Z' }] });
    ask('bank-a').thenState({ information: [{ from: 'bank-a' }] });
    ask(order.agency).thenState({ information: [{ from: order.agency }] });
    ask('bank-b').thenRefused('AGENCY_UNFIT');
    raised()
      .when((state) =>
        askInformation(
          { ...state, information: Array.from({ length: 10 }, () => askedOnce(state)).flat() },
          { question: 'q' },
          { name: 'n' },
          at(hour(1)),
        ),
      )
      .thenRefused('OBJECTION_FULL');
  });

  function askedOnce(state: Objection): Objection['information'] {
    return objectionWith(...raisedFacts(), ...own(askInformation(state, { question: 'q' }, { name: 'n' }, at(hour(1))).facts))
      .information;
  }

  test('are neither asked nor answered once it is decided', () => {
    const rejected = own(decideObjection(objectionWith(...raisedFacts()), rejecting, deciding, at(hour(1))).facts);
    const over = given(Objections, ...nonEmpty([...raisedFacts(), ...rejected]));
    over
      .when((state) => askInformation(state, { question: 'q' }, { name: 'n' }, at(hour(2))))
      .thenRefused('OBJECTION_STATE_FORBIDS', { command: 'requestInformation' });
    over
      .when((state) => giveInformation(state, { n: 1, text: 't', documents: [] }, { name: 'n' }, at(hour(2), window)))
      .thenRefused('OBJECTION_STATE_FORBIDS', { command: 'giveInformation' });
  });

  test('are answered once, by the agency that was asked', () => {
    const asked = own(askInformation(objectionWith(...raisedFacts()), { question: 'q' }, { name: 'n' }, at(hour(1))).facts);
    const answer = (actor: Actor, n: number, ...more: ObjectionFact[]) =>
      given(Objections, ...nonEmpty([...raisedFacts(), ...asked, ...more])).when((state) =>
        giveInformation(state, { n, text: 't', documents: [] }, { name: 'n' }, at(hour(2), actor)),
      );
    answer(bankClerk, 1).thenRefused('INFORMATION_NOT_ASKED');
    answer(window, 2).thenRefused('INFORMATION_NOT_ASKED');
    const given_ = answer(window, 1).thenState({ information: [{ answer: { text: 't', at: hour(2) } }] });
    answer(window, 1, ...own(given_.decision.facts)).thenRefused('INFORMATION_NOT_ASKED');
  });
});

describe('the procuratorate', () => {
  const prosecutor: Actor = {
    agency: 'procuratorate-haidian',
    agencyKind: 'procuratorate',
    district: 'haidian',
    roles: ['prosecutor'],
    subject: 'xu',
  };
  const rejected = own(decideObjection(objectionWith(...raisedFacts()), rejecting, deciding, at(hour(1))).facts);
  const asking = { reason: 'r', documents: [] };
  const asked = own(
    requestSupervision(objectionWith(...raisedFacts(), ...rejected), asking, { name: 'n' }, at(hour(2), window)).facts,
  );
  const demanded = own(
    answerSupervision(
      objectionWith(...raisedFacts(), ...rejected, ...asked),
      { answer: 'correct', demand: 'd', reason: 'r' },
      { name: 'n' },
      at(hour(3), prosecutor),
    ).facts,
  );

  test('is asked where it was rejected, or is overdue, at the moment that it is due', () => {
    const request = (now: string) => raised().when((state) => requestSupervision(state, asking, { name: 'n' }, at(now, window)));
    request('2026-12-11T15:59:59.999Z').thenRefused('SUPERVISION_TOO_EARLY');
    request('2026-12-11T16:00:00.000Z').thenState({ supervision: { of: 'haidian', overdue: false } });
    raised({}, { order: undefined })
      .when((state) => requestSupervision(state, asking, { name: 'n' }, at('2026-12-12T00:00:00.000Z', window)))
      .thenState({ supervision: { of: 'city' } });
  });

  test('has the police answer: they comply, and the bank’s answer finds it again; or refuse', () => {
    const respond = (outcome: 'comply' | 'refuse', narrowedToFen?: number) =>
      given(Objections, ...nonEmpty([...raisedFacts(), ...rejected, ...asked, ...demanded])).when((state) =>
        respondToSupervision(
          state,
          { outcome, reason: 'r', officers: [...signers], ...(narrowedToFen === undefined ? {} : { narrowedToFen }) },
          deciding,
          at(hour(4)),
        ),
      );
    respond('comply')
      .thenFacts({ type: 'objection.corrected' }, { type: 'open-objections.begun' })
      .thenState({ status: 'carrying-out', correction: { outcome: 'upheld' }, supervision: { response: { outcome: 'comply' } } });
    respond('comply', 1_000_000).thenState({ correction: { outcome: 'partly-upheld', narrowedToFen: 1_000_000 } });
    respond('refuse').thenFacts({ type: 'objection.correction-refused' }).thenState({ status: 'rejected' });
  });

  test('is not answered before it demands, nor twice; and answers once', () => {
    const before = objectionWith(...raisedFacts(), ...rejected, ...asked);
    const response: RespondToSupervision = { outcome: 'refuse', reason: 'r', officers: [...signers] };
    expect(respondToSupervision(before, response, deciding, at(hour(4)))).toMatchObject({ code: 'OBJECTION_STATE_FORBIDS' });
    const after = objectionWith(...raisedFacts(), ...rejected, ...asked, ...demanded);
    expect([neededAt(before), neededAt(after)]).toEqual([before.supervision?.dueAt, after.supervision?.answer?.dueAt]);
    const again = answerSupervision(after, { answer: 'maintain', reason: 'r' }, { name: 'n' }, at(hour(4), prosecutor));
    expect(again).toMatchObject({ code: 'OBJECTION_STATE_FORBIDS' });
    const refused = own(respondToSupervision(after, response, deciding, at(hour(4))).facts);
    expect(
      respondToSupervision(
        objectionWith(...raisedFacts(), ...rejected, ...asked, ...demanded, ...refused),
        response,
        deciding,
        at(hour(5)),
      ),
    ).toMatchObject({
      code: 'OBJECTION_STATE_FORBIDS',
    });
  });
});

test('it is taken back while it is not decided, and not after', () => {
  raised()
    .when((state) => withdrawObjection(state, { reason: 'r' }, { name: 'n' }, at(hour(1), window)))
    .thenFacts({ type: 'objection.withdrawn' }, { type: 'open-objections.ended' })
    .thenState({ status: 'withdrawn' });
  const rejected = own(decideObjection(objectionWith(...raisedFacts()), rejecting, deciding, at(hour(1))).facts);
  given(Objections, ...nonEmpty([...raisedFacts(), ...rejected]))
    .when((state) => withdrawObjection(state, { reason: 'r' }, { name: 'n' }, at(hour(2), window)))
    .thenRefused('OBJECTION_STATE_FORBIDS', { state: 'rejected', command: 'withdraw' });
});

describe('the texts to hand over', () => {
  const { reference, raisedAt, dueAt } = objectionWith(...raisedFacts());
  const texts = (measure?: StopOrder) =>
    textsOf({ reference, raisedAt, dueAt }, measure && { order: measure, authority: '海淀分局' });

  test('say the measure by its law, its term and the procuratorate of the district', () => {
    expect(texts(stopped).measure.zh).toMatch(/^该账户由海淀分局依照.*第二十条决定紧急止付，期限至2026-11-24。$/);
    expect(texts({ ...stopped, status: 'frozen' }).measure.zh).toContain('第一百四十四条决定冻结');
    const { expiresAt: _, ...untimed } = stopped;
    expect(texts(untimed).measure.en).not.toContain('ends on');
    expect(texts({ ...stopped, status: 'released' }).measure.en).toContain('has ended');
    expect(texts(stopped).remedy.en).toContain('People’s Procuratorate of Haidian');
  });

  test('say the law alone where the office may not know of a measure, and leave no placeholder', () => {
    const plain = texts();
    expect(plain.measure.zh).not.toContain('海淀');
    expect(plain.receipt).toEqual({
      zh: expect.stringContaining(`${reference}）：您于2026-11-22提出`),
      en: expect.stringContaining('2026-12-11'),
    });
    for (const { zh, en } of [...Object.values(plain), ...Object.values(texts(stopped))])
      expect(`${zh}${en}`).not.toMatch(/[{}[\]]|undefined/);
  });
});
