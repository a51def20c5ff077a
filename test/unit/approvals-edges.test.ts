import { describe, expect, test } from 'vitest';
import type { ApprovalFact } from '../../shared/approvals/approval-facts.ts';
import {
  askApproval,
  desksDeciding,
  grantApproval,
  hasLapsed,
  lapseApproval,
  nextMoment,
  withdrawApproval,
} from '../../shared/approvals/decide-approval.ts';
import { approvalThing, toldApproval } from '../../shared/approvals/kind.ts';
import type { Approval, Matter, Question } from '../../shared/approvals/model.ts';
import { openGate } from '../../shared/approvals/open-gate.ts';
import { Approvals } from '../../shared/approvals/streams.ts';
import { approvalEntry, approvalView } from '../../shared/approvals/views.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { DAY, MINUTE, plus } from '../../shared/kernel/time.ts';
import { cityHead, haidianHead } from '../support/approvals.ts';
import { given, stateOf } from '../support/given.ts';
import { context, hour, id, minute, officers } from '../support/samples.ts';

const asker: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'zhang',
};
const orderId = id('ord', 1);
const listedCaseId = id('lst', 1);
const filing = { caseNumber: 'A1101080000002026110042', filedAt: minute(5), decisionNumber: 'LA-2026-42' };
const units = { bureau: 'police-city', district: 'police-haidian', cyber: 'police-cyber' };
const release: Matter = { gate: 'release', orderId, instruction: 'unfreeze', amountFen: 500 };
const outside: Matter = { gate: 'outside-filing', alertId: id('alt', 1), filing, agency: '天津市公安局' };
const needed = { role: 'approver', level: 'county', legalReview: false } as const;

const head = (at = hour(1), by = haidianHead) => context({ now: at, actor: { ...by, isPerson: true } });
const question = (over: Partial<Question> = {}): Question => ({
  ...{ kind: 'question', matter: release, needed, district: 'haidian', since: minute(0) },
  ...over,
});
const asks = (asked: Question) =>
  askApproval({ reason: 'r' }, { question: asked, name: '张三' }, context({ now: minute(10), actor: asker }));
const opens = (approval: Approval, act: Matter, ctx: Context, idle = false) => openGate(approval, act, { officers, idle }, ctx);
const asking = (over: Partial<Question> = {}) => asks(question(over));
const granting = (approval: Approval, over: Partial<Parameters<typeof grantApproval>[1]> = {}, ctx = head()) =>
  grantApproval(approval, { reason: 'r', ...over }, '周局', ctx);

function factsOf({ facts }: { readonly facts: readonly { readonly type: string }[] }): readonly ApprovalFact[] {
  return facts.map((fact) => Approvals.fact.parse(fact));
}
function approvalOf(...facts: readonly ApprovalFact[]): Approval {
  return Approvals.state.parse(stateOf(Approvals, ...facts));
}
const asked = (over: Partial<Question> = {}) => approvalOf(...factsOf(asking(over)));
const granted = (over: Partial<Question> = {}) => {
  const facts = factsOf(asking(over));
  return approvalOf(...facts, ...factsOf(granting(approvalOf(...facts))));
};

describe('an approval that is asked for', () => {
  test('has a reference that can be read out, a desk and an end', () => {
    const [fact] = asking().facts;
    expect(fact?.data).toStrictEqual({
      ...{ at: minute(10), approvalId: expect.stringMatching(/^apr_/), reference: expect.stringMatching(/^A-HD-261122-\w{6}$/) },
      ...{ district: 'haidian', matter: release, needed, reason: 'r', desk: { agency: 'police-haidian', role: 'approver' } },
      ...{ askedBy: { agency: 'police-haidian', subject: 'zhang', name: '张三' }, since: minute(0) },
      expiresAt: plus(minute(10), 7 * DAY),
    });
  });

  test('lies on the desk of the city’s police where the level is that of the prefecture', () => {
    expect(asked({ needed: { ...needed, level: 'prefecture' } }).desk).toEqual({ kind: 'police', role: 'approver' });
  });

  test('an approval of a listing that is not there yet has no oldest date', () => {
    const { since: _, ...rest } = question();
    const [fact] = asks(rest).facts;
    expect(Object.keys(fact?.data ?? {})).not.toContain('since');
  });

  test('is found among those of the asker, on its desk, and by its end', () => {
    expect(Approvals.index(asked())).toMatchObject({
      entries: { listing: {}, inbox: {}, due: { sk: expect.stringContaining(plus(minute(10), 7 * DAY)) } },
      card: { status: 'asked', gate: 'release', orderId, agency: 'police-haidian', subject: 'zhang' },
    });
  });

  test('shows in lists what it is about', () => {
    const card = (matter: Matter) => Approvals.index(asked({ matter })).card;
    expect(card({ gate: 'delisting', listedCaseId })).toMatchObject({ gate: 'delisting', listedCaseId });
    expect(card(outside)).toMatchObject({ gate: 'outside-filing', alertId: id('alt', 1) });
    expect(Object.keys(card(outside))).not.toContain('orderId');
  });
});

describe('the desks on which an actor decides', () => {
  test('are those of the own agency in a district, and those of the kind for the whole city', () => {
    expect(desksDeciding(haidianHead)).toEqual([
      { agency: 'police-haidian', role: 'approver' },
      { agency: 'police-haidian', role: 'supervisor' },
    ]);
    expect(desksDeciding({ ...cityHead, roles: ['approver'] })).toEqual([
      { agency: 'police-city', role: 'approver' },
      { kind: 'police', role: 'approver' },
    ]);
    expect(desksDeciding(asker)).toEqual([]);
  });
});

describe('a grant', () => {
  test('has to be used in time; a vouched filing stands', () => {
    const [use] = granting(asked()).facts;
    expect(use?.data).toStrictEqual({
      ...{ at: hour(1), askedBy: { agency: 'police-haidian', subject: 'zhang' }, expiresAt: plus(hour(1), 10 * DAY) },
      granted: { agency: 'police-haidian', subject: 'head-of-haidian', name: '周局', level: 'county', reason: 'r' },
    });
    const standing = granted({ matter: outside });
    expect(Object.keys(standing)).not.toContain('expiresAt');
    expect(nextMoment(standing)).toBeUndefined();
    expect(hasLapsed(standing, plus(hour(1), 4_000 * DAY))).toBe(false);
    expect(Object.keys(Approvals.index(standing).entries)).toEqual(['listing']);
  });

  test('a person who asked does not grant, even for another agency', () => {
    given(Approvals, ...(factsOf(asking()) as [ApprovalFact]))
      .when((approval) => granting(approval, {}, head(hour(1), { ...haidianHead, subject: 'zhang' })))
      .thenRefused('APPROVER_IS_ASKER');
  });

  test('rests on a review from after the alarm, clocks differing by the tolerance', () => {
    const reviewed = asked({ needed: { ...needed, legalReview: true } });
    const at = (reviewedAt: string) => granting(reviewed, { legalReview: { reviewer: '郑法制', reviewedAt } });
    expect(at(minute(-5))).toMatchObject({ kind: 'refusal', code: 'TIME_BEFORE_ALARM' });
    expect(at(minute(0))).toMatchObject({ kind: 'acceptance' });
    const { since: _, ...undated } = reviewed;
    const early = granting(undated, { legalReview: { reviewer: '郑法制', reviewedAt: minute(-5) } });
    expect(early).toMatchObject({ kind: 'acceptance', facts: [{ data: { granted: { legalReview: { reviewer: '郑法制' } } } }] });
  });

  describe('a grant with the paper of a higher authority', () => {
    const paper = (over: object = {}) =>
      ({ name: '部长', level: 'ministry', number: '公〔2026〕1号', approvedAt: minute(30), ...over }) as const;
    const listing = () => asked({ needed: { ...needed, paper: 'ministry' } });

    test('names the level and the member that is missing or too low', () => {
      expect(granting(listing())).toMatchObject({
        code: 'HIGHER_PAPER_MISSING',
        detail: { level: 'ministry', paths: ['/paper'] },
      });
      expect(granting(listing(), { paper: paper({ level: 'province' }) })).toMatchObject({
        ...{ code: 'HIGHER_PAPER_MISSING', detail: { level: 'ministry', paths: ['/paper/level'] } },
      });
      expect(granting(listing(), { paper: paper({ level: 'joint' }) })).toMatchObject({
        facts: [{ data: { granted: { paper: { level: 'joint' } } } }],
      });
    });

    test('may bring one of any level where none is needed', () => {
      expect(granting(asked(), { paper: paper({ level: 'city' }) })).toMatchObject({ kind: 'acceptance' });
    });

    test('takes no paper from before the listing, from the future, or older than six months', () => {
      const at = (approvedAt: string, approval = listing()) => granting(approval, { paper: paper({ approvedAt }) });
      const paths = ['/paper/approvedAt'];
      expect(at(hour(2))).toMatchObject({ code: 'TIME_IN_FUTURE', detail: { paths } });
      expect(at(minute(-5))).toMatchObject({ code: 'TIMES_OUT_OF_ORDER', detail: { paths } });
      const { since: _, ...undated } = listing();
      const months = context().policy.amount('listing.approval-age', hour(1));
      const oldest = new Date(hour(1));
      oldest.setUTCMonth(oldest.getUTCMonth() - months);
      expect(at(oldest.toISOString(), undated)).toMatchObject({ kind: 'acceptance' });
      expect(at(plus(oldest.toISOString(), -1), undated)).toMatchObject({ code: 'TIME_TOO_LONG_AGO', detail: { paths } });
    });
  });
});

describe('time ends an approval', () => {
  const end = plus(minute(10), 7 * DAY);

  test('an approval that is not answered lapses at its end and not before', () => {
    expect(nextMoment(asked())).toBe(end);
    expect(lapseApproval(asked(), { now: plus(end, -1) })).toEqual([]);
    expect(lapseApproval(asked(), { now: end })).toStrictEqual([
      { type: 'approval.lapsed', data: { at: end, askedBy: { agency: 'police-haidian', subject: 'zhang' }, expiresAt: end } },
    ]);
  });

  test('an approval lapses once; after that it stays lapsed at any time of the clock', () => {
    const lapsed = approvalOf(...factsOf(asking()), ...lapseApproval(asked(), { now: end }));
    expect(lapsed).toMatchObject({ approvalId: asked().approvalId, status: 'lapsed', lapsedAt: end });
    expect(lapseApproval(lapsed, { now: plus(end, DAY) })).toEqual([]);
    expect(nextMoment(lapsed)).toBeUndefined();
    expect(hasLapsed(lapsed, minute(10))).toBe(true);
    expect(granting(lapsed)).toMatchObject({ code: 'APPROVAL_LAPSED' });
  });

  test('an approval that was used lapses by no end that it still has', () => {
    const used: Approval = { ...granted(), status: 'used', expiresAt: end };
    expect(hasLapsed(used, plus(end, DAY))).toBe(false);
    expect(lapseApproval(used, { now: plus(end, DAY) })).toEqual([]);
  });

  test('an approval without an end never lapses', () => {
    expect(lapseApproval(granted({ matter: outside }), { now: plus(end, 4_000 * DAY) })).toEqual([]);
  });

  test('readers see it lapsed from that moment on, noted or not', () => {
    const { expiresAt: _, ...card } = { ...(Approvals.index(asked()).card as unknown as Parameters<typeof approvalEntry>[0]) };
    expect(approvalView(asked(), 3, end)).toMatchObject({ status: 'lapsed', version: 3 });
    expect(approvalEntry({ ...card, expiresAt: end }, end)).toMatchObject({ status: 'lapsed' });
    expect(approvalEntry({ ...card, expiresAt: end }, plus(end, -MINUTE))).toMatchObject({ status: 'asked' });
  });
});

test('a person of the same name in another agency withdraws nothing', () => {
  const other = context({ now: hour(1), actor: { ...asker, agency: 'police-chaoyang' } });
  expect(withdrawApproval(asked(), { reason: 'r' }, other)).toMatchObject({ code: 'APPROVAL_OF_OTHER_PERSON' });
});

describe('an approval opens its gate for what was asked, and for no more', () => {
  const acting = context({ now: hour(2), actor: asker });
  const open = (asks: Matter, act: Matter) => opens({ ...granted(), matter: asks }, act, acting);
  const differs = (asks: Matter, act: Matter) => {
    const opened = open(asks, act);
    return opened.kind === 'opened' ? [] : opened.detail?.['differs'];
  };
  const freeze = { gate: 'freeze', orderId, amountFen: 500, major: false, filing } as const;
  const { amountFen: _, ...whole } = freeze;
  const other = { orderId: id('ord', 2), listedCaseId: id('lst', 2) };
  const renewal = { gate: 'renewal', orderId, termMonths: 6 } as const;
  const listing = { gate: 'listing', listedCaseId, level: 'city', units } as const;
  const extension = { gate: 'extension', listedCaseId, months: 3 } as const;
  const delisting = { gate: 'delisting', listedCaseId } as const;

  test.each<[string, Matter, Matter, readonly string[]]>([
    ['a freeze of as much', freeze, freeze, []],
    ['a freeze of less', freeze, { ...freeze, amountFen: 499 }, []],
    ['a freeze of more', freeze, { ...freeze, amountFen: 501 }, ['amountFen']],
    ['a freeze of the whole account, asked for a sum', freeze, whole, ['amountFen']],
    ['a freeze of a sum, asked for the whole account', whole, freeze, []],
    ['a freeze of another order', freeze, { ...freeze, orderId: other.orderId }, ['orderId']],
    ['a freeze for a longer term', freeze, { ...freeze, major: true }, ['major']],
    ['a freeze for a shorter term', { ...freeze, major: true }, freeze, []],
    ['a freeze on another filing', freeze, { ...freeze, filing: { ...filing, caseNumber: 'A2' } }, ['filing']],
    ['a renewal of as long', renewal, renewal, []],
    ['a renewal of shorter', renewal, { ...renewal, termMonths: 5 }, []],
    ['a renewal of longer', renewal, { ...renewal, termMonths: 7 }, ['termMonths']],
    ['a renewal of another order', renewal, { ...renewal, orderId: other.orderId }, ['orderId']],
    ['a release of as much', release, release, []],
    ['a release of more', release, { ...release, amountFen: 501 }, ['amountFen']],
    ['a release of another order', release, { ...release, orderId: other.orderId }, ['orderId']],
    ['a release of a stop, asked for a freeze', release, { ...release, instruction: 'release' }, ['instruction']],
    ['a listing as proposed', listing, { ...listing, units: { ...units } }, []],
    ['a listing of another case', listing, { ...listing, listedCaseId: other.listedCaseId }, ['listedCaseId']],
    ['a listing at another level', listing, { ...listing, level: 'province' }, ['level']],
    ['a listing with other units', listing, { ...listing, units: { ...units, cyber: 'x' } }, ['units']],
    ['an extension of as long', extension, extension, []],
    ['an extension of shorter', extension, { ...extension, months: 2 }, []],
    ['an extension of longer', extension, { ...extension, months: 4 }, ['months']],
    ['an extension of another case', extension, { ...extension, listedCaseId: other.listedCaseId }, ['listedCaseId']],
    ['a delisting', delisting, delisting, []],
    ['a delisting of another case', delisting, { ...delisting, listedCaseId: other.listedCaseId }, ['listedCaseId']],
  ])('%s', (_what, asks, act, expected) => {
    expect(differs(asks, act)).toEqual(expected);
    if (expected.length === 0)
      expect(open(asks, act)).toMatchObject({ kind: 'opened', granted: { name: '周局' }, fact: { data: { gate: asks.gate } } });
  });

  const matters: readonly Matter[] = [freeze, renewal, release, listing, extension, delisting];
  test.each(matters.flatMap((asks) => matters.filter((act) => act !== asks).map((act) => [asks, act] as const)))(
    'one gate is not opened by the approval of another: $0.gate, $1.gate',
    (asks, act) => {
      expect(differs(asks, act)).toEqual(['gate']);
    },
  );

  test('until it lapses', () => {
    const late = context({ now: plus(hour(1), 10 * DAY), actor: asker });
    expect(opens(granted(), release, late)).toMatchObject({
      code: 'APPROVAL_LAPSED',
      detail: { paths: ['/approvalId'] },
    });
    const before = context({ now: plus(hour(1), 10 * DAY - 1), actor: asker });
    expect(opens(granted(), release, before)).toMatchObject({ kind: 'opened' });
  });

  test('the gate opens again after an act without effect, not if no act has used it', () => {
    expect(opens(asked(), release, acting, true)).toMatchObject({
      code: 'APPROVAL_NOT_GRANTED',
      detail: { state: 'asked' },
    });
  });
});

test('an approval concerns the district of its matter and the agency that asked, and so do its notices', () => {
  const one = asked();
  expect(approvalThing(one)).toEqual({ district: 'haidian', agencies: ['police-haidian'] });
  expect(toldApproval.about(one)).toEqual({ district: 'haidian', reference: one.reference, agencies: ['police-haidian'] });
});
