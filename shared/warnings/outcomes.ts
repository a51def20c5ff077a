import { type ContactOutcome, type Means, means, type WarningGrade } from './warning-model.ts';

/** The outcomes that each means can have. A message tells only whether it arrived; a machine cannot find that there was no fraud. */
export const outcomesOf: Readonly<Record<Means, readonly ContactOutcome[]>> = {
  sms: ['informed', 'not-reached'],
  'ai-call': ['dissuaded', 'doubtful', 'not-reached', 'refused', 'wrong-person', 'already-paid'],
  phone: ['dissuaded', 'doubtful', 'not-reached', 'refused', 'wrong-person', 'already-paid', 'false-alarm'],
  visit: ['dissuaded', 'doubtful', 'not-reached', 'refused', 'wrong-person', 'already-paid', 'false-alarm'],
};

/** The outcomes with which the person was reached. */
const reached: readonly ContactOutcome[] = ['informed', 'dissuaded', 'doubtful', 'refused', 'already-paid', 'false-alarm'];

export function hasReached(outcome: ContactOutcome): boolean {
  return reached.includes(outcome);
}

/**
 * The lightest means by which each outcome ends a warning of a grade: a grave one ends at the door only, where the person was met (C). What
 * is absent ends no warning: the ladder goes on.
 */
const endsFrom: Readonly<Record<WarningGrade, { readonly [O in ContactOutcome]?: Means }>> = {
  urgent: { dissuaded: 'visit', 'wrong-person': 'visit', 'false-alarm': 'visit', 'already-paid': 'sms' },
  high: { dissuaded: 'visit', 'wrong-person': 'visit', 'false-alarm': 'visit', 'already-paid': 'sms' },
  medium: { dissuaded: 'ai-call', 'wrong-person': 'phone', 'false-alarm': 'phone', 'already-paid': 'sms' },
  low: { informed: 'sms', dissuaded: 'ai-call', 'wrong-person': 'ai-call', 'false-alarm': 'phone', 'already-paid': 'sms' },
};

/** Whether this outcome of this means ends a warning of the grade. */
export function ends(grade: WarningGrade, by: Means, outcome: ContactOutcome): boolean {
  const from = endsFrom[grade][outcome];
  return from !== undefined && means.indexOf(by) >= means.indexOf(from);
}

/** The outcomes after which the same means is tried again, before the next one. */
export function isTriedAgain(outcome: ContactOutcome): boolean {
  return outcome === 'not-reached';
}

/** What may have to come with an outcome: the checklist of a visit, what was paid. */
export const contactNeeds = ['checklist', 'paid'] as const;
export type ContactNeed = (typeof contactNeeds)[number];

/**
 * What must come with this outcome of this means: the checklist where the person was met at the door; the sum where the money is gone, and then
 * no checklist, since the alarm waits for it.
 */
export function needsOf(means: Means, outcome: ContactOutcome): readonly ContactNeed[] {
  if (outcome === 'already-paid') return ['paid'];
  return means === 'visit' && hasReached(outcome) ? ['checklist'] : [];
}
