import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { AskInformation, GiveInformation } from './bodies.ts';
import { endOf, reviewerTold } from './deadlines.ts';
import { byOf } from './decide-objection.ts';
import { MOST_OF_A_KIND, type Objection } from './model.ts';
import type { ObjectionFact } from './objection-facts.ts';
import { objectionLifecycle } from './objection-lifecycle.ts';

interface NamedCaller {
  /** As the token gives it. */
  readonly name: string;
}

/**
 * The reviewer asks for more (补充材料): an office that raised it, which asks the person, the bank of the account, or the agency that ordered.
 * The question has a term of its own (policy `objection.information`); that of the objection runs on.
 *
 * @returns `objection.information-requested`, or OBJECTION_STATE_FORBIDS, AGENCY_UNFIT, OBJECTION_FULL
 */
export function askInformation(
  objection: Objection,
  { from, question }: AskInformation,
  { name }: NamedCaller,
  context: Context,
): Decision<ObjectionFact> {
  const { status, submissions, bankId, order, information } = objection;
  const forbidden = objectionLifecycle.refusal(status, 'requestInformation');
  if (forbidden !== undefined) return forbidden;
  const raisers = submissions.map(({ raisedBy }) => raisedBy.agency);
  const [first] = raisers;
  const asked = from ?? first;
  if (asked === undefined || ![...raisers, bankId, order?.agency].includes(asked))
    return refuse('AGENCY_UNFIT', { path: '/from', rule: 'must have raised it, hold the account, or have ordered the measure' });
  if (information.length >= MOST_OF_A_KIND) return refuse('OBJECTION_FULL');
  const { now, actor } = context;
  const request = { n: information.length + 1, from: asked, question, askedBy: byOf({ actor, name }) };
  const dueAt = endOf('objection.information', context);
  return accept({ type: 'objection.information-requested', data: { at: now, ...request, dueAt } });
}

/**
 * The agency that was asked answers, late or not.
 *
 * @returns `objection.information-given`, or OBJECTION_STATE_FORBIDS, INFORMATION_NOT_ASKED
 */
export function giveInformation(
  { status, information, reviewer }: Objection,
  { n, text, documents }: GiveInformation,
  { name }: NamedCaller,
  { now, actor }: Context,
): Decision<ObjectionFact> {
  const forbidden = objectionLifecycle.refusal(status, 'giveInformation');
  if (forbidden !== undefined) return forbidden;
  const asked = information.find((request) => request.n === n);
  if (asked === undefined || asked.from !== actor.agency || asked.answer !== undefined)
    return refuse('INFORMATION_NOT_ASKED', { paths: ['/n'] });
  return accept({
    type: 'objection.information-given',
    data: {
      ...{ at: now, n, answer: { by: byOf({ actor, name }), text, documents } },
      ...(reviewer === undefined ? {} : { reviewer: reviewerTold(reviewer) }),
    },
  });
}
