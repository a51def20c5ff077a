import { defined } from '../kernel/defined.ts';
import { evolver } from '../kernel/evolver.ts';
import { type InformationRequest, MOST_OF_A_KIND, type Objection, type ObjectionStatus, type Supervision } from './model.ts';
import type { ObjectionFact } from './objection-facts.ts';
import { objectionLifecycle } from './objection-lifecycle.ts';

/** The objection after a fact. */
export const evolveObjection = evolver<ObjectionStatus, Objection, ObjectionFact, 'objection.raised'>(objectionLifecycle, {
  births: {
    'objection.raised': ({ at, submission, ...raised }) => ({
      ...raised,
      capacity: submission.by.capacity,
      raisedAt: at,
      touchedAt: at,
      submissions: [{ ...submission, at }],
      information: [],
      reminded: false,
      overdue: false,
      escalated: false,
    }),
  },
  steps: {
    'objection.joined': ({ provisional: _, ...objection }, { at, submission, ...term }) => ({
      ...objection,
      ...term,
      submissions: [...objection.submissions, { ...submission, at }],
    }),
    'objection.assigned': (objection, { at, reviewer, by }) => ({ ...objection, reviewer: { ...reviewer, at, by } }),
    'objection.information-requested': (objection, { at, ...asked }) => ({
      ...objection,
      information: [...objection.information, { ...asked, askedAt: at, overdue: false }],
    }),
    'objection.information-given': (objection, { at, n, answer }) =>
      withRequest(objection, n, (request) => ({ ...request, answer: { ...answer, at } })),
    'objection.information-overdue': (objection, { n }) =>
      withRequest(objection, n, (request) => ({ ...request, overdue: true })),
    'objection.reminded': (objection) => ({ ...objection, reminded: true }),
    'objection.fell-overdue': (objection) => ({ ...objection, overdue: true }),
    'objection.escalated': (objection) => ({ ...objection, escalated: true }),
    'objection.upheld': (objection, { at, ruling }) => ({ ...objection, decision: { ...ruling, at } }),
    'objection.rejected': (objection, { at, ruling }) => ({ ...objection, decision: { ...ruling, at } }),
    'objection.withdrawn': (objection, withdrawn) => ({ ...objection, withdrawn }),
    'objection.bank-refused': (objection, { at: _, reviewer: __, ...refused }) => ({
      ...objection,
      bankRefusals: [...(objection.bankRefusals ?? []), refused].slice(-MOST_OF_A_KIND),
    }),
    'objection.ordered-again': (objection, again) => ({
      ...objection,
      ...defined({ bankRefusals: objection.bankRefusals?.map((one) => (one.again === undefined ? { ...one, again } : one)) }),
    }),
    'objection.closed': (objection, { at }) => ({ ...objection, closedAt: at }),
    'objection.supervision-requested': (objection, { at, ...asked }) => ({
      ...objection,
      supervision: { ...asked, requestedAt: at, overdue: false },
    }),
    'objection.supervision-overdue': (objection) => supervised(objection, (before) => ({ ...before, overdue: true })),
    'objection.maintained': (objection, { at, by, reason }) =>
      supervised(objection, (before) => ({ ...before, answer: { at, by, answer: 'maintain', reason, overdue: false } })),
    'objection.correction-demanded': (objection, { at, ...demanded }) =>
      supervised(objection, (before) => ({ ...before, answer: { at, ...demanded, answer: 'correct', overdue: false } })),
    'objection.correction-overdue': (objection) =>
      supervised(objection, ({ answer, ...before }) => ({
        ...before,
        ...(answer === undefined ? {} : { answer: { ...answer, overdue: true } }),
      })),
    'objection.corrected': (objection, { at, ruling }) => {
      const { by, reason, officers } = ruling;
      const response = { at, by, outcome: 'comply', reason, officers } as const;
      return { ...supervised(objection, (before) => ({ ...before, response })), correction: { ...ruling, at } };
    },
    'objection.correction-refused': (objection, { at, by, reason, officers }) =>
      supervised(objection, (before) => ({ ...before, response: { at, by, outcome: 'refuse', reason, officers } })),
  },
  always: (after, { data: { at } }) => ({ ...after, touchedAt: at }),
});

function withRequest(objection: Objection, n: number, change: (request: InformationRequest) => InformationRequest): Objection {
  return { ...objection, information: objection.information.map((one) => (one.n === n ? change(one) : one)) };
}

/** A change of the look by the procuratorate. No decider gives such a fact before the person asked for that look. */
function supervised(objection: Objection, change: (before: Supervision) => Supervision): Objection {
  return objection.supervision === undefined ? objection : { ...objection, supervision: change(objection.supervision) };
}
